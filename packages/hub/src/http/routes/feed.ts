import { FeedQuerySchema, FeedStreamQuerySchema, maxFeedItems, ProblemSchema } from '@wuzei/contract'
import { can, CodedError, organisationIdOf, readerOf, type Actor, type Reader } from '@wuzei/domain'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { authenticate } from '../../alliance/authenticate.ts'
import { gatherFeed, type GatheredFeed } from '../../exchange/feed/gather-feed.ts'
import { gzipOf } from '../../exchange/feed/shared-gzip.ts'
import { streamFeed } from '../../exchange/feed/stream-feed.ts'
import type { HubContext } from '../../hub-context.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { loggableError } from '../loggable-error.ts'
import { memberScope } from '../member-scope.ts'
import { readSessionCookie } from '../session-cookie.ts'

/** Streams of one member in one process: more is a client that never closes. */
const streamsPerMember = 20

/** Below this, a compressed answer is no shorter on the wire. */
const worthCompressingBytes = 1_400

const access = { action: 'read', object: 'feed' } as const
const shown = {
  tags: ['feed'],
  security: [{ member: [] }, { session: [] }],
} as const
const failures = { '4xx': ProblemSchema, 503: ProblemSchema }

/** Everything a member is told, in one order: pulled, or as it comes. */
export function feedRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => {
    pullRoute(server, context)
    streamRoute(server, context)
  })
}

function pullRoute(server: HubServer, { hub, limits }: RouteContext): void {
  server.get(
    '/v1/feed',
    {
      config: { access, rateLimit: { max: limits.feedsPerMinute } },
      schema: {
        ...shown,
        summary: 'What a member may know of, in order, one JSON object a line',
        description:
          'The header `wuzei-cursor` is the place to ask from next, also where nothing came. Compressed where accepted.',
        querystring: FeedQuerySchema,
        response: {
          200: Type.Unsafe<Buffer>({ description: 'NDJSON: a line for each item' }),
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const reader = await readerWho(hub, request.caller.actor)
      const { after, limit = maxFeedItems, waitS = 0 } = request.query
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      const { parts, upTo } = await pull(hub, reader, await hub.feed.place(after), {
        limit: Number(limit),
        waitMs: Number(waitS) * 1_000,
        signal: gone.signal,
      })
      hub.feed.attendance.given(memberOf(request.caller.actor), upTo)
      reply.header('wuzei-cursor', hub.feed.cursors.write(upTo)).type('application/x-ndjson; charset=utf-8')
      const plain = Buffer.concat(parts.map((part) => part.bytes('lines')))
      reply.header('vary', 'accept-encoding')
      if (plain.length < worthCompressingBytes || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
        return await reply.send(plain)
      const pieces = parts.map((part) => ({
        plain: part.bytes('lines'),
        deflated: part.bytes('deflated-lines'),
      }))
      return await reply.header('content-encoding', 'gzip').send(gzipOf(pieces))
    },
  )
}

function streamRoute(server: HubServer, { hub, limits, logger }: RouteContext): void {
  const closing = new AbortController()
  server.addHook('preClose', (done) => {
    closing.abort()
    done()
  })
  server.get(
    '/v1/feed/stream',
    {
      config: { access, rateLimit: { max: limits.feedsPerMinute } },
      schema: {
        ...shown,
        summary: 'The same as server-sent events, as it comes',
        description:
          'The id of an event is its cursor; `Last-Event-ID` goes before `after`. A comment comes every 15 s.',
        querystring: FeedStreamQuerySchema,
        response: { 200: Type.Unsafe<Buffer>({ description: 'text/event-stream' }), ...failures },
      },
    },
    async (request, reply) => {
      const { actor } = request.caller
      const member = memberOf(actor)
      await readerWho(hub, actor)
      const lastEventId = request.headers['last-event-id']
      const after = await hub.feed.place(
        typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : request.query.after,
      )
      if (hub.feed.attendance.countStream(member, 0) >= streamsPerMember)
        throw new CodedError('RATE_LIMITED', `a member may have ${streamsPerMember} streams open`, {
          retryAfterS: 60,
        })
      hub.feed.attendance.countStream(member, 1)
      reply.hijack()
      reply.raw.once('close', () => hub.feed.attendance.countStream(member, -1))
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        // Else nginx collects events before it passes them on.
        'x-accel-buffering': 'no',
      })
      reply.raw.write(': the feed\n\n')
      try {
        await streamFeed(reply.raw, {
          tail: hub.feed.tail,
          cursors: hub.feed.cursors,
          after,
          reader: async () => await readerNow(hub, request),
          onTaken: (position) => hub.feed.attendance.given(member, position),
          signal: closing.signal,
        })
      } catch (error) {
        // The head is out: all that is left to say is that it ended. The reader resumes from its cursor.
        logger.error({ error: loggableError(error) }, 'a feed stream failed')
        reply.raw.destroy()
      }
    },
  )
}

async function pull(
  hub: HubContext,
  reader: Reader,
  after: number,
  options: { readonly limit: number; readonly waitMs: number; readonly signal: AbortSignal },
): Promise<GatheredFeed> {
  const { tail } = hub.feed
  const endAt = performance.now() + options.waitMs
  let upTo = after
  for (;;) {
    const gathered = await gatherFeed(tail, reader, upTo, options.limit)
    const leftMs = endAt - performance.now()
    // Having looked past what is not for this reader, it may be told at once that there was nothing for it.
    if (gathered.count > 0 || leftMs <= 0 || options.signal.aborted) return gathered
    if (gathered.upTo === upTo) await tail.changed(upTo, leftMs, options.signal)
    upTo = gathered.upTo
  }
}

/** The reader that an actor is, noted as taking the feed. */
async function readerWho(hub: HubContext, actor: Actor): Promise<Reader> {
  await hub.feed.attendance.note(memberOf(actor))
  return readerOf(actor)
}

function memberOf(actor: Actor): string {
  const member = organisationIdOf(actor)
  if (member === null) throw new CodedError('FORBIDDEN', 'the feed is for members')
  return member
}

/** Asks again who this is; undefined when a key, session or member has ended since. */
async function readerNow(hub: HubContext, request: FastifyRequest): Promise<Reader | undefined> {
  try {
    const { actor } = await authenticate(hub, {
      authorization: request.headers.authorization,
      session: readSessionCookie(request, hub.publicUrl),
    })
    return can(actor, access.action, { kind: access.object }).allowed
      ? await readerWho(hub, actor)
      : undefined
  } catch (error) {
    if (error instanceof CodedError) return undefined
    throw error
  }
}
