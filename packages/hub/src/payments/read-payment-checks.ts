import { paymentPageRows, type PaymentChecksPage, type PaymentStatistics } from '@wuzei/contract'
import { actorName, CodedError, organisationIdOf, type Actor } from '@wuzei/domain'
import {
  findPaymentCheck,
  insertPaymentOutcome,
  listPaymentChecks,
  tallyRules,
  type PaymentOutcome,
} from '@wuzei/store'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'

/** Statistics look back this far. */
const statisticsDays = 30

/** Beginning of a digest that is shown: tells two payees apart and names none. */
const digestShown = 12

/** One page of what the caller's organisation asked; of what all asked, for auditors. Newest first. */
export async function pageOfPaymentChecks(
  hub: HubContext,
  actor: Actor,
  after: string | undefined,
): Promise<PaymentChecksPage> {
  await hub.payments.log.flushed()
  const rows = await listPaymentChecks(hub.database.pool, scopeOf(actor), after ?? null, paymentPageRows)
  return {
    checks: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      purpose: 'ANTI_FRAUD_ONLY',
      organisationId: row.organisationId,
      askedBy: row.askedBy,
      askedAt: row.askedAt.toISOString(),
      subjectKind: row.subjectKind,
      subject: row.subjectDigest.toString('hex').slice(0, digestShown),
      amountFen: row.amount,
      currency: row.currency,
      channel: row.channel,
      decision: row.decision,
      ruleIds: row.ruleIds,
      ruleSet: row.ruleSet,
      outcome: row.outcome,
    })),
    next: rows.length === paymentPageRows ? (rows.at(-1)?.seq ?? null) : null,
  }
}

/**
 * Notes what came of a check, as a label for the rules that spoke.
 *
 * @throws CodedError CHECK_UNKNOWN where the caller's organisation asked nothing of the kind
 */
export async function tellPaymentOutcome(
  hub: HubContext,
  actor: Actor,
  id: string,
  outcome: PaymentOutcome,
): Promise<void> {
  await hub.payments.log.flushed()
  const check = await findPaymentCheck(hub.database.pool, id)
  const organisationId = organisationIdOf(actor)
  if (!check || organisationId === null || check.organisationId !== organisationId)
    throw new CodedError('CHECK_UNKNOWN', 'your organisation has no check with this id')
  await insertPaymentOutcome(hub.database.pool, {
    checkId: id,
    organisationId,
    outcome,
    toldBy: actorName(actor),
    toldAt: new Date(hub.clock()),
    keepUntil: check.keepUntil,
  })
}

/** How often each rule spoke, and what came of it. */
export async function readPaymentStatistics(hub: HubContext, actor: Actor): Promise<PaymentStatistics> {
  await hub.payments.log.flushed()
  const since = new Date(hub.clock() - statisticsDays * 86_400_000)
  const rules = await tallyRules(hub.database.pool, scopeOf(actor), since)
  return { since: since.toISOString(), rules }
}

function scopeOf(actor: Actor): string | null {
  const { ranges } = requirePermission(actor, 'read', { kind: 'payment-check' })
  if (ranges.includes('all')) return null
  const own = organisationIdOf(actor)
  if (own === null) throw new CodedError('FORBIDDEN', 'this is not for you')
  return own
}
