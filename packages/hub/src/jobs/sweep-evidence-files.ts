import { deleteAttachment, isAttachmentUsed, type Database } from '@wuzei/store'
import type { EvidenceFileStore } from '../evidence-files/evidence-file-store.ts'
import { abandonedAfterMs } from '../reports/admit-attachment.ts'

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
