import { hash } from 'node:crypto'
import type { JsonObject } from '@bufbuild/protobuf'
import { CodedError } from '@wuzei/domain'
import type { ListUpdate } from './browser-lists.ts'
import { believeS, updateAgainS } from './durations.ts'
import { findHashes } from './hash-table.ts'
import { encodeRice, type RiceRange } from './rice.ts'
import type { Snapshot } from './snapshot.ts'
import { threatLists } from './threat-lists.ts'

/** By the specification of version 5. */
const riceRange: RiceRange = { least: 3, most: 30 }
const prefixLength = 4

/** A hash list as it goes to a client of version 5. */
export function hashList(update: ListUpdate): JsonObject {
  const { list, token, checksum, prefixes } = update.state
  const head = {
    name: list.name,
    version: token.toString('base64'),
    minimumWaitDuration: `${updateAgainS}s`,
  }
  // Without a checksum nothing has changed, whatever the version.
  if (update.kind === 'same') return { ...head, partialUpdate: true }
  const isPartial = update.kind === 'partial'
  return {
    ...head,
    partialUpdate: isPartial,
    sha256Checksum: checksum.toString('base64'),
    ...numbers('additionsFourBytes', isPartial ? update.additions : prefixes),
    ...(isPartial ? numbers('compressedRemovals', update.removals) : {}),
  }
}

/** A list that browsers know and that the alliance has nothing for. */
export function emptyHashList(name: string): JsonObject {
  return {
    name,
    version: '',
    partialUpdate: false,
    minimumWaitDuration: `${updateAgainS}s`,
    sha256Checksum: hash('sha256', '', 'base64'),
  }
}

/** What there is to fetch. */
export function allHashLists(): JsonObject {
  return {
    hashLists: threatLists.map(({ name, threatType, description }) => ({
      name,
      metadata: { threatTypes: [threatType], description, hashLength: 'FOUR_BYTES' },
    })),
  }
}

/**
 * The full hashes that begin with one of these, with the lists that they are on.
 *
 * @throws CodedError BODY_INVALID for a prefix that has not four bytes
 */
export function searchHashes(snapshot: Snapshot, prefixes: readonly Buffer[]): JsonObject {
  const found = new Map<string, string[]>()
  for (const prefix of prefixes) {
    if (prefix.length !== prefixLength)
      throw new CodedError('BODY_INVALID', `a hash prefix has ${prefixLength} bytes, in base64`)
    for (const { list, table } of snapshot.lists.values())
      for (const one of findHashes(table, prefix)) {
        const key = one.toString('base64')
        const threats = found.get(key) ?? []
        if (!threats.includes(list.threatType)) threats.push(list.threatType)
        found.set(key, threats)
      }
  }
  return {
    fullHashes: [...found].map(([fullHash, threats]) => ({
      fullHash,
      fullHashDetails: threats.map((threatType) => ({ threatType })),
    })),
    cacheDuration: `${believeS}s`,
  }
}

function numbers(field: string, ascending: Uint32Array): JsonObject {
  if (ascending.length === 0) return {}
  const { firstValue, riceParameter, count, data } = encodeRice(ascending, riceRange)
  return {
    [field]: {
      firstValue,
      // Clients refuse one outside the range, even where nothing is encoded with it.
      riceParameter: Math.max(riceRange.least, riceParameter),
      entriesCount: count,
      encodedData: data.toString('base64'),
    },
  }
}
