import { ruleSetAt, type Facts } from '@wuzei/casework'
import type { StopApplicationBody, StopApplicationReply } from '@wuzei/contract'
import { CodedError, isFraudType, type Actor } from '@wuzei/domain'
import { organisationOfCode } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { createEntity } from './casework-commands.ts'
import type { CaseworkKind } from './casework-access.ts'
import type { CaseworkCommand } from './execute-command.ts'

/**
 * Takes an application for an emergency stop (紧急止付申请, rules §1.3): the report of the loss, and the order for the
 * first account, submitted for approval. Two transactions, each carried out once: sent again under its key, the
 * application goes on where it was cut off.
 *
 * @throws CodedError APPLICATION_INCOMPLETE, COMMAND_INVALID, and what the steps refuse
 */
export async function applyForStop(
  hub: HubContext,
  actor: Actor,
  body: StopApplicationBody,
): Promise<StopApplicationReply> {
  const paidAtMs = requireTransfer(hub, body)
  const partnerId = await requirePartner(hub, body)
  const { urgentWithinHours } = ruleSetAt(hub.clock()).report
  const isUrgent = hub.clock() - paidAtMs <= urgentWithinHours * 3_600_000
  const make = async (kind: CaseworkKind, facts: Facts, further: CaseworkCommand['further']) =>
    await createEntity(
      hub,
      actor,
      kind,
      { key: `${body.key}:${kind}`, facts: wire(facts) },
      { reporter: body.victim.idNo, further },
    )
  const report = await make('report', reportFacts(body, paidAtMs), [
    { event: 'triage', payload: { fraudType: body.fraudType } },
    ...(isUrgent ? [{ event: 'urgent', payload: {} }] : []),
  ])
  const order = await make(
    'stop-order',
    {
      ...orderFacts(body, paidAtMs),
      partnerId,
      reportId: report.entity.id,
      isUrgent: body.isUrgent ?? isUrgent,
      region: report.entity.region,
    },
    [{ event: 'submit', payload: {} }],
  )
  return {
    report: report.entity,
    order: order.entity,
    warnings: [
      ...(hasCheckDigit(body.payee.accountNo) ? [] : (['CARD_CHECK_DIGIT'] as const)),
      ...(isUrgent ? [] : (['OVER_72_HOURS'] as const)),
    ],
  }
}

function requireTransfer(hub: HubContext, { transfer, fraudType }: StopApplicationBody): number {
  const paidAtMs = Date.parse(transfer.at)
  if (Number.isNaN(paidAtMs))
    throw new CodedError('APPLICATION_INCOMPLETE', 'the time of the transfer is none')
  const { clockSkewSeconds } = ruleSetAt(hub.clock()).stopPayment
  if (paidAtMs > hub.clock() + clockSkewSeconds * 1000)
    throw new CodedError('APPLICATION_INCOMPLETE', 'the transfer lies in the future')
  if (!isFraudType(fraudType)) throw new CodedError('FRAUD_TYPE_UNKNOWN', 'GET /v1/fraud-types lists them')
  return paidAtMs
}

async function requirePartner({ database }: HubContext, { payee }: StopApplicationBody): Promise<string> {
  if (payee.partnerId !== undefined) return payee.partnerId
  const found = payee.bankId === undefined ? undefined : await organisationOfCode(database.pool, payee.bankId)
  if (found === undefined)
    throw new CodedError(
      'APPLICATION_INCOMPLETE',
      'no member answers for this bank: name it by partnerId, or telephone',
    )
  return found
}

function reportFacts(
  { transfer, payee, victim, narrative, truthStatement, region }: StopApplicationBody,
  paidAtMs: number,
): Facts {
  return {
    consentVersion: truthStatement.textVersion,
    isReporterVictim: true,
    victimContact: JSON.stringify(victim),
    amountFen: BigInt(transfer.amountFen),
    currency: transfer.currency,
    paidAtMs,
    transferMinute: Math.floor(paidAtMs / 60_000),
    payeeAccountNo: payee.accountNo,
    payeeName: payee.accountName,
    narrative,
    region,
  }
}

function orderFacts(
  { payer, payee, transfer, fraudType, truthStatement }: StopApplicationBody,
  paidAtMs: number,
): Facts {
  return {
    accountNo: payee.accountNo,
    accountName: payee.accountName,
    payerAccountNo: payer.accountNo,
    payerName: payer.accountName,
    claimedFen: BigInt(transfer.amountFen),
    currency: transfer.currency,
    transferAtMs: paidAtMs,
    serialRef: transfer.serialNo,
    tier: 1,
    // The disputed amount is all that anybody claims; the whole account needs a reason of its own.
    mode: 'AMOUNT',
    limitFen: BigInt(transfer.amountFen),
    fraudType,
    applicationType: 'POLICE',
    truthStatementVersion: truthStatement.textVersion,
  }
}

function wire(facts: Facts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      if (value === undefined) return []
      return [[name, typeof value === 'bigint' ? Number(value) : value]]
    }),
  )
}

/** Luhn's check for card numbers; others have none to check. A warning only: it may be an account. */
function hasCheckDigit(accountNo: string): boolean {
  if (!/^\d{13,19}$/.test(accountNo)) return true
  const sum = Array.from(accountNo)
    .toReversed()
    .map(Number)
    .reduce((total, digit, place) => {
      const counted = place % 2 === 0 ? digit : digit * 2
      return total + (counted > 9 ? counted - 9 : counted)
    }, 0)
  return sum % 10 === 0
}
