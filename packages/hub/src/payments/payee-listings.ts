import { randomUUID } from 'node:crypto'
import { listingNotice, ruleSetAt } from '@wuzei/casework'
import {
  paymentPageRows,
  type PayeeListingBody,
  type PayeeListingDecisionBody,
  type PayeeListingPage,
  type PayeeListingQuery,
  type PayeeListingReply,
} from '@wuzei/contract'
import {
  actorName,
  can,
  CodedError,
  definitionOf,
  organisationLevels,
  type Actor,
  type OrganisationLevel,
  type PersonActor,
} from '@wuzei/domain'
import {
  appendEvent,
  decideListingRow,
  findOrganisation,
  insertListing,
  inTransaction,
  liftListingRow,
  listListings,
  lockActiveListingsOf,
  lockPayeeListing,
  retireExpiredListing,
  type PayeeListing,
} from '@wuzei/store'
import type { ClientBase, PoolClient } from 'pg'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'
import { nextPlace, placeOf } from '../sharing/list-shares.ts'
import { readPayee } from './check-payment.ts'
import { listingEntered, listingLifted } from './listed-payees.ts'
import { maskHolder } from './payment-digests.ts'

const dayMs = 86_400_000
/** Months of a sanction's term as days: the longest they can be. */
const daysOfMonth = 31

/**
 * A person of a police centre proposes an entry; it has no effect until somebody else agrees.
 *
 * @throws CodedError FORBIDDEN, PAYEE_INVALID, HOLDER_INVALID, BODY_INVALID, LISTING_STATE where it stands already
 */
export async function proposeListing(hub: HubContext, actor: Actor, body: PayeeListingBody): Promise<string> {
  const person = requirePerson(actor)
  requirePermission(actor, 'create', { kind: 'sanction', row: rowOf(person.organisation, null) })
  const subject = readSubject(hub, body)
  const now = new Date(hub.clock())
  requireTerm(hub, body)
  const id = randomUUID()
  const by = actorName(actor)
  await inTransaction(hub.database, async (client) => {
    await retireExpiredListing(client, body.list, subject.digest, now)
    const isFirst = await insertListing(client, {
      id,
      list: body.list,
      subjectKind: subject.kind,
      digest: subject.digest,
      sealed: hub.cipher.seal('name', id, subject.plain),
      shown: subject.shown,
      sanctionClass: body.sanctionClass ?? null,
      reason: body.reason,
      reference: body.reference,
      ruleSet: hub.payments.rules.id,
      originId: person.organisation.id,
      region: person.organisation.region,
      proposedBy: by,
      proposedAt: now,
      expiresAt: new Date(now.getTime() + body.days * dayMs),
    })
    if (!isFirst) throw new CodedError('LISTING_STATE', 'the same stands or waits on this list already')
    await note(client, by, id, 'payee-listing.proposed', { list: body.list })
  })
  return id
}

/**
 * Somebody else agrees, and it counts at once everywhere, or refuses; whoever proposed it may take it back.
 *
 * @throws CodedError LISTING_UNKNOWN, LISTING_STATE, LISTING_LEVEL, FORBIDDEN
 */
export async function decideListing(
  hub: HubContext,
  actor: Actor,
  id: string,
  { decision }: PayeeListingDecisionBody,
): Promise<void> {
  const person = requirePerson(actor)
  const by = actorName(actor)
  const at = new Date(hub.clock())
  await inTransaction(hub.database, async (client) => {
    const listing = await lockKnown(client, actor, id)
    if (listing.state !== 'proposed') throw new CodedError('LISTING_STATE', `it is ${listing.state}`)
    if (decision === 'withdraw') {
      if (listing.proposedBy !== by) throw new CodedError('FORBIDDEN', 'whoever proposed it takes it back')
    } else {
      requirePermission(actor, 'approve', { kind: 'sanction', row: rowOf(listing, listing.proposedBy) })
      if (decision === 'agree') requireLevel(hub, person, listing)
    }
    if (decision === 'agree' && listing.expiresAt <= at)
      throw new CodedError('LISTING_STATE', 'its time is over already')
    const state = ({ agree: 'active', refuse: 'refused', withdraw: 'withdrawn' } as const)[decision]
    await decideListingRow(client, id, { state, by, at })
    if (decision === 'agree') {
      const { list, ruleSet, proposedBy } = listing
      await note(client, by, id, listingEntered, { list, ruleSet, proposedBy })
    } else if (decision === 'refuse') await note(client, by, id, 'payee-listing.refused', {})
    else await note(client, by, id, 'payee-listing.withdrawn', {})
  })
}

/**
 * Takes an entry off its list, at once everywhere. One person is enough: it frees somebody.
 *
 * @throws CodedError LISTING_UNKNOWN, LISTING_STATE, FORBIDDEN
 */
export async function liftListing(hub: HubContext, actor: Actor, id: string, reason: string): Promise<void> {
  requirePerson(actor)
  await inTransaction(hub.database, async (client) => {
    const listing = await lockKnown(client, actor, id)
    const row = rowOf(listing, null)
    if (!can(actor, 'create', { kind: 'sanction', row }).allowed)
      requirePermission(actor, 'approve', { kind: 'sanction', row })
    if (listing.state !== 'active') throw new CodedError('LISTING_STATE', `it is ${listing.state}`)
    await lift(client, listing.id, actorName(actor), reason, new Date(hub.clock()))
  })
}

/**
 * Lifts whatever names a value whose holder was right to object. Whoever listed it does not judge the objection.
 *
 * @throws CodedError FORBIDDEN
 */
export async function liftListingsOfDispute(
  client: PoolClient,
  digest: string,
  decision: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  for (const listing of await lockActiveListingsOf(client, Buffer.from(digest, 'hex'))) {
    if (listing.proposedBy === decision.by || listing.decidedBy === decision.by)
      throw new CodedError('FORBIDDEN', 'you listed this payee yourself; somebody else decides the dispute')
    await lift(client, listing.id, decision.by, decision.reason, decision.at)
  }
}

async function lift(client: PoolClient, id: string, by: string, reason: string, at: Date): Promise<void> {
  await liftListingRow(client, id, { by, at, reason: reason.slice(0, 1_000) })
  await note(client, by, id, listingLifted, {})
}

/** Entries that lie within the caller's region, newest first. */
export async function pageOfListings(
  hub: HubContext,
  actor: Actor,
  query: PayeeListingQuery,
): Promise<PayeeListingPage> {
  const person = requirePerson(actor)
  requirePermission(actor, 'read', { kind: 'sanction', row: rowOf(person.organisation, null) })
  const rows = await listListings(
    hub.database.pool,
    { region: person.organisation.region, state: query.state },
    placeOf(query.after),
    paymentPageRows,
  )
  const nowMs = hub.clock()
  const listings: PayeeListingReply[] = []
  for (const row of rows) listings.push(await replyOf(hub, actor, row, nowMs))
  return {
    listings,
    next: nextPlace(
      rows.map(({ id, proposedAt }) => ({ id, at: proposedAt })),
      paymentPageRows,
    ),
  }
}

async function replyOf(
  hub: HubContext,
  actor: Actor,
  row: PayeeListing,
  nowMs: number,
): Promise<PayeeListingReply> {
  const origin = await findOrganisation(hub.database.pool, row.originId)
  const decidedAt = row.decidedAt?.getTime()
  return {
    id: row.id,
    list: row.list,
    subjectKind: row.subjectKind,
    shown: row.shown,
    sanctionClass: row.sanctionClass,
    reason: row.reason,
    reference: row.reference,
    ruleSet: row.ruleSet,
    originId: row.originId,
    state: row.state,
    expired: row.expiresAt.getTime() <= nowMs,
    proposedBy: row.proposedBy,
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    liftedBy: row.liftedBy,
    liftedAt: row.liftedAt?.toISOString() ?? null,
    liftReason: row.liftReason,
    isOwn: row.proposedBy === actorName(actor),
    notice:
      row.state === 'active' && origin && decidedAt !== undefined
        ? listingNotice(hub.payments.rules, {
            list: row.list,
            shown: row.shown,
            fromMs: decidedAt,
            untilMs: row.expiresAt.getTime(),
            office: { zh: origin.nameZh, en: origin.nameEn },
            appeal: `${hub.publicUrl ?? ''}/dispute`,
          })
        : null,
  }
}

/** Lists are people's work: no system enters or lifts anything. */
function requirePerson(actor: Actor): PersonActor {
  if (actor.type === 'person') return actor
  throw new CodedError('FORBIDDEN', 'people decide about lists; no system does')
}

function rowOf(place: { readonly region: string }, authorId: string | null) {
  return { region: place.region, organisationIds: [], authorId, needToKnow: null }
}

/** An entry within the caller's sight, locked; the same refusal for one elsewhere as for none. */
async function lockKnown(client: ClientBase, actor: Actor, id: string): Promise<PayeeListing> {
  const listing = await lockPayeeListing(client, id)
  if (!listing || !can(actor, 'read', { kind: 'sanction', row: rowOf(listing, null) }).allowed)
    throw new CodedError('LISTING_UNKNOWN', 'there is no such entry')
  return listing
}

/** @throws CodedError LISTING_LEVEL */
function requireLevel(hub: HubContext, { organisation }: PersonActor, listing: PayeeListing): void {
  const { sanction } = ruleSetAt(hub.clock())
  const least: OrganisationLevel =
    listing.sanctionClass === null
      ? hub.payments.rules.listings[listing.list].minLevel
      : sanction.minLevel[listing.sanctionClass]
  const { level } = organisation
  if (level === null || organisationLevels.indexOf(level) > organisationLevels.indexOf(least))
    throw new CodedError('LISTING_LEVEL', `an office of level ${least} or above must agree to this`)
}

/** @throws CodedError BODY_INVALID */
function requireTerm(hub: HubContext, { list, sanctionClass, subject, days }: PayeeListingBody): void {
  const { sanction } = ruleSetAt(hub.clock())
  if ((list === 'SANCTIONED') !== (sanctionClass !== undefined))
    throw new CodedError('BODY_INVALID', '`sanctionClass` goes with the list SANCTIONED, and only with it')
  if ('idNumber' in subject && list !== 'SANCTIONED')
    throw new CodedError('BODY_INVALID', 'a person can be on the list SANCTIONED only')
  const months =
    sanctionClass === undefined
      ? undefined
      : sanctionClass === 'administrative'
        ? sanction.openBlockMonths
        : sanction.criminalOpenBlockMonths
  const most = months === undefined ? hub.payments.rules.listings[list].maxDays : months * daysOfMonth
  if (days > most) throw new CodedError('BODY_INVALID', `an entry of this kind stands ${most} days at most`)
}

function readSubject(hub: HubContext, { subject }: PayeeListingBody) {
  const { digests } = hub.payments
  if ('idNumber' in subject)
    return {
      kind: 'holder' as const,
      digest: Buffer.from(digests.ofHolder(subject), 'hex'),
      shown: maskHolder(subject),
      plain: JSON.stringify(subject),
    }
  const indicator = readPayee(subject.kind, subject.value)
  return {
    kind: listedKinds[subject.kind],
    digest: Buffer.from(digests.ofPayee(indicator.kind, indicator.canonical), 'hex'),
    shown: definitionOf(indicator.kind).mask(indicator.canonical),
    plain: indicator.canonical,
  }
}

const listedKinds = {
  'bank-account': 'account',
  'payment-account': 'payment',
  wallet: 'wallet',
  'phone-alias': 'phone',
} as const

/** Ids and the list: the log is public, so it names nobody. */
async function note(
  client: PoolClient,
  actor: string,
  id: string,
  type: `payee-listing.${string}`,
  payload: { readonly [key: string]: string },
): Promise<void> {
  await appendEvent(client, { type, actor, subject: `payee-listing:${id}`, payload })
}
