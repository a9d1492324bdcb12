import { createHash } from 'node:crypto'
import { CodedError } from '@wuzei/domain'
import { createBoundedWork } from '../bounded-work.ts'
import { cleanPicture } from './clean-picture.ts'
import { type AdmittedFile, defaultEvidenceFileLimits, type EvidenceFileLimits } from './evidence-file.ts'
import { readQrCodes } from './read-qr-codes.ts'
import { type SniffedMediaType, sniffMediaType } from './sniff-media-type.ts'

/** Pictures are taken apart here, whoever asks: the limit is one for the process. */
const pictureWork = createBoundedWork(defaultEvidenceFileLimits.concurrency, defaultEvidenceFileLimits.queue)

/**
 * Examines an upload: finds its type in the content, draws pictures anew so that only what can be seen is left
 * (no EXIF, GPS, XMP, profile, comment, trailing bytes), reads their QR codes, and names the file by its hash.
 * The same upload gives the same hash as long as the picture library stays the same.
 *
 * @throws CodedError `ATTACHMENT_TOO_LARGE` beyond the bytes or pixels allowed, `ATTACHMENT_TYPE` for kinds that
 *   are not taken, `ATTACHMENT_UNREADABLE` for empty, cut or broken files, `OVERLOADED` when too many wait
 */
export async function admitEvidenceFile(
  bytes: Buffer,
  limits: EvidenceFileLimits = defaultEvidenceFileLimits,
  work = pictureWork,
): Promise<AdmittedFile> {
  if (bytes.length === 0) throw new CodedError('ATTACHMENT_UNREADABLE', 'The file is empty')
  if (bytes.length > limits.bytes)
    throw new CodedError('ATTACHMENT_TOO_LARGE', `A file may have at most ${limits.bytes} bytes`)
  const mediaType = await sniffMediaType(bytes)
  if (mediaType === undefined)
    throw new CodedError('ATTACHMENT_TYPE', 'Pictures, PDF, sound, MP4 and plain text are accepted')
  if (isPicture(mediaType))
    return work(async () => {
      const picture = await cleanPicture(bytes, mediaType, limits)
      const qr = await readQrCodes(picture.bytes)
      return { ...picture, sha256: sha256(picture.bytes), metadataRemoved: true, qr }
    })
  // Text has no place for metadata; documents and sound are evidence as they are, and are flagged.
  const metadataRemoved = mediaType === 'text/plain'
  return { sha256: sha256(bytes), mediaType, bytes, width: null, height: null, metadataRemoved, qr: [] }
}

type PictureType = Extract<SniffedMediaType, `image/${string}`>

function isPicture(mediaType: SniffedMediaType): mediaType is PictureType {
  return mediaType.startsWith('image/')
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
