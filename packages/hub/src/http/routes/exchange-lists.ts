import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ProblemSchema } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { createListCache } from '../../exchange/lists/list-cache.ts'
import { listFormats, type ListFormat } from '../../exchange/lists/list-formats.ts'
import { mayReadLists } from '../../exchange/may-read-lists.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'

/** Requests a minute and address: a fleet behind one address polls a dozen lists each minute. */
const listsPerMinute = 300

/** How long a copy is good before its holder asks again; asking costs one look at an index. */
const maxAgeS = 60

const files = listFormats.map(({ file }) => file)
const FileParams = Type.Object({ file: Type.String({ maxLength: 64 }) })

/** Plain lists of what is listed, for whoever blocks with a file; and the key that signs them. */
export function listRoutes(server: HubServer, { hub, heavy }: RouteContext): void {
  const { pool } = hub.database
  const cache = createListCache(hub.database, hub.exchangeKey)
  const config = { rateLimit: { max: listsPerMinute } }

  server.get(
    '/v1/lists/:file',
    {
      config,
      schema: {
        tags: ['lists'],
        summary: `A plain list: ${files.join(', ')}`,
        description:
          'For members. Answers 304 to If-None-Match and If-Modified-Since. Compressed with gzip where accepted. ' +
          'With `.sig` behind the name: the Ed25519 signature of the plain text, 64 bytes.',
        security: [{ administrator: [] }],
        params: FileParams,
        response: {
          200: Type.Unsafe<Buffer | Readable>({ description: 'The list, or its signature' }),
          '4xx': ProblemSchema,
          503: ProblemSchema,
        },
      },
    },
    async (request, reply) => {
      await mayReadLists(pool, request)
      const signed = request.params.file.endsWith('.sig')
      const format = formatOf(signed ? request.params.file.slice(0, -4) : request.params.file)
      reply.header('cache-control', `private, max-age=${maxAgeS}`).header('vary', 'accept-encoding')
      const state = await cache.state(format)
      if (isFresh(request, etagOf(format, state.version), state.at))
        return await stamped(reply, format, state.version, state.at).code(304).send()
      const list = await heavy(async () => await cache.current(format))
      stamped(reply, format, list.version, list.changedAt)
      if (signed) return await reply.type('application/octet-stream').send(list.signature)
      reply.type(format.mediaType).header('x-wuzei-signature', list.signature.toString('base64'))
      if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
        return await reply.header('content-encoding', 'gzip').send(list.gzipped)
      // Unpacked piece by piece, as fast as its reader reads.
      return await reply.send(Readable.from([list.gzipped]).pipe(createGunzip()))
    },
  )
  server.get(
    '/.well-known/wuzei-lists.json',
    {
      config,
      schema: {
        tags: ['lists'],
        summary: 'The key that signs lists',
        response: {
          200: Type.Object({
            keys: Type.Array(
              Type.Object({
                keyId: Type.String(),
                algorithm: Type.Literal('Ed25519'),
                publicKey: Type.String({ description: '32 bytes, base64' }),
                pem: Type.String(),
              }),
            ),
          }),
          '4xx': ProblemSchema,
        },
      },
    },
    () => {
      const { keyId, publicKey, publicPem } = hub.exchangeKey
      return {
        keys: [
          { keyId, algorithm: 'Ed25519' as const, publicKey: publicKey.toString('base64'), pem: publicPem },
        ],
      }
    },
  )
}

function formatOf(file: string): ListFormat {
  const format = listFormats.find((candidate) => candidate.file === file)
  if (!format) throw new CodedError('NOT_FOUND', `the lists are ${files.join(', ')}`)
  return format
}

/** Weak, because the packed and the plain form are the same list. */
function etagOf(format: ListFormat, version: bigint): string {
  return `W/"${format.file}-${version}"`
}

function isFresh(request: FastifyRequest, etag: string, changedAt: Date): boolean {
  const known = request.headers['if-none-match']
  if (known !== undefined)
    return known.split(',').some((tag) => tag.trim() === '*' || weak(tag.trim()) === weak(etag))
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return since >= Math.floor(changedAt.getTime() / 1000) * 1000
}

function weak(tag: string): string {
  return tag.replace(/^W\//, '')
}

function stamped(reply: FastifyReply, format: ListFormat, version: bigint, changedAt: Date): FastifyReply {
  return reply
    .header('etag', etagOf(format, version))
    .header('last-modified', changedAt.toUTCString())
    .header('x-wuzei-version', version.toString())
}
