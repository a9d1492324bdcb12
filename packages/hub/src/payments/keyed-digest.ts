import { hash } from 'node:crypto'

const blockBytes = 64
/** The longest value of the library in UTF-8, and then some; a longer text costs an allocation. */
const scratchBytes = 16 * 1024

/**
 * HMAC-SHA256 (RFC 2104) of short texts under one key of at most 64 bytes, in hexadecimal. Of two one-shot hashes: the
 * runtime's own HMAC looks its hash function up anew each time, which took 38 of the 90 µs of a payment's check, this takes 6.
 */
export function keyedDigest(key: Uint8Array): (text: string) => string {
  if (key.length > blockBytes) throw new RangeError('a key has at most 64 bytes')
  const inner = Buffer.alloc(blockBytes + scratchBytes)
  const outer = Buffer.alloc(blockBytes + 32)
  for (let position = 0; position < blockBytes; position += 1) {
    inner[position] = (key[position] ?? 0) ^ 0x36
    outer[position] = (key[position] ?? 0) ^ 0x5c
  }
  return (text) => {
    const length = Buffer.byteLength(text)
    const message =
      length > scratchBytes
        ? Buffer.concat([inner.subarray(0, blockBytes), Buffer.from(text)])
        : inner.subarray(0, blockBytes + inner.write(text, blockBytes, 'utf8'))
    outer.set(hash('sha256', message, 'buffer'), blockBytes)
    return hash('sha256', outer, 'hex')
  }
}
