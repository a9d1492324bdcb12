import {
  CheckBatchBodySchema,
  CheckBatchReplySchema,
  CheckQuerySchema,
  MessageCheckBodySchema,
  MessageCheckReplySchema,
  ProblemSchema,
  VerdictSchema,
} from '@wuzei/contract'
import { CodedError, parseIndicator } from '@wuzei/domain'
import { checkMessage, type MessageJudges } from '../../library/check-message.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { clientWindow, windowLimit } from '../window-limit.ts'
import { checkPath } from '../check-lane.ts'
import type { RequestTimes } from '../request-times.ts'
import { sendJson, sendLongJson } from '../send-json.ts'

/** Checks of one value, of up to 1,000, and of a whole message. Answered from memory: they work when nothing else does. */
export function checkRoutes(
  server: HubServer,
  { checker, limits }: RouteContext,
  judges: MessageJudges,
  times: RequestTimes,
): void {
  const window = clientWindow(limits.checksPerMinute, Date.now)
  const limitChecks = windowLimit(window)
  server.checkLane.open({ checker, window, times })

  server.get(
    checkPath,
    {
      config: { access: 'public' },
      onRequest: limitChecks,
      schema: {
        tags: ['check'],
        summary: 'Check one value',
        querystring: CheckQuerySchema,
        response: { 200: VerdictSchema, '4xx': ProblemSchema },
      },
    },
    (request, reply) => {
      const { value, kind } = request.query
      if (!value?.trim()) throw new CodedError('INDICATOR_EMPTY', 'give ?value=, a number, link or account')
      const parsed = parseIndicator(value, kind ? { kind } : {})
      if (!parsed.ok) throw new CodedError(parsed.error.code, parsed.error.message)
      sendJson(reply, checker.answerIndicator(parsed.indicator, value))
    },
  )

  server.post(
    '/v1/check',
    {
      bodyLimit: limits.batchBodyBytes,
      config: { access: 'public' },
      onRequest: limitChecks,
      schema: {
        tags: ['check'],
        summary: 'Check up to 1,000 values',
        description: 'Answers in input order, each a verdict or `{"value","error"}`.',
        body: CheckBatchBodySchema,
        response: { 200: CheckBatchReplySchema, '4xx': ProblemSchema },
      },
    },
    async (request, reply) => {
      const { json, release } = await checker.checkBatchInTurns(request.body.values)
      sendLongJson(reply, json, release)
      return reply
    },
  )

  server.post(
    '/v1/messages/check',
    {
      bodyLimit: limits.messageBodyBytes,
      config: { access: 'public', rateLimit: { max: limits.messagesPerMinute } },
      schema: {
        tags: ['check'],
        summary: 'Check everything in a pasted message',
        description: 'The text is not stored.',
        body: MessageCheckBodySchema,
        response: { 200: MessageCheckReplySchema, '4xx': ProblemSchema },
      },
    },
    // Not among the heavy ones: it waits for nothing, and must be answered while reports queue for the database.
    async (request, reply) => {
      const { text, from } = request.body
      const answer = await checkMessage(judges, text, from)
      sendJson(reply, Buffer.from(JSON.stringify(answer)).toString('latin1'))
      return reply
    },
  )
}
