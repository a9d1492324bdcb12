import {
  AttachmentReplySchema,
  DisputeBodySchema,
  DisputeReplySchema,
  ProblemSchema,
  ReceiptParamsSchema,
  ReceiptReplySchema,
  ReportBodySchema,
  ReportReplySchema,
} from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import { originNetwork } from '../../personal-data/origin-network.ts'
import type { WorkDone } from '../../proof-of-work/proof-of-work.ts'
import { admitAttachment } from '../../reports/admit-attachment.ts'
import { openDispute, readDispute } from '../../reports/open-dispute.ts'
import { readReceipt } from '../../reports/read-receipt.ts'
import { createRecentReports } from '../../reports/recent-reports.ts'
import { submitReport } from '../../reports/submit-report.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { filerOf } from '../report-filer.ts'
import { ProofOfWorkReplySchema } from './proof-of-work-reply.ts'

/** Reports and what belongs to them. Anonymous: what protects them is proof of work, limits and sealing. */
export function reportRoutes(server: HubServer, { hub, checker, limits, heavy }: RouteContext): void {
  const recent = createRecentReports(hub.clock)

  const examineWork = async (payload: string | undefined, address: string): Promise<WorkDone> => {
    if (!payload)
      throw new CodedError('PROOF_OF_WORK_REQUIRED', 'solve GET /v1/proof-of-work and send it as proofOfWork')
    return await hub.proofOfWork.examine(payload, recent.count(originNetwork(address)))
  }
  // Receipts and what they show are for their holder alone.
  const noStore = async (_request: unknown, reply: { header(name: string, value: string): unknown }) => {
    reply.header('cache-control', 'no-store')
  }

  server.get(
    '/v1/proof-of-work',
    {
      config: { access: 'public', rateLimit: { max: limits.reportsPerMinute * 4 } },
      onRequest: noStore,
      schema: {
        tags: ['report'],
        summary: 'A challenge to solve before a report or dispute',
        description:
          'ALTCHA version 2 (PBKDF2). Solve it with any ALTCHA client; send the payload as `proofOfWork`.',
        response: { 200: ProofOfWorkReplySchema, '4xx': ProblemSchema },
      },
    },
    async (request) => await hub.proofOfWork.issue(recent.count(originNetwork(request.ip))),
  )

  server.post(
    '/v1/reports',
    {
      config: { access: 'public', rateLimit: { max: limits.reportsPerMinute } },
      onRequest: noStore,
      schema: {
        tags: ['report'],
        summary: 'Report a fraud',
        description:
          'Indicators that are not named are found in the text. The same report again is the same receipt.',
        body: ReportBodySchema,
        response: {
          200: ReportReplySchema,
          201: ReportReplySchema,
          '4xx': ProblemSchema,
          503: ProblemSchema,
        },
      },
    },
    async (request, reply) => {
      const taken = await heavy(async () => {
        const work = await examineWork(request.body.proofOfWork, request.ip)
        const filer = await filerOf(hub, request)
        const answer = await submitReport(hub, request.body, { address: request.ip }, work, filer)
        // Sending one report again, for want of an answer, must not make the next one dearer.
        if (!answer.duplicate) recent.add(originNetwork(request.ip))
        return answer
      })
      return await reply.code(taken.duplicate ? 200 : 201).send(taken)
    },
  )

  server.get(
    '/v1/reports/:receipt',
    {
      config: { access: 'public', rateLimit: { max: limits.receiptsPerMinute } },
      onRequest: noStore,
      schema: {
        tags: ['report'],
        summary: 'What became of a report',
        params: ReceiptParamsSchema,
        response: { 200: ReceiptReplySchema, '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async (request) => await heavy(async () => await readReceipt(hub, request.params.receipt)),
  )

  server.post(
    '/v1/disputes',
    {
      config: { access: 'public', rateLimit: { max: limits.reportsPerMinute } },
      onRequest: noStore,
      schema: {
        tags: ['report'],
        summary: 'Say that a verdict is wrong',
        body: DisputeBodySchema,
        response: { 201: DisputeReplySchema, '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async (request, reply) => {
      const answer = await heavy(async () => {
        const work = await examineWork(request.body.proofOfWork, request.ip)
        return await openDispute(hub, request.body, { address: request.ip }, work, checker)
      })
      return await reply.code(201).send(answer)
    },
  )

  server.get(
    '/v1/disputes/:receipt',
    {
      config: { access: 'public', rateLimit: { max: limits.receiptsPerMinute } },
      onRequest: noStore,
      schema: {
        tags: ['report'],
        summary: 'Where a dispute stands',
        params: ReceiptParamsSchema,
        response: { 200: DisputeReplySchema, '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async (request) => await heavy(async () => await readDispute(hub, request.params.receipt)),
  )

  void server.register(async (uploads) => {
    // Only here a body is taken as it comes; its type is found by looking at it.
    uploads.removeAllContentTypeParsers()
    uploads.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    uploads.post(
      '/v1/attachments',
      {
        bodyLimit: limits.attachmentBytes,
        config: { access: 'public', rateLimit: { max: limits.uploadsPerMinute } },
        schema: {
          tags: ['report'],
          summary: 'Upload a screenshot or file for a report',
          description:
            'The raw file as the body. Its type is read from its content; metadata of images is removed.',
          response: { 201: AttachmentReplySchema, '4xx': ProblemSchema, 503: ProblemSchema },
        },
      },
      async (request, reply) => {
        const body: unknown = request.body
        if (!Buffer.isBuffer(body) || body.length === 0)
          throw new CodedError('ATTACHMENT_UNREADABLE', 'send the file as the body of the request')
        return await reply.code(201).send(await heavy(async () => await admitAttachment(hub, body)))
      },
    )
  })
}
