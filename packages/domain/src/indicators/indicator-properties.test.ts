import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IndicatorKind } from './indicator.ts'
import { indicatorKinds, maxIndicatorLength } from './indicator.ts'
import { indicatorKey } from './key.ts'
import { parseIndicator } from './parse-indicator.ts'
import { definitionOf } from './registry.ts'

const kinds = indicatorKinds.filter((kind) => kind !== 'url' && kind !== 'domain' && kind !== 'ip')

/** Text that looks like values of some kind, so that parsing often succeeds. */
const near = fc.oneof(
  fc.stringMatching(/^(\+|00|\+86|0086|0|\+1|)[0-9]{1,15}$/),
  fc.stringMatching(/^(\+86)?1[3-9][0-9]{9}$/),
  fc.stringMatching(
    /^(\+86|0086 |\+1 |0)?(110|12[0-9]{3}|95[0-9]{3,6}|96[0-9]{3}|100[0-9]{2,5}|106[0-9]{5,12})$/,
  ),
  fc.stringMatching(/^0[1-9][0-9]{1,2}-?[0-9]{5,8}(转[0-9]{1,4})?$/),
  fc.stringMatching(/^\+(44|852|886|7|33|49|62|95)[0-9]{4,11}$/),
  fc.stringMatching(/^[0-9]{8,22}$/),
  fc.stringMatching(/^[2-9a-z][a-z0-9.+_]{0,10}@(gmail\.com|qq\.com|例子\.中国)$/),
  fc.stringMatching(/^(微信|QQ|telegram|whatsapp|wx|支付宝|paypal)[:： ]?[@+a-zA-Z0-9_]{4,14}$/),
  fc.stringMatching(/^0x[0-9a-f]{40}$/),
  fc.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}( [A-Za-z]{1,8})?$/),
  fc.stringMatching(/^ssid: ?[A-Za-z _0-9]{1,20}$/),
  fc.stringMatching(/^4[0-9]{2}-[0-9]{1,2}-[0-9]{1,6}-[0-9]{1,9}$/),
  fc.stringMatching(/^(imei:)?[0-9]{14,16}$/),
  fc.stringMatching(/^[0-9a-f]{64}$/),
  fc.stringMatching(/^[a-zA-Z][a-z0-9_]{0,5}\.[a-z][a-zA-Z]{0,5}(\.[a-z]{1,5})?$/),
  fc.string({
    unit: fc.constantFrom('а', 'a', 'Б', '招', '商', '【', '】', 'B', 'İ', 'ß', ' ', '.', '1'),
    maxLength: 12,
  }),
)

const anyText = fc.oneof(near, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }))

function parsed(kind: IndicatorKind, text: string) {
  const result = definitionOf(kind).parse(text)
  return result.ok ? result.indicator : undefined
}

describe.each(kinds)('%s', (kind) => {
  const definition = definitionOf(kind)

  it('gives back its canonical form when that is parsed again, with the same marks and key', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const first = parsed(kind, text)
        if (first === undefined) return
        const second = parsed(kind, first.canonical)
        expect(second).toMatchObject({ kind, canonical: first.canonical, marks: first.marks })
        expect(indicatorKey(kind, second?.canonical ?? '')).toBe(indicatorKey(kind, first.canonical))
      }),
      { numRuns: 1500 },
    )
  })

  it('shows a form that reads back as the same value', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const first = parsed(kind, text)
        if (first === undefined) return
        expect(parsed(kind, definition.display(first.canonical))?.canonical).toBe(first.canonical)
      }),
      { numRuns: 1500 },
    )
  })

  it('answers every text with a value or a code, and masks what it answers', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary', maxLength: 5000 })), (text) => {
        const result = definition.parse(text)
        if (result.ok) expect(definition.mask(result.indicator.canonical)).not.toBe('')
        else expect(result.error.code).toMatch(/^INDICATOR_(EMPTY|TOO_LONG|INVALID)$/)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses text of the greatest length without reading it many times over', () => {
    for (const unit of ['1', 'a', '.', '-', ' ', '1.', 'a@', '微信', '+', '0:', 'x1']) {
      const text = unit.repeat(maxIndicatorLength).slice(0, maxIndicatorLength)
      expect(definition.parse(text).ok).toBe(false)
    }
  })
})

describe('any value', () => {
  it('is guessed or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary', maxLength: 5000 })), (text) => {
        const result = parseIndicator(text)
        if (!result.ok) expect(result.error.code).toMatch(/^INDICATOR_/)
      }),
      { numRuns: 2000 },
    )
  })

  it('of the greatest length is answered, whatever it repeats', () => {
    for (const unit of ['1', 'a', '.', '-', '1.', 'a@', '微信', 'ab.', '0x', 'http://', 'a:', '%', '1-1-']) {
      const text = unit.repeat(maxIndicatorLength).slice(0, maxIndicatorLength)
      const result = parseIndicator(text)
      expect(result.ok ? result.indicator.canonical.length : 0).toBeLessThanOrEqual(maxIndicatorLength)
    }
  })

  it('of which a kind is guessed is read by that kind to the same canonical form', () => {
    fc.assert(
      fc.property(near, (text) => {
        const guess = parseIndicator(text)
        if (!guess.ok) return
        const { kind, canonical } = guess.indicator
        expect(parsed(kind, canonical)?.canonical).toBe(canonical)
      }),
      { numRuns: 3000 },
    )
  })
})
