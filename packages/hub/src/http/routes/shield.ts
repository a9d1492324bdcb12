import {
  ConfirmQuerySchema,
  ConfirmReplySchema,
  ProblemSchema,
  ShieldDeltaParamsSchema,
  ShieldListParamsSchema,
  ShieldManifestSchema,
} from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { confirmPrefix } from '../../exchange/shield/confirm-prefix.ts'
import { shieldLists } from '../../exchange/shield/list-definitions.ts'
import { createShieldShelf, type ShelvedList, type ShieldShelf } from '../../exchange/shield/shield-shelf.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import type { RouteAccess } from '../route-access.ts'

/** Manifests, files and deltas a minute and address: a fleet behind one address, each looking once an hour. */
const fetchesPerMinute = 600

/**
 * Questions a minute and address. A phone asks after a hit, a few times a day, so ten thousand of them behind one
 * address stay below; and reading the whole list this way takes hours.
 */
const questionsPerMinute = 120

/** How long an answer may be kept, here and on the way: a correction is through after as long. */
const confirmTtlS = 60

/** How long the manifest may be. */
const manifestMaxAgeS = 30

const access: RouteAccess = { action: 'read', object: 'shield', orAdministrator: true }
const shown = {
  tags: ['shield'],
  security: [{ member: [] }, { session: [] }, { administrator: [] }],
} as const
const failures = { '4xx': ProblemSchema, 503: ProblemSchema }
const file = Type.Unsafe<Buffer>({ description: 'docs/shield.md, Files' })

/** Lists for phones and gateways, and the question after a hit. */
export function shieldRoutes(root: HubServer, context: RouteContext): void {
  const { hub } = context
  const shelf = createShieldShelf(hub.database, hub.clock)
  memberScope(root, context, (server) => {
    manifestRoute(server, shelf)
    fileRoute(server, shelf)
    deltaRoute(server, shelf)
  })
  confirmRoute(root, context)
}

function manifestRoute(server: HubServer, shelf: ShieldShelf): void {
  server.get(
    '/v1/shield/lists',
    {
      config: { access, rateLimit: { max: fetchesPerMinute } },
      schema: {
        ...shown,
        summary: 'The lists there are, and how far each is',
        response: { 200: ShieldManifestSchema, ...failures },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', `private, max-age=${manifestMaxAgeS}`)
      const lists = await shelf.lists()
      return {
        lists: shieldLists.flatMap(({ name, purpose, kinds }) => {
          const list = lists.find((candidate) => candidate.name === name)
          return list ? [{ ...manifestEntry(list), purpose, kinds: [...kinds] }] : []
        }),
      }
    },
  )
}

function manifestEntry({ name, version, entries, bytes, deltasFrom, ...list }: ShelvedList) {
  return {
    name,
    version,
    entries,
    bytes,
    sha256: list.sha256.toString('hex'),
    createdAt: list.createdAt.toISOString(),
    validUntil: list.validUntil.toISOString(),
    deltasFrom,
  }
}

function fileRoute(server: HubServer, shelf: ShieldShelf): void {
  server.get(
    '/v1/shield/lists/:name',
    {
      config: { access, rateLimit: { max: fetchesPerMinute } },
      schema: {
        ...shown,
        summary: 'The newest version of a list, whole',
        params: ShieldListParamsSchema,
        response: { 200: file, ...failures },
      },
    },
    async (request, reply) => {
      const list = (await shelf.lists()).find(({ name }) => name === request.params.name)
      if (!list) throw unknownList()
      return await sendFile(request, reply, shelf, list)
    },
  )
}

async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  shelf: ShieldShelf,
  list: ShelvedList,
): Promise<FastifyReply> {
  const etag = `"${list.name}-${list.version}-${list.sha256.toString('hex').slice(0, 16)}"`
  reply.header('cache-control', 'private, no-cache').header('etag', etag)
  reply.header('wuzei-version', String(list.version))
  if (request.headers['if-none-match']?.split(',').some((tag) => tag.trim() === etag))
    return await reply.code(304).send()
  const bytes = await shelf.file(list)
  // A newer version came in between, and the file of this one was let go.
  if (!bytes) throw new CodedError('OVERLOADED', 'a new version has just come', { retryAfterS: 1 })
  return await sendBytes(reply, bytes)
}

function deltaRoute(server: HubServer, shelf: ShieldShelf): void {
  server.get(
    '/v1/shield/lists/:name/deltas/:from',
    {
      config: { access, rateLimit: { max: fetchesPerMinute } },
      schema: {
        ...shown,
        summary: 'From one version of a list towards the newest',
        params: ShieldDeltaParamsSchema,
        response: { 200: file, ...failures },
      },
    },
    async (request, reply) => {
      const { name, from } = request.params
      if (!shieldLists.some((list) => list.name === name)) throw unknownList()
      const delta = await shelf.delta(name, Number(from))
      if (!delta) throw new CodedError('SHIELD_NO_DELTA', 'take the whole list')
      reply.header('cache-control', `private, max-age=${manifestMaxAgeS}`)
      reply.header('wuzei-version', String(delta.to))
      return await sendBytes(reply, delta.file)
    },
  )
}

async function sendBytes(reply: FastifyReply, bytes: Buffer): Promise<FastifyReply> {
  return await reply.type('application/vnd.wuzei.shield.v1').send(bytes)
}

function unknownList(): CodedError {
  const names = shieldLists.map(({ name }) => name).join(', ')
  return new CodedError('NOT_FOUND', `the lists are ${names}; each appears within minutes of the hub's start`)
}

function confirmRoute(server: HubServer, { hub }: RouteContext): void {
  server.get(
    '/v1/shield/confirm',
    {
      config: { access: 'public', rateLimit: { max: questionsPerMinute } },
      schema: {
        tags: ['shield'],
        summary: 'What the library says about keys that begin so',
        querystring: ConfirmQuerySchema,
        response: { 200: ConfirmReplySchema, '4xx': ProblemSchema },
      },
    },
    async (request, reply) => {
      const [prefix, bits] = [Number(request.query.prefix), Number(request.query.bits)]
      if (prefix >= 2 ** bits)
        throw new CodedError('BODY_INVALID', `a prefix of ${bits} bits is below ${2 ** bits}`)
      reply.header('cache-control', `public, max-age=${confirmTtlS}`)
      const entries = confirmPrefix(hub.index, { prefix, bits }, Math.floor(hub.clock() / 1000))
      return await Promise.resolve({ entries, ttlS: confirmTtlS })
    },
  )
}
