import {
  inListingSnapshot,
  listingVersionOf,
  netChangesBetween,
  readListedNames,
  type Database,
} from '@wuzei/store'

/*
 * Numbers for a phone's call directory (iOS CXCallDirectoryProvider): strictly ascending 64-bit integers with country
 * code, in little-endian as phones have them, so that an extension with few megabytes of memory reads them as they
 * come. docs/lists.md describes the bytes.
 */

const magic = 'WZCD'
const formatVersion = 1
const flagWhole = 1
const headBytes = 32
const kinds = ['phone'] as const
const pageEntries = 50_000

/** Numbers of one answer: the most that phones of today take, 16 MB. */
const maxNumbers = 2_000_000
/** More changes than this are sent as the whole list, which is then not much longer. */
const longestDelta = 200_000

export interface CallDirectory {
  readonly version: bigint
  readonly changedAt: Date
  readonly bytes: Buffer
}

/** What changed since a version, or everything where that is unknown or too long ago. */
export async function callDirectorySince(
  database: Database,
  since: bigint | undefined,
): Promise<CallDirectory> {
  return await inListingSnapshot(database, async (client) => {
    const { version, at } = await listingVersionOf(client, kinds)
    const changes =
      since === undefined || since > version
        ? undefined
        : await netChangesBetween(client, since, version, { kinds, limit: longestDelta + 1 })
    if (since !== undefined && changes && changes.length <= longestDelta) {
      const numbers = (listed: boolean) =>
        changes.filter((change) => change.listed === listed).map((change) => change.canonical)
      return { version, changedAt: at, bytes: encode(since, version, 0, numbers(true), numbers(false)) }
    }
    const all: string[] = []
    let afterKey: bigint | undefined
    while (all.length < maxNumbers) {
      const page = await readListedNames(client, 'phone', { afterKey, limit: pageEntries })
      for (const name of page.names) all.push(name)
      afterKey = page.lastKey
      if (page.names.length < pageEntries) break
    }
    return { version, changedAt: at, bytes: encode(0n, version, flagWhole, all.slice(0, maxNumbers), []) }
  })
}

function encode(
  from: bigint,
  to: bigint,
  flags: number,
  added: readonly string[],
  removed: readonly string[],
): Buffer {
  const sections = [sorted(added), sorted(removed)]
  const [adds = new Float64Array(), removes = new Float64Array()] = sections
  const bytes = Buffer.alloc(headBytes + (adds.length + removes.length) * 8)
  bytes.write(magic, 0, 'latin1')
  bytes.writeUInt8(formatVersion, 4)
  bytes.writeUInt8(flags, 5)
  bytes.writeBigUInt64LE(from, 8)
  bytes.writeBigUInt64LE(to, 16)
  bytes.writeUInt32LE(adds.length, 24)
  bytes.writeUInt32LE(removes.length, 28)
  let at = headBytes
  for (const section of sections) for (const number of section) at = bytes.writeBigInt64LE(BigInt(number), at)
  return bytes
}

/** Numbers with a country code, ascending, each once. A short code has none: a directory cannot hold it. */
function sorted(canonicals: readonly string[]): Float64Array {
  const numbers = new Set<number>()
  for (const canonical of canonicals) {
    // E.164: at most 15 digits, which a double holds exactly.
    if (/^\+[1-9]\d{5,14}$/.test(canonical)) numbers.add(Number(canonical.slice(1)))
  }
  return Float64Array.from(numbers).sort()
}
