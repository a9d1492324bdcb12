import { readFileSync } from 'node:fs'
import { ed25519 } from '@noble/curves/ed25519.js'
import { type IndicatorKind, indicatorKey, indicatorKinds } from '@wuzei/domain'
import { describe, expect, it } from 'vitest'
import { applyDelta } from './apply-delta.ts'
import { buildDelta } from './build-delta.ts'
import { buildList } from './build-list.ts'
import { encodeList } from './encode-list.ts'
import { planEpoch } from './epoch.ts'
import type { ListPurpose } from './list-header.ts'
import { openList } from './open-list.ts'

interface ListVector {
  readonly version: number
  readonly createdAtMs: number
  readonly validUntilMs: number
  /** `kind:canonical`. */
  readonly values: readonly string[]
  readonly file: string
}

interface Vector {
  readonly what: string
  readonly name: string
  readonly purpose: ListPurpose
  readonly kinds: readonly IndicatorKind[]
  readonly salt: string
  readonly expectedCount: number
  readonly falsePositiveRate: number
  readonly secretKey: string
  readonly publicKey: string
  readonly lists: readonly [ListVector, ListVector]
  readonly delta: string
}

const vectors = readFileSync(new URL('../../../vectors/shield/lists.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Vector => JSON.parse(line))

function valueOf(text: string): [IndicatorKind, string] {
  const colon = text.indexOf(':')
  const kind = indicatorKinds.find((candidate) => candidate === text.slice(0, colon))
  if (kind === undefined) throw new Error(`no kind in ${text}`)
  return [kind, text.slice(colon + 1)]
}

describe.each(vectors)('the vector of $what', (vector) => {
  const publicKey = Buffer.from(vector.publicKey, 'hex')
  const [first, second] = vector.lists
  const opened = (list: ListVector) =>
    openList(Buffer.from(list.file, 'hex'), {
      publicKey,
      name: vector.name,
      minimumVersion: list.version,
      nowMs: list.createdAtMs,
    })

  it.each(vector.lists)('is written as version $version', async (list) => {
    const keys = list.values.map((text) => indicatorKey(...valueOf(text)))
    const unsigned = buildList({
      ...vector,
      ...list,
      epoch: planEpoch({ ...vector, salt: Buffer.from(vector.salt, 'hex') }),
      keys: Uint32Array.from(keys.flatMap((key) => [Number(key >> 32n), Number(key & 0xffff_ffffn)])),
    })
    const secretKey = Buffer.from(vector.secretKey, 'hex')
    const file = await encodeList(unsigned, (message) => ed25519.sign(message, secretKey))
    expect(Buffer.from(file).toString('hex')).toBe(list.file)
  })

  it.each(vector.lists)('is found in version $version', (list) => {
    const reader = opened(list)
    for (const text of list.values) expect(reader.mayContain(...valueOf(text))).toBe(true)
    expect(reader.header.count).toBe(list.values.length)
  })

  it('has this delta, which leads from one to the other', () => {
    const delta = buildDelta(opened(first), opened(second))
    expect(delta && Buffer.from(delta).toString('hex')).toBe(vector.delta)
    const applied = applyDelta(opened(first), Buffer.from(vector.delta, 'hex'), { publicKey, nowMs: 0 })
    expect(Buffer.from(applied.bytes).toString('hex')).toBe(second.file)
  })
})
