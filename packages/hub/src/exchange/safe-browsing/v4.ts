import { hash } from 'node:crypto'
import type { JsonObject } from '@bufbuild/protobuf'
import { CodedError } from '@wuzei/domain'
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import type { ListUpdate } from './browser-lists.ts'
import { believeS, updateAgainS } from './durations.ts'
import { findHashes, hashBytes } from './hash-table.ts'
import { encodeRice, type RiceRange } from './rice.ts'
import { prefixBytes, type Snapshot } from './snapshot.ts'
import { threatLists, type ThreatList } from './threat-lists.ts'

/** By the specification of version 4. */
const riceRange: RiceRange = { least: 2, most: 28 }
const prefixLength = 4
/** Browsers send a few; the specification of version 5 has this limit. */
const mostEntries = 1_000
/** There are a few dozen combinations of threat, platform and entry. */
const mostLists = 64

/** An enum's name; a number where it is none that we know. */
const EnumValue = Type.Union([Type.String(), Type.Number()])
const ListRequestSchema = Type.Object({
  threatType: Type.Optional(EnumValue),
  platformType: Type.Optional(EnumValue),
  threatEntryType: Type.Optional(EnumValue),
  state: Type.Optional(Type.String()),
  constraints: Type.Optional(Type.Object({ supportedCompressions: Type.Optional(Type.Array(EnumValue)) })),
})
const UpdatesRequestSchema = Type.Object({
  listUpdateRequests: Type.Optional(Type.Array(ListRequestSchema, { maxItems: mostLists })),
})
const FullHashesRequestSchema = Type.Object({
  threatInfo: Type.Optional(
    Type.Object({
      threatTypes: Type.Optional(Type.Array(EnumValue, { maxItems: mostLists })),
      platformTypes: Type.Optional(Type.Array(EnumValue, { maxItems: mostLists })),
      threatEntryTypes: Type.Optional(Type.Array(EnumValue, { maxItems: mostLists })),
      threatEntries: Type.Optional(
        Type.Array(Type.Object({ hash: Type.Optional(Type.String()) }), { maxItems: mostEntries }),
      ),
    }),
  ),
})

/** A list that a client of version 4 asks for. */
export type ListRequest = Static<typeof ListRequestSchema>

/** @throws CodedError BODY_INVALID when there are too many */
export function listRequests(request: JsonObject): readonly ListRequest[] {
  if (!Value.Check(UpdatesRequestSchema, request))
    throw new CodedError('BODY_INVALID', `at most ${mostLists} lists can be asked for at once`)
  return request.listUpdateRequests ?? []
}

/** The list that is meant; undefined for one that the alliance has nothing for. */
export function listOfRequest({ threatType, threatEntryType }: ListRequest): ThreatList | undefined {
  if (threatEntryType !== 'URL') return undefined
  return threatLists.find((list) => list.threatType === threatType)
}

/** A list update as it goes to a client of version 4. */
export function listUpdateResponse(request: ListRequest, update: ListUpdate | undefined): JsonObject {
  const head = named(request)
  if (!update) return { ...head, ...nothing }
  const isRice = request.constraints?.supportedCompressions?.includes('RICE') ?? false
  const { token, checksum, prefixes } = update.state
  const additions = update.kind === 'whole' ? prefixes : update.kind === 'partial' ? update.additions : none
  const removals = update.kind === 'partial' ? update.removals : none
  return {
    ...head,
    responseType: update.kind === 'whole' ? 'FULL_UPDATE' : 'PARTIAL_UPDATE',
    newClientState: token.toString('base64'),
    checksum: { sha256: checksum.toString('base64') },
    additions: additions.length === 0 ? [] : [isRice ? riceHashes(additions) : rawHashes(additions)],
    removals: removals.length === 0 ? [] : [isRice ? riceIndices(removals) : rawIndices(removals)],
  }
}

export function updatesResponse(responses: readonly JsonObject[]): JsonObject {
  return { listUpdateResponses: [...responses], minimumWaitDuration: `${updateAgainS}s` }
}

/**
 * The full hashes that begin with what a client asks for, once for each list that it asks for.
 *
 * @throws CodedError BODY_INVALID for too many or for one that is no prefix
 */
export function findFullHashes(snapshot: Snapshot, request: JsonObject): JsonObject {
  if (!Value.Check(FullHashesRequestSchema, request))
    throw new CodedError('BODY_INVALID', `at most ${mostEntries} hash prefixes can be asked for at once`)
  const {
    threatTypes = [],
    platformTypes = [],
    threatEntryTypes = [],
    threatEntries = [],
  } = request.threatInfo ?? {}
  const prefixes = threatEntries.map((entry) => Buffer.from(entry.hash ?? '', 'base64'))
  if (prefixes.some(({ length }) => length < prefixLength || length > hashBytes))
    throw new CodedError('BODY_INVALID', `a hash prefix has ${prefixLength} to ${hashBytes} bytes, in base64`)
  const states = [...snapshot.lists.values()].filter(
    ({ list }) => threatTypes.includes(list.threatType) && threatEntryTypes.includes('URL'),
  )
  const hashes = states.flatMap(({ list, table }) =>
    prefixes
      .flatMap((prefix) => findHashes(table, prefix))
      .map((one) => ({ threatType: list.threatType, hash: one.toString('base64') })),
  )
  return {
    matches: hashes.flatMap(({ threatType, hash: full }) =>
      platformTypes.map((platformType) => ({
        threatType,
        platformType,
        threatEntryType: 'URL',
        threat: { hash: full },
        cacheDuration: `${believeS}s`,
      })),
    ),
    negativeCacheDuration: `${believeS}s`,
  }
}

/** What there is to fetch. */
export function allThreatLists(): JsonObject {
  return {
    threatLists: threatLists.map(({ threatType }) => ({
      threatType,
      platformType: 'ANY_PLATFORM',
      threatEntryType: 'URL',
    })),
  }
}

const none = new Uint32Array()

const nothing: JsonObject = {
  responseType: 'FULL_UPDATE',
  newClientState: '',
  checksum: { sha256: hash('sha256', '', 'base64') },
}

/** What was asked for, as it was asked for: clients match answers by it. */
function named({ threatType, platformType, threatEntryType }: ListRequest): JsonObject {
  return {
    ...(threatType === undefined ? {} : { threatType }),
    ...(platformType === undefined ? {} : { platformType }),
    ...(threatEntryType === undefined ? {} : { threatEntryType }),
  }
}

function rawHashes(prefixes: Uint32Array): JsonObject {
  return {
    compressionType: 'RAW',
    rawHashes: { prefixSize: prefixLength, rawHashes: prefixBytes(prefixes).toString('base64') },
  }
}

/** Version 4 reads the four bytes low byte first, and wants the numbers that come of it in their order. */
function riceHashes(prefixes: Uint32Array): JsonObject {
  const bytes = prefixBytes(prefixes)
  const numbers = Uint32Array.from(prefixes, (_prefix, index) =>
    bytes.readUInt32LE(index * prefixLength),
  ).sort()
  return { compressionType: 'RICE', riceHashes: rice(numbers) }
}

function rawIndices(places: Uint32Array): JsonObject {
  return { compressionType: 'RAW', rawIndices: { indices: [...places] } }
}

function riceIndices(places: Uint32Array): JsonObject {
  return { compressionType: 'RICE', riceIndices: rice(places) }
}

function rice(ascending: Uint32Array): JsonObject {
  const { firstValue, riceParameter, count, data } = encodeRice(ascending, riceRange)
  return {
    firstValue: String(firstValue),
    riceParameter,
    numEntries: count,
    encodedData: data.toString('base64'),
  }
}
