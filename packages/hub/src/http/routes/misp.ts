import { Readable } from 'node:stream'
import { ProblemSchema } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { mispFile, type MispFile } from '../../exchange/misp/misp-feed.ts'
import { stixBundle } from '../../exchange/stix/stix-bundle.ts'
import { stixMediaType } from '../../exchange/taxii/media-types.ts'
import { takeBasicKey } from '../basic-key.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import type { RouteAccess } from '../route-access.ts'
import { taxiiConfig, taxiiReading, taxiiSchema } from './taxii-route.ts'

/** Requests a minute and address: a first take-over reads some hundred events. */
const requestsPerMinute = 600

const reading: RouteAccess = { action: 'read', object: 'misp', orAdministrator: true }

/** The MISP feed, and everything as one STIX bundle. */
export function mispRoutes(root: HubServer, context: RouteContext): void {
  void root.register(async (scope: HubServer) => {
    scope.addHook('onRequest', async (request) => await Promise.resolve(takeBasicKey(request)))
    memberScope(scope, context, (server) => routes(server, context))
    await Promise.resolve()
  })
}

function routes(server: HubServer, { hub, heavy }: RouteContext): void {
  server.get(
    '/v1/misp/:file',
    {
      config: { access: reading, rateLimit: { max: requestsPerMinute } },
      schema: {
        tags: ['taxii'],
        summary: 'A file of the MISP feed',
        security: [{ member: [] }, { session: [] }, { administrator: [] }],
        params: Type.Object({ file: Type.String({ maxLength: 64 }) }),
        response: {
          200: Type.Unsafe<Readable>({ description: 'The file' }),
          '4xx': ProblemSchema,
          503: ProblemSchema,
        },
      },
    },
    async (request, reply) => {
      const file = await heavy(async () => await mispFile(hub.database, request.params.file))
      if (!file) throw new CodedError('NOT_FOUND', 'the feed has no such file')
      return await sendFile(request, reply, file)
    },
  )
  server.get(
    '/v1/stix/bundle',
    {
      config: taxiiConfig(taxiiReading),
      schema: {
        ...taxiiSchema('Everything that is listed as one STIX bundle', taxiiReading),
        response: {
          200: Type.Unsafe<Readable>({ description: 'The bundle' }),
          '4xx': ProblemSchema,
          503: ProblemSchema,
        },
      },
    },
    async (_request, reply) => await reply.type(stixMediaType).send(Readable.from(stixBundle(hub.database))),
  )
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: MispFile): Promise<FastifyReply> {
  reply
    .header('cache-control', 'private, no-cache')
    .header('etag', `"${file.version}"`)
    .header('last-modified', file.changedAt.toUTCString())
  if (isFresh(request, file)) return await reply.code(304).send()
  return await reply.type(file.mediaType).send(Readable.from(file.content()))
}

/** By tag only where there is one: dates have seconds, and a file may change twice in one. */
function isFresh(request: FastifyRequest, { version, changedAt }: MispFile): boolean {
  const known = request.headers['if-none-match']
  if (known !== undefined)
    return known.split(',').some((tag) => ['*', `"${version}"`, `W/"${version}"`].includes(tag.trim()))
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return since >= Math.floor(changedAt.getTime() / 1000) * 1000
}
