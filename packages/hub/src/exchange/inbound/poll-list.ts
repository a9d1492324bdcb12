import { CodedError } from '@wuzei/domain'
import { findSource, keysSaidBy, type InboundSourceRow } from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { fetchList } from './fetch-list.ts'
import { readKeys } from './read-keys.ts'
import { formatOf, takeBack, takeOver } from './take-over.ts'

/** What came of asking a source. */
export interface PollOutcome {
  /** It said something new. */
  readonly changed: boolean
  /** Entries that vanished all at once and therefore still stand; null when nothing is held. */
  readonly heldGone: number | null
  /** Entries of which somebody said that they stay; null when there are none. */
  readonly keptGone: number | null
  readonly etag: string | null
  readonly lastModified: string | null
}

/**
 * A list that loses more than this part of its entries from one day to the next has been broken, emptied or moved far
 * more often than corrected: what is gone is held until a person has looked, or until it is back.
 */
const heldFrom = 0.5
/** Below this many entries a part says nothing. */
const heldFromEntries = 20

/** Asks for a list as a whole, imports it, and takes back what it no longer has, where the source is set up so. */
export async function pollList(
  hub: HubContext,
  source: InboundSourceRow,
  options: { readonly authorization: string | undefined; readonly acceptGone: boolean },
): Promise<PollOutcome> {
  const fetched = await fetchList(hub.outbound, {
    url: source.url,
    accept: acceptedTypes[source.kind] ?? 'text/plain, */*;q=0.5',
    authorization: options.authorization,
    // Whoever accepts a loss has the list read once more.
    etag: options.acceptGone ? null : source.etag,
    lastModified: options.acceptGone ? null : source.lastModified,
  })
  const { heldGone, keptGone, etag, lastModified } = source
  if (!fetched.body) return { changed: false, heldGone, keptGone, etag, lastModified }
  const content = await readKeys(formatOf(source.kind), source.map, fetched.body)
  if (content.all > 0 && content.good === 0)
    throw new CodedError('SOURCE_UNFIT', `none of its ${content.all} entries can be read`)
  const gone = await goneFrom(hub, source, content.keys)
  const isHeld = !options.acceptGone && isSuspicious(source, content.all, gone)
  // Who looked at it and refused is asked again only when more is gone.
  const isKept = isHeld && keptGone !== null && gone.lost <= keptGone
  const taken = content.good > 0 && (await takeOver(hub, source, fetched.body))
  const withdrawn = !isHeld && source.gone === 'withdraw' && (await takeBack(hub, source, gone.keys))
  return {
    changed: taken || withdrawn,
    heldGone: isHeld && !isKept ? gone.lost : null,
    keptGone: isKept ? keptGone : null,
    etag: fetched.headers.etag ?? null,
    lastModified: fetched.headers['last-modified'] ?? null,
  }
}

const acceptedTypes: Readonly<Record<string, string | undefined>> = {
  csv: 'text/csv, text/plain, */*;q=0.5',
  json: 'application/json, */*;q=0.5',
}

/** Too much at once. Lists whose entries fade lose them every day: of those only an empty one says that it is broken. */
function isSuspicious(
  source: InboundSourceRow,
  entries: number,
  { stood, lost }: { readonly stood: number; readonly lost: number },
): boolean {
  if (source.gone === 'fade') return entries === 0 && stood > 0
  return stood >= heldFromEntries && lost > stood * heldFrom
}

async function goneFrom({ database }: HubContext, source: InboundSourceRow, keys: ReadonlySet<bigint>) {
  const row = await findSource(database.pool, `import:${source.name}`)
  const stood = row ? await keysSaidBy(database.pool, row.code) : new Set<bigint>()
  const gone = [...stood].filter((key) => !keys.has(key))
  return { stood: stood.size, lost: gone.length, keys: gone }
}
