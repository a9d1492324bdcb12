import { constants, crc32, deflateRawSync } from 'node:zlib'

/** A gzip file without a name or a time, fastest compression, of no particular system. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255])

/** A last block with nothing in it. */
const lastBlock = Buffer.from([0x03, 0x00])

/** Compresses bytes so that they may stand anywhere in a gzip file: on whole bytes, looking back at nothing before. */
export function deflatePiece(plain: Buffer): Buffer {
  return deflateRawSync(plain, { level: constants.Z_BEST_SPEED, finishFlush: constants.Z_FULL_FLUSH })
}

/**
 * A gzip file of pieces that were compressed apart, for other readers too: what many readers get is compressed once,
 * whatever else each of them gets with it. One member, which every reader of gzip understands.
 *
 * Source: RFC 1951 §3.2.3 and RFC 1952 §2.3.
 */
export function gzipOf(pieces: readonly { readonly plain: Buffer; readonly deflated: Buffer }[]): Buffer {
  let sum = 0
  let size = 0
  for (const { plain } of pieces) {
    sum = crc32(plain, sum)
    size += plain.length
  }
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(sum, 0)
  trailer.writeUInt32LE(size % 2 ** 32, 4)
  return Buffer.concat([header, ...pieces.map(({ deflated }) => deflated), lastBlock, trailer])
}
