import type { PageCheckReply, Verdict } from '@wuzei/contract'
import type { ExaminedPage, PageSign } from '@wuzei/detect'
import {
  definitionOf,
  extract,
  parseIndicator,
  verdictLevels,
  type Indicator,
  type IndicatorKind,
  type VerdictLevel,
} from '@wuzei/domain'
import type { Checker } from '../library/checker.ts'

/** What the library knows of a page and of what it names. */
export interface FoundOnPage {
  readonly page: Verdict | null
  readonly indicators: PageCheckReply['indicators']
  readonly signs: readonly PageSign[]
}

type Role = PageCheckReply['indicators'][number]['role']

/** Values put to the library for one page: each takes some ten microseconds, and nobody reads more. */
const maxValues = 600
/** Units of shown text in which values are looked for. */
const maxSearchedText = 64 * 1024
/** Values told in an answer. */
const maxTold = 100

/** Looks up a page's address and everything in it. What the library has nothing to say about is left out. */
export function findOnPage(library: Checker, examined: ExaminedPage, address: Indicator): FoundOnPage {
  const page = verdictOn(library, address)
  const own = new Set([address.canonical])
  const indicators: PageCheckReply['indicators'] = []
  const signs: PageSign[] = []
  for (const { role, indicator } of valuesOf(examined).slice(0, maxValues)) {
    if (own.has(indicator.canonical)) continue
    own.add(indicator.canonical)
    const verdict = verdictOn(library, indicator)
    if (verdict.level === 'unknown' && verdict.identity === null) continue
    if (indicators.length < maxTold) indicators.push({ role, verdict })
    const sign = signOf(role, verdict.level, indicator)
    if (sign) signs.push(sign)
  }
  return { page, indicators, signs }
}

function verdictOn(library: Checker, indicator: Indicator): Verdict {
  const verdict: Verdict = JSON.parse(library.checkIndicator(indicator, indicator.canonical).toString())
  return verdict
}

function valuesOf({ targets, links, apps, text }: ExaminedPage): { role: Role; indicator: Indicator }[] {
  const named = (role: Role, values: readonly string[], kind: IndicatorKind) =>
    values.flatMap((value) => {
      const parsed = parseIndicator(value, { kind })
      return parsed.ok ? [{ role, indicator: parsed.indicator }] : []
    })
  const inText = extract(text.slice(0, maxSearchedText)).flatMap(({ kind, canonical }) =>
    named('text', [canonical], kind),
  )
  return [
    ...named('target', targets, 'url'),
    ...named('app', apps, 'app'),
    ...inText,
    ...named('link', links, 'url'),
  ]
}

/** What speaks against a page. Where it leads unasked it leads on purpose; what it names it may warn of. */
function signOf(role: Role, level: VerdictLevel, { kind, canonical }: Indicator): PageSign | undefined {
  const isBad = rank(level) >= rank('high')
  const target = definitionOf(kind).mask(canonical)
  if ((role === 'target' || role === 'app') && isBad) return { code: 'BAD_TARGET', values: { target } }
  return isBad ? { code: 'BAD_VALUE', values: { target } } : undefined
}

function rank(level: VerdictLevel): number {
  return verdictLevels.indexOf(level)
}
