import type { TreeHeadList } from '@wuzei/contract'
import { proveConsistency } from './verify-event.ts'

/** What this browser last saw of the log, so that nobody can show it another one later. */
interface PinnedLog {
  readonly publicKey: string
  readonly size: number
  readonly rootHash: string
}

const storageKey = 'wuzei-console-log'

/** Whether the log shown now is the one seen before, grown. `shown` names what it was compared with. */
export async function comparePinnedLog(
  newest: TreeHeadList['heads'][number],
  publicKey: string,
): Promise<{ readonly holds: boolean | null; readonly shown: string }> {
  const seen = readPinned()
  if (!seen) return { holds: null, shown: '' }
  const shown = `${seen.size} → ${newest.size}`
  if (seen.publicKey !== publicKey || seen.size > newest.size) return { holds: false, shown }
  if (seen.size === newest.size) return { holds: seen.rootHash === newest.rootHash, shown }
  const { holds } = await proveConsistency(seen, newest)
  return { holds, shown }
}

/** Remembers the log as it is now. */
export function pinLog({ size, rootHash }: TreeHeadList['heads'][number], publicKey: string): void {
  localStorage.setItem(storageKey, JSON.stringify({ publicKey, size, rootHash } satisfies PinnedLog))
}

function readPinned(): PinnedLog | null {
  const text = localStorage.getItem(storageKey)
  if (text === null) return null
  const kept: PinnedLog = JSON.parse(text)
  return kept
}
