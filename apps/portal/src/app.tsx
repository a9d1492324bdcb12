import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Dictionary } from './language/zh.ts'
import { Page, titleOf } from './pages/page.tsx'
import { Frame } from './parts/frame.tsx'
import { Skeleton } from './parts/skeleton.tsx'
import { type Locale, preferenceCookie, type TextSize } from './preferences.ts'
import { type Session, SessionContext } from './session.ts'
import { loadPage } from './visit/load-page.ts'
import type { PageData } from './visit/page-data.ts'
import type { Visit } from './visit/visit.ts'
import { followVisits, rememberVisit, visitOfEntry } from './visit/history.ts'
import type { PortalApi } from './wire.ts'

/** What server and browser start from. */
export interface Start {
  readonly visit: Visit
  readonly data: PageData
  readonly locale: Locale
  readonly textSize: TextSize
}

export interface AppProps {
  readonly start: Start
  readonly t: Dictionary
  readonly api: PortalApi
  /** Fetches the other language; absent on the server. */
  readonly loadDictionary?: (locale: Locale) => Promise<Dictionary>
}

/** The whole portal. On the server it renders once; in the browser it takes over and follows visits. */
export function App({ start, t: firstDictionary, api, loadDictionary }: AppProps) {
  const [visit, setVisit] = useState(start.visit)
  const [data, setData] = useState<PageData | null>(start.data)
  const [language, setLanguage] = useState({ locale: start.locale, t: firstDictionary })
  const [textSize, setTextSizeState] = useState(start.textSize)
  const [live, setLive] = useState(false)
  const [announcement, setAnnouncement] = useState('')
  const latest = useRef(0)
  const path = useRef(start.visit.path)
  const { locale, t } = language

  const show = useCallback(
    async (next: Visit) => {
      const turn = ++latest.current
      path.current = next.path
      setVisit(next)
      setData(null)
      const loaded = await loadPage(next, api)
      // Somebody has gone on meanwhile: a late answer must not replace a newer page.
      if (turn === latest.current) setData(loaded)
    },
    [api],
  )
  const navigate = useCallback(
    (next: Visit) => {
      rememberVisit(next)
      void show(next)
    },
    [show],
  )
  useEffect(() => {
    setLive(true)
    document.documentElement.dataset.live = 'yes'
    // A page reached in the browser alone is asked for again after a reload: its form is in the history entry.
    const kept = visitOfEntry()
    if (Object.keys(kept.form).length > 0 && Object.keys(start.visit.form).length === 0) void show(kept)
    return followVisits({ navigate, show, currentPath: () => path.current })
  }, [])
  useAfterChange(data, () => {
    if (data === null) return setAnnouncement(t.loading)
    setAnnouncement(titleOf(data, t, locale))
    document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  })
  useEffect(() => {
    if (data) document.title = windowTitle(data, t, locale)
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  }, [data, locale])

  const session = useMemo<Session>(
    () => ({
      locale,
      textSize,
      t,
      visit,
      api,
      live,
      navigate,
      reload: () => void show(visit),
      setLocale: (next) => {
        document.cookie = preferenceCookie('lang', next)
        void loadDictionary?.(next).then((dictionary) => setLanguage({ locale: next, t: dictionary }))
      },
      setTextSize: (next) => {
        document.cookie = preferenceCookie('text', next)
        document.documentElement.dataset.text = next
        setTextSizeState(next)
      },
    }),
    [locale, textSize, t, visit, api, live, navigate, show, loadDictionary],
  )
  return (
    <SessionContext.Provider value={session}>
      <Frame path={visit.path}>{data === null ? <Skeleton /> : <Page data={data} />}</Frame>
      <div class="visually-hidden" aria-live="polite">
        {announcement}
      </div>
    </SessionContext.Provider>
  )
}

export function windowTitle(data: PageData, t: Dictionary, locale: Locale): string {
  return `${titleOf(data, t, locale)} · ${t.brand.name}`
}

/** Runs when a value has changed, not when the page first appears. */
function useAfterChange(value: unknown, run: () => void): void {
  const before = useRef(value)
  useEffect(() => {
    if (before.current === value) return
    before.current = value
    run()
  })
}
