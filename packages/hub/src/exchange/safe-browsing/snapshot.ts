import { hash } from 'node:crypto'
import { inListingSnapshot, listingVersionOf, readListedSites, type Database } from '@wuzei/store'
import { buildHashTable, changeHashTable, distinctPrefixes, hashBytes, type HashTable } from './hash-table.ts'
import type { NetChange } from './net-changes.ts'
import { siteHashes, siteKinds, type ListedSite } from './site-hashes.ts'
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
}

/** Reads everything that is listed. */
export async function loadSnapshot(database: Database): Promise<Snapshot> {
  const stores = threatLists.map(() => createByteStore())
  const elsewhere = new Map<bigint, number>()
  const version = await inListingSnapshot(database, async (client) => {
    const state = await listingVersionOf(client, siteKinds)
    for (const kind of siteKinds) {
      let afterKey: string | undefined
      for (;;) {
        const page = await readListedSites(client, kind, { limit: pageEntries, afterKey })
        for (const { key, canonical, fraudTypes } of page) {
          const site = { kind, canonical }
          const bits = listsOf(site, fraudTypes)
          if (bits !== mostlyOn) elsewhere.set(BigInt(key), bits)
          const hashes = siteHashes(site)
          for (const [index, store] of stores.entries()) if (isOn(bits, index)) store.add(hashes)
        }
        afterKey = page.at(-1)?.key
        if (page.length < pageEntries) break
      }
    }
    return state.version
  })
  const states = threatLists.map((list, index): [number, ListState] => [
    list.id,
    listState(list, version, buildHashTable(stores[index]?.bytes() ?? new Uint8Array())),
  ])
  return { version, lists: new Map(states), elsewhere }
}

/** The snapshot with these changes; undefined when they do not fit it. */
export function advanceSnapshot(
  snapshot: Snapshot,
  version: bigint,
  changes: readonly NetChange[],
): Snapshot | undefined {
  const elsewhere = new Map(snapshot.elsewhere)
  const moves = changes.map((change) => {
    const before = change.first.change === 'added' ? 0 : (elsewhere.get(change.key) ?? mostlyOn)
    const after = listsAfter(change)
    if (after === mostlyOn || after === 0) elsewhere.delete(change.key)
    else elsewhere.set(change.key, after)
    return { before, after, hashes: before === after ? [] : siteHashes(change) }
  })
  const lists = new Map<number, ListState>()
  for (const [index, list] of threatLists.entries()) {
    const state = snapshot.lists.get(list.id)
    if (!state) return undefined
    const leaving = moves.filter(({ before, after }) => isOn(before, index) && !isOn(after, index))
    const coming = moves.filter(({ before, after }) => !isOn(before, index) && isOn(after, index))
    const hashesOf = (some: typeof moves) => Buffer.concat(some.flatMap(({ hashes }) => hashes))
    const table =
      leaving.length + coming.length === 0
        ? state.table
        : changeHashTable(state.table, hashesOf(leaving), hashesOf(coming))
    if (!table) return undefined
    lists.set(
      list.id,
      table === state.table
        ? { ...state, token: writeToken(list.id, version, state.checksum) }
        : listState(list, version, table),
    )
  }
  return { version, lists, elsewhere }
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
