import { indicatorKinds } from '@wuzei/domain'
import type { ImportedRow } from '@wuzei/store'

/*
 * Rows of a list in bytes: a row takes 36 bytes and its value, where an object takes some 400 with its value and its
 * work for the garbage collector. Only this process reads them again, so their form may change at any time.
 *
 * A row: key high (int32), key low (uint32), kind (uint8), dated (uint8), fraud type (uint16: its place in `names`),
 * count (int32), first and last instant (float64), bytes of the value (uint32), the value in UTF-8.
 */

const headBytes = 36

/** UTF-8 takes at most this many bytes for a UTF-16 unit. */
const maxBytesPerUnit = 3

/** Most lists are small, and there are 256 parts of each. */
const firstBytes = 4096

/** Texts that come again and again, by number; 0 is null. */
export interface PackedNames {
  numberOf(name: string | null): number
  nameOf(number: number): string | null
}

export function createPackedNames(): PackedNames {
  const names: (string | null)[] = [null]
  const numbers = new Map<string | null, number>([[null, 0]])
  return {
    numberOf(name) {
      const known = numbers.get(name)
      if (known !== undefined) return known
      // A number has 16 bits; the taxonomy has a few dozen types.
      if (names.length > 0xffff) throw new RangeError('a list names too many fraud types')
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
    nameOf: (number) => names[number] ?? null,
  }
}

/** A growing run of packed rows. */
export interface PackedRows {
  add(row: ImportedRow): void
  readonly bytes: number
  /** What is packed, and begins anew. */
  take(): Buffer
}

export function createPackedRows(names: PackedNames): PackedRows {
  let buffer = Buffer.alloc(0)
  let view = viewOf(buffer)
  let at = 0
  const reserve = (more: number): void => {
    if (at + more <= buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + more, firstBytes))
    buffer.copy(larger, 0, 0, at)
    buffer = larger
    view = viewOf(buffer)
  }
  return {
    add(row) {
      reserve(headBytes + row.canonical.length * maxBytesPerUnit)
      const written = buffer.write(row.canonical, at + headBytes)
      view.setInt32(at, row.keyHigh)
      view.setUint32(at + 4, row.keyLow)
      view.setUint8(at + 8, indicatorKinds.indexOf(row.kind))
      view.setUint8(at + 9, row.dated ? 1 : 0)
      view.setUint16(at + 10, names.numberOf(row.fraudType))
      view.setInt32(at + 12, row.count)
      view.setFloat64(at + 16, row.firstAt)
      view.setFloat64(at + 24, row.lastAt)
      view.setUint32(at + 32, written)
      at += headBytes + written
    },
    get bytes() {
      return at
    },
    take() {
      const taken = buffer.subarray(0, at)
      buffer = Buffer.alloc(0)
      view = viewOf(buffer)
      at = 0
      return taken
    },
  }
}

/** The rows again, in the order in which they were added. */
export function unpackRows(packed: Buffer, names: PackedNames, rows: ImportedRow[]): void {
  const view = viewOf(packed)
  for (let at = 0; at < packed.length; ) {
    const kind = indicatorKinds[view.getUint8(at + 8)]
    if (!kind) throw new RangeError('these are no packed rows')
    const end = at + headBytes + view.getUint32(at + 32)
    rows.push({
      keyHigh: view.getInt32(at),
      keyLow: view.getUint32(at + 4),
      kind,
      canonical: packed.toString('utf8', at + headBytes, end),
      fraudType: names.nameOf(view.getUint16(at + 10)),
      count: view.getInt32(at + 12),
      firstAt: view.getFloat64(at + 16),
      lastAt: view.getFloat64(at + 24),
      dated: view.getUint8(at + 9) === 1,
    })
    at = end
  }
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
}
