/**
 * SipHash-2-4 (Aumasson, Bernstein: "SipHash: a fast short-input PRF", 2012) of one 64-bit key under a 128-bit salt:
 * `mix(keyHigh, keyLow, out)` writes the hash's high word to `out[0]` and its low word to `out[1]`. The message is the
 * key as eight bytes, least significant first.
 *
 * A pseudo-random function and not a mixer: without the salt's holder computing guesses, the hashes of one key under
 * two salts have nothing in common, so two lists cannot be joined by their bits. It is spelled out here because no
 * library of ours hashes eight bytes without allocating; the authors' vector and OpenSSL's answers pin it
 * (`keyed-mix.test.ts`). A salted SHA-256 would do as well and takes several times as long.
 */
export function createKeyedMix(salt: Uint8Array): KeyedMix {
  if (salt.length !== saltBytes) throw new RangeError(`A salt has ${saltBytes} bytes, not ${salt.length}`)
  const view = new DataView(salt.buffer, salt.byteOffset, salt.byteLength)
  const k0Low = view.getInt32(0, true)
  const k0High = view.getInt32(4, true)
  const k1Low = view.getInt32(8, true)
  const k1High = view.getInt32(12, true)
  // Carries are numbers made of comparisons, not chosen by them: guessing 32 random branches took half of the time.
  return (keyHigh, keyLow, out) => {
    let v0h = k0High ^ 0x736f6d65
    let v0l = k0Low ^ 0x70736575
    let v1h = k1High ^ 0x646f7261
    let v1l = k1Low ^ 0x6e646f6d
    let v2h = k0High ^ 0x6c796765
    let v2l = k0Low ^ 0x6e657261
    let v3h = k1High ^ 0x74656462 ^ keyHigh
    let v3l = k1Low ^ 0x79746573 ^ keyLow
    for (let round = 0; round < allRounds; round++) {
      if (round === keyRounds) {
        v0h ^= keyHigh
        v0l ^= keyLow
        v3h ^= lengthBlockHigh
      } else if (round === keyRounds + lengthRounds) {
        v0h ^= lengthBlockHigh
        v2l ^= 0xff
      }
      // v0 += v1; v1 <<<= 13; v1 ^= v0; v0 <<<= 32
      let low = (v0l + v1l) | 0
      let high = (v0h + v1h + Number(low >>> 0 < v1l >>> 0)) | 0
      const v1h13 = (v1h << 13) | (v1l >>> 19)
      v1l = ((v1l << 13) | (v1h >>> 19)) ^ low
      v1h = v1h13 ^ high
      v0h = low
      v0l = high
      // v2 += v3; v3 <<<= 16; v3 ^= v2
      v2l = (v2l + v3l) | 0
      v2h = (v2h + v3h + Number(v2l >>> 0 < v3l >>> 0)) | 0
      const v3h16 = (v3h << 16) | (v3l >>> 16)
      v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l
      v3h = v3h16 ^ v2h
      // v0 += v3; v3 <<<= 21; v3 ^= v0
      v0l = (v0l + v3l) | 0
      v0h = (v0h + v3h + Number(v0l >>> 0 < v3l >>> 0)) | 0
      const v3h21 = (v3h << 21) | (v3l >>> 11)
      v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l
      v3h = v3h21 ^ v0h
      // v2 += v1; v1 <<<= 17; v1 ^= v2; v2 <<<= 32
      low = (v2l + v1l) | 0
      high = (v2h + v1h + Number(low >>> 0 < v1l >>> 0)) | 0
      const v1h17 = (v1h << 17) | (v1l >>> 15)
      v1l = ((v1l << 17) | (v1h >>> 15)) ^ low
      v1h = v1h17 ^ high
      v2h = low
      v2l = high
    }
    out[0] = v0h ^ v1h ^ v2h ^ v3h
    out[1] = v0l ^ v1l ^ v2l ^ v3l
  }
}

/** Writes the 64-bit hash of a 64-bit key, both as high and low word. */
export type KeyedMix = (keyHigh: number, keyLow: number, out: Uint32Array) => void

export const saltBytes = 16

const keyRounds = 2
const lengthRounds = 2
const allRounds = keyRounds + lengthRounds + 4
/** The last block of an eight-byte message holds nothing but its length in the top byte. */
const lengthBlockHigh = 8 << 24
