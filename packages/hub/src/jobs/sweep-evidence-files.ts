import { deleteAttachment, isAttachmentUsed, type Database } from '@wuzei/store'
import type { EvidenceFileStore } from '../evidence-files/evidence-file-store.ts'

/** An upload that no report has named after this time was abandoned with its report. */
const abandonedAfterMs = 24 * 3_600_000

/** Deletes files that were uploaded and never reported: nobody is waiting for them, and they may be personal. */
export async function sweepEvidenceFiles(
  database: Database,
  files: EvidenceFileStore,
  nowMs: number,
): Promise<void> {
  const swept = await files.sweepOlderThan(
    new Date(nowMs - abandonedAfterMs),
    async (sha256) => await isAttachmentUsed(database.pool, sha256),
  )
  for (const sha256 of swept) await deleteAttachment(database.pool, sha256)
}
