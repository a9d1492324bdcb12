import type { AlertList } from '@wuzei/contract'
import { actorName, CodedError, type Actor, type PersonActor } from '@wuzei/domain'
import { inTransaction, openUnmaskingAlerts, seeUnmaskingAlert } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { requirePerson } from './report-row.ts'

/** Whoever answers for an organisation's people: its supervisors and its administrators. */
function answers({ roles }: PersonActor): boolean {
  return roles.some((role) => role === 'SYS_ADM' || role === 'AGENCY_HEAD' || role.endsWith('_SUP'))
}

/** Who of one's organisation was locked out for opening too much; nothing for those who do not answer for it. */
export async function readAlerts(hub: HubContext, actor: Actor): Promise<AlertList> {
  const person = requirePerson(actor)
  if (!answers(person)) return { alerts: [] }
  const rows = await openUnmaskingAlerts(hub.database.pool, person.organisation.id)
  return {
    alerts: rows.map(({ id, personId, name, span, at }) => ({
      id,
      personId,
      name: hub.cipher.openText('member', `${personId} name`, name),
      span,
      at: at.toISOString(),
    })),
  }
}

/** Notes that a supervisor has looked; letting the person back in is an administrator's act of its own. */
export async function noteAlertSeen(hub: HubContext, actor: Actor, id: string): Promise<void> {
  const person = requirePerson(actor)
  if (!answers(person)) throw new CodedError('FORBIDDEN', 'a supervisor looks at this')
  const seen = { id, organisationId: person.organisation.id, by: actorName(actor), at: new Date(hub.clock()) }
  const isSeen = await inTransaction(hub.database, async (client) => await seeUnmaskingAlert(client, seen))
  if (!isSeen) throw new CodedError('NOT_FOUND', 'no alert of this id is open')
}
