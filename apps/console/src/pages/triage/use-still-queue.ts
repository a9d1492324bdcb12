import type { QueuedReport, QueuePage } from '@wuzei/contract'
import { useState } from 'react'
import { settleQueue, type SettledQueue } from './settle-queue.ts'

interface Still extends SettledQueue<QueuedReport> {
  /** Which list it is of, and as it was read. */
  readonly identity: string
  readonly page: QueuePage | undefined
}

/** Keeps a queue still while somebody works on it; `showFresh` lets in what came meanwhile. */
export function useStillQueue(
  identity: string,
  page: QueuePage | undefined,
): SettledQueue<QueuedReport> & { readonly showFresh: () => void } {
  const [still, setStill] = useState<Still>({ identity: '', page: undefined, shown: [], fresh: [] })
  let now = still
  if (still.identity !== identity || still.page !== page) {
    const before = still.identity === identity ? still.shown : []
    now = { identity, page, ...settle(before, page) }
    setStill(now)
  }
  return {
    shown: now.shown,
    fresh: now.fresh,
    showFresh: () => setStill({ ...now, shown: page?.reports ?? [], fresh: [] }),
  }
}

function settle(before: readonly QueuedReport[], page: QueuePage | undefined): SettledQueue<QueuedReport> {
  return page ? settleQueue(before, page.reports, page.next !== null) : { shown: before, fresh: [] }
}
