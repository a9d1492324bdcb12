import { BilingualSchema, ProblemSchema, VerdictLevelSchema } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import Type from 'typebox'
import { filterMessage } from '../../exchange/gateways/filter-message.ts'
import { judgeAddress } from '../../exchange/gateways/judge-address.ts'
import { callDirectorySince } from '../../exchange/lists/call-directory.ts'
import { listAccess } from '../../exchange/may-read-lists.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import { clientWindow, windowLimit } from '../window-limit.ts'

/** What an iPhone's message filter sends (IdentityLookup); it names neither the phone nor its owner. */
const MessageFilterBodySchema = Type.Object({
  _version: Type.Integer(),
  query: Type.Object({
    sender: Type.Optional(Type.String({ maxLength: 320 })),
    message: Type.Object({ text: Type.String({ maxLength: 20_000 }) }),
  }),
  app: Type.Optional(Type.Object({ version: Type.Optional(Type.String({ maxLength: 64 })) })),
})
const MessageFilterReplySchema = Type.Object({
  action: Type.Enum(['junk', 'none']),
  level: VerdictLevelSchema,
  text: BilingualSchema,
})

/** A phone asks once a day, and many stand behind one address. */
const directoriesPerMinute = 120

/** Answers for software that asks while somebody waits: a web gateway and a phone's message filter; and its call list. */
export function gatewayRoutes(root: HubServer, context: RouteContext): void {
  askingRoutes(root, context)
  memberScope(root, context, (server) => callDirectoryRoute(server, context))
}

function askingRoutes(server: HubServer, { checker, limits }: RouteContext): void {
  server.get(
    '/v1/gateways/nginx',
    {
      config: { access: 'public' },
      onRequest: windowLimit(clientWindow(limits.checksPerMinute, Date.now)),
      schema: {
        tags: ['lists'],
        summary: 'For nginx auth_request: 204 lets the request pass, 403 does not',
        description:
          'The address is in `?value=` or in the header X-Original-URL. The reasons are in X-Wuzei-Level and ' +
          'X-Wuzei-Fraud-Types.',
        querystring: Type.Object({ value: Type.Optional(Type.String({ maxLength: 4_096 })) }),
        response: { 204: Type.Null(), 403: Type.Null(), '4xx': ProblemSchema },
      },
    },
    async (request, reply) => {
      const header = request.headers['x-original-url']
      const address = request.query.value ?? (typeof header === 'string' ? header : undefined)
      // nginx answers 500 then: whoever set it up sees that the address is missing, instead of letting all pass.
      if (!address) throw new CodedError('INDICATOR_EMPTY', 'send the address as X-Original-URL or ?value=')
      const { allow, level, fraudTypes } = judgeAddress(checker, address)
      return await reply
        .code(allow ? 204 : 403)
        .header('x-wuzei-level', level)
        .header('x-wuzei-fraud-types', fraudTypes.join(' '))
        .header('cache-control', 'no-store')
        .send(null)
    },
  )
  server.post(
    '/v1/gateways/ios-message-filter',
    {
      bodyLimit: limits.messageBodyBytes,
      config: { access: 'public', rateLimit: { max: limits.messagesPerMinute } },
      schema: {
        tags: ['lists'],
        summary: 'For the message filter of an iPhone app; nothing of the message is stored or logged',
        body: MessageFilterBodySchema,
        response: { 200: MessageFilterReplySchema, '4xx': ProblemSchema },
      },
    },
    (request) => {
      const { sender = '', message } = request.body.query
      return filterMessage(checker, sender, message.text)
    },
  )
}

function callDirectoryRoute(server: HubServer, { hub, heavy }: RouteContext): void {
  server.get(
    '/v1/lists/call-directory',
    {
      config: { access: listAccess, rateLimit: { max: directoriesPerMinute } },
      schema: {
        tags: ['lists'],
        summary:
          'Numbers for a phone’s call directory, whole or since a version, as ascending 64-bit integers',
        security: [{ session: [] }, { member: [] }, { administrator: [] }],
        querystring: Type.Object({ since: Type.Optional(Type.String({ pattern: '^\\d{1,18}$' })) }),
        response: {
          200: Type.Unsafe<Buffer>({ description: 'docs/lists.md, Call directory' }),
          '4xx': ProblemSchema,
          503: ProblemSchema,
        },
      },
    },
    async (request, reply) => {
      const { since } = request.query
      const directory = await heavy(
        async () => await callDirectorySince(hub.database, since === undefined ? undefined : BigInt(since)),
      )
      return await reply
        .type('application/vnd.wuzei.call-directory.v1')
        .header('cache-control', 'private, no-cache')
        .header('last-modified', directory.changedAt.toUTCString())
        .header('x-wuzei-version', directory.version.toString())
        .header('x-wuzei-signature', hub.exchangeKey.sign(directory.bytes).toString('base64'))
        .send(directory.bytes)
    },
  )
}
