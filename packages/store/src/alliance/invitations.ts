import type { ClientBase, Pool } from 'pg'

/** An invitation; `email` is sealed. */
export interface InvitationRow {
  readonly id: string
  readonly organisationId: string
  readonly emailIndex: Buffer
  readonly email: Buffer
  readonly roles: string[]
  readonly invitedBy: string
  readonly invitedAt: Date
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly withdrawnAt: Date | null
}

const columns = `id, organisation_id as "organisationId", email_index as "emailIndex", email, roles,
  invited_by as "invitedBy", invited_at as "invitedAt", expires_at as "expiresAt", accepted_at as "acceptedAt",
  withdrawn_at as "withdrawnAt"`

export async function insertInvitation(
  client: ClientBase,
  invitation: Omit<InvitationRow, 'acceptedAt' | 'withdrawnAt'> & { readonly tokenSha256: Buffer },
): Promise<void> {
  await client.query(
    `insert into invitations (id, organisation_id, token_sha256, email_index, email, roles, invited_by, invited_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      invitation.id,
      invitation.organisationId,
      invitation.tokenSha256,
      invitation.emailIndex,
      invitation.email,
      invitation.roles,
      invitation.invitedBy,
      invitation.invitedAt,
      invitation.expiresAt,
    ],
  )
}

/** The invitation with this token as long as it can be accepted; locked when it is about to be. */
export async function findOpenInvitation(
  client: ClientBase | Pool,
  tokenSha256: Buffer,
  at: Date,
  lock?: 'forUpdate',
): Promise<InvitationRow | undefined> {
  const found = await client.query<InvitationRow>(
    `select ${columns} from invitations where token_sha256 = $1 and accepted_at is null and withdrawn_at is null
        and expires_at > $2 ${lock === 'forUpdate' ? 'for update' : ''}`,
    [tokenSha256, at],
  )
  return found.rows[0]
}

export async function findInvitation(client: ClientBase, id: string): Promise<InvitationRow | undefined> {
  const found = await client.query<InvitationRow>(
    `select ${columns} from invitations where id = $1 for update`,
    [id],
  )
  return found.rows[0]
}

export async function acceptInvitationRow(
  client: ClientBase,
  id: string,
  personId: string,
  at: Date,
): Promise<void> {
  await client.query('update invitations set accepted_at = $3, person_id = $2 where id = $1', [
    id,
    personId,
    at,
  ])
}

export async function withdrawInvitationRow(client: ClientBase, id: string, at: Date): Promise<void> {
  await client.query('update invitations set withdrawn_at = $2 where id = $1', [id, at])
}

export async function listInvitations(
  client: ClientBase | Pool,
  organisationId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<InvitationRow[]> {
  const found = await client.query<InvitationRow>(
    `select ${columns} from invitations where organisation_id = $1
        and ($2::uuid is null or (invited_at, id) > (select invited_at, id from invitations where id = $2))
      order by invited_at, id limit $3`,
    [organisationId, page.after, page.limit],
  )
  return found.rows
}
