import type { EntityKind, Facts } from '@wuzei/casework'
import { CodedError } from '@wuzei/domain'
import { findCaseworkEntity, findOrganisation } from '@wuzei/store'
import type { ClientBase } from 'pg'
import { definitionOfKind } from './definitions.ts'

/** What a field that names another entity may name. */
const linkedKinds: Readonly<Record<string, readonly EntityKind[]>> = {
  reportId: ['report'],
  caseId: ['case'],
  parentOrderId: ['stop-order', 'number-order'],
  freezeOrderId: ['freeze-order'],
  targetId: [
    'stop-order',
    'freeze-order',
    'number-order',
    'sanction',
    'url-order',
    'protective-hold',
    'report',
  ],
}

/** Kinds of organisations that answer for each kind of partner. */
const partnerKinds: Readonly<Record<string, readonly string[]>> = {
  bank: ['bank', 'payment-network'],
  operator: ['operator'],
  platform: ['platform'],
  'certificate-authority': ['certificate-authority'],
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Sees to it that what a command names is there and of the right kind.
 *
 * @throws CodedError COMMAND_INVALID
 */
export async function requireLinks(client: ClientBase, kind: EntityKind, facts: Facts): Promise<void> {
  for (const [field, kinds] of Object.entries(linkedKinds)) {
    const id = facts[field]
    if (id === undefined || id === null) continue
    const row = typeof id === 'string' && uuid.test(id) ? await findCaseworkEntity(client, id) : undefined
    if (!row || !kinds.some((known) => known === row.kind))
      throw new CodedError('COMMAND_INVALID', `${field} names nothing that is there`)
  }
  const { partnerId } = facts
  const { partner } = definitionOfKind(kind)
  if (partnerId === undefined || partner === null) return
  const organisation =
    typeof partnerId === 'string' && uuid.test(partnerId)
      ? await findOrganisation(client, partnerId)
      : undefined
  if (organisation?.state !== 'active' || partnerKinds[partner]?.includes(organisation.kind) !== true)
    throw new CodedError('COMMAND_INVALID', `partnerId names no active ${partner}`)
}
