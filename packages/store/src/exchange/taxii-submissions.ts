import type { ClientBase, Pool } from 'pg'
import type { Database } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import type { ExchangeFilter } from './taxii-objects.ts'

/** One request of a member to take objects in. */
export interface Submission {
  readonly id: string
  readonly organisationId: string
  readonly actorType: 'person' | 'client'
  readonly actorId: string
  readonly at: Date
}

export interface NewSubmittedObject {
  readonly position: number
  readonly type: string
  /** UUID of the whole name `type--id`. */
  readonly id: string
  readonly createdAt: Date
  readonly versionAt: Date
  /** Sealed. */
  readonly document: Buffer
}

/** One object that was handed in. */
export interface SubmittedRow extends NewSubmittedObject {
  readonly submissionId: string
  readonly organisationId: string
}

/** An object that is in the submissions collection of its organisation. */
export interface CollectedRow extends SubmittedRow {
  readonly addedUs: bigint
}

export interface SubmissionStatus {
  readonly id: string
  readonly at: Date
  readonly objects: readonly {
    readonly type: string
    readonly id: string
    readonly versionAt: Date
    readonly state: 'pending' | 'success' | 'failure'
    readonly message: string | null
  }[]
}

export async function insertSubmission(
  client: ClientBase,
  submission: Submission,
  objects: readonly NewSubmittedObject[],
): Promise<SubmissionStatus> {
  const { id, organisationId, actorType, actorId, at } = submission
  await client.query(
    'insert into taxii_submissions (id, organisation_id, actor_type, actor_id, at) values ($1, $2, $3, $4, $5)',
    [id, organisationId, actorType, actorId, at],
  )
  await client.query(
    `insert into taxii_submitted (submission_id, organisation_id, position, type, id, created_at, version_at, document)
     select $1, $2, * from unnest($3::integer[], $4::text[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::bytea[])`,
    [
      id,
      organisationId,
      objects.map((object) => object.position),
      objects.map((object) => object.type),
      objects.map((object) => object.id),
      objects.map((object) => object.createdAt),
      objects.map((object) => object.versionAt),
      objects.map((object) => object.document),
    ],
  )
  return { id, at, objects: objects.map((object) => ({ ...object, state: 'pending', message: null })) }
}

/** What became of a submission that was handed in since an instant, for its own organisation only. */
export async function submissionStatus(
  pool: Pool,
  organisationId: string,
  id: string,
  since: Date,
): Promise<SubmissionStatus | undefined> {
  const found = await pool.query<{ at: Date }>(
    'select at from taxii_submissions where id = $1 and organisation_id = $2 and at >= $3',
    [id, organisationId, since],
  )
  const [row] = found.rows
  if (!row) return undefined
  const objects = await pool.query<SubmissionStatus['objects'][number]>(
    `select type, id, version_at as "versionAt", state, message from taxii_submitted where submission_id = $1
      order by position`,
    [id],
  )
  return { id, at: row.at, objects: objects.rows }
}

/** Objects of a submission that nobody has looked at, in the order in which they were handed in. */
export async function pendingSubmitted(pool: Pool, submissionId: string): Promise<SubmittedRow[]> {
  const found = await pool.query<SubmittedRow>(
    `select ${columns} from taxii_submitted where submission_id = $1 and state = 'pending' order by position`,
    [submissionId],
  )
  return found.rows
}

/** Says what became of an object; what succeeded is in the collection from now on. */
export async function decideSubmitted(
  database: Pick<Database, 'pool'>,
  { submissionId, position }: Pick<SubmittedRow, 'submissionId' | 'position'>,
  outcome: { readonly state: 'success' | 'failure'; readonly message: string | null },
  nowMs: number,
): Promise<void> {
  await inTransaction(database, async (client) => {
    const added = outcome.state === 'success' ? await nextAdded(client, nowMs) : null
    await client.query(
      `update taxii_submitted set state = $3, message = $4, added_us = $5
        where submission_id = $1 and position = $2 and state = 'pending'`,
      [submissionId, position, outcome.state, outcome.message, added],
    )
  })
}

/** Held until the commit, so that who reads on from the last one passes over nothing. */
async function nextAdded(client: ClientBase, nowMs: number): Promise<string> {
  const moved = await client.query<{ added_us: string }>(
    'update taxii_submitted_head set added_us = greatest(added_us + 1, $1) returning added_us',
    [(BigInt(nowMs) * 1000n).toString()],
  )
  const [row] = moved.rows
  if (!row) throw new Error('taxii_submitted_head has lost its row')
  return row.added_us
}

/** One page of what is in the collection of an organisation. */
export async function readSubmitted(
  pool: Pool,
  organisationId: string,
  filter: ExchangeFilter,
): Promise<CollectedRow[]> {
  const { versions } = filter
  const found = await pool.query<Omit<CollectedRow, 'addedUs'> & { addedUs: string }>(
    `select * from (
       select ${columns}, added_us as "addedUs",
              row_number() over (partition by type, id order by version_at desc, added_us desc) as newest,
              row_number() over (partition by type, id order by version_at, added_us) as oldest
         from taxii_submitted where organisation_id = $1 and state = 'success' and not removed
          and ($5::text[] is null or (type, id) in (select * from unnest($5, $6::uuid[])))
          and ($7::text[] is null or type = any($7))) s
      where "addedUs" > $2 and ($8 or ($9 and newest = 1) or ($10 and oldest = 1) or "versionAt" = any($4::timestamptz[]))
      order by "addedUs" limit $3`,
    [
      organisationId,
      filter.afterUs.toString(),
      filter.limit,
      versions.at,
      filter.ids?.map(({ type }) => type) ?? null,
      filter.ids?.map(({ id }) => id) ?? null,
      filter.types ?? null,
      versions.all,
      versions.last,
      versions.first,
    ],
  )
  return found.rows.map((row) => ({ ...row, addedUs: BigInt(row.addedUs) }))
}

/** Takes versions of one object out of the collection; all of them unless told. Gives back how many there were. */
export async function removeSubmitted(
  client: ClientBase,
  organisationId: string,
  object: { readonly type: string; readonly id: string },
  versions: readonly Date[] | undefined,
): Promise<{ readonly removed: number; readonly left: number }> {
  const removed = await client.query(
    `update taxii_submitted set removed = true
      where organisation_id = $1 and type = $2 and id = $3 and state = 'success' and not removed
        and ($4::timestamptz[] is null or version_at = any($4))`,
    [organisationId, object.type, object.id, versions ?? null],
  )
  const left = await client.query<{ count: number }>(
    `select count(*)::integer as count from taxii_submitted
      where organisation_id = $1 and type = $2 and id = $3 and state = 'success' and not removed`,
    [organisationId, object.type, object.id],
  )
  return { removed: removed.rowCount ?? 0, left: left.rows[0]?.count ?? 0 }
}

/**
 * Forgets what was handed in before an instant and is neither the first nor the last version of an object in its
 * collection: what failed, what was taken out, and versions superseded before that instant too. At most `limit`; gives
 * back how many.
 */
export async function forgetSubmitted(client: ClientBase, before: Date, limit: number): Promise<number> {
  const gone = await client.query(
    `delete from taxii_submitted where (submission_id, position) in (
       select o.submission_id, o.position
         from taxii_submissions s join taxii_submitted o on o.submission_id = s.id
        where s.at < $1 and (o.state = 'failure' or o.removed or (o.state = 'success'
          and exists (
            select from taxii_submitted older
             where older.organisation_id = o.organisation_id and older.type = o.type and older.id = o.id
               and older.state = 'success' and not older.removed
               and (older.version_at, older.added_us) < (o.version_at, o.added_us))
          and exists (
            select from taxii_submitted newer join taxii_submissions n on n.id = newer.submission_id
             where newer.organisation_id = o.organisation_id and newer.type = o.type and newer.id = o.id
               and newer.state = 'success' and not newer.removed and n.at < $1
               and (newer.version_at, newer.added_us) > (o.version_at, o.added_us))))
        limit $2)`,
    [before, limit],
  )
  await client.query(
    `delete from taxii_submissions s where s.at < $1 and not exists (
       select from taxii_submitted o where o.submission_id = s.id)`,
    [before],
  )
  return gone.rowCount ?? 0
}

/** Shares of an organisation that stand and whose reference begins so. */
export async function sharesOfReferences(
  pool: Pool,
  organisationId: string,
  beginning: string,
): Promise<{ readonly id: string; readonly reference: string }[]> {
  const found = await pool.query<{ id: string; reference: string }>(
    `select id, reference from shares
      where origin_id = $1 and starts_with(reference, $2) and withdrawn_at is null order by id`,
    [organisationId, beginning],
  )
  return found.rows
}

const columns = `submission_id as "submissionId", organisation_id as "organisationId", position, type, id,
  created_at as "createdAt", version_at as "versionAt", document`
