import { ruleSetAt, type Entity, type EntityKind, type Facts, type Related } from '@wuzei/casework'
import {
  countApplications,
  findCaseworkEntity,
  findOrganisation,
  lockAccount,
  readAccountSituation,
  readMatterSituation,
  wasAppealRejected,
  type AccountSituation,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { entityOf, subjectIndexOf } from './entity-row.ts'

/**
 * What guards need to know of other entities, read in the transaction of the command. Whoever works on the same account
 * waits: two orders that each look and see no other would both be right and wrong together.
 */
export async function readRelated(
  hub: Pick<HubContext, 'cipher' | 'clock'>,
  client: ClientBase,
  kind: EntityKind,
  entity: Entity | null,
  facts: Facts,
): Promise<Related> {
  if (kind === 'stop-order' || kind === 'freeze-order')
    return { ...(await ofAccount(hub, client, entity, facts)), ...(await ofCase(client, facts['caseId'])) }
  if (kind === 'case' || kind === 'report')
    return {
      ...(entity ? await readMatterSituation(client, entity.id) : {}),
      ...(await ofReporter(hub, client, facts)),
    }
  if (kind === 'appeal') return await ofMeasure(hub, client, facts)
  return await ofCase(client, facts['caseId'])
}

async function ofAccount(
  { cipher }: Pick<HubContext, 'cipher'>,
  client: ClientBase,
  entity: Entity | null,
  facts: Facts,
): Promise<Related> {
  const accountIndex = subjectIndexOf(cipher, facts)
  const { partnerId } = facts
  if (!accountIndex || typeof partnerId !== 'string') return {}
  await lockAccount(client, accountIndex)
  const caseId = text(facts['caseId'])
  const situation = await readAccountSituation(client, {
    orderId: entity?.id ?? null,
    partnerId,
    accountIndex,
    matterId: matterOf(facts),
    caseId,
  })
  return {
    stopsUsed: situation.stopsUsed,
    isProtectedAccount: situation.protectedClass !== null,
    ...freezeOf(situation),
    otherLiveOrder: situation.otherOrder && {
      id: situation.otherOrder.id,
      isSameCase: caseId !== null && situation.otherOrder.caseId === caseId,
    },
    isLastLiveOrder: situation.othersHolding === 0,
  }
}

/** The report or case whose stops are counted together; the report first, since it is there from the beginning. */
export function matterOf(facts: Facts): string | null {
  return text(facts['reportId']) ?? text(facts['caseId'])
}

function freezeOf({ freeze }: AccountSituation): Related {
  if (!freeze) return { freezeState: null }
  return {
    freezeState: freeze.state,
    ...(freeze.expiresAt ? { freezeExpireAtMs: freeze.expiresAt.getTime() } : {}),
    ...(freeze.startAtMs === null ? {} : { freezeStartAtMs: Number(freeze.startAtMs) }),
  }
}

async function ofCase(client: ClientBase, caseId: unknown): Promise<Related> {
  const id = text(caseId)
  const row = id === null ? undefined : await findCaseworkEntity(client, id)
  return row?.kind === 'case' ? { caseFiledAtMs: row.filedAt?.getTime() ?? null } : {}
}

/** How often whoever reports applied lately: after a few times a supervisor looks first (rules §1.9). */
async function ofReporter(
  { clock }: Pick<HubContext, 'clock'>,
  client: ClientBase,
  facts: Facts,
): Promise<Related> {
  const nowMs = clock()
  const reporterKey = text(facts['reporterKey'])
  const windowDays = ruleSetAt(nowMs).report.applicationsWindowDays
  const applicationsInWindow =
    reporterKey === null
      ? 0
      : await countApplications(client, reporterKey, new Date(nowMs - windowDays * 86_400_000))
  return { applicationsInWindow }
}

/** Whoever made or approved the measure does not decide on the appeal against it. */
async function ofMeasure(
  { cipher }: Pick<HubContext, 'cipher'>,
  client: ClientBase,
  facts: Facts,
): Promise<Related> {
  const id = text(facts['targetId'])
  const row = id === null ? undefined : await findCaseworkEntity(client, id)
  if (!row) return {}
  const measure = entityOf(cipher, row)
  const people = Object.values(measure.hands).filter((name) => name.startsWith('person:'))
  const appellantKey = text(facts['appellantKey'])
  const organ = row.organisationId === null ? undefined : await findOrganisation(client, row.organisationId)
  const level = organ?.level
  return {
    measureHands: [...new Set([measure.createdBy, ...people])],
    ...(level ? { measureApproverLevel: level } : {}),
    wasAppealRejected: appellantKey !== null && (await wasAppealRejected(client, row.id, appellantKey)),
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
