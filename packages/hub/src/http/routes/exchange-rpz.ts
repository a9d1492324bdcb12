import type { Readable } from 'node:stream'
import { createHash } from 'node:crypto'
import { ProblemSchema } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import Type from 'typebox'
import { judgeAddress } from '../../exchange/gateways/judge-address.ts'
import { createListCache } from '../../exchange/lists/list-cache.ts'
import { sendList } from '../../exchange/lists/send-list.ts'
import { mayReadLists } from '../../exchange/may-read-lists.ts'
import { blockedPage, blockedSite } from '../../exchange/rpz/blocked-page.ts'
import { createRpzKey, createRpzKeyring, tokenFits, withdrawRpzKey } from '../../exchange/rpz/rpz-keys.ts'
import { rpzZoneOf, type RpzOptions } from '../../exchange/rpz/start-rpz.ts'
import { zoneFileFormat } from '../../exchange/rpz/zone-file.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'

const KeyName = Type.String({ pattern: '^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$' })
const KeyBodySchema = Type.Object({
  name: KeyName,
  notify: Type.Optional(
    Type.Array(Type.String({ pattern: '^(\\[[0-9a-f:]+\\]|[0-9.]+):\\d{1,5}$' }), {
      maxItems: 16,
      description: 'address:port of each resolver that is told of changes',
    }),
  ),
})
const KeyReplySchema = Type.Object({
  name: Type.String(),
  algorithm: Type.String(),
  secret: Type.String({ description: 'base64, as BIND and others take it; shown once' }),
  token: Type.String({ description: 'For the zone file by HTTP; shown once' }),
})
const ZoneQuerySchema = Type.Object({
  key: Type.Optional(KeyName),
  token: Type.Optional(Type.String({ maxLength: 64 })),
})

/** A resolver fetches its zone once a minute; a hundred may stand behind one address. */
const zonesPerMinute = 300

/** Keys of resolvers, the policy zone as a file, and the page that a resolver leads to. */
export function rpzRoutes(root: HubServer, context: RouteContext, options: RpzOptions): void {
  memberScope(root, context, (server) => keyRoutes(server, context))
  zoneRoutes(root, context, options)
}

function keyRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const { pool } = hub.database
  const config = { access: 'administrator' as const, rateLimit: { max: limits.decisionsPerMinute } }
  const security = [{ administrator: [] }]

  server.post(
    '/v1/admin/rpz-keys',
    {
      config,
      schema: {
        tags: ['administration'],
        summary: 'A key with which one resolver transfers the policy zone',
        security,
        body: KeyBodySchema,
        response: { 201: KeyReplySchema, '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async (request, reply) => {
      const { actor } = request.caller
      const owner = actor.type === 'public' ? 'public' : actor.id
      const { name, notify = [] } = request.body
      const key = await createRpzKey({ pool, exchangeKey: hub.exchangeKey }, { name, notify }, owner)
      return await reply.code(201).header('cache-control', 'no-store').send(key)
    },
  )
  server.delete(
    '/v1/admin/rpz-keys/:name',
    {
      config,
      schema: {
        tags: ['administration'],
        summary: 'A resolver’s key is good for nothing from now on',
        security,
        params: Type.Object({ name: KeyName }),
        response: { 204: Type.Null(), '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async (request, reply) => {
      await withdrawRpzKey(pool, request.params.name)
      return await reply.code(204).send(null)
    },
  )
}

function zoneRoutes(
  server: HubServer,
  { hub, checker, heavy, limits }: RouteContext,
  options: RpzOptions,
): void {
  const { pool } = hub.database
  const cache = createListCache(hub.database, hub.exchangeKey)
  const keys = createRpzKeyring(pool, hub.exchangeKey)
  const format = zoneFileFormat(rpzZoneOf(options))
  const security = [{ member: [] }, { administrator: [] }]

  server.get(
    '/v1/rpz/zone',
    {
      // Asked in the route: by the token of a resolver's key, or as a list's reader.
      config: { access: 'public', rateLimit: { max: zonesPerMinute } },
      schema: {
        tags: ['lists'],
        summary: 'The policy zone as a file, for resolvers that fetch it by HTTP (unbound)',
        description: 'With the name and the token of a resolver’s key in the query, or as a member.',
        security,
        querystring: ZoneQuerySchema,
        response: {
          200: Type.Unsafe<Buffer | Readable>({ description: 'RFC 1035 master file' }),
          '4xx': ProblemSchema,
          503: ProblemSchema,
        },
      },
    },
    async (request, reply) => {
      const { key: name, token } = request.query
      if (name === undefined || token === undefined) await mayReadLists(hub, request)
      else {
        const key = await keys.find(name)
        if (!key || !tokenFits(key, token))
          throw new CodedError('UNAUTHENTICATED', 'this key and token are not known')
      }
      return await sendList(request, reply, { cache, heavy }, format, 'list')
    },
  )
  server.get(
    '/blocked',
    {
      config: { access: 'public', rateLimit: { max: limits.checksPerMinute } },
      schema: {
        tags: ['lists'],
        summary: 'The page to which a resolver leads instead of a listed site',
        querystring: Type.Object({ host: Type.Optional(Type.String({ maxLength: 255 })) }),
        response: { 403: Type.String(), '4xx': ProblemSchema },
      },
    },
    async (request, reply) => {
      // A reverse proxy in front of the walled garden's address names the site that was asked for.
      const named = request.query.host ?? request.headers['x-blocked-host']
      const site = blockedSite(typeof named === 'string' ? named : undefined)
      const isListed = site !== undefined && !judgeAddress(checker, site.canonical).allow
      const page = blockedPage(site, isListed, hub.publicUrl ?? '')
      return await reply
        .code(403)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .header(
          'content-security-policy',
          `default-src 'none'; style-src '${styleDigest(page)}'; frame-ancestors 'none'`,
        )
        .send(page)
    },
  )
}

/** The one style of a page, as its security policy names it. */
function styleDigest(page: string): string {
  const style = page.slice(page.indexOf('<style>') + '<style>'.length, page.indexOf('</style>'))
  return `sha256-${createHash('sha256').update(style).digest('base64')}`
}
