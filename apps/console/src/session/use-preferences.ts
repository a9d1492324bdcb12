import { createContext, use } from 'react'
import { en } from '../language/en.ts'
import type { Words } from '../language/words.ts'
import { zh } from '../language/zh.ts'
import type { Preferences } from './preferences.ts'

export interface PreferencesInUse extends Preferences {
  readonly set: (change: Partial<Preferences>) => void
}

/** Chosen language and theme; the frame gives them. */
export const PreferencesContext = createContext<PreferencesInUse>({
  language: 'zh',
  theme: 'light',
  set: () => undefined,
})

export function usePreferences(): PreferencesInUse {
  return use(PreferencesContext)
}

/** Everything the console says, in the language of whoever reads it. */
export function useWords(): Words {
  return usePreferences().language === 'zh' ? zh : en
}
