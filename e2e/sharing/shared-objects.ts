import type { SharesReply } from '@wuzei/contract'
import {
  clearanceByKind,
  isPublicEvidence,
  mayRead,
  mayRelabel,
  mayShare,
  papLabels,
  tlpLabels,
  type SharedRow,
  type SharingLabel,
} from '@wuzei/domain'
import { send, type TestHub } from '@wuzei/testkit'
import fc from 'fast-check'
import type { Alliance, Asker } from './alliance-of-every-kind.ts'

/** One share as the test knows it: strings that stand nowhere else, and who may read it. */
export interface ModelShare extends SharedRow {
  readonly originId: string
  readonly id: string
  /** Part of the canonical form that no other value has. */
  readonly token: string
  readonly value: string
  readonly note: string
  readonly isWithdrawn: boolean
  /** Its indicator stood in the public library at some time. */
  readonly wasPublic: boolean
  readonly isHeld: boolean
}

/** What is drawn by chance; what does not fit the alliance is left out when it is given. */
export interface Draft {
  readonly giver: number
  readonly label: SharingLabel
  readonly group: boolean
  readonly recipients: readonly number[]
  readonly shape: 'phone' | 'domain'
  readonly afterwards: 'nothing' | 'withdrawn' | 'closed'
  readonly closedTo: SharingLabel
  readonly passedOn: boolean
}

const anyLabel = fc.record({ tlp: fc.constantFrom(...tlpLabels), pap: fc.constantFrom(...papLabels) })

export const anyDraft: fc.Arbitrary<Draft> = fc.record({
  giver: fc.nat(1000),
  label: anyLabel,
  group: fc.boolean(),
  recipients: fc.array(fc.nat(1000), { maxLength: 3 }),
  shape: fc.constantFrom('phone', 'domain'),
  afterwards: fc.constantFrom('nothing', 'nothing', 'withdrawn', 'closed'),
  closedTo: anyLabel,
  passedOn: fc.boolean(),
})

/** Gives what was drawn through the front door, and says how it then stands. */
export async function giveDrafts(
  hub: TestHub,
  alliance: Alliance,
  drafts: readonly Draft[],
  firstNumber: number,
): Promise<ModelShare[]> {
  const shares: ModelShare[] = []
  for (const [index, draft] of drafts.entries())
    shares.push(...(await giveDraft(hub, alliance, draft, firstNumber + index)))
  return shares
}

const workingRoles = ['BNK_DSK', 'TEL_DSK', 'CTY_OFF', 'SEC_VND', 'PLT_OPR', 'NET_PAY', 'MIN_OFF', 'MED_EDU']

async function giveDraft(
  hub: TestHub,
  { organisations, askers }: Alliance,
  draft: Draft,
  number: number,
): Promise<ModelShare[]> {
  const people = askers.filter(
    ({ actor }) => actor.type === 'person' && actor.roles.some((role) => workingRoles.includes(role)),
  )
  const giver = at(people, draft.giver)
  const { organisation } = personOf(giver)
  const groupId = draft.group ? (organisation.groupIds[0] ?? null) : null
  const fit = [
    ...organisations.map(({ id, kind }) => ({ id, kind })),
    ...people.map((person) => ({ id: personOf(person).id, kind: personOf(person).organisation.kind })),
  ].filter(({ kind }) => mayShare(draft.label, clearanceByKind[kind]))
  const recipientIds =
    fit.length === 0 ? [] : [...new Set(draft.recipients.map((recipient) => at(fit, recipient).id))]
  const token = draft.shape === 'phone' ? phoneToken(number) : domainToken(number)
  const value = draft.shape === 'phone' ? token : `${token}.top`
  const note = `note-${domainToken(number)}`
  const id = await give(hub, giver, {
    value,
    kind: draft.shape,
    seen: 'call',
    label: draft.label,
    note,
    recipientIds,
    ...(groupId ? { groupId } : {}),
  })
  const closes = draft.afterwards === 'closed' && mayRelabel(draft.label, draft.closedTo)
  if (closes) await post(hub, giver, `${id}/relabellings`, { label: draft.closedTo })
  const label = closes ? draft.closedTo : draft.label
  const share: ModelShare = {
    id,
    token,
    value,
    note,
    originId: organisation.id,
    label,
    groupId,
    recipientIds,
    isWithdrawn: draft.afterwards === 'withdrawn',
    wasPublic: isPublicEvidence(draft.label),
    isHeld: !isPublicEvidence(label) && draft.afterwards !== 'withdrawn',
  }
  const passed = draft.passedOn ? await passOn(hub, people, share) : []
  if (draft.afterwards === 'withdrawn') await post(hub, giver, `${id}/withdrawal`, { reason: 'error' })
  return [share, ...passed.map((one) => ({ ...one, isWithdrawn: share.isWithdrawn, isHeld: share.isHeld }))]
}

/** Somebody else who may passes it on within their own organisation. */
async function passOn(hub: TestHub, people: readonly Asker[], share: ModelShare): Promise<ModelShare[]> {
  const other = people.find(
    ({ reader }) =>
      reader &&
      reader.organisationId !== share.originId &&
      share.label.tlp !== 'TLP:RED' &&
      mayRead(reader, share),
  )
  if (!other) return []
  const originId = personOf(other).organisation.id
  const id = await give(hub, other, { passOn: share.id })
  return [{ ...share, id, originId, groupId: null, recipientIds: [], note: `note-none-${id}` }]
}

async function give(hub: TestHub, by: Asker, share: object): Promise<string> {
  const reply: SharesReply = await send(hub, 'POST', '/v1/alliance/shares', {
    headers: by.headers,
    body: { shares: [share] },
  })
  return reply.shares[0]?.id ?? ''
}

async function post(hub: TestHub, by: Asker, path: string, body: object): Promise<void> {
  await send(hub, 'POST', `/v1/alliance/shares/${path}`, { headers: by.headers, body })
}

function personOf({ actor }: Asker) {
  if (actor.type !== 'person') throw new Error('only people give here')
  return actor
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length]
  if (item === undefined) throw new Error('there is nothing to choose from')
  return item
}

/** A number of a range that nobody else uses here. */
export function phoneToken(number: number): string {
  return `139${String(40_000_000 + number * 7919).padStart(8, '0')}`
}

/** Of one length, so that no answer differs by it. */
export function domainToken(number: number): string {
  const mixed = ((number * 2_654_435_761 + 17) % 2 ** 32).toString(36).padStart(7, '0')
  return `q${mixed}x${String(number).padStart(6, '0')}z`
}
