import { placeOf, type Visit } from './visit.ts'

/**
 * Writes a visit into the browser's history. Its form stays in the history entry, which survives a reload and
 * never leaves the device; only path and query stand in the address.
 */
export function rememberVisit(visit: Visit): void {
  const query = new URLSearchParams({ ...visit.query }).toString()
  history.pushState({ form: visit.form }, '', query ? `${visit.path}?${query}` : visit.path)
}

/** The visit of the current history entry. */
export function visitOfEntry(): Visit {
  const state: unknown = history.state
  const form = typeof state === 'object' && state !== null && 'form' in state ? textsOf(state.form) : {}
  return { path: location.pathname, query: Object.fromEntries(new URLSearchParams(location.search)), form }
}

/** Writes a step of the report into the history, so that the phone's back button goes to the step before. */
export function rememberStep(form: Visit['form'], step: number): void {
  history.pushState({ form, step }, '')
}

/** The step of the current history entry; null where none was written. */
export function stepOfEntry(): number | null {
  const state: unknown = history.state
  const step = typeof state === 'object' && state !== null && 'step' in state ? state.step : null
  return typeof step === 'number' ? step : null
}

/** Turns links, marked forms and the back button into visits; gives back how to stop. */
export function followVisits(visits: {
  readonly navigate: (visit: Visit) => void
  readonly show: (visit: Visit) => Promise<void>
  readonly currentPath: () => string
}): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || event.defaultPrevented || event.button !== 0 || hasModifier(event)) return
    const visit = visitOfLink(link)
    if (!visit) return
    event.preventDefault()
    closeMenus()
    visits.navigate(visit)
  }
  const onSubmit = (event: SubmitEvent) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || !('visit' in form.dataset)) return
    event.preventDefault()
    const { pathname } = new URL(form.action)
    visits.navigate({ path: pathname, query: {}, form: textsOf(Object.fromEntries(new FormData(form))) })
  }
  const onPopState = () => {
    // Between the steps of one form the page itself goes back; loading it anew would lose its place.
    if (location.pathname === stepsPath && visits.currentPath() === stepsPath) return
    void visits.show(visitOfEntry())
  }
  document.addEventListener('click', onClick)
  document.addEventListener('submit', onSubmit)
  addEventListener('popstate', onPopState)
  return () => {
    document.removeEventListener('click', onClick)
    document.removeEventListener('submit', onSubmit)
    removeEventListener('popstate', onPopState)
  }
}

/** The one page whose steps are history entries. */
const stepsPath = '/report'

/** Only pages of the portal are visited in place; the API documentation or the console are other documents. */
function visitOfLink(link: HTMLAnchorElement): Visit | undefined {
  if (link.target || link.hasAttribute('download') || 'own' in link.dataset) return undefined
  const url = new URL(link.href)
  if (url.origin !== location.origin || placeOf(url.pathname).name === 'missing') return undefined
  const samePage = url.pathname === location.pathname && url.search === location.search
  if (samePage && url.hash !== '') return undefined
  return { path: url.pathname, query: Object.fromEntries(url.searchParams), form: {} }
}

function hasModifier(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
}

function closeMenus(): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) menu.open = false
}

function textsOf(values: unknown): Record<string, string> {
  if (typeof values !== 'object' || values === null) return {}
  const texts = Object.entries(values).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(texts)
}
