import type { ClientBase, Pool } from 'pg'

export type StoredModelKind = 'url' | 'text'

/** A version of a model that somebody brought in, without its bytes. */
export interface StoredModel {
  /** `name@version`. */
  readonly id: string
  readonly kind: StoredModelKind
  readonly version: string
  readonly sha256: Buffer
  readonly state: 'candidate' | 'current' | 'former' | 'dropped'
  readonly addedAt: Date
  readonly addedBy: string
}

const columns = `id, kind, version, sha256, state, added_at as "addedAt", added_by as "addedBy"`

/** All versions brought in, newest first. */
export async function listModels(client: ClientBase | Pool): Promise<StoredModel[]> {
  const found = await client.query<StoredModel>(`select ${columns} from models order by added_at desc, id`)
  return found.rows
}

/** One version, locked until the transaction ends. */
export async function lockModel(client: ClientBase, id: string): Promise<StoredModel | undefined> {
  const found = await client.query<StoredModel>(`select ${columns} from models where id = $1 for update`, [
    id,
  ])
  return found.rows[0]
}

/** The bytes of the models that judge or are scored beside: at most two of a kind. */
export async function readWorkingModels(
  client: ClientBase | Pool,
): Promise<(Pick<StoredModel, 'id' | 'kind' | 'state'> & { readonly bytes: Buffer })[]> {
  const found = await client.query<Pick<StoredModel, 'id' | 'kind' | 'state'> & { bytes: Buffer }>(
    `select id, kind, state, bytes from models where state in ('current', 'candidate') order by id`,
  )
  return found.rows
}

/** Adds a version as the candidate of its kind, which has none. False when the version is there. */
export async function insertCandidate(
  client: ClientBase,
  model: Omit<StoredModel, 'state'> & { readonly bytes: Uint8Array },
): Promise<boolean> {
  const made = await client.query(
    `insert into models (id, kind, version, sha256, bytes, state, added_at, added_by)
     values ($1, $2, $3, $4, $5, 'candidate', $6, $7) on conflict (id) do nothing`,
    [
      model.id,
      model.kind,
      model.version,
      model.sha256,
      Buffer.from(model.bytes),
      model.addedAt,
      model.addedBy,
    ],
  )
  return made.rowCount === 1
}

/** Makes a version the current one of its kind; with null the shipped one. Whichever was current is a former one. */
export async function setCurrentModel(
  client: ClientBase,
  kind: StoredModelKind,
  id: string | null,
): Promise<void> {
  await client.query(`update models set state = 'former' where kind = $1 and state = 'current'`, [kind])
  if (id !== null) await client.query(`update models set state = 'current' where id = $1`, [id])
}

/** Ends the candidate of a kind, whose place another takes; undefined where there is none. */
export async function dropCandidate(client: ClientBase, kind: StoredModelKind): Promise<string | undefined> {
  const dropped = await client.query<{ id: string }>(
    `update models set state = 'dropped' where kind = $1 and state = 'candidate' returning id`,
    [kind],
  )
  return dropped.rows[0]?.id
}
