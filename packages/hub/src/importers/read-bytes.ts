import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CodedError } from '@wuzei/domain'

/**
 * The bytes of a list, unpacked where they are gzip: told by the first two bytes, not by the file's name.
 *
 * @throws CodedError IMPORT_UNREADABLE for gzip that is damaged or cut short, and for a ZIP archive, which may hold any
 * number of files
 */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const iterator = bytes[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < zipMagic.length) {
    const next = await iterator.next()
    if (next.done === true) break
    head = Buffer.concat([head, next.value])
  }
  const whole = Readable.from(rejoined(head, iterator), { objectMode: false })
  if (begins(head, zipMagic))
    throw new CodedError('IMPORT_UNREADABLE', 'this is a ZIP archive; send the list itself, plain or as gzip')
  if (!begins(head, gzipMagic)) {
    yield* whole
    return
  }
  const gunzip = createGunzip()
  whole.once('error', (error) => gunzip.destroy(error))
  try {
    yield* whole.pipe(gunzip)
  } catch (error) {
    if (!isPackingFault(error)) throw error
    throw new CodedError('IMPORT_UNREADABLE', 'the gzip file is damaged or cut short; nothing was imported', {
      cause: error,
    })
  } finally {
    whole.destroy()
  }
}

const gzipMagic = [0x1f, 0x8b] as const
/** A local file header (APPNOTE 4.3.7): its control characters begin no text. */
const zipMagic = [0x50, 0x4b, 0x03, 0x04] as const

function begins(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, place) => head[place] === byte)
}

/** What zlib says of its input; everything else is not the list's fault. */
function isPackingFault(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'Z_DATA_ERROR' || error.code === 'Z_BUF_ERROR')
  )
}

async function* rejoined(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  if (head.length > 0) yield head
  for (;;) {
    const next = await rest.next()
    if (next.done === true) return
    yield next.value
  }
}
