import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { loadSync, type Root, type Type } from 'protobufjs'

/*
 * A client of Safe Browsing versions 4 and 5, written from the specification and with another protobuf library than the
 * hub's: whatever both read alike is on the wire as specified.
 */

/** A client's copy of one list: prefixes in hex, ascending, and what the server called this state. */
export interface ListCopy {
  readonly prefixes: readonly string[]
  readonly version: Uint8Array
}

/** A HashList of version 5 as read from the wire. */
export interface ReadHashList {
  readonly name: string
  readonly version: Uint8Array
  readonly partialUpdate: boolean
  readonly additionsFourBytes?: ReadDeltas
  readonly compressedRemovals?: ReadDeltas
  readonly minimumWaitDuration?: { readonly seconds: number }
  readonly sha256Checksum: Uint8Array
  readonly metadata?: {
    readonly threatTypes: number[]
    readonly description: string
    readonly hashLength: number
  }
}

/** A ListUpdateResponse of version 4 as read from the wire. */
export interface ReadListUpdate {
  readonly threatType: number
  readonly threatEntryType: number
  readonly platformType: number
  /** 1 partial, 2 full. */
  readonly responseType: number
  readonly additions: readonly ReadEntrySet[]
  readonly removals: readonly ReadEntrySet[]
  readonly newClientState: Uint8Array
  readonly checksum?: { readonly sha256: Uint8Array }
}

export interface ReadFullHashes {
  readonly fullHashes: readonly {
    readonly fullHash: Uint8Array
    readonly fullHashDetails: readonly { readonly threatType: number }[]
  }[]
  readonly cacheDuration?: { readonly seconds: number }
}

export interface ReadMatches {
  readonly matches: readonly {
    readonly threatType: number
    readonly platformType: number
    readonly threatEntryType: number
    readonly threat: { readonly hash: Uint8Array }
    readonly cacheDuration?: { readonly seconds: number }
  }[]
  readonly negativeCacheDuration?: { readonly seconds: number }
}

interface ReadDeltas {
  readonly firstValue: number
  readonly riceParameter: number
  readonly entriesCount?: number
  readonly numEntries?: number
  readonly encodedData: Uint8Array
}

interface ReadEntrySet {
  readonly compressionType: number
  readonly rawHashes?: { readonly prefixSize: number; readonly rawHashes: Uint8Array }
  readonly rawIndices?: { readonly indices: readonly number[] }
  readonly riceHashes?: ReadDeltas
  readonly riceIndices?: ReadDeltas
}

const vectors = new URL('../../../vectors/safe-browsing/', import.meta.url)
const v5 = loadSync(fileURLToPath(new URL('v5.proto', vectors)))
const v4 = loadSync(fileURLToPath(new URL('v4.proto', vectors)))

export function readHashLists(bytes: Uint8Array): ReadHashList[] {
  return read(v5, 'client.v5.HashLists', bytes)['hashLists']
}

export function readFound(bytes: Uint8Array): ReadFullHashes {
  const { fullHashes, cacheDuration } = read(v5, 'client.v5.Found', bytes)
  return { fullHashes, cacheDuration }
}

export function readListUpdates(bytes: Uint8Array): ReadListUpdate[] {
  return read(v4, 'client.v4.Updates', bytes)['listUpdateResponses']
}

export function readMatches(bytes: Uint8Array): ReadMatches {
  const { matches, negativeCacheDuration } = read(v4, 'client.v4.FullHashes', bytes)
  return { matches, negativeCacheDuration }
}

/** A FetchThreatListUpdatesRequest; fields as in vectors/safe-browsing/v4.proto, in camel case. */
export function writeUpdatesRequest(request: object): Uint8Array<ArrayBuffer> {
  return write('client.v4.UpdatesRequest', request)
}

/** A FindFullHashesRequest, likewise. */
export function writeFullHashesRequest(request: object): Uint8Array<ArrayBuffer> {
  return write('client.v4.FullHashesRequest', request)
}

/**
 * The copy after an update of version 5. Throws where the server breaks the rules: removals without a copy, places
 * outside it, an addition that is there already, a checksum that does not fit.
 */
export function applyHashList(copy: ListCopy | undefined, update: ReadHashList): ListCopy {
  const additions = deltas(update.additionsFourBytes, [3, 30]).map((value) => hex(value))
  const removals = deltas(update.compressedRemovals, [3, 30])
  const prefixes = applied(update.partialUpdate ? copy : undefined, additions, removals)
  // No checksum: nothing has changed.
  if (update.sha256Checksum.length === 0) {
    if (!update.partialUpdate || additions.length + removals.length > 0)
      throw new Error('an update without a checksum')
  } else requireChecksum(prefixes, update.sha256Checksum)
  return { prefixes, version: update.version }
}

/** The copy after an update of version 4, by the same rules. */
export function applyListUpdate(copy: ListCopy | undefined, update: ReadListUpdate): ListCopy {
  const additions = update.additions.flatMap((set) => {
    const { rawHashes, riceHashes } = set
    if (set.compressionType === 2) return deltas(riceHashes, [2, 28]).map(littleEndianHex)
    const { prefixSize = 0, rawHashes: raw = new Uint8Array() } = rawHashes ?? {}
    if (prefixSize !== 4 || raw.length % 4 !== 0) throw new Error('raw hashes of another length')
    return Array.from({ length: raw.length / 4 }, (_item, index) =>
      Buffer.from(raw.subarray(index * 4, index * 4 + 4)).toString('hex'),
    )
  })
  const removals = update.removals.flatMap((set) =>
    set.compressionType === 2 ? deltas(set.riceIndices, [2, 28]) : (set.rawIndices?.indices ?? []),
  )
  const prefixes = applied(update.responseType === 1 ? copy : undefined, additions, removals)
  requireChecksum(prefixes, update.checksum?.sha256 ?? new Uint8Array())
  return { prefixes, version: update.newClientState }
}

function applied(
  copy: ListCopy | undefined,
  additions: readonly string[],
  removals: readonly number[],
): string[] {
  const before = copy?.prefixes ?? []
  const gone = new Set(removals)
  if (gone.size < removals.length || removals.some((place) => place >= before.length))
    throw new Error('a removal of what is not there')
  const kept = before.filter((_prefix, place) => !gone.has(place))
  const all = new Set([...kept, ...additions])
  if (all.size < kept.length + additions.length) throw new Error('an addition of what is there')
  return [...all].toSorted()
}

function requireChecksum(prefixes: readonly string[], checksum: Uint8Array): void {
  const own = createHash('sha256')
    .update(Buffer.from(prefixes.join(''), 'hex'))
    .digest()
  if (!own.equals(checksum)) throw new Error('the checksum does not fit the list')
}

/** Decodes bit by bit. */
function deltas(encoded: ReadDeltas | undefined, range: readonly [number, number]): number[] {
  if (!encoded) return []
  const { firstValue, riceParameter, encodedData } = encoded
  const count = encoded.entriesCount ?? encoded.numEntries ?? 0
  if (count > 0 && (riceParameter < range[0] || riceParameter > range[1]))
    throw new Error('a Rice parameter outside the range')
  let at = 0
  const bit = (): number => {
    const byte = encodedData[at >> 3]
    if (byte === undefined) throw new Error('the data ends before its numbers')
    return (byte >> (at++ & 7)) & 1
  }
  const values = [firstValue]
  let last = firstValue
  for (let index = 0; index < count; index += 1) {
    let quotient = 0
    while (bit() === 1) quotient += 1
    let remainder = 0
    for (let place = 0; place < riceParameter; place += 1) remainder += bit() * 2 ** place
    last += quotient * 2 ** riceParameter + remainder
    values.push(last)
  }
  if (encodedData.length > Math.ceil(at / 8)) throw new Error('the data goes on behind its numbers')
  return values
}

function hex(value: number): string {
  if (value > 0xffffffff) throw new Error('a number of more than 32 bits')
  return value.toString(16).padStart(8, '0')
}

function littleEndianHex(value: number): string {
  return Buffer.from(hex(value), 'hex').swap32().toString('hex')
}

function read(root: Root, type: string, bytes: Uint8Array): ReturnType<Type['toObject']> {
  const messages = root.lookupType(type)
  return messages.toObject(messages.decode(bytes), { longs: Number, arrays: true, defaults: true })
}

function write(type: string, message: object): Uint8Array<ArrayBuffer> {
  const messages = v4.lookupType(type)
  return new Uint8Array(messages.encode(messages.fromObject({ ...message })).finish())
}
