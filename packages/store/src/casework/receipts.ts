import type { ClientBase, Pool } from 'pg'

/** Remembers by which receipt an entity is read. */
export async function insertCaseworkReceipt(
  client: ClientBase,
  receiptIndex: Buffer,
  entityId: string,
): Promise<void> {
  await client.query(
    'insert into casework_receipts (receipt_index, entity_id) values ($1, $2) on conflict do nothing',
    [receiptIndex, entityId],
  )
}

/** The entity that a receipt is for. */
export async function entityOfReceipt(db: Pool, receiptIndex: Buffer): Promise<string | undefined> {
  const found = await db.query<{ entity_id: string }>(
    'select entity_id from casework_receipts where receipt_index = $1',
    [receiptIndex],
  )
  return found.rows[0]?.entity_id
}

/** Live measures against an account, newest first. */
export async function liveMeasuresOf(db: Pool, subjectIndex: Buffer): Promise<string[]> {
  const found = await db.query<{ id: string }>(
    `select id from casework_entities
      where subject_index = $1 and kind in ('stop-order', 'freeze-order') and not is_over
        and state <> all(array['DRAFT', 'PENDING_APPROVAL', 'APPROVED'])
      order by created_at desc, id limit 20`,
    [subjectIndex],
  )
  return found.rows.map(({ id }) => id)
}

/** Appeals against a measure that are upheld and wait for its release. */
export async function executingAppeals(client: ClientBase, targetId: string): Promise<string[]> {
  const found = await client.query<{ id: string }>(
    `select id from casework_entities
      where kind = 'appeal' and target_id = $1 and state = 'EXECUTING' order by created_at, id`,
    [targetId],
  )
  return found.rows.map(({ id }) => id)
}
