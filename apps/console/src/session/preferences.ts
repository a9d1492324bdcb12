import type { Language } from '../language/words.ts'

/** What somebody chose on this machine. Nothing of the work is ever kept here. */
export interface Preferences {
  readonly language: Language
  readonly theme: 'light' | 'dark'
}

const storageKey = 'wuzei-console'

/** The choice of last time, else what the browser prefers: Chinese unless it asks for another language first. */
export function readPreferences(): Preferences {
  const kept = readKept()
  const language = kept.language ?? (/^zh\b/.test(navigator.language) ? 'zh' : 'en')
  const theme = kept.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  return { language, theme }
}

export function keepPreferences(preferences: Preferences): void {
  localStorage.setItem(storageKey, JSON.stringify(preferences))
}

function readKept(): Partial<Preferences> {
  const text = localStorage.getItem(storageKey)
  if (text === null) return {}
  const kept: unknown = JSON.parse(text)
  if (typeof kept !== 'object' || kept === null) return {}
  return {
    ...('language' in kept && (kept.language === 'zh' || kept.language === 'en')
      ? { language: kept.language }
      : {}),
    ...('theme' in kept && (kept.theme === 'light' || kept.theme === 'dark') ? { theme: kept.theme } : {}),
  }
}
