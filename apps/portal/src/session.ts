import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Dictionary } from './language/zh.ts'
import type { Locale, TextSize } from './preferences.ts'
import type { Visit } from './visit/visit.ts'
import type { PortalApi } from './wire.ts'

/** What every part of a page may ask for. */
export interface Session {
  readonly locale: Locale
  readonly textSize: TextSize
  readonly t: Dictionary
  readonly visit: Visit
  readonly api: PortalApi
  /** False while the server renders and until the browser has taken over. */
  readonly live: boolean
  readonly navigate: (visit: Visit) => void
  readonly reload: () => void
  readonly setLocale: (locale: Locale) => void
  readonly setTextSize: (size: TextSize) => void
}

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('a part of the page was rendered outside the session')
  return session
}
