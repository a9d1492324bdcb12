import type { AttachmentReply } from '@wuzei/contract'
import { upsertAttachment } from '@wuzei/store'
import { admitEvidenceFile } from '../evidence-files/admit-evidence-file.ts'
import type { HubContext } from '../hub-context.ts'

/** An upload that no report has named after this time was abandoned with its report, and is deleted. */
export const abandonedAfterMs = 24 * 3_600_000

/** Takes one uploaded file: cleaned, sealed on disk under its digest, ready to be named in a report. */
export async function admitAttachment(hub: HubContext, bytes: Buffer): Promise<AttachmentReply> {
  const file = await admitEvidenceFile(bytes)
  await hub.files.put(file)
  await upsertAttachment(hub.database.pool, {
    sha256: Buffer.from(file.sha256, 'hex'),
    mediaType: file.mediaType,
    bytes: file.bytes.length,
    metadataRemoved: file.metadataRemoved,
    uploadedAt: new Date(hub.clock()),
  })
  return {
    attachment: file.sha256,
    mediaType: file.mediaType,
    bytes: file.bytes.length,
    metadataRemoved: file.metadataRemoved,
    qr: [...file.qr],
  }
}
