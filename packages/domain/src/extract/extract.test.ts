import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { definitionOf } from '../indicators/registry.ts'
import { extract, extractCounting } from './extract.ts'

interface Vector {
  readonly text: string
  readonly found: readonly { readonly kind: string; readonly canonical: string; readonly at: string }[]
}

const vectors: Vector[] = readFileSync(
  new URL('../../../../vectors/extract/texts.ndjson', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line))

describe('extract', () => {
  it.each(vectors)('$text', ({ text, found }) => {
    const got = extract(text).map(({ kind, canonical, start, end }) => ({
      kind,
      canonical,
      at: text.slice(start, end),
    }))
    expect(got).toEqual(found)
  })

  it('gives offsets in UTF-16 units of the original text', () => {
    expect(extract('😀\u200b１３8\u200b00138000，x')).toEqual([
      { kind: 'phone', canonical: '+8613800138000', start: 3, end: 15, marks: [] },
    ])
  })

  it('carries the marks of what it finds', () => {
    expect(extract('раураl.com 1.2.3.4:80 10.0.0.1').map((one) => one.marks)).toEqual([
      ['idn', 'homoglyph'],
      [],
      ['private-range'],
    ])
  })

  it('reads numbers of another country when told', () => {
    const [found] = extract('Call (415) 555-2671', { defaultCountry: 'US' })
    expect(found?.canonical).toBe('+14155552671')
  })
})

const fragments = fc.constantFrom(
  '13800138000',
  '138',
  '0013',
  '8000',
  '一三八',
  '①',
  '+86',
  '+',
  ' ',
  '-',
  '.',
  '(',
  ')',
  '（',
  '【',
  '】',
  '银行',
  'http://',
  'hxxp://',
  'evil-shop.com',
  '[.]',
  'com',
  '点',
  '。',
  '/a?b',
  '@',
  'abc',
  'QQ',
  '微信',
  '卡号',
  '6222021234567890128',
  '\u200b',
  '\n',
  '元',
  '：',
  '😀',
  '\ud800',
  '1.2.3.4',
  '::',
  'a4:2b:b0:12:34:56',
  'DE89370400440532013000',
  '，',
  'www.',
  't.me/',
  'ａ',
  '𝟏',
  '0x',
  'bc1q',
  'IMEI',
)
const messages = fc.oneof(
  fc.array(fragments, { maxLength: 25 }).map((all) => all.join('')),
  fc.tuple(fc.constantFrom(...vectors), fc.constantFrom(...vectors)).map(([a, b]) => a.text + b.text),
  fc.string({ unit: 'binary' }),
)

describe('on any text', () => {
  it('never throws, and gives ranges in order, inside the text, without overlap', () => {
    fc.assert(
      fc.property(messages, (text) => {
        let before = 0
        for (const { start, end } of extract(text)) {
          expect(start).toBeGreaterThanOrEqual(before)
          expect(end).toBeGreaterThan(start)
          before = end
        }
        expect(before).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 5000 },
    )
  })

  it('gives canonical forms that their kind reads as themselves', () => {
    fc.assert(
      fc.property(messages, (text) => {
        for (const { kind, canonical } of extract(text)) {
          expect(definitionOf(kind).parse(canonical)).toMatchObject({ ok: true, indicator: { canonical } })
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('marks ranges whose own text means the same, where the words around it are not needed', () => {
    // Chinese digits, circled digits and spelled dots are the extractor's own reading, not the kinds'.
    const selfContained = new Set(['url', 'email', 'ip', 'wallet', 'wifi', 'sms-sender'])
    for (const { text } of vectors) {
      for (const { kind, canonical, start, end } of extract(text)) {
        const slice = text.slice(start, end)
        if (!selfContained.has(kind) || /[ⓐ-ⓩ]|\[at\]|\ud835/.test(slice)) continue
        expect(definitionOf(kind).parse(slice), slice).toMatchObject({ ok: true, indicator: { canonical } })
      }
    }
  })
})

/** Texts that make backtracking or rescanning extractors slow. */
const adversarial: readonly (readonly [string, string])[] = [
  ['digits', '1'],
  ['mobile numbers', '13800138000'],
  ['spaced digits', '1 '],
  ['dashed digits', '1-'],
  ['dotted digits', '1.'],
  ['Chinese digits', '一三八零'],
  ['mixed digits', '1一①'],
  ['dots', '.'],
  ['bracketed dots', 'a[.]'],
  ['spelled dots', 'a点'],
  ['Chinese full stops', 'a。'],
  ['host labels', 'a.'],
  ['known endings', 'a.com.'],
  ['one label', 'a'],
  ['hyphens', 'a-'],
  ['schemes', 'http://'],
  ['broken schemes', 'http:/'],
  ['links', 'http://a.com/'],
  ['links without end', 'http://a.com/a?'],
  ['user names', 'http://a@'],
  ['open brackets', 'http://['],
  ['signatures open', '【'],
  ['signatures', '【a】'],
  ['nested brackets', '(['],
  ['closing brackets in a path', 'http://a.com/)))))'],
  ['at signs', '@'],
  ['handles', '@abcdef'],
  ['mail', 'a@'],
  ['mail with plus', 'a+'],
  ['pluses', '+1'],
  ['parentheses', '(1)'],
  ['pairs', 'aa:'],
  ['colons', 'a:'],
  ['zero widths', '\u200b'],
  ['zero widths in digits', '1\u200b'],
  ['spaces', ' '],
  ['context words', '微信QQ'],
  ['context and numbers', 'QQ12345、'],
  ['IBAN heads', 'DE89 '],
  ['hexadecimal', '0xabcdef'],
  ['package names', 'com.a.b'],
  ['Chinese hosts', 'http://中'],
  ['percent signs', 'http://a.com/%25%'],
  ['mathematical letters', '𝐚.'],
  ['lone surrogates', '\ud835'],
]

describe('cost', () => {
  const of = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size)
  const steps = (text: string): number => extractCounting(text).steps

  it.each(adversarial)('grows no faster than the text: %s', (_name, unit) => {
    const sizes = [8, 16, 32, 64].map((kib) => steps(of(unit, kib * 1024)))
    const [first = 0, ...rest] = sizes
    // Eight times the text may cost eight times the steps, and the odd candidate at the end.
    for (const [i, cost] of rest.entries())
      expect(cost).toBeLessThanOrEqual(first * 2 ** (i + 1) * 1.1 + 5000)
    expect(sizes.at(-1) ?? 0).toBeLessThan(64 * 1024 * maxStepsPerCharacter)
  })

  it('grows no faster than the text, in random mixtures of bad pieces', () => {
    const unit = fc.array(fc.constantFrom(...adversarial.map(([, piece]) => piece)), {
      minLength: 2,
      maxLength: 6,
    })
    fc.assert(
      fc.property(unit, (pieces) => {
        expect(steps(of(pieces.join(''), 16 * 1024))).toBeLessThan(16 * 1024 * maxStepsPerCharacter)
      }),
      { numRuns: 60 },
    )
  })
})

/**
 * Look-behind for words costs up to some hundred steps at a number, groups of a number and path characters are read
 * more than once; whatever the text, no character costs more than this.
 */
const maxStepsPerCharacter = 500
