import type { HowPage } from './how.tsx'
import type { LinkPage } from './link.tsx'

/** Pages that few visits need: their script comes with the first of those. */
interface LatePages {
  HowPage?: typeof HowPage
  LinkPage?: typeof LinkPage
}

export const latePages: LatePages = {}

/** Fetches a page's script where it comes late; must have happened before the page is shown. */
export async function fetchLatePage(page: string | undefined): Promise<void> {
  if (page === 'link') latePages.LinkPage ??= (await import('./link.tsx')).LinkPage
  if (page === 'how') latePages.HowPage ??= (await import('./how.tsx')).HowPage
}
