import { createHash } from 'node:crypto'
import type { ShareBody } from '@wuzei/contract'
import { CodedError, isFraudType, type Actor, type WithdrawalReason } from '@wuzei/domain'
import {
  decideSubmitted,
  pendingSubmitted,
  sharesOfReferences,
  submissionActor,
  type SubmittedRow,
} from '@wuzei/store'
import { actorOfRow } from '../../alliance/authenticate.ts'
import type { HubContext } from '../../hub-context.ts'
import { isRecord, memberText } from '../../importers/read-element.ts'
import { patternValues } from '../../importers/stix.ts'
import { giveShares } from '../../sharing/give-shares.ts'
import { withdrawShare } from '../../sharing/withdraw-share.ts'
import { fraudTypeOfLabel } from '../stix/stix-indicator.ts'
import { labelOfMarking } from '../stix/tlp-markings.ts'
import { submittedRecord } from './submit-objects.ts'

/**
 * Looks at what was handed in and makes shares of its indicators, in the name of whoever handed it in and with their
 * rights of now. Run again after it was broken off, it goes on where it was: a share bears the object's name.
 */
export async function takeSubmission(hub: HubContext, submissionId: string): Promise<void> {
  const row = await submissionActor(hub.database.pool, submissionId)
  const actor = row && actorOfRow(row)
  for (const object of await pendingSubmitted(hub.database.pool, submissionId)) {
    const outcome = actor ? await takeObject(hub, actor, object) : leftMeanwhile
    await decideSubmitted(hub.database, object, outcome, hub.clock())
  }
}

interface Outcome {
  readonly state: 'success' | 'failure'
  readonly message: string | null
}

const leftMeanwhile: Outcome = { state: 'failure', message: 'whoever handed it in may not share any more' }

async function takeObject(hub: HubContext, actor: Actor, object: SubmittedRow): Promise<Outcome> {
  if (object.type !== 'indicator') return { state: 'success', message: 'kept; only indicators become shares' }
  const stix: unknown = JSON.parse(
    hub.cipher.openText('share', submittedRecord(object.submissionId, object.position), object.document),
  )
  if (!isRecord(stix)) throw new Error('a sealed object is no object')
  try {
    await shareIndicator(hub, actor, object, stix)
    return { state: 'success', message: null }
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'INTERNAL')
      return { state: 'failure', message: `${error.code}: ${error.message}` }
    throw error
  }
}

/** Shares what the newest version says; what only an older one said is taken back. */
async function shareIndicator(
  hub: HubContext,
  actor: Actor,
  object: SubmittedRow,
  stix: Readonly<Record<string, unknown>>,
): Promise<void> {
  const name = `indicator--${object.id}`
  const revoked = stix['revoked'] === true
  const shares = revoked ? [] : sharesOf(name, stix)
  if (!revoked && shares.length === 0)
    throw new CodedError('INDICATOR_UNRECOGNISED', 'its pattern compares with no value of a known kind')
  if (shares.length > 0) await giveShares(hub, actor, { shares })
  const kept = new Set(shares.map(({ reference }) => reference))
  await withdrawStale(hub, actor, object, kept, revoked ? 'error' : 'outdated')
}

/** Takes back every share of this object but those kept. */
export async function withdrawStale(
  hub: HubContext,
  actor: Actor,
  { organisationId, id }: Pick<SubmittedRow, 'organisationId' | 'id'>,
  kept: ReadonlySet<string | undefined>,
  reason: WithdrawalReason,
): Promise<void> {
  const shared = await sharesOfReferences(hub.database.pool, organisationId, `indicator--${id} `)
  for (const share of shared)
    if (!kept.has(share.reference)) await withdrawShare(hub, actor, share.id, reason)
}

function sharesOf(name: string, stix: Readonly<Record<string, unknown>>): ShareBody[] {
  const label = labelIn(stix)
  const fraudType = fraudTypeIn(stix)
  const firstAt = memberText(stix, 'valid_from') ?? memberText(stix, 'created')
  return patternValues(memberText(stix, 'pattern') ?? '').map(({ kind, text }) => ({
    value: text,
    kind,
    object: 'confirmed-indicator',
    seen: 'other',
    ...(label ? { label } : {}),
    ...(fraudType === undefined ? {} : { fraudType }),
    ...(firstAt === undefined ? {} : { firstAt }),
    reference: `${name} ${createHash('sha256').update(`${kind}:${text}`).digest('hex').slice(0, 16)}`,
  }))
}

/** The label of its markings. Without one it stays within the organisations that it names: nobody else. */
function labelIn(stix: Readonly<Record<string, unknown>>): ShareBody['label'] {
  const references = stix['object_marking_refs']
  const labels = Array.isArray(references)
    ? references.flatMap((reference) => labelOfMarking(String(reference)) ?? [])
    : []
  const [tlp = 'TLP:AMBER+STRICT'] = labels
  const isOpen = tlp === 'TLP:CLEAR' || tlp === 'TLP:GREEN'
  return { tlp, pap: isOpen ? 'PAP:GREEN' : 'PAP:AMBER' }
}

function fraudTypeIn(stix: Readonly<Record<string, unknown>>): string | undefined {
  const labels = stix['labels']
  if (!Array.isArray(labels)) return undefined
  return labels.map((label) => fraudTypeOfLabel(String(label))).find((code) => code && isFraudType(code))
}
