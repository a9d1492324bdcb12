import {
  auditPageRows,
  type AuditPage,
  type AuditQuery,
  type LoggedEventReply,
  type TreeHeadList,
} from '@wuzei/contract'
import { can, CodedError, type Actor } from '@wuzei/domain'
import { listAuditEvents, listLogKeys, listTreeHeads, type AuditScope, type HashedEvent } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { requirePerson } from './report-row.ts'

/** Events that somebody may see, newest first: auditors all, supervisors their own organisation's, others their own. */
export async function readAudit(hub: HubContext, actor: Actor, query: AuditQuery): Promise<AuditPage> {
  const events = await listAuditEvents(hub.database.pool, scopeOf(actor), {
    type: query.type ?? null,
    actor: query.actor ?? null,
    subjects: query.subject === undefined ? null : [query.subject],
    withReadings: true,
    before: query.after === undefined ? null : Number(query.after),
    limit: auditPageRows,
  })
  const last = events.at(-1)
  return {
    events: events.map(eventReply),
    next: events.length === auditPageRows && last ? String(last.seq) : null,
  }
}

/** One event, if the caller may see it. */
export async function readAuditEvent(hub: HubContext, actor: Actor, seq: number): Promise<LoggedEventReply> {
  const [event] = await listAuditEvents(hub.database.pool, scopeOf(actor), {
    type: null,
    actor: null,
    subjects: null,
    withReadings: true,
    before: seq + 1,
    limit: 1,
  })
  if (event?.seq !== seq) throw new CodedError('NOT_FOUND', 'no event that you may see has this number')
  return eventReply(event)
}

/** Whoever has no part in the audit sees what they did themselves, and the public nothing. */
function scopeOf(actor: Actor): AuditScope {
  const { id, organisation } = requirePerson(actor)
  const decision = can(actor, 'read', { kind: 'audit-log' })
  const ranges = decision.allowed ? decision.ranges : []
  return {
    isAll: ranges.includes('region') || ranges.includes('all'),
    organisationId: ranges.includes('own') ? organisation.id : null,
    actor: `person:${id}`,
  }
}

function eventReply({ leafHash, ...event }: HashedEvent): LoggedEventReply {
  const { attachments, ...rest } = event
  return { ...rest, attachments: [...attachments], leafHash: Buffer.from(leafHash).toString('hex') }
}

/** Signed heads, newest first, and every key they were signed with. */
export async function readTreeHeads(hub: HubContext, after: string | undefined): Promise<TreeHeadList> {
  const { pool } = hub.database
  const heads = await listTreeHeads(pool, after === undefined ? null : Number(after), auditPageRows)
  const keys = await listLogKeys(pool)
  return {
    heads: heads.map(({ size, rootHash, at, keyId, signature }) => ({
      size,
      rootHash: Buffer.from(rootHash).toString('base64'),
      at,
      keyId,
      signature: Buffer.from(signature).toString('base64'),
    })),
    keys: keys.map(({ keyId, publicKey }) => ({ keyId, publicKey: publicKey.toString('base64') })),
    next: heads.length === auditPageRows ? String(heads.at(-1)?.size) : null,
  }
}
