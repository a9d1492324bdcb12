import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { IndicatorKind, ParseResult } from './indicator.ts'
import { indicatorKinds } from './indicator.ts'
import { indicatorKey } from './key.ts'
import { parseIndicator } from './parse-indicator.ts'
import { definitionOf } from './registry.ts'

/** Rows of a vector file below its comment and header; `\uXXXX` stands for one character. */
function rows(name: string): string[][] {
  const file = new URL(`../../../../vectors/indicators/${name}.tsv`, import.meta.url)
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) =>
      line
        .replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .split('\t'),
    )
}

function kindNamed(name: string | undefined): IndicatorKind {
  const kind = indicatorKinds.find((candidate) => candidate === name)
  if (kind === undefined) throw new Error(`no kind ${name}`)
  return kind
}

function outcome(result: ParseResult): string {
  return result.ok ? result.indicator.canonical : result.error.code
}

/** The kinds about hosts have vector files of their own form. */
const kinds = indicatorKinds.filter((kind) => kind !== 'url' && kind !== 'domain' && kind !== 'ip')

describe.each(kinds)('%s vectors', (kind) => {
  it.each(rows(kind))('%j (%s) reads as %s', (value, country, expected, marks, facts, mask, display) => {
    const definition = definitionOf(kind)
    const result = definition.parse(value ?? '', country ? { defaultCountry: country } : undefined)
    expect(outcome(result)).toBe(expected)
    if (!result.ok) return
    expect(result.indicator.kind).toBe(kind)
    expect(result.indicator.marks.join(' ')).toBe(marks)
    const shownFacts = Object.entries(result.indicator.facts).map(([name, fact]) => `${name}=${fact}`)
    expect(shownFacts.join(';')).toBe(facts)
    expect(definition.mask(result.indicator.canonical)).toBe(mask)
    expect(definition.display(result.indicator.canonical)).toBe(display)
  })
})

describe('guessed kinds', () => {
  it.each(rows('guess'))('%j (%s) is taken for %s', (value, country, expectedKind, expected) => {
    const result = parseIndicator(value ?? '', country ? { defaultCountry: country } : undefined)
    expect(outcome(result)).toBe(expected)
    expect(result.ok ? result.indicator.kind : '').toBe(expectedKind)
  })

  it.each(['phone', 'account', 'sms-sender'] as const)('is not done where the caller says %s', (kind) => {
    const result = parseIndicator('招商银行', { kind })
    expect(result.ok ? result.indicator.kind : result.error.code).toBe(
      kind === 'sms-sender' ? 'sms-sender' : 'INDICATOR_INVALID',
    )
  })

  it('refuses more characters than any value has', () => {
    expect(outcome(parseIndicator('1'.repeat(4097)))).toBe('INDICATOR_TOO_LONG')
  })
})

describe('keys', () => {
  it.each(rows('key'))('of %s %s is %s and never changes', (kind, canonical, key) => {
    expect(
      indicatorKey(kindNamed(kind), canonical ?? '')
        .toString(16)
        .padStart(16, '0'),
    ).toBe(key)
  })
})
