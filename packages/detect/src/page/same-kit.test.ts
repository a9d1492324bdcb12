import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { examinePage, pageKnowledge } from './classify-page.ts'
import type { PageFingerprint } from './fingerprint-page.ts'
import { compareKits, hammingDistance, isPlain } from './same-kit.ts'

const folder = new URL('../../../../vectors/detect/pages/', import.meta.url)
const knowledge = pageKnowledge()

function sources(kind: 'kits' | 'honest'): [string, string][] {
  return readdirSync(new URL(kind, folder)).map((file) => [
    file.replace('.html', ''),
    readFileSync(new URL(`${kind}/${file}`, folder), 'utf8'),
  ])
}

function printOf(html: string, finalUrl: string): PageFingerprint {
  return examinePage(knowledge, { html, finalUrl }).fingerprint
}

const kits = sources('kits')
const honest = sources('honest')
const kitPrints = kits.map(([name, html]) => [name, printOf(html, `https://${name}.example.com/`)] as const)
const honestPrints = honest.map(
  ([name, html]) => [name, printOf(html, `https://${name}.example.org/`)] as const,
)

/** What whoever runs a kit changes from copy to copy. */
const edits: Readonly<Record<string, (html: string) => string>> = {
  'another brand': (html) =>
    html
      .replaceAll(/工商银行|招商银行/g, '建设银行')
      .replaceAll('中通', '圆通')
      .replaceAll('公安部', '检察院')
      .replaceAll('USPS', 'Royal Mail')
      .replaceAll('Microsoft', 'Contoso')
      .replaceAll('imToken', 'TokenPocket')
      .replaceAll('icbc', 'ccb'),
  'other amounts and dates': (html) => html.replaceAll(/\d{2,}/g, (digits) => String(Number(digits) + 7)),
  'other ids': (html) =>
    html.replaceAll(/ id="[^"]*"/g, ' id="x91"').replaceAll('<div class', '<div id="q1" class'),
  'other white space': (html) => html.replaceAll('><', '>\n   <').replaceAll('\n', '\r\n\t'),
  'another order of attributes': (html) =>
    html.replaceAll(/<(input|div|img|link|a) ([^<>]*)>/g, (whole, tag: string, rest: string) => {
      const parts = rest.match(/[\w-]+(?:="[^"]*")?/g)
      return parts?.join(' ') === rest ? `<${tag} ${parts.toReversed().join(' ')}>` : whole
    }),
  'another target': (html) =>
    html.replaceAll(/action="[^"]*"/g, 'action="https://collect.example.net/z.php"'),
  'one row more': (html) => html.replace('<form', '<div class="extra-note"><p>公告</p></div><form'),
  'another mode of writing': (html) => html.replaceAll('<div', '<DIV').replaceAll('<input', '<INPUT'),
}

/** Marks that honest pages show are common, as a hub counts them. */
const onHonestPages = new Set(honestPrints.flatMap(([, print]) => print.marks))
const isCommon = (mark: string): boolean => onHonestPages.has(mark)

describe('copies of a kit', () => {
  for (const [edit, change] of Object.entries(edits))
    it(`fall together in spite of ${edit}`, () => {
      const apart = kits.filter(([name, html], at) => {
        const original = kitPrints[at]?.[1]
        const copy = printOf(change(html), `https://copy-of-${name}.example.net/other/`)
        return !original || !compareKits(original, copy, isCommon).isSame
      })
      // A frame over the window, or two fields in a table: too plain to be known again whatever is changed.
      const plain = edit === 'one row more' ? ['framed-bank', 'mail-quota'] : ['framed-bank']
      expect(apart.map(([name]) => name)).toEqual(plain)
    })

  it('fall together with all edits at once', () => {
    const together = kits.filter(([name, html], at) => {
      const copy = Object.values(edits).reduce((text, change) => change(text), html)
      const original = kitPrints[at]?.[1]
      return original && compareKits(original, printOf(copy, `https://${name}.example.net/`), isCommon).isSame
    })
    console.info(`${together.length} of ${kits.length} kits are found again after all edits at once`)
    expect(together.length).toBeGreaterThanOrEqual(14)
  })
})

describe('other pages', () => {
  it('of different kits do not fall together', () => {
    for (const [name, a] of kitPrints)
      for (const [other, b] of kitPrints)
        if (name !== other) expect(compareKits(a, b, isCommon).isSame, `${name} ${other}`).toBe(false)
  })

  it('that are honest do not fall together with kits', () => {
    for (const [name, a] of kitPrints)
      for (const [other, b] of honestPrints)
        expect(compareKits(a, b, () => false).isSame, `${name} ${other}`).toBe(false)
  })

  it('that are honest do not fall together with each other, one software or not', () => {
    const pairs: string[] = []
    for (const [name, a] of honestPrints)
      for (const [other, b] of honestPrints)
        if (name < other && compareKits(a, b, () => false).isSame) pairs.push(`${name} ${other}`)
    expect(pairs).toEqual([])
    const [, one] = honestPrints.find(([name]) => name === 'wordpress-login') ?? []
    const [, two] = honestPrints.find(([name]) => name === 'wordpress-login-2') ?? []
    // One template, and still no kit: its form and its files are known as everybody's.
    expect(one && two && hammingDistance(one.simhash, two.simhash)).toBeLessThan(8)
    expect([...(one?.marks ?? []), ...(two?.marks ?? [])]).toEqual([])
  })

  it('that are empty or parked are nobody’s template', () => {
    for (const name of ['empty', 'parked-domain', 'parked-domain-2'])
      expect(isPlain(honestPrints.find(([known]) => known === name)?.[1] ?? { runs: 99 }), name).toBe(true)
  })

  it('are told apart by what is common: then even copies do not join', () => {
    const [, print] = kitPrints[0] ?? []
    if (!print) throw new RangeError('no kit')
    expect(compareKits(print, print, () => true).isSame).toBe(false)
    expect(compareKits(print, print, () => false).isSame).toBe(true)
  })
})
