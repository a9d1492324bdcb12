import type { AnswerMessages, OrderMessages } from '../orders.ts'
import type { IsoAgent } from './parts.ts'
import { resolutionCodes, type IsoRecall, type IsoResolution } from './recall.ts'
import type { IsoStatusReport, IsoStatusRequest } from './status.ts'

/** Institutions of a message, and its signed form where it is to go along. */
export interface IsoRoute {
  readonly from: IsoAgent
  readonly to: IsoAgent
  readonly signed?: string
}

/** `stop.request` → camt.056; write it with `writeRecall`. */
export function recallOfStop(
  { id, issuedAt, body }: OrderMessages['stop.request'],
  route: IsoRoute,
): IsoRecall {
  const { amountFen, currency, at, serialNo, from } = body.transfer
  return {
    ...route,
    messageId: id,
    createdAt: issuedAt,
    orderId: body.orderId,
    transfer: { amountFen, currency, at, ...(serialNo === undefined ? {} : { serialNo }) },
    ...(from ? { payer: from } : {}),
    payee: body.account,
    reason: body.reason,
  }
}

/** `stop.result` → camt.029; write it with `writeResolution`. */
export function resolutionOfStop(
  { id, issuedAt, body }: AnswerMessages['stop.result'],
  route: IsoRoute,
): IsoResolution {
  return {
    ...route,
    messageId: id,
    createdAt: issuedAt,
    orderId: body.orderId,
    ...resolutionCodes(body.outcome, body.savedBy),
    outcome: body.outcome,
    securedFen: body.securedFen,
    currency: body.currency,
    ...(body.startAt === null ? {} : { startAt: body.startAt }),
    nextCount: body.next.length,
  }
}

/** `query.status` → pacs.028; `asked` is the order it asks about. */
export function statusRequestOf(
  { id, issuedAt }: OrderMessages['query.status'],
  asked: { readonly id: string; readonly body: { readonly orderId: string } },
  route: IsoRoute,
): IsoStatusRequest {
  return {
    ...route,
    messageId: id,
    createdAt: issuedAt,
    originalMessageId: asked.id,
    originalDefinition: 'camt.056.001.09',
    orderId: asked.body.orderId,
  }
}

/** `status.result` → pacs.002; `request` is what it answers. */
export function statusReportOf(
  { id, issuedAt, body }: AnswerMessages['status.result'],
  request: IsoStatusRequest,
  route: IsoRoute,
): IsoStatusReport {
  const { originalMessageId, originalDefinition, orderId } = request
  return {
    ...route,
    messageId: id,
    createdAt: issuedAt,
    originalMessageId,
    originalDefinition,
    orderId,
    state: body.state,
  }
}
