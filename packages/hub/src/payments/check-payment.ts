import { createHash, randomUUID } from 'node:crypto'
import {
  appealOf,
  decidePayment,
  paymentWords,
  questionsOf,
  readAmount,
  weighAmount,
  type PayeeKind,
  type PayeeVerdict,
  type PaymentContext,
  type PaymentDecision,
} from '@wuzei/casework'
import type { PaymentCheckBody } from '@wuzei/contract'
import {
  absoluteState,
  actorName,
  CodedError,
  lookupCandidates,
  organisationIdOf,
  parseIndicator,
  readWithMarks,
  type Actor,
  type Indicator,
  type IndicatorKind,
} from '@wuzei/domain'
import type { HubContext } from '../hub-context.ts'
import { selectVerdict } from '../library/select-verdict.ts'
import { listsOf } from './listed-payees.ts'

/** Answers checks before paying from memory, as JSON of one unit a byte; each answer is recorded before it is given. */
export type CheckPayment = (actor: Actor, body: PaymentCheckBody, requestKey: string | undefined) => string

/** Kinds of payees as the library calls them. */
export const indicatorKindOfPayee: Readonly<Record<PayeeKind, IndicatorKind>> = {
  'bank-account': 'account',
  'payment-account': 'payment',
  wallet: 'wallet',
  'phone-alias': 'phone',
}

/** @throws CodedError PAYEE_INVALID */
export function readPayee(kind: PayeeKind, value: string): Indicator {
  const parsed = parseIndicator(value, { kind: indicatorKindOfPayee[kind] })
  if (!parsed.ok) throw new CodedError('PAYEE_INVALID', `this is no ${kind.replace('-', ' ')}`)
  return parsed.indicator
}

/** An answer that may be asked for again by its request key. */
interface Given {
  readonly fingerprint: string
  readonly answer: string
  readonly untilMs: number
}

/** Answers kept by request key, twice over; a sender repeats within seconds. */
const keptAnswers = 10_000
/** Texts of decisions: rules that fire together and the fraud. More come only of strange requests. */
const keptTexts = 5_000

/** @throws CodedError PAYEE_INVALID, AMOUNT_INVALID, CURRENCY_UNKNOWN, IDEMPOTENCY_MISMATCH, OVERLOADED */
export function createPaymentChecker(hub: HubContext): CheckPayment {
  const { rules, digests, listed, log } = hub.payments
  const buffer = new Uint32Array(2)
  const texts = new Map<string, string>()
  const appealLink = `${hub.publicUrl ?? ''}/dispute`
  let newer = new Map<string, Given>()
  let older = new Map<string, Given>()

  const verdictsOf = (indicator: Indicator, nowS: number): PayeeVerdict[] => {
    const selected = selectVerdict(hub.index, lookupCandidates(indicator), nowS, buffer)
    if (!selected) return []
    const state = absoluteState(selected.relative, selected.refAt)
    const { level } = readWithMarks(state, indicator.marks, Math.floor(nowS))
    return [{ level, fraudTypes: state.fraudTypes }]
  }

  const textOf = (decided: PaymentDecision): string => {
    const key = `${decided.fired.map(({ id }) => id).join()} ${decided.fraudType ?? ''}`
    let text = texts.get(key)
    if (text === undefined) {
      if (texts.size >= keptTexts) texts.clear()
      const json = JSON.stringify(membersOf(decided, rules.id, appealLink)).slice(1, -1)
      texts.set(key, (text = Buffer.from(json).toString('latin1')))
    }
    return text
  }

  const repeated = (key: string, fingerprint: string, nowMs: number): string | undefined => {
    const given = newer.get(key) ?? older.get(key)
    if (!given || given.untilMs <= nowMs) return undefined
    if (given.fingerprint !== fingerprint)
      throw new CodedError('IDEMPOTENCY_MISMATCH', 'another request came with this key; use a new one')
    return given.answer
  }

  return (actor, body, requestKey) => {
    const nowMs = hub.clock()
    const { payee, context = {} } = body
    const indicator = readPayee(payee.kind, payee.value)
    const amount = readAmount(body.amountFen)
    const currency = body.currency ?? 'CNY'
    const weighedFen = weighAmount(rules, amount, currency)
    const asker = actorName(actor)
    const organisationId = organisationIdOf(actor)
    if (organisationId === null) throw new CodedError('FORBIDDEN', 'this is not for you')
    const fingerprint = requestKey === undefined ? '' : fingerprintOf(body)
    const key = requestKey === undefined ? '' : `${asker} ${requestKey}`
    const before = requestKey === undefined ? undefined : repeated(key, fingerprint, nowMs)
    if (before !== undefined) return before

    const subjectDigest = digests.ofPayee(indicator.kind, indicator.canonical)
    const decided = decidePayment(rules, {
      payeeKind: payee.kind,
      ...(payee.name === undefined ? {} : { payeeName: payee.name }),
      channel: body.channel,
      weighedFen,
      context: context satisfies PaymentContext,
      verdicts: verdictsOf(indicator, nowMs / 1000),
      lists: listsOf(listed.find(subjectDigest, nowMs)),
    })
    const rowId = randomUUID()
    const id = requestKey === undefined ? rowId : digests.idOf(asker, requestKey)
    log.record(
      JSON.stringify({
        row_id: rowId,
        id,
        kind: 'payment',
        organisation_id: organisationId,
        asked_by: asker,
        asked_at: new Date(nowMs),
        subject_kind: payee.kind,
        subject_digest: `\\x${subjectDigest}`,
        payer_digest: `\\x${digests.ofPayer(organisationId, body.payer)}`,
        amount: amount.toString(),
        currency,
        channel: body.channel,
        decision: decided.decision,
        rule_ids: decided.fired.map((rule) => rule.id),
        rule_set: rules.id,
        keep_until: keepUntil(nowMs, rules.recordYears),
      }),
    )
    const untilMs = nowMs + decided.answerSeconds * 1000
    const answer = `{"id":"${id}",${textOf(decided)},"asOf":"${new Date(nowMs).toISOString()}","expiresAt":"${new Date(untilMs).toISOString()}"}`
    if (requestKey !== undefined) {
      if (newer.size >= keptAnswers) {
        older = newer
        newer = new Map()
      }
      newer.set(key, { fingerprint, answer, untilMs })
    }
    return answer
  }
}

function fingerprintOf(body: PaymentCheckBody): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64')
}

/** What of an answer depends on the decision alone. */
function membersOf(decided: PaymentDecision, ruleSet: string, appealLink: string) {
  const appeal = appealOf(decided)
  return {
    decision: decided.decision,
    ruleIds: decided.fired.map(({ id }) => id),
    words: paymentWords(decided),
    ask: questionsOf(decided),
    fraudType: decided.fraudType ?? null,
    holdMinutes: decided.holdMinutes,
    release: decided.release,
    appeal: appeal && { text: appeal, link: appealLink },
    ruleSet,
  }
}

/** When a record goes. */
export function keepUntil(nowMs: number, years: number): string {
  const end = new Date(nowMs)
  end.setUTCFullYear(end.getUTCFullYear() + years)
  return end.toISOString()
}
