import type { LinkPage } from './link.tsx'

/** Pages that few visits need: their script comes with the first of those. */
interface LatePages {
  LinkPage?: typeof LinkPage
}

export const latePages: LatePages = {}

/** Fetches the page that explains a link; must have happened before one is shown. */
export async function fetchLinkPage(): Promise<void> {
  latePages.LinkPage ??= (await import('./link.tsx')).LinkPage
}
