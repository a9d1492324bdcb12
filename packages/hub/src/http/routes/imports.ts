import { tmpdir } from 'node:os'
import { ProblemSchema } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import Type from 'typebox'
import { authenticateAdministrator } from '../../administration/administrator-key.ts'
import { importList } from '../../importers/import-list.ts'
import type { RefusedLine } from '../../importers/importer.ts'
import { importers } from '../../importers/importers.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'

/** Refused entries that the answer shows; the count is always whole. */
const shownRefusals = 100

/** A list of ten million links fits twice over. */
const maxListBytes = 2 * 1024 ** 3

const QuerySchema = Type.Object({
  format: Type.Union(importers.map((importer) => Type.Literal(importer.format))),
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

/** Bulk import over HTTP: the body is the list itself, as it streams in. */
export function importRoutes(root: HubServer, { hub, heavy }: RouteContext): void {
  void root.register(async (server: HubServer) => {
    // The body is read by the importer, whatever type its sender gives it.
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', (_request, _payload, done) => done(null))
    server.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store')
      await authenticateAdministrator(hub.database.pool, request.headers.authorization)
    })
    server.post(
      '/v1/admin/imports',
      {
        bodyLimit: maxListBytes,
        schema: {
          tags: ['administration'],
          summary: 'Import a list; the body is the file',
          description:
            'Importing the same file again changes nothing. A broken-off import is completed by a second one.',
          querystring: QuerySchema,
          security: [{ administrator: [] }],
          response: { 200: ReplySchema, '4xx': ProblemSchema, 503: ProblemSchema },
        },
      },
      async (request, reply) => {
        const actor = await authenticateAdministrator(hub.database.pool, request.headers.authorization)
        const { format, source, fraudType, map } = request.query
        const rejections: RefusedLine[] = []
        const summary = await heavy(
          async () =>
            await importList(hub.database, {
              format,
              sourceName: source,
              fraudType,
              map,
              files: [{ name: 'body', open: () => limited(request.raw) }],
              nowMs: hub.clock(),
              actor,
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

/** The parser is passed by, and with it the server's own limit. */
async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > maxListBytes)
      throw new CodedError('BODY_TOO_LARGE', `a list is at most ${maxListBytes} bytes`)
    yield chunk
  }
}
