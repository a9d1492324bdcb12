import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createKeyedMix } from './keyed-mix.ts'

const rows = readFileSync(new URL('../../../vectors/shield/keyed-mix.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t'))

describe('a key under a salt', () => {
  it.each(rows)('%s makes of %s the hash %s', (salt, key, hash) => {
    const out = new Uint32Array(2)
    const words = Buffer.from(key ?? '', 'hex')
    createKeyedMix(Buffer.from(salt ?? '', 'hex'))(words.readUInt32BE(0), words.readUInt32BE(4), out)
    expect([...out].map((word) => word.toString(16).padStart(8, '0')).join('')).toBe(hash)
  })

  it('needs all 16 bytes of salt', () => {
    expect(() => createKeyedMix(new Uint8Array(15))).toThrow(RangeError)
  })
})
