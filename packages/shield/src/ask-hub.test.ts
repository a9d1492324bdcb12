import { indicatorKey, type IndicatorKind } from '@wuzei/domain'
import { describe, expect, it } from 'vitest'
import { checkOffline } from './check-offline.ts'
import { confirmPrefix, matchPrefixAnswer, prefixBitsFor } from './confirm.ts'
import { createdAtMs, listOfKeys, seededWords, validUntilMs } from './lists.fixture.ts'

function hex(kind: IndicatorKind, canonical: string): string {
  return indicatorKey(kind, canonical).toString(16).padStart(16, '0')
}

function keysOf(...values: readonly string[]): Uint32Array {
  return Uint32Array.from(
    values.flatMap((value) => {
      const key = indicatorKey('domain', value)
      return [Number(key >> 32n), Number(key & 0xffff_ffffn)]
    }),
  )
}

describe('a hit is confirmed by a prefix', () => {
  it('that leaves at least 128 entries of the list open', () => {
    expect([0, 100, 255, 256, 10_000, 10_000_000, 100_000_000].map(prefixBitsFor)).toEqual([
      0, 0, 0, 1, 6, 16, 19,
    ])
  })

  it('which is the head of the key and nothing more', async () => {
    const list = await listOfKeys(seededWords(20_000, 31))
    const question = confirmPrefix(list, 'domain', 'bad.example')
    expect(question.bits).toBe(6)
    expect(question.prefix).toBe(Number(indicatorKey('domain', 'bad.example') >> 58n))
  })

  it('and stands only if the hub lists the whole key', async () => {
    const list = await listOfKeys(keysOf('bad.example'))
    const question = confirmPrefix(list, 'domain', 'bad.example')
    const entries = [
      { key: hex('domain', 'other.example'), level: 'high' },
      { key: hex('domain', 'bad.example'), level: 'confirmed' },
    ]
    expect(matchPrefixAnswer(question, 'domain', 'bad.example', entries)?.level).toBe('confirmed')
    expect(matchPrefixAnswer(question, 'domain', 'bad.example', entries.slice(0, 1))).toBeUndefined()
    expect(matchPrefixAnswer(question, 'domain', 'bad.example', [])).toBeUndefined()
  })

  it('to which no answer to another question fits', async () => {
    const list = await listOfKeys(seededWords(20_000, 31))
    const question = confirmPrefix(list, 'domain', 'bad.example')
    const unfit = expect.objectContaining({ code: 'SHIELD_ANSWER_UNFIT' })
    const strange = (indicatorKey('domain', 'bad.example') ^ (1n << 63n)).toString(16).padStart(16, '0')
    expect(() => matchPrefixAnswer(question, 'domain', 'bad.example', [{ key: strange }])).toThrow(unfit)
    expect(() => matchPrefixAnswer(question, 'domain', 'bad.example', [{ key: 'not a key' }])).toThrow(unfit)
    const other = { ...question, prefix: question.prefix ^ 1 }
    expect(() => matchPrefixAnswer(other, 'domain', 'bad.example', [])).toThrow(unfit)
  })
})

describe('by the lists at hand', async () => {
  const suspects = await listOfKeys(keysOf('bad.example', 'fallen.example'))
  const knownGood = await listOfKeys(keysOf('good.example', 'fallen.example'), { purpose: 'known-good' })
  const value = (canonical: string) => [{ kind: 'domain' as const, canonical }]

  it.each([
    ['bad.example', 'ask-hub', 'ask-hub'],
    ['good.example', 'known-good', 'known-good'],
    ['strange.example', 'not-listed', 'ask-hub'],
    ['fallen.example', 'ask-hub', 'ask-hub'],
  ])('%s: %s, and if asking is the rule %s', (canonical, onHit, byDefault) => {
    const lists = { suspects, knownGood }
    expect(checkOffline(lists, value(canonical), 'ask-on-hit', createdAtMs)).toBe(onHit)
    expect(checkOffline(lists, value(canonical), 'ask-by-default', createdAtMs)).toBe(byDefault)
  })

  it('a suspect among what bears on a value is asked about', () => {
    const candidates = [...value('www.bad.example'), ...value('bad.example')]
    expect(checkOffline({ suspects }, candidates, 'ask-on-hit', createdAtMs)).toBe('ask-hub')
  })

  it('nobody is good any more when the list is out of date', () => {
    const lists = { suspects, knownGood }
    expect(checkOffline(lists, value('good.example'), 'ask-by-default', validUntilMs + 1)).toBe('ask-hub')
  })

  it('without suspects, or for a kind they do not cover, everything is asked about', async () => {
    expect(checkOffline({ knownGood }, value('good.example'), 'ask-on-hit', createdAtMs)).toBe('ask-hub')
    const phones = await listOfKeys(keysOf('bad.example'), { kinds: ['phone'] })
    const lists = { suspects: phones }
    expect(checkOffline(lists, value('strange.example'), 'ask-on-hit', createdAtMs)).toBe('ask-hub')
  })

  it('a list of good values clears only the kinds it covers', async () => {
    const phones = await listOfKeys(keysOf('good.example'), { purpose: 'known-good', kinds: ['phone'] })
    const lists = { suspects, knownGood: phones }
    expect(checkOffline(lists, value('good.example'), 'ask-by-default', createdAtMs)).toBe('ask-hub')
  })

  it('lists of the wrong purpose are refused', () => {
    const ask = (lists: object) => () => checkOffline(lists, value('x.example'), 'ask-on-hit', createdAtMs)
    expect(ask({ suspects: knownGood })).toThrow(RangeError)
    expect(ask({ knownGood: suspects })).toThrow(RangeError)
  })
})
