import type { ClientBase, Pool } from 'pg'

type Queryable = Pool | ClientBase

/** A published version of a list, without its file. */
export interface ShieldListRow {
  readonly name: string
  /** 1, 2, 3 … without gaps. */
  readonly version: number
  /** State of what it was made from. */
  readonly source: string
  /** Version with which its salt came into use. */
  readonly epochVersion: number
  readonly epochStartedAt: Date
  readonly createdAt: Date
  readonly validUntil: Date
  readonly entries: number
  readonly bytes: number
  readonly sha256: Buffer
}

/** A way from one version of a list to a later one. */
export interface ShieldDeltaRow {
  readonly from: number
  readonly to: number
  readonly file: Buffer
}

/** The newest version of every list, by name. */
export async function shieldHeads(db: Queryable): Promise<ShieldListRow[]> {
  const found = await db.query<HeadRow>(
    `select distinct on (name) ${headColumns} from shield_lists order by name, version desc`,
  )
  return found.rows.map(headFrom)
}

/** The newest version of one list; undefined before its first. */
export async function shieldHead(db: Queryable, name: string): Promise<ShieldListRow | undefined> {
  const found = await db.query<HeadRow>(
    `select ${headColumns} from shield_lists where name = $1 order by version desc limit 1`,
    [name],
  )
  return found.rows.map(headFrom)[0]
}

/** The file of one version; undefined where it is not, or no longer, kept. */
export async function readShieldFile(
  db: Queryable,
  name: string,
  version: number,
): Promise<Buffer | undefined> {
  const found = await db.query<{ file: Buffer | null }>({
    text: 'select file from shield_lists where name = $1 and version = $2',
    values: [name, version],
  })
  return found.rows[0]?.file ?? undefined
}

/** The delta that leads furthest from this version; undefined where none does. */
export async function readShieldDelta(
  db: Queryable,
  name: string,
  from: number,
): Promise<ShieldDeltaRow | undefined> {
  const found = await db.query<{ to: string; file: Buffer }>(
    `select to_version as to, file from shield_deltas where name = $1 and from_version = $2
      order by to_version desc limit 1`,
    [name, from],
  )
  const row = found.rows[0]
  return row && { from, to: Number(row.to), file: row.file }
}

/**
 * The oldest version of each list from which deltas lead to the newest one, the newest itself where none does: none of
 * them passes over a change of salt.
 */
export async function shieldDeltasFrom(db: Queryable): Promise<Map<string, number>> {
  const found = await db.query<{ name: string; oldest: string }>(
    `select l.name, least(l.version, greatest(l.epoch_version, coalesce(d.oldest, l.version))) as oldest
       from (select distinct on (name) name, version, epoch_version from shield_lists
              order by name, version desc) l
       left join (select name, min(from_version) as oldest from shield_deltas group by name) d using (name)`,
  )
  return new Map(found.rows.map(({ name, oldest }) => [name, Number(oldest)]))
}

export interface ShieldPublication extends ShieldListRow {
  readonly file: Uint8Array
  readonly deltas: readonly { readonly from: number; readonly file: Uint8Array }[]
  /** Versions whose files stay, beside the new one. */
  readonly kept: readonly number[]
  /** Deltas made before it go. */
  readonly deltasSince: Date
}

/** Stores a new version with its deltas, and lets go of what nobody needs any more. Owns no transaction. */
export async function insertShieldList(client: ClientBase, list: ShieldPublication): Promise<void> {
  await client.query(
    `insert into shield_lists (name, version, source, epoch_version, epoch_started_at, created_at, valid_until,
                               entries, bytes, sha256, file)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      list.name,
      list.version,
      list.source,
      list.epochVersion,
      list.epochStartedAt,
      list.createdAt,
      list.validUntil,
      list.entries,
      list.bytes,
      list.sha256,
      Buffer.from(list.file.buffer, list.file.byteOffset, list.file.byteLength),
    ],
  )
  for (const delta of list.deltas)
    await client.query(
      `insert into shield_deltas (name, from_version, to_version, created_at, file) values ($1, $2, $3, $4, $5)`,
      [
        list.name,
        delta.from,
        list.version,
        list.createdAt,
        Buffer.from(delta.file.buffer, delta.file.byteOffset, delta.file.byteLength),
      ],
    )
  await client.query(
    'update shield_lists set file = null where name = $1 and file is not null and version <> all($2::bigint[])',
    [list.name, [list.version, ...list.kept]],
  )
  // By the place they start from, so that whoever stands at a later place still gets through.
  const oldest = await client.query<{ version: string }>(
    `select greatest($3::bigint, coalesce(min(from_version), $3)) as version from shield_deltas
      where name = $1 and created_at >= $2 and to_version = from_version + 1`,
    [list.name, list.deltasSince, list.epochVersion],
  )
  const from = oldest.rows[0]?.version ?? list.epochVersion
  await client.query('delete from shield_deltas where name = $1 and from_version < $2', [list.name, from])
  await client.query('delete from shield_lists where name = $1 and version < $2 and file is null', [
    list.name,
    from,
  ])
}

const headColumns =
  'name, version, source, epoch_version, epoch_started_at, created_at, valid_until, entries, bytes, sha256'

interface HeadRow {
  name: string
  version: string
  source: string
  epoch_version: string
  epoch_started_at: Date
  created_at: Date
  valid_until: Date
  entries: number
  bytes: number
  sha256: Buffer
}

function headFrom(row: HeadRow): ShieldListRow {
  return {
    name: row.name,
    version: Number(row.version),
    source: row.source,
    epochVersion: Number(row.epoch_version),
    epochStartedAt: row.epoch_started_at,
    createdAt: row.created_at,
    validUntil: row.valid_until,
    entries: row.entries,
    bytes: row.bytes,
    sha256: row.sha256,
  }
}
