import { readFileSync } from 'node:fs'
import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainDefinition } from '../domain.ts'
import type { IndicatorDefinition, IndicatorKind } from '../indicator.ts'
import { indicatorKinds } from '../indicator.ts'
import { ipDefinition } from '../ip.ts'
import { urlDefinition } from '../url.ts'
import { hasHomoglyphs, skeleton } from './homoglyphs.ts'
import { canonicalHost, unicodeHost } from './host-name.ts'
import { lookupCandidates } from './lookup-candidates.ts'
import { canonicalizeUrl, urlText } from './safe-browsing.ts'
import { urlExpressions } from './url-expressions.ts'

const vectorFolder = new URL('../../../../../vectors/', import.meta.url)

function rows(name: string): string[][] {
  const lines = readFileSync(new URL(name, vectorFolder), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'))
}

function unescaped(text: string): string {
  return text.replaceAll('\\t', '\t').replaceAll('\\r', '\r').replaceAll('\\n', '\n')
}

describe('Safe Browsing canonicalisation', () => {
  it.each(rows('url/safe-browsing.tsv'))('%s', (input = '', canonical) => {
    const url = canonicalizeUrl(unescaped(input))
    expect(url && urlText(url)).toBe(canonical)
  })

  it.each(rows('url/expressions.tsv'))('expressions of %s', (canonical = '', expressions = '') => {
    expect(urlExpressions(canonical)).toEqual(expressions.split(' '))
  })

  it('gives at most 30 expressions', () => {
    expect(urlExpressions('a.b.c.d.e.f.g/1/2/3/4/5/6?q=1')).toHaveLength(30)
  })
})

const definitions = [urlDefinition, domainDefinition, ipDefinition]

describe.each(definitions.map((definition) => [definition.kind, definition] as const))(
  '%s',
  (kind, definition) => {
    it.each(rows(`indicators/${kind}.tsv`))('%s', (input = '', result = '', marks = '') => {
      const parsed = definition.parse(input)
      if (!parsed.ok) expect(parsed.error.code).toBe(result)
      else {
        expect(parsed.indicator.canonical).toBe(result)
        expect(parsed.indicator.marks.join(',')).toBe(marks)
        expect(parsed.indicator.kind).toBe(kind)
        expect(definition.parse(result)).toEqual(parsed)
      }
    })

    it('refuses what is too long', () => {
      expect(definition.parse(`${'a'.repeat(4093)}.com`)).toMatchObject({
        ok: false,
        error: { code: 'INDICATOR_TOO_LONG' },
      })
    })

    it('never throws, and is idempotent with equal marks, on any text', () => {
      fc.assert(
        fc.property(hostile, (input) => expectStable(definition, input)),
        { numRuns: 5000 },
      )
    })
  },
)

const pieces = fc.constantFrom(
  'http://',
  'https://',
  'hxxp://',
  'www.',
  'a',
  'B',
  '.',
  '..',
  '/',
  '//',
  '%',
  '%25',
  '%2e',
  '%2F',
  '%00',
  '?',
  '#',
  '@',
  ':',
  ':8080',
  '[',
  ']',
  '[.]',
  '点',
  '。',
  'com',
  '.com',
  '.cn',
  'ı',
  'а',
  '中',
  '\u200b',
  ' ',
  '\t',
  '\\',
  '0x7f',
  '1',
  '256',
  '::',
  'ffff',
  'xn--',
  '-',
  '_',
  '！',
  '\ud800',
  '😀',
  'ß',
  'İ',
  '\u0301',
  '=',
  '&',
  ';',
  '<',
  '>',
  '"',
  'ｃ',
)
const hostile = fc.oneof(
  fc.array(pieces, { maxLength: 14 }).map((all) => all.join('')),
  fc.webUrl(),
  fc.domain(),
  fc.string(),
)

function expectStable(definition: IndicatorDefinition, input: string): void {
  const first = definition.parse(input)
  if (!first.ok) return
  const { canonical } = first.indicator
  expect(definition.parse(canonical)).toEqual(first)
  expect(typeof definition.mask(canonical)).toBe('string')
  expect(typeof definition.display(canonical)).toBe('string')
}

describe('masks and displays', () => {
  it.each([
    [urlDefinition, 'x.cn/a/b/c?t=1', 'x.cn/a/***'],
    [urlDefinition, 'x.cn/a?phone=1', 'x.cn/a?***'],
    [urlDefinition, 'x.cn:81/a', 'x.cn:81/a'],
    [urlDefinition, 'x.cn/a/', 'x.cn/a/'],
    [domainDefinition, 'x.cn', 'x.cn'],
    [ipDefinition, '8.8.4.4', '8.8.4.0/24'],
    [ipDefinition, '2001:db8:1:2::3', '2001:db8:1::/48'],
  ])('%# masks %s', (definition, canonical, masked) => {
    expect(definition.mask(canonical)).toBe(masked)
  })

  it('shows Unicode names only where they copy nothing', () => {
    expect(domainDefinition.display('xn--fiqs8s.xn--fiqs8s')).toBe('中国.中国')
    expect(domainDefinition.display('xn--80ak6aa92e.com')).toBe('xn--80ak6aa92e.com')
    expect(urlDefinition.display('xn--fiqs8s.xn--fiqs8s:81/xn--fiqs8s')).toBe('中国.中国:81/xn--fiqs8s')
  })
})

describe('facts', () => {
  it('name the registrable domain, the suffix and the Unicode host', () => {
    expect(domainDefinition.parse('a.工商银行.com.cn')).toMatchObject({
      indicator: {
        facts: {
          registrableDomain: 'xn--czr93rq40bruk.com.cn',
          publicSuffix: 'com.cn',
          unicode: 'a.工商银行.com.cn',
        },
      },
    })
    expect(urlDefinition.parse('http://a.foo.github.io/x')).toMatchObject({
      indicator: {
        facts: { registrableDomain: 'foo.github.io', publicSuffix: 'github.io', host: 'a.foo.github.io' },
      },
    })
    expect(ipDefinition.parse('100.64.0.1')).toMatchObject({
      indicator: { facts: { version: '4', use: 'carrier-nat' } },
    })
  })
})

describe('homoglyphs', () => {
  it.each(rows('url/homoglyphs.tsv'))('%s looks like %s', (host = '', looks, marked) => {
    expect(skeleton(host)).toBe(looks)
    expect(hasHomoglyphs(host)).toBe(marked === 'yes')
  })
})

describe('lookup candidates', () => {
  it.each(rows('url/lookup.tsv'))('%s %s', (kind, canonical = '', candidates = '') => {
    const found = lookupCandidates({ kind: kindNamed(kind), canonical })
    expect(found.map((one) => `${one.kind} ${one.canonical}`)).toEqual(candidates.split('|'))
  })

  it('never holds a public suffix or the shared part of a host', () => {
    const host = fc.constantFrom(
      'a.b.github.io',
      'x.co.uk',
      'a.b.c.d.e.f.g.com.cn',
      'u.weebly.com',
      'a.pages.dev',
    )
    fc.assert(
      fc.property(host, fc.webPath(), (name, path) => {
        const parsed = urlDefinition.parse(`http://${name}${path}`)
        if (!parsed.ok) return
        const found = lookupCandidates(parsed.indicator)
        expect(found[0]).toEqual({ kind: 'url', canonical: parsed.indicator.canonical })
        expect(found).toEqual(lookupCandidates({ kind: 'url', canonical: parsed.indicator.canonical }))
        expect(found.length).toBeLessThanOrEqual(12)
        const forbidden = [
          'github.io',
          'io',
          'co.uk',
          'uk',
          'com.cn',
          'cn',
          'weebly.com',
          'com',
          'pages.dev',
          'dev',
        ]
        for (const one of found) expect(forbidden).not.toContain(one.canonical.replace(/\/$/, ''))
      }),
    )
  })
})

describe('host names', () => {
  it('encode as the platform does', () => {
    const label = fc.string({
      unit: fc.constantFrom(...'abcxyz019äöüéñ中国银行日本語кириллицаελλ한국ا'),
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(label, (name) => {
        const platform = domainToASCII(`a${name}.com`)
        // The platform also refuses labels that mix writing directions; DNS has no such rule.
        if (platform !== '') expect(canonicalHost(`a${name}.com`)).toBe(platform)
      }),
    )
  })

  it('come back from their A-labels', () => {
    expect(unicodeHost('xn--czr93rq40bruk.com')).toBe('工商银行.com')
    expect(unicodeHost('xn--99999999.com')).toBe('xn--99999999.com')
  })
})

function kindNamed(name: string | undefined): IndicatorKind {
  const kind = indicatorKinds.find((one) => one === name)
  if (kind === undefined) throw new Error(`no kind ${name}`)
  return kind
}
