import { CodedError } from '@wuzei/domain'
import { unpacked } from '../importers/read-bytes.ts'

/**
 * An upload, unpacked where it is gzip, and no longer than it may be: a kilobyte sent can be a megabyte unpacked.
 *
 * @throws CodedError BODY_TOO_LARGE; IMPORT_UNREADABLE for what is damaged, or gzip in gzip, which hides another such size
 */
export async function* unpackedUpload(
  upload: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void> {
  let bytes = 0
  let head: Uint8Array = Buffer.alloc(0)
  for await (const piece of unpacked(upload)) {
    if (head.length < gzipMagic.length) {
      head = Buffer.concat([head, piece]).subarray(0, gzipMagic.length)
      if (gzipMagic.equals(head))
        throw new CodedError('IMPORT_UNREADABLE', 'this is gzip within gzip; pack the list once')
    }
    bytes += piece.length
    if (bytes > maxBytes)
      throw new CodedError(
        'BODY_TOO_LARGE',
        `a list is at most ${maxBytes.toLocaleString('en')} bytes once unpacked`,
      )
    yield piece
  }
}

const gzipMagic = Buffer.from([0x1f, 0x8b])
