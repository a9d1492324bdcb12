import {
  LedgerQuerySchema,
  LedgerReplySchema,
  MemberCheckBodySchema,
  MemberCheckReplySchema,
  MemberParamsSchema,
  RelabellingBodySchema,
  RelabellingDecisionBodySchema,
  RelabellingListSchema,
  RelabellingReplySchema,
  ShareListSchema,
  ShareQuerySchema,
  ShareSchema,
  SharesBodySchema,
  SharesReplySchema,
  WithdrawalBodySchema,
} from '@wuzei/contract'
import { defaultSharingLabels, mostClosed } from '@wuzei/domain'
import Type from 'typebox'
import { checkAsMember } from '../../sharing/check-as-member.ts'
import { exportShares } from '../../sharing/export-shares.ts'
import { giveShares } from '../../sharing/give-shares.ts'
import { readLedger } from '../../sharing/ledger.ts'
import { pageOfShares, showShare } from '../../sharing/list-shares.ts'
import { decideRelabellingOf, relabellingsOf, relabelShare } from '../../sharing/relabel-share.ts'
import { withdrawShare } from '../../sharing/withdraw-share.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import { setSharingLabel } from '../sharing-label.ts'
import { allianceDeed, allianceRoute } from './alliance-route.ts'

/** Bytes of a thousand shares: each with a long value or note, few with the longest of both. */
const sharesBodyBytes = 4 * 1024 * 1024

const reads = { action: 'read', object: 'share' } as const
const gives = { action: 'create', object: 'share' } as const
const changes = { action: 'execute', object: 'share' } as const

/** What members share with each other, and what they know together about a value. */
export function sharingRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => {
    shareRoutes(server, context)
    readingRoutes(server, context)
    labelRoutes(server, context)
    knowledgeRoutes(server, context)
  })
}

function shareRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  const give = allianceRoute(limits, gives, 'Share up to 1,000 statements', SharesReplySchema)
  server.post(
    '/v1/alliance/shares',
    { ...give, bodyLimit: sharesBodyBytes, schema: { ...give.schema, body: SharesBodySchema } },
    async (request) => await heavy(async () => await giveShares(hub, request.caller.actor, request.body)),
  )
  const withdraw = allianceDeed(limits, changes, 'Withdraw a share')
  server.post(
    '/v1/alliance/shares/:id/withdrawal',
    {
      ...withdraw,
      schema: { ...withdraw.schema, params: MemberParamsSchema, body: WithdrawalBodySchema },
    },
    async (request, reply) => {
      await withdrawShare(hub, request.caller.actor, request.params.id, request.body.reason)
      return await reply.code(204).send(null)
    },
  )
}

function readingRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  const list = allianceRoute(limits, reads, 'Shares that the caller may read', ShareListSchema)
  server.get(
    '/v1/alliance/shares',
    { ...list, schema: { ...list.schema, querystring: ShareQuerySchema } },
    async (request, reply) => {
      const page = await pageOfShares(hub, request.caller.actor, request.query)
      setSharingLabel(reply, mostClosed(page.shares.map(({ label }) => label)))
      return page
    },
  )
  const show = allianceRoute(limits, reads, 'One share', ShareSchema)
  server.get(
    '/v1/alliance/shares/:id',
    { ...show, schema: { ...show.schema, params: MemberParamsSchema } },
    async (request, reply) => {
      const share = await showShare(hub, request.caller.actor, request.params.id)
      setSharingLabel(reply, share.label)
      return share
    },
  )
  const file = allianceRoute(
    limits,
    reads,
    'Shares as a file that carries its label',
    Type.Unsafe<string>({ type: 'string', description: 'JSON lines, the first about the file' }),
  )
  server.get(
    '/v1/alliance/share-export',
    { ...file, schema: { ...file.schema, querystring: ShareQuerySchema } },
    async (request, reply) => {
      const made = await heavy(async () => await exportShares(hub, request.caller.actor, request.query))
      setSharingLabel(reply, made.label)
      return await reply
        .header('content-disposition', `attachment; filename="${made.name}"`)
        .type('application/x-ndjson')
        .send(made.text)
    },
  )
}

function labelRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = allianceRoute(limits, changes, 'Changes of a share’s label', RelabellingListSchema)
  server.get(
    '/v1/alliance/shares/:id/relabellings',
    { ...list, schema: { ...list.schema, params: MemberParamsSchema } },
    async (request) => await relabellingsOf(hub, request.caller.actor, request.params.id),
  )
  const relabel = allianceRoute(
    limits,
    changes,
    'Close a share’s label, or propose to open it',
    RelabellingReplySchema,
  )
  server.post(
    '/v1/alliance/shares/:id/relabellings',
    {
      ...relabel,
      schema: { ...relabel.schema, params: MemberParamsSchema, body: RelabellingBodySchema },
    },
    async (request) => await relabelShare(hub, request.caller.actor, request.params.id, request.body.label),
  )
  const decide = allianceDeed(
    limits,
    { action: 'approve', object: 'share' },
    'Agree to open a share’s label, or refuse',
  )
  server.post(
    '/v1/alliance/shares/:id/relabellings/decision',
    {
      ...decide,
      schema: { ...decide.schema, params: MemberParamsSchema, body: RelabellingDecisionBodySchema },
    },
    async (request, reply) => {
      await decideRelabellingOf(hub, request.caller.actor, request.params.id, request.body.decision)
      return await reply.code(204).send(null)
    },
  )
}

function knowledgeRoutes(server: HubServer, { hub, checker, limits, heavy }: RouteContext): void {
  const check = allianceRoute(
    limits,
    'member',
    'Check values with what members share',
    MemberCheckReplySchema,
  )
  server.post(
    '/v1/alliance/check',
    {
      ...check,
      config: { ...check.config, rateLimit: { max: limits.messagesPerMinute } },
      bodyLimit: limits.batchBodyBytes,
      schema: { ...check.schema, body: MemberCheckBodySchema },
    },
    async (request, reply) => {
      const answer = await heavy(
        async () => await checkAsMember(hub, checker, request.caller.actor, request.body.values),
      )
      const held = answer.results.flatMap((result) => ('shares' in result ? result.shares : []))
      setSharingLabel(reply, mostClosed([verdictLabel, ...held.map(({ label }) => label)]))
      return answer
    },
  )
  const ledger = allianceRoute(
    limits,
    { action: 'read', object: 'ledger' },
    'Who gave what, and what it led to',
    LedgerReplySchema,
  )
  server.get(
    '/v1/alliance/ledger',
    { ...ledger, schema: { ...ledger.schema, querystring: LedgerQuerySchema } },
    async (request, reply) => {
      const answer = await readLedger(hub, request.caller.actor, request.query)
      setSharingLabel(reply, mostClosed(answer.entries.map(({ share }) => share.label)))
      return answer
    },
  )
}

const verdictLabel = defaultSharingLabels['confirmed-indicator']
