/** Binary fuse filters (Graf, Lemire 2022) with 14-bit fingerprints, packed: what shield lists are compared with. */
export interface FuseFilter {
  mayContainKey(high: number, low: number): boolean
  readonly bytes: Uint8Array
}

/** Shape of a filter: how many places a key has and how they are spread. */
export interface FuseShape {
  readonly arity: 3 | 4
  readonly segmentLength: number
  readonly segmentCount: number
}

/** The lengths that the authors found to work for so many keys. */
export function fuseShape(arity: 3 | 4, count: number): FuseShape {
  const log = Math.log(Math.max(2, count))
  const segmentLength =
    arity === 3 ? 2 ** Math.floor(log / Math.log(3.33) + 2.25) : 2 ** Math.floor(log / Math.log(2.91) - 0.5)
  const factor =
    arity === 3
      ? Math.max(1.125, 0.875 + (0.25 * Math.log(1e6)) / log)
      : Math.max(1.075, 0.77 + (0.305 * Math.log(6e5)) / log)
  const segmentCount = Math.max(1, Math.ceil((count * factor) / segmentLength) - (arity - 1))
  return { arity, segmentLength, segmentCount }
}

/** Builds a filter of keys (high and low words by turns, random, none twice); undefined where they do not peel. */
export function buildFuseFilter(keys: Uint32Array, shape: FuseShape): FuseFilter | undefined {
  const order = peel(keys, shape)
  if (order === undefined) return undefined
  const slots = (shape.segmentCount + shape.arity - 1) * shape.segmentLength
  const fingerprints = new Uint16Array(slots)
  const place = placer(shape)
  for (let at = order.keys.length - 2; at >= 0; at -= 2) {
    const high = order.keys[at] ?? 0
    const low = order.keys[at + 1] ?? 0
    const own = order.places[at / 2] ?? 0
    let value = fingerprint(high, low)
    for (let index = 0; index < shape.arity; index++) {
      if (index !== own) value ^= fingerprints[place(high, low, index)] ?? 0
    }
    fingerprints[place(high, low, own)] = value
  }
  return openFilter(packed(fingerprints), shape)
}

function openFilter(bytes: Uint8Array, shape: FuseShape): FuseFilter {
  const view = new DataView(bytes.buffer)
  const place = placer(shape)
  return {
    bytes,
    mayContainKey(high, low) {
      let value = fingerprint(high, low)
      for (let index = 0; index < shape.arity; index++) {
        const bit = place(high, low, index) * fingerprintBits
        value ^= (view.getUint32(bit >>> 3) >>> (32 - fingerprintBits - (bit & 7))) & fingerprintMask
      }
      return value === 0
    },
  }
}

/** Takes keys away one after the other that are alone in one of their places; gives their order and that place. */
function peel(keys: Uint32Array, shape: FuseShape) {
  const slots = (shape.segmentCount + shape.arity - 1) * shape.segmentLength
  const place = placer(shape)
  // The number of keys in a slot times four, with the sum of which of their places it is; then the sums of the keys.
  const counts = new Uint8Array(slots)
  const sums = new Uint32Array(slots * 2)
  const alone = new Uint32Array(slots)
  let aloneCount = 0
  function toggle(slot: number, index: number, high: number, low: number, step: 4 | -4): void {
    const count = ((counts[slot] ?? 0) + step) ^ index
    counts[slot] = count
    sums[slot * 2] = (sums[slot * 2] ?? 0) ^ high
    sums[slot * 2 + 1] = (sums[slot * 2 + 1] ?? 0) ^ low
    if (step < 0 && count >>> 2 === 1) alone[aloneCount++] = slot
  }
  for (let at = 0; at < keys.length; at += 2) {
    const [high, low] = [keys[at] ?? 0, keys[at + 1] ?? 0]
    for (let index = 0; index < shape.arity; index++) toggle(place(high, low, index), index, high, low, 4)
  }
  for (const [slot, count] of counts.entries()) if (count >>> 2 === 1) alone[aloneCount++] = slot
  const order = new Uint32Array(keys.length)
  const places = new Uint8Array(keys.length / 2)
  let taken = 0
  while (aloneCount > 0) {
    const slot = alone[--aloneCount] ?? 0
    if ((counts[slot] ?? 0) >>> 2 !== 1) continue
    const own = (counts[slot] ?? 0) & 3
    const [high, low] = [sums[slot * 2] ?? 0, sums[slot * 2 + 1] ?? 0]
    order[taken * 2] = high
    order[taken * 2 + 1] = low
    places[taken++] = own
    for (let index = 0; index < shape.arity; index++) toggle(place(high, low, index), index, high, low, -4)
  }
  return taken * 2 === keys.length ? { keys: order, places } : undefined
}

/** Places of a key lie in neighbouring segments, one in each. */
function placer({ segmentLength, segmentCount }: FuseShape) {
  const range = segmentCount * segmentLength
  const mask = segmentLength - 1
  return (high: number, low: number, index: number): number => {
    const first = Math.floor((high * range) / 0x1_0000_0000) + index * segmentLength
    if (index === 0) return first
    // Bits that no other place uses: with overlapping ones ten million keys did not peel.
    const spread =
      index === 1 ? low : index === 2 ? low >>> 16 : Math.imul(high ^ (low << 5), 0x85ebca6b) >>> 12
    return first ^ (spread & mask)
  }
}

function fingerprint(high: number, low: number): number {
  const mixed = Math.imul(high ^ (low >>> 13), 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)
  return (mixed ^ (mixed >>> 15)) & fingerprintMask
}

function packed(fingerprints: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((fingerprints.length * fingerprintBits) / 8) + 4)
  const view = new DataView(bytes.buffer)
  for (const [slot, value] of fingerprints.entries()) {
    const bit = slot * fingerprintBits
    const shift = 32 - fingerprintBits - (bit & 7)
    view.setUint32(bit >>> 3, view.getUint32(bit >>> 3) | (value << shift))
  }
  return bytes
}

const fingerprintBits = 14
const fingerprintMask = (1 << fingerprintBits) - 1
