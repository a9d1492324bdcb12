import { memberPageRows, type ActList } from '@wuzei/contract'
import { actorName, definitionOf, indicatorKinds, type Actor } from '@wuzei/domain'
import { listActs } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { requirePermission } from './require-permission.ts'

/**
 * What members did, newest first: one's own acts, a supervisor's whole organisation, an auditor's whole region, and what
 * was done with administrator keys, which belong to no region, for every auditor. What stands in an event is not shown,
 * for it may name other members.
 */
export async function pageOfActs(hub: HubContext, actor: Actor, after: string | undefined): Promise<ActList> {
  const { ranges } = requirePermission(actor, 'read', { kind: 'audit-log' })
  const organisation = actor.type === 'person' ? actor.organisation : undefined
  const rows = await listActs(
    hub.database.pool,
    {
      actor: actorName(actor),
      organisationId: ranges.includes('own') ? (organisation?.id ?? null) : null,
      region: ranges.includes('region') ? (organisation?.region ?? null) : null,
      ofKeys: ranges.includes('region') && organisation?.kind === 'auditor',
    },
    { before: after === undefined ? null : Number(after), limit: memberPageRows },
  )
  const last = rows.at(-1)
  return {
    acts: rows.map(({ subject, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      subject: subject !== null && row.actor !== actorName(actor) ? maskedSubject(subject) : subject,
    })),
    next: rows.length === memberPageRows && last ? String(last.seq) : null,
  }
}

/** Of an indicator, as everybody sees it; other subjects are ids. */
function maskedSubject(subject: string): string {
  const at = subject.indexOf(':')
  const kind = indicatorKinds.find((name) => name === subject.slice(0, at))
  return kind ? `${kind}:${definitionOf(kind).mask(subject.slice(at + 1))}` : subject
}
