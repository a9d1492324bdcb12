/*
 * PostgreSQL's binary form of one-dimensional arrays (src/backend/utils/adt/arrayfuncs.c, array_recv): a tenth of the
 * cost of the text form for bulk writes, and nothing to escape. A Buffer as a parameter is sent in binary.
 */

const headerBytes = 20
const oids = { bigint: 20, smallint: 21, integer: 23, text: 25 } as const

function header(length: number, bytes: number, oid: number, hasNull: boolean): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + bytes)
  buffer.writeInt32BE(1, 0)
  buffer.writeInt32BE(hasNull ? 1 : 0, 4)
  buffer.writeInt32BE(oid, 8)
  buffer.writeInt32BE(length, 12)
  buffer.writeInt32BE(1, 16)
  return buffer
}

/** `bigint[]` from high (signed or unsigned) and low words. */
export function bigintArrayOfWords(
  length: number,
  wordsAt: (index: number, out: Int32Array) => void,
): Buffer {
  const buffer = header(length, length * 12, oids.bigint, false)
  const words = new Int32Array(2)
  for (let index = 0, at = headerBytes; index < length; index += 1, at += 12) {
    wordsAt(index, words)
    buffer.writeInt32BE(8, at)
    buffer.writeInt32BE(words[0] ?? 0, at + 4)
    buffer.writeInt32BE(words[1] ?? 0, at + 8)
  }
  return buffer
}

/** `bigint[]` of whole numbers that a double holds exactly. */
export function bigintArray(values: readonly number[]): Buffer {
  return bigintArrayOfWords(values.length, (index, out) => {
    const value = values[index] ?? 0
    out[0] = Math.floor(value / 2 ** 32)
    out[1] = value | 0
  })
}

export function integerArray(values: readonly number[]): Buffer {
  const buffer = header(values.length, values.length * 8, oids.integer, false)
  for (let index = 0, at = headerBytes; index < values.length; index += 1, at += 8) {
    buffer.writeInt32BE(4, at)
    buffer.writeInt32BE(values[index] ?? 0, at + 4)
  }
  return buffer
}

export function smallintArray(values: readonly number[]): Buffer {
  const buffer = header(values.length, values.length * 6, oids.smallint, false)
  for (let index = 0, at = headerBytes; index < values.length; index += 1, at += 6) {
    buffer.writeInt32BE(2, at)
    buffer.writeInt16BE(values[index] ?? 0, at + 4)
  }
  return buffer
}

export function textArray(values: readonly (string | null)[]): Buffer {
  let bytes = 0
  for (const value of values) bytes += 4 + (value === null ? 0 : Buffer.byteLength(value))
  const buffer = header(values.length, bytes, oids.text, true)
  let at = headerBytes
  for (const value of values) {
    const written = value === null ? -1 : buffer.write(value, at + 4)
    buffer.writeInt32BE(written, at)
    at += 4 + Math.max(0, written)
  }
  return buffer
}
