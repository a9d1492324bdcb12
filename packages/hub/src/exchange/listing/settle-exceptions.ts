import { indicatorKey, signedKey } from '@wuzei/domain'
import { applyExceptions, newlyVouched } from '@wuzei/store'
import type { ClientBase } from 'pg'
import { namesAbove } from './site-rules.ts'

/**
 * Brings the exceptions to what stands now, where the staged indicators were vouched for, listed or taken off. Gives back
 * the number of changes.
 */
export async function settleExceptions(client: ClientBase, nowMs: number): Promise<number> {
  const fresh = await newlyVouched(client)
  const vouched = fresh.map((site) => ({
    ...site,
    parents: [...namesAbove(site.canonical)].map((name) => signedKey(indicatorKey('domain', name))),
  }))
  return await applyExceptions(client, vouched, nowMs)
}
