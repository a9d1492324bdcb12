import { tmpdir } from 'node:os'
import { ProblemSchema } from '@wuzei/contract'
import { actorName } from '@wuzei/domain'
import Type from 'typebox'
import { authenticate } from '../../alliance/authenticate.ts'
import { createBoundedWork } from '../../bounded-work.ts'
import { importList } from '../../importers/import-list.ts'
import type { RefusedLine } from '../../importers/importer.ts'
import { importers } from '../../importers/importers.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { readUpload, tooLarge } from '../read-upload.ts'
import { unpackedUpload } from '../unpacked-upload.ts'
import { requireAccess } from '../route-access.ts'
import { readSessionCookie, requireSameSite } from '../session-cookie.ts'

/** Refused entries that the answer shows; the count is always whole. */
const shownRefusals = 100

const QuerySchema = Type.Object({
  format: Type.Enum(importers.map((importer) => importer.format)),
  source: Type.Optional(Type.String({ maxLength: 64 })),
  fraudType: Type.Optional(Type.String({ maxLength: 8 })),
  map: Type.Optional(Type.String({ maxLength: 1024 })),
})

const ReplySchema = Type.Object({
  read: Type.Integer(),
  added: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
  rejections: Type.Array(
    Type.Object({
      line: Type.Integer(),
      value: Type.String(),
      error: Type.Object({ code: Type.String(), message: Type.String() }),
    }),
    { description: `The first ${shownRefusals}` },
  ),
})

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends a list. */
    actor: string
  }
}

const access = { action: 'create', object: 'source', orAdministrator: true } as const

/** Bulk import over HTTP: the body is the list itself, as it streams in. One at a time: it fills memory and database. */
export function importRoutes(root: HubServer, { hub, limits }: RouteContext): void {
  const alone = createBoundedWork(1, 0)
  root.decorateRequest('actor', '')
  void root.register(async (server: HubServer) => {
    // The body is read by the importer, whatever type its sender gives it.
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', (_request, _payload, done) => done(null))
    // After the rate limit, which counts those who try keys too.
    server.addHook('preParsing', async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const session = readSessionCookie(request, hub.publicUrl)
      const { authorization } = request.headers
      const { actor, sessionId } = await authenticate(hub, { authorization, session })
      if (sessionId !== null) requireSameSite(request, hub.publicUrl)
      requireAccess(actor, access)
      request.actor = actorName(actor)
    })
    // Of a list that is refused the rest is not read.
    server.addHook('onError', async (request, reply) => {
      if (!request.raw.complete) reply.header('connection', 'close')
      await Promise.resolve()
    })
    server.post(
      '/v1/admin/imports',
      {
        bodyLimit: limits.importBytes,
        config: { access, rateLimit: { max: limits.importsPerMinute }, ownBodyClock: true },
        schema: {
          tags: ['administration'],
          summary: 'Import a list; the body is the file',
          querystring: QuerySchema,
          security: [{ administrator: [] }, { session: [] }],
          response: { 200: ReplySchema, '4xx': ProblemSchema, 503: ProblemSchema },
        },
      },
      async (request, reply) => {
        const { format, source, fraudType, map } = request.query
        if (Number(request.headers['content-length'] ?? 0) > limits.importBytes)
          throw tooLarge(limits.importBytes)
        const rejections: RefusedLine[] = []
        const summary = await alone(
          async () =>
            await importList(hub.database, {
              format,
              sourceName: source,
              fraudType,
              map,
              files: [
                {
                  name: 'body',
                  open: () => unpackedUpload(readUpload(request.raw, limits), limits.importUnpackedBytes),
                },
              ],
              nowMs: hub.clock(),
              actor: request.actor,
              spillDirectory: tmpdir(),
              onRejected: (line) => {
                if (rejections.length < shownRefusals) rejections.push(line)
              },
            }),
        )
        return await reply.send({ ...summary, rejections })
      },
    )
    await Promise.resolve()
  })
}
