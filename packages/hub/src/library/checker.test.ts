import { indicatorKey, parseIndicator } from '@wuzei/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomFrom, sampleState, sampleValue } from '../benchmarks/sample-values.ts'
import { createVerdictIndex } from '../verdict-index/verdict-index.ts'
import { createChecker } from './checker.ts'
import { JsonBytes, prepareJson } from './json-bytes.ts'

const nowMs = Date.parse('2026-03-01T09:30:00Z')

describe('checker', () => {
  it('answers a batch with exactly what it answers one by one, bad values in their place', () => {
    const random = randomFrom(3)
    const index = createVerdictIndex()
    const samples = Array.from({ length: 500 }, () => sampleValue(random))
    for (const [position, { kind, canonical }] of samples.entries()) {
      const key = indicatorKey(kind, canonical)
      if (position % 2 === 0)
        index.upsert(Number(key >> 32n), Number(key & 0xffffffffn), sampleState(kind, random, nowMs / 1000))
    }
    const checker = createChecker(index, () => nowMs)
    const values = [...samples.map((sample) => sample.value), '', '\u0000"\\', '你好', '+86110', 'a@b.cn']
    const batch: { results: unknown[] } = JSON.parse(checker.checkBatch(values).json.toString())
    expect(batch.results).toEqual(values.map((value): unknown => JSON.parse(checker.check(value).toString())))
    expect(
      batch.results.filter((result) => JSON.stringify(result).includes('"level":"high"')).length,
    ).toBeGreaterThan(100)
  })

  it('leaves a lent batch alone until it is released, and then uses its memory again', () => {
    const checker = createChecker(createVerdictIndex(), () => nowMs)
    const first = checker.checkBatch(['95588'])
    const text = first.json.toString()
    const second = checker.checkBatch(['10086'])
    expect(first.json.toString()).toBe(text)
    expect(second.json.buffer).not.toBe(first.json.buffer)
    first.release()
    first.release()
    // The buffer in use now was taken before the release; the one after it is the released one, and only once.
    const later = [checker.checkBatch(['110']), checker.checkBatch(['120']), checker.checkBatch(['119'])]
    expect(later.filter((batch) => batch.json.buffer === first.json.buffer)).toHaveLength(1)
  })

  it('says the same again after an answer that broke off', () => {
    const index = createVerdictIndex()
    let clock = (): number => nowMs
    const checker = createChecker(index, () => clock())
    const before = checker.check('icbc-x.top')
    clock = () => Number.NaN
    const parsed = parseIndicator('icbc-x.top')
    if (!parsed.ok) throw new Error('the value must parse')
    expect(() => checker.checkIndicator(parsed.indicator, 'icbc-x.top')).toThrow(RangeError)
    clock = () => nowMs
    expect(checker.check('icbc-x.top').equals(before)).toBe(true)
  })
})

describe('JSON as bytes', () => {
  it('writes what JSON.stringify writes', () => {
    const json = new JsonBytes()
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.string()),
        fc.boolean(),
        (text, record, shared) => {
          json.reset()
          json.short(prepareJson('['))
          json.string(text)
          json.short(prepareJson(','))
          json.record(shared ? Object.freeze({ ...record }) : record)
          json.short(prepareJson(','))
          json.long(prepareJson(JSON.stringify({ 中: text.toWellFormed() })))
          json.short(prepareJson(']'))
          expect(JSON.parse(json.toBuffer().toString())).toEqual(
            JSON.parse(JSON.stringify([text, { ...record }, { 中: text.toWellFormed() }])),
          )
        },
      ),
    )
  })

  it('grows with what is written', () => {
    const json = new JsonBytes()
    const text = 'a'.repeat(600_000)
    json.string(text)
    expect(json.toBuffer().toString()).toBe(`"${text}"`)
  })
})

it('answers a batch in turns as it does in one go, and lets others in where a model is asked', async () => {
  const links = Array.from({ length: 60 }, (_, n) => `https://asked-${n}.example.org/`)
  const values = ['95588', ...links, 'nonsense value', '10086']
  let asked = 0
  const slow = () => {
    asked += 1
    const untilMs = performance.now() + 1
    while (performance.now() < untilMs);
    return undefined
  }
  const checker = createChecker(createVerdictIndex(), () => 0, slow)
  let others = 0
  const isDone = new AbortController()
  const beside = (): void => {
    others += 1
    if (!isDone.signal.aborted) setImmediate(beside)
  }
  setImmediate(beside)
  const { json } = await checker.checkBatchInTurns(values)
  isDone.abort()
  expect(asked).toBe(links.length)
  expect(others).toBeGreaterThan(3)
  expect(JSON.parse(json.toString())).toEqual(JSON.parse(checker.checkBatch(values).json.toString()))
})
