import { appendEvent, inTransaction, type Database } from '@wuzei/store'

/** What was opened: reports or disputes by id, or a report's file as `id/sha256`. */
export interface OpenedRecords {
  readonly kind: 'report' | 'dispute' | 'attachment'
  readonly ids: readonly (bigint | string)[]
}

/**
 * Notes in the log that somebody read personal data, before it is handed out: if the note cannot be written, nothing
 * is shown. Says who and which records, never what stood in them.
 */
export async function noteReading(database: Database, actor: string, opened: OpenedRecords): Promise<void> {
  if (opened.ids.length === 0) return
  await inTransaction(
    database,
    async (client) =>
      await appendEvent(client, {
        type: 'personal-data.read',
        actor,
        subject: null,
        payload: { purpose: 'INTAKE', kind: opened.kind, ids: opened.ids.map(String) },
      }),
  )
}
