import { ed25519 } from '@noble/curves/ed25519.js'
import { indicatorKinds } from '@wuzei/domain'
import { buildList, type ListContent } from './build-list.ts'
import { encodeList } from './encode-list.ts'
import { planEpoch, suspectFalsePositiveRate } from './epoch.ts'
import { openList, type ShieldList } from './open-list.ts'

export const secretKey = new Uint8Array(32).fill(7)
export const publicKey = ed25519.getPublicKey(secretKey)
export const createdAtMs = Date.UTC(2026, 10, 22)
export const validUntilMs = createdAtMs + 7 * 86_400_000

export const testEpoch = planEpoch({
  salt: new Uint8Array(16).fill(3),
  expectedCount: 1000,
  falsePositiveRate: suspectFalsePositiveRate,
})

export function sign(message: Uint8Array): Uint8Array {
  return ed25519.sign(message, secretKey)
}

/** A signed list file of those keys. */
export function listFile(keys: Uint32Array, content: Partial<ListContent> = {}): Promise<Uint8Array> {
  const list = buildList({
    name: 'suspects/all',
    purpose: 'suspect',
    kinds: indicatorKinds,
    version: 1,
    createdAtMs,
    validUntilMs,
    epoch: testEpoch,
    keys,
    ...content,
  })
  return encodeList(list, sign)
}

export function opened(bytes: Uint8Array, name = 'suspects/all'): ShieldList {
  return openList(bytes, { publicKey, name, minimumVersion: 1, nowMs: createdAtMs })
}

export async function listOfKeys(keys: Uint32Array, content: Partial<ListContent> = {}): Promise<ShieldList> {
  return opened(await listFile(keys, content), content.name)
}

/** Words that look random and are the same in every run (mulberry32). */
export function seededWords(count: number, seed: number): Uint32Array {
  let state = seed
  return Uint32Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return (word ^ (word >>> 14)) >>> 0
  })
}
