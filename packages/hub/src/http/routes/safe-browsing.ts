import { ProblemSchema } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { listAccess } from '../../exchange/may-read-lists.ts'
import type { PackedAnswer } from '../../exchange/safe-browsing/answer-cache.ts'
import { createBrowserService, type BrowserService } from '../../exchange/safe-browsing/browser-service.ts'
import { wireMessages } from '../../exchange/safe-browsing/message-types.ts'
import { allThreatLists } from '../../exchange/safe-browsing/v4.ts'
import { allHashLists } from '../../exchange/safe-browsing/v5.ts'
import {
  mediaTypes,
  protobufMediaType,
  writeMessage,
  type WireFormat,
} from '../../exchange/safe-browsing/wire-format.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'

/** A browser asks for updates once a minute and for hashes now and then; a company stands behind one address. */
const asksPerMinute = 6_000

/** Of the specification of version 5. */
const mostPrefixes = 1_000
/** There are about a dozen lists. */
const mostNames = 64

/** A thousand whole hashes in JSON. */
const bodyBytes = 128 * 1024

const Base64 = Type.String({ maxLength: 128 })
const oneOrMore = <Item extends Type.TString>(item: Item, maxItems: number) =>
  Type.Union([item, Type.Array(item, { maxItems })])
const Alt = Type.Optional(Type.Enum(['proto', 'json']))
const common = {
  key: Type.Optional(Type.String({ maxLength: 128 })),
  alt: Alt,
  $alt: Alt,
}
const security = [{ session: [] }, { member: [] }, { administrator: [] }]
const response = {
  200: Type.Unsafe<Buffer>({ description: 'docs/safe-browsing.md' }),
  '4xx': ProblemSchema,
  503: ProblemSchema,
}
const config = { access: listAccess, rateLimit: { max: asksPerMinute } }

/** Lists for browsers: Safe Browsing version 5, and version 4 for the software that speaks it. */
export function safeBrowsingRoutes(root: HubServer, context: RouteContext): void {
  const service = createBrowserService(context.hub.database)
  memberScope(root, context, (server) => {
    // Browsers cannot send a header; where they have a key, it is in the address.
    server.addHook('onRequest', async (request) => {
      const { query } = request
      if (typeof query !== 'object' || query === null || !('key' in query)) return
      if (typeof query.key === 'string') request.headers.authorization ??= `Bearer ${query.key}`
    })
    version5(server, context, service)
    version4(server, context, service)
  })
}

function version5(server: HubServer, { heavy }: RouteContext, service: BrowserService): void {
  server.get(
    '/v5/hashLists::batchGet',
    {
      config,
      schema: {
        tags: ['lists'],
        summary: 'Safe Browsing v5: several hash lists, whole or since a version',
        security,
        querystring: Type.Object({
          ...common,
          names: oneOrMore(Type.String({ maxLength: 64 }), mostNames),
          version: Type.Optional(oneOrMore(Base64, mostNames)),
        }),
        response,
      },
    },
    async (request, reply) => {
      const { names, version } = request.query
      const versions = listed(version).map((text) => bytesOf(text, 'version'))
      const format = formatOf(request.query)
      const answer = await heavy(async () => await service.hashLists(listed(names), versions, format))
      return await send(request, reply, answer, format)
    },
  )
  server.get(
    '/v5/hashList/:name',
    {
      config,
      schema: {
        tags: ['lists'],
        summary: 'Safe Browsing v5: one hash list, whole or since a version',
        security,
        params: Type.Object({ name: Type.String({ maxLength: 64 }) }),
        querystring: Type.Object({ ...common, version: Type.Optional(Base64) }),
        response,
      },
    },
    async (request, reply) => {
      const { version } = request.query
      const from = version === undefined ? undefined : bytesOf(version, 'version')
      const format = formatOf(request.query)
      const answer = await heavy(async () => await service.hashList(request.params.name, from, format))
      return await send(request, reply, answer, format)
    },
  )
  server.get(
    '/v5/hashLists',
    {
      config,
      schema: {
        tags: ['lists'],
        summary: 'Safe Browsing v5: which hash lists there are',
        security,
        querystring: Type.Object(common),
        response,
      },
    },
    async (request, reply) => {
      const format = formatOf(request.query)
      const plain = writeMessage(wireMessages.allHashLists, allHashLists(), format)
      return await send(request, reply, { plain, gzipped: undefined }, format)
    },
  )
  server.get(
    '/v5/hashes::search',
    {
      config,
      schema: {
        tags: ['lists'],
        summary: 'Safe Browsing v5: full hashes that begin with one of these prefixes',
        security,
        querystring: Type.Object({ ...common, hashPrefixes: oneOrMore(Base64, mostPrefixes) }),
        response,
      },
    },
    async (request, reply) => {
      const prefixes = listed(request.query.hashPrefixes).map((text) => bytesOf(text, 'hashPrefixes'))
      const format = formatOf(request.query)
      const plain = await heavy(async () => await service.searchHashes(prefixes, format))
      return await send(request, reply, { plain, gzipped: undefined }, format)
    },
  )
}

function version4(root: HubServer, { heavy }: RouteContext, service: BrowserService): void {
  void root.register(async (server: HubServer) => {
    server.removeContentTypeParser('application/json')
    // Read as bytes in both formats: what is in them is the protocol's affair.
    server.addContentTypeParser(
      [protobufMediaType, 'application/json'],
      { parseAs: 'buffer', bodyLimit: bodyBytes },
      (_request, body, done) => done(null, body),
    )
    server.post(
      '/v4/threatListUpdates::fetch',
      {
        config,
        schema: {
          tags: ['lists'],
          summary: 'Safe Browsing v4: updates of threat lists, full or partial',
          security,
          querystring: Type.Object(common),
          response,
        },
      },
      async (request, reply) => {
        const format = bodyFormatOf(request)
        const asked = formatOf(request.query, format)
        const answer = await heavy(
          async () => await service.threatListUpdates(bodyOf(request), format, asked),
        )
        return await send(request, reply, answer, asked)
      },
    )
    server.post(
      '/v4/fullHashes::find',
      {
        config,
        schema: {
          tags: ['lists'],
          summary: 'Safe Browsing v4: full hashes that begin with one of these prefixes',
          security,
          querystring: Type.Object(common),
          response,
        },
      },
      async (request, reply) => {
        const format = bodyFormatOf(request)
        const asked = formatOf(request.query, format)
        const plain = await heavy(async () => await service.fullHashes(bodyOf(request), format, asked))
        return await send(request, reply, { plain, gzipped: undefined }, asked)
      },
    )
    server.get(
      '/v4/threatLists',
      {
        config,
        schema: {
          tags: ['lists'],
          summary: 'Safe Browsing v4: which threat lists there are',
          security,
          querystring: Type.Object(common),
          response,
        },
      },
      async (request, reply) => {
        const format = formatOf(request.query, 'json')
        const plain = writeMessage(wireMessages.threatLists, allThreatLists(), format)
        return await send(request, reply, { plain, gzipped: undefined }, format)
      },
    )
  })
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { plain, gzipped }: PackedAnswer,
  format: WireFormat,
): Promise<FastifyReply> {
  reply.type(mediaTypes[format]).header('vary', 'accept-encoding')
  const packed = gzipped !== undefined && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (packed) return await reply.header('content-encoding', 'gzip').send(gzipped)
  return await reply.send(plain)
}

function listed(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

interface AltQuery {
  readonly alt?: 'proto' | 'json'
  readonly $alt?: 'proto' | 'json'
}

function formatOf(query: AltQuery, unless: WireFormat = 'protobuf'): WireFormat {
  const asked = query.alt ?? query.$alt
  return asked === undefined ? unless : asked === 'json' ? 'json' : 'protobuf'
}

function bodyFormatOf({ headers }: FastifyRequest): WireFormat {
  return headers['content-type']?.includes('json') ? 'json' : 'protobuf'
}

function bodyOf({ body }: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(body)) throw new CodedError('BODY_INVALID', 'the body is missing')
  return body
}

/** Base64 of either alphabet; a plus that was not escaped has become a space. */
function bytesOf(text: string, name: string): Buffer {
  const plain = text.replaceAll(' ', '+')
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(plain) || plain.replace(/=+$/, '').length % 4 === 1)
    throw new CodedError('BODY_INVALID', `${name} is no base64`)
  return Buffer.from(plain, 'base64')
}
