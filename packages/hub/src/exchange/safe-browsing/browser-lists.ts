import { inListingSnapshot, isAnyListedAt, listingVersionOf, type Database } from '@wuzei/store'
import { listDelta } from './list-delta.ts'
import { netChanges, type NetChange } from './net-changes.ts'
import { siteKinds } from './site-hashes.ts'
import {
  advanceSnapshot,
  checksumOf,
  loadSnapshot,
  readAboveVouched,
  type ListState,
  type Snapshot,
} from './snapshot.ts'
import { threatLists } from './threat-lists.ts'
import { isOf, type VersionToken } from './version-token.ts'

/** Each version costs every client a delta of its own, so the lists do not follow every change at once. */
const defaultLookMs = 3_000

/** A delta of more than this share of the list is not much shorter than the list; a short list may change as a whole. */
const longestDelta = 0.5
const shortList = 1_000

/** What brings a client's copy to the present state of a list. */
export type ListUpdate =
  | { readonly kind: 'same'; readonly state: ListState }
  | { readonly kind: 'whole'; readonly state: ListState }
  | {
      readonly kind: 'partial'
      readonly state: ListState
      /** Places in the client's copy, ascending; taken out first. */
      readonly removals: Uint32Array
      /** Prefixes, ascending. */
      readonly additions: Uint32Array
    }

/** The lists for browsers, kept in memory from the first question on. */
export interface BrowserLists {
  /** The lists as they are now or were a few seconds ago; at least of the version that a token was given with. */
  snapshot(tokens?: readonly VersionToken[]): Promise<Snapshot>
  /** How the holder of a token gets to one list of a snapshot; without a token it gets all of it. */
  update(snapshot: Snapshot, state: ListState, token: VersionToken | undefined): Promise<ListUpdate>
}

export interface BrowserListsOptions {
  /** How often the lists follow the listing at most. */
  readonly lookMs?: number
}

export function createBrowserLists(database: Database, options: BrowserListsOptions = {}): BrowserLists {
  const { lookMs = defaultLookMs } = options
  const kept: {
    snapshot: Snapshot | undefined
    lookedAtMs: number
    looking: Promise<Snapshot> | undefined
  } = { snapshot: undefined, lookedAtMs: 0, looking: undefined }
  /** What leads from older versions to a snapshot; forgotten with it. */
  const changesTo = new WeakMap<Snapshot, Map<bigint, Promise<readonly NetChange[] | undefined>>>()

  const look = async (): Promise<Snapshot> => {
    try {
      const lookedAtMs = performance.now()
      kept.snapshot = await follow(database, kept.snapshot)
      kept.lookedAtMs = lookedAtMs
      return kept.snapshot
    } finally {
      kept.looking = undefined
    }
  }
  const changesOf = async (snapshot: Snapshot, from: bigint): Promise<readonly NetChange[] | undefined> => {
    const known = changesTo.get(snapshot) ?? new Map()
    changesTo.set(snapshot, known)
    const reading = known.get(from) ?? readChanges(database, from, snapshot.version)
    known.set(from, reading)
    try {
      return await reading
    } catch (error) {
      // Whoever asks next tries again.
      known.delete(from)
      throw error
    }
  }
  return {
    async snapshot(tokens = []) {
      const { snapshot, lookedAtMs } = kept
      const isFresh = performance.now() - lookedAtMs < lookMs
      // Another hub of this database may be ahead of this one.
      if (snapshot && isFresh && tokens.every(({ version }) => version <= snapshot.version)) return snapshot
      kept.looking ??= look()
      return await kept.looking
    },
    async update(snapshot, state, token) {
      if (!token) return { kind: 'whole', state }
      if (isOf(token, state.checksum)) return { kind: 'same', state }
      if (token.version >= snapshot.version) return { kind: 'whole', state }
      const changes = await changesOf(snapshot, token.version)
      if (!changes) return { kind: 'whole', state }
      const { additions, removals, before } = listDelta(
        state,
        threatLists.indexOf(state.list),
        changes,
        snapshot.aboveVouched,
      )
      const longest = Math.max(shortList, state.prefixes.length * longestDelta)
      const isLong = additions.length + removals.length > longest
      if (isLong || !isOf(token, checksumOf(before))) return { kind: 'whole', state }
      return { kind: 'partial', state, additions, removals }
    },
  }
}

async function readChanges(
  database: Database,
  from: bigint,
  to: bigint,
): Promise<readonly NetChange[] | undefined> {
  return (await netChanges(database.pool, from, to))?.changes
}

/** The newest snapshot: the one before with what has changed since, or all anew. */
async function follow(database: Database, snapshot: Snapshot | undefined): Promise<Snapshot> {
  if (!snapshot) return await loadSnapshot(database)
  const advanced = await inListingSnapshot(database, async (client) => {
    const aboveVouched = await readAboveVouched(client)
    const differing = inOneOnly(aboveVouched, snapshot.aboveVouched)
    // People vouch for a site below a listed one seldom enough for all to be made anew.
    if (await isAnyListedAt(client, differing)) return undefined
    const { version } = await listingVersionOf(client, siteKinds)
    if (version === snapshot.version) return differing.length === 0 ? snapshot : { ...snapshot, aboveVouched }
    const net = await netChanges(client, snapshot.version)
    return net && advanceSnapshot(snapshot, net.version, net.changes, aboveVouched)
  })
  return advanced ?? (await loadSnapshot(database))
}

function inOneOnly(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...[...one].filter((name) => !other.has(name)), ...[...other].filter((name) => !one.has(name))]
}
