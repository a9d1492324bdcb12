import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** The bytes of a list, unpacked where they are gzip: told by the first two bytes, not by the file's name. */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const iterator = bytes[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < 2) {
    const next = await iterator.next()
    if (next.done === true) break
    head = Buffer.concat([head, next.value])
  }
  const whole = Readable.from(rejoined(head, iterator), { objectMode: false })
  if (!isGzip(head)) {
    yield* whole
    return
  }
  const gunzip = createGunzip()
  whole.once('error', (error) => gunzip.destroy(error))
  yield* whole.pipe(gunzip)
}

const gzipMagic = [0x1f, 0x8b] as const

function isGzip(head: Uint8Array): boolean {
  return head[0] === gzipMagic[0] && head[1] === gzipMagic[1]
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
