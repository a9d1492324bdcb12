import type { DisputeBody, DisputeReply } from '@wuzei/contract'
import {
  CodedError,
  definitionOf,
  formatReceipt,
  lookupCandidates,
  parseIndicator,
  type VerdictLevel,
} from '@wuzei/domain'
import {
  findDispute,
  insertDispute,
  loadIndicators,
  lockIndicators,
  type DisputeRow,
  type IndicatorRow,
} from '@wuzei/store'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { disputeIndicator } from '../library/changes/dispute-indicator.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { commitChange } from '../library/library-change.ts'
import type { EventSubject } from '../library/library-memory.ts'
import type { Checker } from '../library/checker.ts'
import { selectVerdict } from '../library/select-verdict.ts'
import { keyFromHex, subjectOf } from '../library/subject.ts'
import type { WorkDone } from '../proof-of-work/proof-of-work.ts'
import { parseContact } from './parse-contact.ts'
import { levelNow } from './level-now.ts'
import { regionOfContact } from './region-of-contact.ts'
import { receiptOf } from './receipt.ts'
import { spendWork } from './spend-work.ts'

/**
 * Somebody says that a verdict is wrong: it is marked as disputed at once and waits for a person's decision. Where
 * nothing is held against the value there is nothing to decide, and it is refused.
 *
 * @throws CodedError INDICATOR_*, INDICATOR_UNKNOWN, CONTACT_INVALID, PROOF_OF_WORK_INVALID
 */
export async function openDispute(
  hub: HubContext,
  body: DisputeBody,
  origin: RequestOrigin,
  work: WorkDone,
  checker: Checker,
): Promise<DisputeReply> {
  const subject = decidingSubject(hub, body)
  const key = keyFromHex(subject.key)
  const contact = parseContact(body.contact)
  const reporter = hub.cipher.pseudonym('reporter', `address ${origin.address}`)
  const fingerprint = hub.cipher.blindIndex(
    'receipt',
    JSON.stringify(['dispute', subject.key, reporter, body.statement.trim(), body.contact?.trim() ?? '']),
  )
  const receipt = formatReceipt(hub.cipher.blindIndex('receipt', `number ${fingerprint.toString('hex')}`))
  const receiptIndex = hub.cipher.blindIndex('receipt', receipt)
  const recordId = `dispute ${receiptIndex.toString('hex')}`
  const now = hub.clock()

  const dispute = await inChangeTransaction(hub.database, async (client) => {
    await lockIndicators(client, [{ ...subject, key }])
    const row = (await loadIndicators(client, [key])).get(key)
    if (!isSpokenOf(row) && !isWarnedOf(checker, body) && !isListed(hub, subject))
      throw new CodedError(
        'INDICATOR_UNKNOWN',
        'nothing is held against this value, so there is no verdict to object to',
      )
    const isNew = await insertDispute(client, {
      receiptIndex,
      fingerprint,
      key,
      statement: hub.cipher.seal('narrative', recordId, body.statement),
      contact: contact ? hub.cipher.seal('contact', recordId, contact.written) : null,
      openedAt: new Date(now),
      // Where they can be reached, else where the number in question is.
      region:
        body.region ??
        regionOfContact(contact?.canonical) ??
        (subject.kind === 'phone' ? regionOfContact(subject.canonical) : undefined) ??
        null,
    })
    if (isNew) await spendWork(client, work)
    const current = row?.decisions.dispute
    // A dispute that was decided stays decided for what was known then; a new one opens the question again.
    if (isNew && current?.state !== 'open')
      await commitChange(
        client,
        disputeIndicator,
        {
          indicator: subject,
          dispute: { state: 'open', at: Math.floor(now / 1000) },
          withdrawnUntil: current?.state === 'upheld' ? current.at : null,
          reason: null,
        },
        { actor: 'public', subject: `${subject.kind}:${subject.canonical}` },
      )
    return await findDispute(client, receiptIndex)
  })
  if (!dispute) throw new CodedError('INTERNAL', 'the dispute was not stored')
  return await disputeReply(hub, receipt, dispute)
}

/** True where anybody has said or decided anything about it, whether or not that still counts. */
function isSpokenOf(row: IndicatorRow | undefined): boolean {
  if (!row) return false
  const { pin, identity, dispute, retractedAt } = row.decisions
  return (
    row.evidence.length > 0 || [pin, identity, dispute, retractedAt].some((decision) => decision !== null)
  )
}

/** True where payments to it are stopped because it stands on a list: whoever is on one must be able to object. */
function isListed({ payments, clock }: HubContext, { kind, canonical }: EventSubject): boolean {
  return payments.listed.find(payments.digests.ofPayee(kind, canonical), clock()).length > 0
}

/** True where whoever checks it is warned without anybody having spoken: by the letters of a link. */
function isWarnedOf(checker: Checker, { value, kind }: DisputeBody): boolean {
  const parsed = parseIndicator(value, kind ? { kind } : {})
  if (!parsed.ok) return false
  const verdict: { level: VerdictLevel } = JSON.parse(
    checker.checkIndicator(parsed.indicator, value).toString(),
  )
  return verdict.level !== 'unknown' && verdict.level !== 'safe'
}

/**
 * What the dispute is about: the entry of the library that decides about the value. For a link that is often its
 * site, and withdrawing the link alone would change nothing for its owner.
 */
function decidingSubject(hub: HubContext, body: DisputeBody): EventSubject {
  const parsed = parseIndicator(body.value, body.kind ? { kind: body.kind } : {})
  if (!parsed.ok) throw new CodedError(parsed.error.code, parsed.error.message)
  const candidates = lookupCandidates(parsed.indicator)
  const selected = selectVerdict(hub.index, candidates, hub.clock() / 1000, new Uint32Array(2))
  return subjectOf(selected?.candidate ?? parsed.indicator)
}

/** Where a dispute stands. @throws CodedError RECEIPT_INVALID, DISPUTE_UNKNOWN */
export async function readDispute(hub: HubContext, typed: string): Promise<DisputeReply> {
  const { receipt, index } = receiptOf(hub.cipher, typed)
  const dispute = await findDispute(hub.database.pool, index)
  if (!dispute) throw new CodedError('DISPUTE_UNKNOWN', 'no dispute has this number')
  return await disputeReply(hub, receipt, dispute)
}

async function disputeReply(hub: HubContext, receipt: string, dispute: DisputeRow): Promise<DisputeReply> {
  const row = (await loadIndicators(hub.database.pool, [dispute.key])).get(dispute.key)
  if (!row) throw new CodedError('INTERNAL', 'the dispute names an indicator that is gone')
  return {
    receipt,
    state: dispute.state,
    kind: row.kind,
    masked: definitionOf(row.kind).mask(row.canonical),
    openedAt: dispute.openedAt.toISOString(),
    decidedAt: dispute.decidedAt?.toISOString() ?? null,
    explanation: dispute.explanation,
    level: levelNow(hub, row),
  }
}
