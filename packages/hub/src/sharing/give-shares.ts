import { randomUUID } from 'node:crypto'
import type { PassOnBody, ShareBody, SharesBody, SharesReply } from '@wuzei/contract'
import {
  actorName,
  clearanceByKind,
  CodedError,
  compareTlp,
  defaultSharingLabels,
  isFraudType,
  isPublicEvidence,
  mayReshare,
  mayShare,
  opens,
  readerOf,
  shareEvents,
  type Actor,
  type ClientActor,
  type PersonActor,
  type SharingLabel,
} from '@wuzei/domain'
import {
  activeRecipients,
  insertShares,
  lockShareTree,
  originsOf,
  setShareLevels,
  sharesByReference,
  type NewShare,
  type RecipientRow,
  type ShareRow,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { requirePermission } from '../alliance/require-permission.ts'
import { findingsOnValues } from '../detection/findings-on-values.ts'
import { recordFindings } from '../detection/record-finding.ts'
import type { HubContext } from '../hub-context.ts'
import { objectionTo } from '../importers/guard-accusation.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { commitShareChanges } from '../library/changes/commit-share-changes.ts'
import { instantOf } from '../library/instant.ts'
import { indicatorOfValue } from '../library/subject-of-value.ts'
import { keyFromHex, subjectOf } from '../library/subject.ts'
import { findReadableShare } from './find-share.ts'
import { shareChanged } from './share-event.ts'
import { noteRecord } from './share-reply.ts'

/**
 * Takes up to 1,000 statements of a member, all or none. What has a reference that its organisation used before is the
 * share of then. What the labels let everybody read and block by becomes evidence of the public verdict.
 *
 * @throws CodedError INDICATOR_*, BODY_INVALID, FRAUD_TYPE_UNKNOWN, NOT_FOUND (group, share to pass on),
 *   RECIPIENT_UNFIT, SHARE_ACCUSES, SHARE_WITHDRAWN, FORBIDDEN; its detail begins with the place in the body
 */
export async function giveShares(hub: HubContext, actor: Actor, body: SharesBody): Promise<SharesReply> {
  const member = memberOf(actor)
  requirePermission(actor, 'create', {
    kind: 'share',
    row: {
      region: member.organisation.region,
      organisationIds: [member.organisation.id],
      authorId: null,
      needToKnow: null,
    },
  })
  return await inChangeTransaction(hub.database, async (client) => {
    const references = body.shares.flatMap(({ reference }) => reference ?? [])
    if (new Set(references).size < references.length)
      throw new CodedError('BODY_INVALID', 'two shares of this request have one reference')
    const before = await sharesByReference(client, member.organisation.id, references)
    const recipients = await activeRecipients(client, [
      ...new Set(body.shares.flatMap(({ recipientIds }) => recipientIds ?? [])),
    ])
    const made: NewShare[] = []
    const shares: { id: string; duplicate: boolean }[] = []
    for (const [index, share] of body.shares.entries()) {
      const known = share.reference === undefined ? undefined : before.get(share.reference)
      if (known) {
        shares.push({ id: known.id, duplicate: true })
        continue
      }
      const place = `shares/${index}`
      const drawn =
        'passOn' in share
          ? await passedOn(client, hub, member, share, recipients, place)
          : stated(hub, member, share, place)
      requireFit(member, drawn, recipients, place)
      made.push(drawn)
      shares.push({ id: drawn.id, duplicate: false })
    }
    await store(client, hub, member, made)
    return { shares }
  })
}

async function store(
  client: PoolClient,
  hub: HubContext,
  member: Member,
  made: readonly NewShare[],
): Promise<void> {
  if (made.length === 0) return
  await insertShares(client, made)
  const origin = (await originsOf(client, [member.organisation.id])).get(member.organisation.id)
  if (!origin) throw new Error('the organisation of an actor does not exist')
  const moves = await commitShareChanges(
    client,
    made.map((share) => ({
      type: shareEvents.given,
      actor: actorName(member),
      payload: shareChanged(hub, share, origin),
    })),
    hub.clock() / 1000,
  )
  // Only of what everybody may read: a finding about anything else would tell that somebody shared it.
  for (const share of made)
    if (isPublicEvidence(share.label) && !share.echo)
      await recordFindings(hub, client, findingsOnValues(hub, [share]), `share:${share.id}`, hub.clock())
  await setShareLevels(
    client,
    moves.map(({ share, before, after }) => ({ id: share, before, after })),
  )
}

type Member = PersonActor | ClientActor

function memberOf(actor: Actor): Member {
  if (actor.type === 'person' || actor.type === 'client') return actor
  throw new CodedError(actor.type === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN', 'only members share')
}

function stated(hub: HubContext, member: Member, body: ShareBody, place: string): NewShare {
  const indicator = indicatorOfValue(body.value, body.kind, `${place}/value`)
  if (body.fraudType !== undefined && !isFraudType(body.fraudType))
    throw new CodedError('FRAUD_TYPE_UNKNOWN', `${place}/fraudType: ${body.fraudType} is not in the taxonomy`)
  const object = body.object ?? 'case-indicator'
  const label = body.label ?? defaultSharingLabels[object]
  const objection = isPublicEvidence(label) ? objectionTo(indicator) : undefined
  if (objection) throw new CodedError('SHARE_ACCUSES', `${place}: ${objection.message}`)
  return {
    ...common(hub, member, body),
    key: keyFromHex(subjectOf(indicator).key),
    kind: indicator.kind,
    canonical: indicator.canonical,
    object,
    seen: body.seen,
    fraudType: body.fraudType ?? null,
    ...sightingOf(hub, body, place),
    count: body.count ?? 1,
    label,
    passedOnFrom: null,
    echo: body.basis === 'wuzei-verdict',
  }
}

/** Somebody else's share once more, under a label that is no freer: it says nothing new, so it weighs nothing. */
async function passedOn(
  client: PoolClient,
  hub: HubContext,
  member: Member,
  body: PassOnBody,
  recipients: ReadonlyMap<string, RecipientRow>,
  place: string,
): Promise<NewShare> {
  await findReadableShare(client, member, body.passOn)
  // Locked, so that it is not withdrawn or closed meanwhile without this one.
  const [source] = await lockShareTree(client, body.passOn)
  if (!source) throw new CodedError('NOT_FOUND', 'no share has this id')
  if (source.withdrawnAt) throw new CodedError('SHARE_WITHDRAWN', `${place}: its origin took it back`)
  const label = body.label ?? source.label
  if (!mayPassOn(member, source, label, body, recipients))
    throw new CodedError('FORBIDDEN', `${place}: its label keeps it from being passed on like this`)
  const { key, kind, canonical, object, seen, fraudType, firstAt, lastAt, count } = source
  const said = { key, kind, canonical, object, seen, fraudType, firstAt, lastAt, count }
  return {
    ...common(hub, member, body),
    ...said,
    label,
    passedOnFrom: source.id,
    echo: true,
  }
}

function mayPassOn(
  member: Member,
  source: ShareRow,
  label: SharingLabel,
  body: PassOnBody,
  recipients: ReadonlyMap<string, RecipientRow>,
): boolean {
  if (source.originId === member.organisation.id) return !opens(source.label, label)
  const isClosed = compareTlp(source.label.tlp, 'TLP:GREEN') > 0
  if (isClosed && body.groupId !== undefined && body.groupId !== source.groupId) return false
  const named = (body.recipientIds ?? []).flatMap((id) => recipients.get(id) ?? [])
  return mayReshare(member, source.label, label, named)
}

function common(hub: HubContext, member: Member, body: ShareBody | PassOnBody) {
  const id = randomUUID()
  return {
    id,
    originId: member.organisation.id,
    note: body.note === undefined ? null : hub.cipher.seal('share', noteRecord(id), body.note),
    groupId: body.groupId ?? null,
    recipientIds: body.recipientIds ?? [],
    reference: body.reference ?? null,
    givenBy: actorName(member),
    at: new Date(hub.clock()),
  }
}

/** Clocks of members' systems are not ours: an hour ahead is taken, more is a mistake. */
const aheadMs = 3_600_000

function sightingOf(hub: HubContext, body: ShareBody, place: string) {
  const now = hub.clock()
  const last = body.lastAt === undefined ? now : instantOf(body.lastAt, `${place}/lastAt`).getTime()
  const first = body.firstAt === undefined ? last : instantOf(body.firstAt, `${place}/firstAt`).getTime()
  if (first > last || last > now + aheadMs || first < 0)
    throw new CodedError('BODY_INVALID', `${place}: first seen, last seen and now come in this order`)
  return { firstAt: Math.floor(first / 1000), lastAt: Math.floor(Math.min(last, now) / 1000) }
}

/** Its group must be the member's own, and whoever is named must be able to read what has this label. */
function requireFit(
  member: Member,
  share: NewShare,
  recipients: ReadonlyMap<string, RecipientRow>,
  place: string,
): void {
  if (share.groupId !== null && !readerOf(member).groups.includes(share.groupId))
    throw new CodedError('NOT_FOUND', 'no group has this id')
  for (const id of share.recipientIds) {
    const recipient = recipients.get(id)
    if (!recipient || !mayShare(share.label, clearanceByKind[recipient.kind]))
      throw new CodedError('RECIPIENT_UNFIT', `${place}: nobody active with the id ${id} may be given this`)
  }
}
