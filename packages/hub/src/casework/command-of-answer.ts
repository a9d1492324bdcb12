import type { EntityKind, Facts, FactValue } from '@wuzei/casework'
import type { AnswerMessage, FreezeResult, NextTransfer, StopResult } from '@wuzei/contract/orders'

/** The step that an answer of a partner is, for the order it is about; undefined when it moves nothing. */
export function commandOfAnswer(
  kind: EntityKind,
  message: AnswerMessage,
): { readonly event: string; readonly payload: Facts } | undefined {
  switch (message.type) {
    case 'ack':
      return kind === 'freeze-order' ? undefined : { event: 'ack', payload: {} }
    case 'stop.result':
      return kind === 'stop-order' ? { event: 'result', payload: stopFacts(message.body) } : undefined
    case 'freeze.result':
      return kind === 'freeze-order' ? { event: 'result', payload: freezeFacts(message.body) } : undefined
    case 'release.result': {
      const { outcome, releasedAt, decidedAt } = message.body
      if (outcome === 'TECH_FAILURE') return undefined
      return { event: 'released', payload: { releasedAtMs: Date.parse(releasedAt ?? decidedAt) } }
    }
    case 'status.result':
      return {
        event: 'statusAnswer',
        payload: { isCarriedOut: ['ACTIVE', 'QUEUED', 'ENDED'].includes(message.body.state) },
      }
    case 'notice':
      return noticeStep(kind, message.body)
    default:
      return undefined
  }
}

function stopFacts(result: StopResult): Facts {
  const controlled = result.outcome === 'MOVED_ON' && result.isStillControlled
  return defined({
    outcome: result.outcome,
    startAtMs: result.startAt === null ? undefined : Date.parse(result.startAt),
    balanceAtStopFen: result.balanceAtStopFen === null ? undefined : BigInt(result.balanceAtStopFen),
    nextAccounts: result.next.length > 0 ? result.next.map(nextFact) : undefined,
    feedback: result.remark,
    formerFreeze: result.formerFreezes?.[0] ? { ...result.formerFreezes[0] } : undefined,
    isStillControlled: controlled ? true : undefined,
    savedBy: result.savedBy ?? undefined,
    matchResult: result.matchResult,
  })
}

/** A transfer that an answer names, as a fact. */
function nextFact(next: NextTransfer): FactValue {
  return {
    serialNo: next.serialNo,
    atMs: Date.parse(next.at),
    amountFen: BigInt(next.amountFen),
    currency: next.currency,
    exit: next.exit,
    ...(next.to
      ? {
          accountNo: next.to.accountNo,
          accountName: next.to.accountName,
          ...(next.to.bankId === undefined ? {} : { bankId: next.to.bankId }),
        }
      : {}),
  }
}

function freezeFacts(result: FreezeResult): Facts {
  const outcomes: Readonly<Record<string, string>> = {
    FROZEN_FULL: 'FROZEN',
    FROZEN_PARTIAL: 'PARTIAL',
    QUEUED: 'QUEUED',
    TECH_FAILURE: 'TECH_FAILURE',
  }
  return defined({
    freezeResult: outcomes[result.outcome] ?? 'REJECTED',
    startAtMs: result.startAt === null ? undefined : Date.parse(result.startAt),
    frozenFen: result.startAt === null ? undefined : BigInt(result.frozenFen),
    formerFreeze: result.formerFreezes[0] ? { ...result.formerFreezes[0] } : undefined,
  })
}

function noticeStep(
  kind: EntityKind,
  notice: Extract<AnswerMessage, { type: 'notice' }>['body'],
): { readonly event: string; readonly payload: Facts } | undefined {
  if (notice.event === 'INFLOW' && kind === 'stop-order')
    return {
      event: 'balanceUpdate',
      payload: {
        inflowFen: BigInt(notice.amountFen ?? 0),
        isFromSameVictim: notice.isFromSameVictim === true,
      },
    }
  if (notice.event === 'FREEZE_ACTIVATED' && kind === 'freeze-order')
    return {
      event: 'earlierEnded',
      payload: { startAtMs: Date.parse(notice.at), frozenFen: BigInt(notice.securedFen ?? 0) },
    }
  // That a measure ended is known here by its own clock.
  return undefined
}

function defined(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
