import { CodedError } from '@wuzei/domain'
import type { Database } from '@wuzei/store'
import { createAnswerCache, type PackedAnswer } from './answer-cache.ts'
import { createBrowserLists, type BrowserListsOptions } from './browser-lists.ts'
import { wireMessages } from './message-types.ts'
import type { ListState, Snapshot } from './snapshot.ts'
import { threatLists, type ThreatList } from './threat-lists.ts'
import * as v4 from './v4.ts'
import * as v5 from './v5.ts'
import { readToken, type VersionToken } from './version-token.ts'
import { readMessage, writeMessage, type WireFormat } from './wire-format.ts'

/** What browsers and their kin ask for; answers are ready to send. */
export interface BrowserService {
  /** Version 5: lists in the order of their names, each from the version that fits it. */
  hashLists(names: readonly string[], versions: readonly Buffer[], format: WireFormat): Promise<PackedAnswer>
  /** Version 5: one list. */
  hashList(name: string, version: Buffer | undefined, format: WireFormat): Promise<PackedAnswer>
  /** Version 5: full hashes by four-byte prefixes. */
  searchHashes(prefixes: readonly Buffer[], format: WireFormat): Promise<Buffer>
  /** Version 4: updates of the lists that a FetchThreatListUpdatesRequest asks for, in its order. */
  threatListUpdates(body: Buffer, format: WireFormat, answerFormat: WireFormat): Promise<PackedAnswer>
  /** Version 4: full hashes for a FindFullHashesRequest. */
  fullHashes(body: Buffer, format: WireFormat, answerFormat: WireFormat): Promise<Buffer>
}

export function createBrowserService(database: Database, options: BrowserListsOptions = {}): BrowserService {
  const lists = createBrowserLists(database, options)
  const cache = createAnswerCache()

  const hashListOf = async (snapshot: Snapshot, name: string, tokens: Tokens) => {
    const state = stateOf(
      snapshot,
      threatLists.find((list) => list.name === name),
    )
    if (!state) return v5.emptyHashList(name)
    return v5.hashList(await lists.update(snapshot, state, tokens.get(state.list.id)))
  }
  return {
    async hashLists(names, versions, format) {
      if (new Set(names).size < names.length) throw new CodedError('BODY_INVALID', 'a list is named twice')
      const tokens = tokensOf(versions)
      const snapshot = await lists.snapshot([...tokens.values()])
      const key = ['v5', format, ...names, tokensText(tokens)].join(' ')
      return await cache.answer(snapshot, key, async () => {
        const hashLists = []
        for (const name of names) hashLists.push(await hashListOf(snapshot, name, tokens))
        return writeMessage(wireMessages.hashLists, { hashLists }, format)
      })
    },
    async hashList(name, version, format) {
      const tokens = tokensOf(version ? [version] : [])
      const snapshot = await lists.snapshot([...tokens.values()])
      const key = ['v5 one', format, name, tokensText(tokens)].join(' ')
      return await cache.answer(snapshot, key, async () =>
        writeMessage(wireMessages.hashList, await hashListOf(snapshot, name, tokens), format),
      )
    },
    async searchHashes(prefixes, format) {
      return writeMessage(wireMessages.foundHashes, v5.searchHashes(await lists.snapshot(), prefixes), format)
    },
    async threatListUpdates(body, format, answerFormat) {
      const requests = v4.listRequests(readMessage(wireMessages.updatesRequest, body, format))
      const asked = requests.map((request) => ({
        request,
        list: v4.listOfRequest(request),
        token: readToken(Buffer.from(request.state ?? '', 'base64')),
      }))
      const tokens = asked.flatMap(({ token }) => (token ? [token] : []))
      const snapshot = await lists.snapshot(tokens)
      return await cache.answer(snapshot, `v4 ${answerFormat} ${JSON.stringify(requests)}`, async () => {
        const responses = []
        for (const { request, list, token } of asked) {
          const state = stateOf(snapshot, list)
          const own = token?.listId === list?.id ? token : undefined
          const update = state && (await lists.update(snapshot, state, own))
          responses.push(v4.listUpdateResponse(request, update))
        }
        return writeMessage(wireMessages.updates, v4.updatesResponse(responses), answerFormat)
      })
    },
    async fullHashes(body, format, answerFormat) {
      const request = readMessage(wireMessages.fullHashesRequest, body, format)
      const found = v4.findFullHashes(await lists.snapshot(), request)
      return writeMessage(wireMessages.fullHashes, found, answerFormat)
    },
  }
}

type Tokens = ReadonlyMap<number, VersionToken>

/** By list, since clients send versions in any order. */
function tokensOf(versions: readonly Buffer[]): Tokens {
  const tokens = new Map<number, VersionToken>()
  for (const version of versions) {
    const token = readToken(version)
    if (!token) continue
    if (tokens.has(token.listId)) throw new CodedError('BODY_INVALID', 'two versions are of one list')
    tokens.set(token.listId, token)
  }
  return tokens
}

function tokensText(tokens: Tokens): string {
  return [...tokens.values()]
    .map(({ listId, version, checksum }) => `${listId}:${version}:${checksum.toString('hex')}`)
    .toSorted()
    .join(' ')
}

function stateOf(snapshot: Snapshot, list: ThreatList | undefined): ListState | undefined {
  return list && snapshot.lists.get(list.id)
}
