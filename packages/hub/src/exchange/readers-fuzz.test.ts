import { CodedError } from '@wuzei/domain'
import { encode } from 'dns-packet'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFeedCursors } from './feed/feed-cursor.ts'
import { readDocument } from './inbound/read-document.ts'
import { revokedKeys } from './inbound/read-keys.ts'
import { answerQuery, type QueryContext } from './rpz/answer-query.ts'
import { rpzPolicyOf } from './rpz/rpz-policy.ts'
import { createTsigSigner } from './rpz/tsig.ts'
import { wireMessages } from './safe-browsing/message-types.ts'
import type { Snapshot } from './safe-browsing/snapshot.ts'
import { findFullHashes, listRequests } from './safe-browsing/v4.ts'
import { readToken, writeToken } from './safe-browsing/version-token.ts'
import { readMessage, writeMessage } from './safe-browsing/wire-format.ts'
import { readTaxiiFilter } from './taxii/taxii-filter.ts'

/** Reads, or refuses by a code; anything else that is thrown fails the test. */
function readsOrRefuses(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(CodedError)
  }
}

const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some))
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('last', 'all', '2.1', '2026-03-01T00:00:00Z', '2026-99-99T00:00:00Z', '9'.repeat(40), '-0'),
)

/** A valid message with some bytes changed. */
const changed = (whole: Buffer) =>
  fc
    .array(fc.tuple(fc.nat(Math.max(0, whole.length - 1)), fc.nat(255)), { minLength: 1, maxLength: 8 })
    .chain((flips) => fc.nat(whole.length).map((length) => ({ flips, length })))
    .map(({ flips, length }) => {
      const copy = Buffer.from(whole)
      for (const [at, byte] of flips) copy[at] = byte
      return copy.subarray(0, length)
    })

const nothingListed: Snapshot = {
  version: 0n,
  lists: new Map(),
  elsewhere: new Map(),
  aboveVouched: new Set(),
}

const updates = {
  listUpdateRequests: [
    {
      threatType: 'SOCIAL_ENGINEERING',
      platformType: 'ANY_PLATFORM',
      threatEntryType: 'URL',
      state: 'AAAA',
      constraints: { supportedCompressions: ['RAW', 'RICE'] },
    },
  ],
}

test('messages of Safe Browsing', () => {
  const protobuf = writeMessage(wireMessages.updatesRequest, updates, 'protobuf')
  const json = writeMessage(wireMessages.updatesRequest, updates, 'json')
  const types = fc.constantFrom(...Object.values(wireMessages))
  fc.assert(
    fc.property(
      types,
      fc.oneof(bytes, changed(protobuf), changed(json)),
      fc.constantFrom('protobuf' as const, 'json' as const),
      (type, body, format) => {
        readsOrRefuses(() => {
          const message = readMessage(type, body, format)
          readsOrRefuses(() => listRequests(message))
          readsOrRefuses(() => findFullHashes(nothingListed, message))
        })
      },
    ),
    { numRuns: 600 },
  )
})

test('tokens and cursors that clients bring back', () => {
  const cursors = createFeedCursors(Buffer.alloc(32, 7))
  const token = writeToken(3, 99n, Buffer.alloc(32, 1))
  fc.assert(
    fc.property(fc.oneof(bytes, changed(token)), fc.oneof(words, fc.base64String()), (some, cursor) => {
      readToken(some)
      readsOrRefuses(() => cursors.read(cursor))
      readsOrRefuses(() => cursors.read(some.toString('base64url')))
    }),
    { numRuns: 600 },
  )
})

test('questions and objects of TAXII, and what sources answer with', () => {
  const names = [
    'added_after',
    'next',
    'limit',
    'match[id]',
    'match[type]',
    'match[version]',
    'match[spec_version]',
  ]
  const query = fc.dictionary(fc.constantFrom(...names), fc.oneof(words, fc.array(words, { maxLength: 3 })))
  fc.assert(
    fc.property(
      query,
      bytes,
      fc.json(),
      fc.array(fc.anything(), { maxLength: 3 }),
      (asked, some, json, objects) => {
        readsOrRefuses(() => readTaxiiFilter(asked))
        readsOrRefuses(() => readDocument(some))
        readsOrRefuses(() => readDocument(Buffer.from(json)))
        readsOrRefuses(() => revokedKeys(objects))
        readsOrRefuses(() => revokedKeys([{ type: 'indicator', revoked: true, pattern: json }]))
      },
    ),
    { numRuns: 600 },
  )
})

test('messages of DNS: each is answered or passed over', async () => {
  const question = encode({ id: 7, type: 'query', questions: [{ name: 'zone.example', type: 'AXFR' }] })
  const secret = Buffer.alloc(32, 5)
  const signed = createTsigSigner('resolver', secret).sign(Buffer.from(question), 0)
  const key = { name: 'resolver', owner: 'test', salt: Buffer.alloc(16), notify: [], secret }
  const zone = { name: 'zone.example', policy: rpzPolicyOf([]), ttlS: 60, refreshS: 60 }
  const context: QueryContext = {
    store: {
      zone,
      serial: async () => await Promise.resolve(1),
      whole: async () => await Promise.resolve([]),
      since: async () => await Promise.resolve(undefined),
    },
    keys: { find: async (name) => await Promise.resolve(name === 'resolver' ? key : undefined) },
    used: () => undefined,
    clock: () => 0,
  }
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(bytes, changed(Buffer.from(question)), changed(signed)),
      fc.constantFrom('tcp' as const, 'udp' as const),
      async (message, transport) => {
        for await (const answer of answerQuery(context, message, transport))
          expect(answer.length).toBeGreaterThanOrEqual(12)
      },
    ),
    { numRuns: 600 },
  )
})
