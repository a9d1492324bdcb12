import { hash } from 'node:crypto'
import {
  inListingSnapshot,
  listingVersionOf,
  readListedSites,
  readVouchedSites,
  type Database,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import { namesAbove } from '../listing/site-rules.ts'
import { buildHashTable, changeHashTable, distinctPrefixes, hashBytes, type HashTable } from './hash-table.ts'
import type { NetChange } from './net-changes.ts'
import { siteHashes, siteKinds, type ListedSite, type NamesAboveVouched } from './site-hashes.ts'
import { threatLists, type ThreatList } from './threat-lists.ts'
import { writeToken } from './version-token.ts'

/** Entries read at once: some megabytes of rows, and hashing them keeps nobody waiting for long. */
const pageEntries = 10_000

/** One list as it is at one version. */
export interface ListState {
  readonly list: ThreatList
  readonly table: HashTable
  /** Four-byte prefixes as numbers, high byte first, ascending, each once. */
  readonly prefixes: Uint32Array
  /** SHA-256 of the prefixes one behind the other. */
  readonly checksum: Buffer
  readonly token: Buffer
}

/** Every list at one version of the listing. */
export interface Snapshot {
  readonly version: bigint
  readonly lists: ReadonlyMap<number, ListState>
  /** On which lists an entry is, as bits, where that is not only the first list: nearly all are. */
  readonly elsewhere: ReadonlyMap<bigint, number>
  /** What was not to be blocked when the lists were made. */
  readonly aboveVouched: NamesAboveVouched
}

/** Reads everything that is listed. */
export async function loadSnapshot(database: Database): Promise<Snapshot> {
  const stores = threatLists.map(() => createByteStore())
  const elsewhere = new Map<bigint, number>()
  const { version, aboveVouched } = await inListingSnapshot(database, async (client) => {
    const above = await readAboveVouched(client)
    const state = await listingVersionOf(client, siteKinds)
    for (const kind of siteKinds) {
      let afterKey: string | undefined
      for (;;) {
        const page = await readListedSites(client, kind, { limit: pageEntries, afterKey })
        for (const { key, canonical, fraudTypes } of page) {
          const site = { kind, canonical }
          const bits = listsOf(site, fraudTypes)
          if (bits !== mostlyOn) elsewhere.set(BigInt(key), bits)
          const hashes = siteHashes(site, above)
          for (const [index, store] of stores.entries()) if (isOn(bits, index)) store.add(hashes)
        }
        afterKey = page.at(-1)?.key
        if (page.length < pageEntries) break
      }
    }
    return { version: state.version, aboveVouched: above }
  })
  const states = threatLists.map((list, index): [number, ListState] => [
    list.id,
    listState(list, version, buildHashTable(stores[index]?.bytes() ?? new Uint8Array())),
  ])
  return { version, lists: new Map(states), elsewhere, aboveVouched }
}

/** The names above every site that is vouched for and not listed itself: as many as people and owners decided about. */
export async function readAboveVouched(client: ClientBase): Promise<NamesAboveVouched> {
  const above = new Set<string>()
  for (const name of await readVouchedSites(client)) for (const one of namesAbove(name)) above.add(one)
  return above
}

/**
 * The snapshot with these changes; undefined when they do not fit it. What did not change must have the same
 * expressions before and after: no entry stays listed at a host that is in only one of the two sets of names.
 */
export function advanceSnapshot(
  snapshot: Snapshot,
  version: bigint,
  changes: readonly NetChange[],
  aboveVouched: NamesAboveVouched,
): Snapshot | undefined {
  const elsewhere = new Map(snapshot.elsewhere)
  const moves = changes.map((change) => {
    const before = change.first.change === 'added' ? 0 : (elsewhere.get(change.key) ?? mostlyOn)
    const after = listsAfter(change)
    if (after === mostlyOn || after === 0) elsewhere.delete(change.key)
    else elsewhere.set(change.key, after)
    if (before === after) return { before, after, gone: [], come: [] }
    return {
      before,
      after,
      gone: siteHashes(change, snapshot.aboveVouched),
      come: siteHashes(change, aboveVouched),
    }
  })
  const lists = new Map<number, ListState>()
  for (const [index, list] of threatLists.entries()) {
    const state = snapshot.lists.get(list.id)
    if (!state) return undefined
    const leaving = moves.filter(({ before, after }) => isOn(before, index) && !isOn(after, index))
    const coming = moves.filter(({ before, after }) => !isOn(before, index) && isOn(after, index))
    const table =
      leaving.length + coming.length === 0
        ? state.table
        : changeHashTable(
            state.table,
            Buffer.concat(leaving.flatMap(({ gone }) => gone)),
            Buffer.concat(coming.flatMap(({ come }) => come)),
          )
    if (!table) return undefined
    lists.set(
      list.id,
      table === state.table
        ? { ...state, token: writeToken(list.id, version, state.checksum) }
        : listState(list, version, table),
    )
  }
  return { version, lists, elsewhere, aboveVouched }
}

/** Bits of the lists that an entry is on after its last change. */
export function listsAfter(change: NetChange): number {
  return change.last.change === 'removed' ? 0 : listsOf(change, change.last.fraudTypes)
}

/** Bits of the lists that have an entry of these fraud types. */
export function listsOf(site: ListedSite, fraudTypes: readonly string[]): number {
  let bits = 0
  for (const [index, list] of threatLists.entries()) if (list.has(site, fraudTypes)) bits |= 1 << index
  return bits
}

export function isOn(bits: number, index: number): boolean {
  return ((bits >> index) & 1) === 1
}

export function checksumOf(prefixes: Uint32Array): Buffer {
  return hash('sha256', prefixBytes(prefixes), 'buffer')
}

/** Prefixes as the hashes begin: high byte first, one behind the other. */
export function prefixBytes(prefixes: Uint32Array): Buffer {
  const bytes = Buffer.alloc(prefixes.length * 4)
  bytes.set(new Uint8Array(prefixes.buffer, prefixes.byteOffset, prefixes.byteLength))
  return isLittleEndian ? bytes.swap32() : bytes
}

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** The first list only. */
const mostlyOn = 1

function listState(list: ThreatList, version: bigint, table: HashTable): ListState {
  const prefixes = distinctPrefixes(table)
  const checksum = checksumOf(prefixes)
  return { list, table, prefixes, checksum, token: writeToken(list.id, version, checksum) }
}

/** Collects hashes one behind the other, doubling as they come. */
function createByteStore(): { add(hashes: readonly Buffer[]): void; bytes(): Uint8Array } {
  let bytes = new Uint8Array(1024 * hashBytes)
  let length = 0
  return {
    add(hashes) {
      for (const one of hashes) {
        if (length + hashBytes > bytes.length) {
          const larger = new Uint8Array(bytes.length * 2)
          larger.set(bytes)
          bytes = larger
        }
        bytes.set(one, length)
        length += hashBytes
      }
    },
    bytes: () => bytes.subarray(0, length),
  }
}
