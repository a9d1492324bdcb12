import type { Pool } from 'pg'
import type { ClientActorRow, PersonActorRow } from '../alliance/actors.ts'

/** Who handed something in, with the rights of now. */
export type SubmissionActorRow =
  | ({ readonly type: 'person' } & Omit<PersonActorRow, 'sessionId' | 'lastSeenAt'>)
  | ({ readonly type: 'client' } & Omit<ClientActorRow, 'lastUsedAt'>)

/** Nothing when the person, system or organisation is not active any more. */
export async function submissionActor(
  pool: Pool,
  submissionId: string,
): Promise<SubmissionActorRow | undefined> {
  const person = await pool.query<SubmissionActorRow>(
    `select 'person' as type, p.id, ${organisationColumns},
            array(select role from grants where person_id = p.id and grants.state = 'active' order by role) as roles
       from taxii_submissions s join people p on p.id = s.actor_id join organisations o on o.id = p.organisation_id
      where s.id = $1 and s.actor_type = 'person' and p.state = 'active' and o.state = 'active'`,
    [submissionId],
  )
  if (person.rows[0]) return person.rows[0]
  const client = await pool.query<SubmissionActorRow>(
    `select 'client' as type, c.id, c.scopes, c.passes_on as "passesOn", ${organisationColumns}
       from taxii_submissions s join api_clients c on c.id = s.actor_id join organisations o on o.id = c.organisation_id
      where s.id = $1 and s.actor_type = 'client' and c.revoked_at is null and o.state = 'active'`,
    [submissionId],
  )
  return client.rows[0]
}

const organisationColumns = `o.id as "organisationId", o.kind, o.level, o.region,
  array(select m.group_id::text from sharing_group_members m join sharing_groups g on g.id = m.group_id
         where m.organisation_id = o.id and g.ended_at is null) as "groupIds"`
