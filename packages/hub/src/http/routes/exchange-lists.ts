import type { Readable } from 'node:stream'
import { ProblemSchema } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import Type from 'typebox'
import { createListCache } from '../../exchange/lists/list-cache.ts'
import { listFormats, type ListFormat } from '../../exchange/lists/list-formats.ts'
import { sendList } from '../../exchange/lists/send-list.ts'
import { listAccess } from '../../exchange/may-read-lists.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'

const files = listFormats.map(({ file }) => file)
const FileParams = Type.Object({ file: Type.String({ maxLength: 64 }) })

/** Plain lists of what is listed, for whoever blocks with a file; and the key that signs them. */
export function listRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => routes(server, context))
}

function routes(server: HubServer, { hub, heavy, limits }: RouteContext): void {
  const cache = createListCache(hub.database, hub.exchangeKey)
  const rateLimit = { max: limits.listsPerMinute }

  server.get(
    '/v1/lists/:file',
    {
      config: { access: listAccess, rateLimit },
      schema: {
        tags: ['lists'],
        summary: `A plain list: ${files.join(', ')}`,
        description:
          'For members. Answers 304 to If-None-Match and If-Modified-Since. Compressed with gzip where accepted. ' +
          'With `.sig` behind the name: the Ed25519 signature of the plain text, 64 bytes.',
        security: [{ session: [] }, { member: [] }, { administrator: [] }],
        params: FileParams,
        response: {
          200: Type.Unsafe<Buffer | Readable>({ description: 'The list, or its signature' }),
          '4xx': ProblemSchema,
          503: ProblemSchema,
        },
      },
    },
    async (request, reply) => {
      const signed = request.params.file.endsWith('.sig')
      const format = formatOf(signed ? request.params.file.slice(0, -4) : request.params.file)
      return await sendList(request, reply, { cache, heavy }, format, signed ? 'signature' : 'list')
    },
  )
  server.get(
    '/.well-known/wuzei-lists.json',
    {
      config: { access: 'public', rateLimit },
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
