import { ruleSets, type Entity } from '@wuzei/casework'
import type { FreezeRequest, OrderType, StopRequest } from '@wuzei/contract/orders'

/** What the body of an order says beside what its entity holds. */
interface Telling {
  /** Name of the organ that is responsible. */
  readonly organ: string
  readonly nowMs: number
  /** When its case was filed. */
  readonly caseFiledAtMs: number | undefined
  /** The event that asked for it, and the reason that was given with it. */
  readonly cause: string
  readonly reason: string | undefined
  /** What was booked, where no more than a part of it is the victim's. */
  readonly bookedFen: bigint | undefined
}

/** The body of a message to a partner: what it needs to act, and nothing else of the case. */
export function orderBody(type: OrderType, order: Entity, telling: Telling): object {
  const write = bodies[type]
  if (!write) throw new Error(`no body of ${type} is written here`)
  return write(order, telling)
}

const bodies: Readonly<Partial<Record<OrderType, (order: Entity, telling: Telling) => object>>> = {
  'stop.request': stopRequest,
  'stop.extend': (order, telling) => ({
    orderId: order.id,
    accountNo: text(order, 'accountNo'),
    stopNo: 2,
    hours: ruleSets[order.ruleSetId].stopPayment.hours,
    reason: reasonOf(order),
    approval: approvalOf(order, telling, 'approveExtension', 'requestExtension'),
  }),
  'stop.release': release,
  'freeze.release': release,
  'freeze.request': freezeRequest,
  'freeze.renew': (order, telling) => ({
    orderId: order.id,
    accountNo: text(order, 'accountNo'),
    months: monthsOf(order),
    reason: reasonOf(order),
    approval: {
      ...approvalOf(order, telling, 'approveRenewal', 'requestRenewal'),
      documentNo: text(order, 'documentNo'),
    },
  }),
  'query.status': (order) => ({ orderId: order.id, orderSerial: text(order, 'serialNo') }),
  'query.tx': (order, telling) => ({
    orderId: order.id,
    accountNo: text(order, 'accountNo'),
    from: instant(number(order, 'transferAtMs') ?? order.createdAtMs),
    to: instant(telling.nowMs),
    after: null,
    reason: reasonOf(order),
    approval: approvalOf(order, telling, 'approve', 'create'),
  }),
}

function stopRequest(order: Entity, telling: Telling): StopRequest {
  const mode = text(order, 'mode') === 'AMOUNT' ? 'AMOUNT' : 'ACCOUNT'
  const payer = order.facts['payerAccountNo']
  const serialRef = order.facts['serialRef']
  return {
    orderId: order.id,
    reportId: textOrNull(order, 'reportId'),
    caseId: textOrNull(order, 'caseId'),
    account: { accountNo: text(order, 'accountNo'), accountName: text(order, 'accountName') },
    transfer: {
      amountFen: Number(telling.bookedFen ?? fen(order, 'claimedFen')),
      currency: text(order, 'currency'),
      at: instant(number(order, 'transferAtMs') ?? order.createdAtMs),
      ...(typeof serialRef === 'string' ? { serialNo: serialRef } : {}),
      ...(typeof payer === 'string'
        ? { from: { accountNo: payer, accountName: textOrNull(order, 'payerName') ?? '-' } }
        : {}),
    },
    claimedFen: Number(fen(order, 'claimedFen')),
    mode,
    limitFen: mode === 'AMOUNT' ? Number(fen(order, 'limitFen') ?? fen(order, 'claimedFen')) : null,
    tier: number(order, 'tier') ?? 1,
    parentOrderId: textOrNull(order, 'parentOrderId'),
    stopNo: number(order, 'stopNo') ?? 1,
    hours: ruleSets[order.ruleSetId].stopPayment.hours,
    isUrgent: order.facts['isUrgent'] === true,
    fraudType: text(order, 'fraudType'),
    reason: reasonOf(order),
    ...(typeof order.facts['supersedes'] === 'string' ? { supersedes: order.facts['supersedes'] } : {}),
    approval: approvalOf(order, telling, 'approve', 'create'),
  }
}

function freezeRequest(order: Entity, telling: Telling): FreezeRequest {
  return {
    orderId: order.id,
    caseId: text(order, 'caseId'),
    caseFiledAt: instant(telling.caseFiledAtMs ?? order.createdAtMs),
    stopOrderId: textOrNull(order, 'stopOrderId'),
    account: { accountNo: text(order, 'accountNo'), accountName: text(order, 'accountName') },
    mode: text(order, 'mode') === 'AMOUNT' ? 'AMOUNT' : 'ACCOUNT',
    amountFen: Number(fen(order, 'appliedFen')),
    currency: text(order, 'currency'),
    includesInterest: order.facts['coversInterest'] === true,
    months: monthsOf(order),
    reason: reasonOf(order),
    approval: { ...approvalOf(order, telling, 'approve', 'create'), documentNo: text(order, 'documentNo') },
  }
}

function release(order: Entity, telling: Telling) {
  const causes: Readonly<Record<string, string>> = {
    'appeal upheld': 'APPEAL_UPHELD',
    'report reject': 'UNFOUNDED',
    'report confirmMalicious': 'UNFOUNDED',
    'report proposeRejection': 'CIVIL_DISPUTE',
    wrongTarget: 'WRONG_TARGET',
    returnExecuted: 'PAID',
  }
  return {
    orderId: order.id,
    accountNo: text(order, 'accountNo'),
    cause: causes[telling.reason ?? ''] ?? causes[telling.cause] ?? 'WITHDRAWN',
    reason: reasonOf(order),
    approval: approvalOf(order, telling, 'releaseRequest', 'create'),
  }
}

/** Whom it went through: people by their number in the hub, which only the hub can turn into a name. */
function approvalOf(order: Entity, { organ, nowMs }: Telling, approved: string, created: string) {
  return {
    organ,
    createdBy: order.hands[created] ?? order.createdBy,
    approvedBy: order.hands[approved] ?? null,
    approvedAt: instant(nowMs),
  }
}

function monthsOf(order: Entity): number {
  const { freeze } = ruleSets[order.ruleSetId]
  return order.facts['isComplex'] === true ? freeze.complexMonths : freeze.months
}

function reasonOf(order: Entity): string {
  const type = textOrNull(order, 'fraudType')
  return type === null ? '涉嫌电信网络诈骗' : `涉嫌电信网络诈骗（${type}）`
}

function text(order: Entity, field: string): string {
  const value = order.facts[field]
  if (typeof value !== 'string') throw new Error(`${order.kind} ${order.id} has lost ${field}`)
  return value
}

function textOrNull(order: Entity, field: string): string | null {
  const value = order.facts[field]
  return typeof value === 'string' ? value : null
}

function number(order: Entity, field: string): number | undefined {
  const value = order.facts[field]
  return typeof value === 'number' ? value : undefined
}

function fen(order: Entity, field: string): bigint | undefined {
  const value = order.facts[field]
  return typeof value === 'bigint' ? value : undefined
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString()
}
