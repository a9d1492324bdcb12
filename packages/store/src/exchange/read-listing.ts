import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import { createWaker } from '../log/waker.ts'
import type { Database } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { LISTING_CHANNEL } from './listing-channel.ts'
import type { ListedEntry, ListedLevel, ListingCause, ListingChange } from './listing-types.ts'

type Queryable = Pool | ClientBase

/** Longest page: a few megabytes of rows. */
export const maxListingPage = 50_000

/** Smaller than every key but one in 2^64, which SHA-256 has not shown anybody yet. */
const beforeAllKeys = -(2n ** 63n)

/** How often somebody who waits looks without being woken, should a notification be lost. */
const lookMs = 1_000

/** How far the listing is. */
export interface ListingHead {
  /** Number of the last change; 0 before the first. */
  readonly version: bigint
  /** Deltas reach back to this version; who is older takes the full list. */
  readonly oldest: bigint
  readonly at: Date
}

export async function listingHead(db: Queryable): Promise<ListingHead> {
  const found = await db.query<{ version: string; compacted_to: string; at: Date }>(
    'select version, compacted_to, at from listing_head',
  )
  const row = found.rows[0]
  if (!row) throw new Error('listing_head has lost its row')
  return { version: BigInt(row.version), oldest: BigInt(row.compacted_to), at: row.at }
}

/** Number of the listing's last change. */
export async function listingVersion(db: Queryable): Promise<bigint> {
  return (await listingHead(db)).version
}

/**
 * Number and time of the last change among these kinds: a list of sites stays the same while numbers change. With
 * `exceptions` also of the exceptions to listed sites. After old changes were forgotten it is at least the last
 * forgotten one.
 */
export async function listingVersionOf(
  db: Queryable,
  kinds: readonly IndicatorKind[],
  options: { readonly exceptions?: boolean } = {},
): Promise<{ readonly version: bigint; readonly at: Date }> {
  const found = await db.query<{ version: string; at: Date }>(
    `select greatest(h.compacted_to, c.version) as version, coalesce(c.at, h.at) as at
       from listing_head h left join lateral (
         select version, at from (
           select last.version, last.at from unnest($1::smallint[]) as k(kind)
            cross join lateral (select version, at from listing_changes where kind = k.kind
                                 order by version desc limit 1) last
           union all
           (select version, at from listing_exception_changes where $2 order by version desc limit 1)) l
          order by version desc limit 1) c on true`,
    [kindCodes(kinds), options.exceptions === true],
  )
  const row = found.rows[0]
  if (!row) throw new Error('listing_head has lost its row')
  return { version: BigInt(row.version), at: row.at }
}

export interface ReadListedOptions {
  /** Kinds to read; all when left out. */
  readonly kinds?: readonly IndicatorKind[]
  /** The key of the last entry read before; from the beginning when left out. */
  readonly afterKey?: bigint
  readonly limit: number
}

/**
 * One page of what is listed, in the order of (kind, key) within one kind and of the key over several kinds: ask for
 * one kind at a time where there are many. For a list of one version read the version and all pages in one
 * `repeatable read` transaction (`inListingSnapshot`).
 */
export async function readListed(db: Queryable, options: ReadListedOptions): Promise<ListedEntry[]> {
  const kinds = kindCodes(options.kinds)
  // One kind is a range of one index; several, or all, are read in the order of the key and filtered.
  const [only, second] = kinds ?? []
  const single = only !== undefined && second === undefined
  const found = await db.query<ListedRow>(
    `select key, kind, canonical, level, fraud_types, tlp, listed_at, version, falls_at from listed
      where ${single ? 'kind = $1::smallint' : '($1::smallint[] is null or kind = any($1))'} and key > $2::bigint
      order by ${single ? 'kind, key' : 'key'} limit $3`,
    [
      single ? only : kinds,
      (options.afterKey ?? beforeAllKeys).toString(),
      Math.min(options.limit, maxListingPage),
    ],
  )
  return found.rows.map((row) => ({
    key: BigInt(row.key),
    kind: kindOf(row.kind),
    canonical: row.canonical,
    level: row.level,
    fraudTypes: row.fraud_types,
    tlp: row.tlp,
    listedAt: row.listed_at,
    version: BigInt(row.version),
    fallsAt: row.falls_at === null ? null : Number(row.falls_at),
  }))
}

/**
 * One page of what is listed of one kind, names only, for readers that need no more: a fifth of the cost of
 * `readListed`.
 */
export async function readListedNames(
  db: Queryable,
  kind: IndicatorKind,
  options: { readonly afterKey: bigint | undefined; readonly limit: number },
): Promise<{ readonly names: readonly string[]; readonly lastKey: bigint | undefined }> {
  const found = await db.query<[string], unknown[]>({
    text: `select canonical, key from listed where kind = $1::smallint and key > $2::bigint
            order by kind, key limit $3`,
    values: [
      indicatorKinds.indexOf(kind),
      (options.afterKey ?? beforeAllKeys).toString(),
      Math.min(options.limit, maxListingPage),
    ],
    rowMode: 'array',
  })
  const rows: readonly (readonly string[])[] = found.rows
  const last = rows.at(-1)?.[1]
  return {
    names: rows.map(([canonical = '']) => canonical),
    lastKey: last === undefined ? undefined : BigInt(last),
  }
}

export interface ChangesSinceOptions {
  /** Kinds to read; all when left out. */
  readonly kinds?: readonly IndicatorKind[]
  readonly limit: number
}

/** Changes after a version, oldest first; `compacted` when they are no longer all kept. */
export type ChangesSince =
  | { readonly ok: true; readonly changes: readonly ListingChange[] }
  | { readonly ok: false; readonly reason: 'compacted' | 'ahead' }

/**
 * One page of the journal after `version`. `ahead`: that version does not exist, so the copy is of another database.
 * Ask again from the last change's version until a page is shorter than the limit.
 */
export async function changesSince(
  db: Queryable,
  version: bigint,
  options: ChangesSinceOptions,
): Promise<ChangesSince> {
  const found = await db.query<ChangeRow>(
    `select version, key, kind, canonical, change, level, fraud_types, cause, event_seq, at from listing_changes
      where version > $1 and ($2::smallint[] is null or kind = any($2)) order by version limit $3`,
    [version.toString(), kindCodes(options.kinds), Math.min(options.limit, maxListingPage)],
  )
  // Looked at after the changes: had they been compacted in between, this tells.
  const head = await listingHead(db)
  if (version > head.version) return { ok: false, reason: 'ahead' }
  if (version < head.oldest) return { ok: false, reason: 'compacted' }
  return { ok: true, changes: found.rows.map(changeFrom) }
}

/** What a stretch of the journal comes to for one indicator. */
export interface NetChange {
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  /** Whether it is listed after the stretch; it was the opposite before. */
  readonly listed: boolean
}

/**
 * Who came and who left between two versions of these kinds, each indicator once, in the order of their keys; at most
 * `limit`, so a longer answer is cut. Undefined when the changes after `from` are no longer all kept.
 */
export async function netChangesBetween(
  db: Queryable,
  from: bigint,
  to: bigint,
  options: { readonly kinds: readonly IndicatorKind[]; readonly limit: number },
): Promise<NetChange[] | undefined> {
  const found = await db.query<{ key: string; kind: number; canonical: string; listed: boolean }>(
    `select key, kind, canonical, was <> 'removed' as listed from (
       select key, kind, canonical, version, change as was,
              first_value(change) over (partition by key order by version) as first,
              row_number() over (partition by key order by version desc) as back
         from listing_changes where version > $1 and version <= $2 and kind = any($3::smallint[])) c
      where back = 1 and (first <> 'added') <> (was <> 'removed') order by key limit $4`,
    [from.toString(), to.toString(), kindCodes(options.kinds), options.limit],
  )
  const { oldest } = await listingHead(db)
  if (from < oldest) return undefined
  return found.rows.map(({ key, kind, canonical, listed }) => ({
    key: BigInt(key),
    kind: kindOf(kind),
    canonical,
    listed,
  }))
}

/**
 * Resolves with the listing's version once it is above `version`, or after `timeoutMs`, or when the signal is aborted:
 * compare what comes back. Holds no connection while it waits.
 */
export async function waitForChange(
  database: Database,
  version: bigint,
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<bigint> {
  const waker = createWaker()
  const unsubscribe = database.notifications.subscribe(LISTING_CHANNEL, () => waker.wake())
  try {
    const deadline = performance.now() + options.timeoutMs
    for (;;) {
      const current = await listingVersion(database.pool)
      const leftMs = deadline - performance.now()
      if (current > version || leftMs <= 0 || options.signal.aborted) return current
      await waker.sleep(Math.min(leftMs, lookMs), options.signal)
    }
  } finally {
    unsubscribe()
  }
}

/** Everything read inside is of one instant, version and entries alike. */
export async function inListingSnapshot<Result>(
  database: { readonly pool: Pool },
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  return await inTransaction(database, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    return await work(client)
  })
}

interface ListedRow {
  key: string
  kind: number
  canonical: string
  level: ListedLevel
  fraud_types: string[]
  tlp: string
  listed_at: Date
  version: string
  falls_at: string | null
}

interface ChangeRow {
  version: string
  key: string
  kind: number
  canonical: string
  change: ListingChange['change']
  level: ListedLevel | null
  fraud_types: string[]
  cause: ListingCause
  event_seq: string | null
  at: Date
}

function changeFrom(row: ChangeRow): ListingChange {
  return {
    version: BigInt(row.version),
    key: BigInt(row.key),
    kind: kindOf(row.kind),
    canonical: row.canonical,
    change: row.change,
    level: row.level,
    fraudTypes: row.fraud_types,
    cause: row.cause,
    eventSeq: row.event_seq === null ? null : Number(row.event_seq),
    at: row.at,
  }
}

function kindCodes(kinds: readonly IndicatorKind[] | undefined): number[] | null {
  return kinds === undefined ? null : kinds.map((kind) => indicatorKinds.indexOf(kind))
}

function kindOf(code: number): IndicatorKind {
  const kind = indicatorKinds[code]
  if (!kind) throw new Error(`stored kind ${code} is not known to this version`)
  return kind
}
