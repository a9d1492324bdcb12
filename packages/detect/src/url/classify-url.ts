import { isSharedByPath } from '@wuzei/domain'
import type { Detection, DetectionLevel } from '../model/detection.ts'
import type { Brand } from './brand.ts'
import type { DenseFindings } from './dense-features.ts'
import { readUrl, type UrlReading } from './read-url.ts'
import type { BrandIndex } from './read-brands.ts'
import { explainUrl, reasonOf } from './url-reasons.ts'
import { probabilityOfMargin, urlMargin, type UrlModel } from './url-model.ts'
import { ruledMargin, ruleOf } from './url-rules.ts'

/** What a verified owner's site is given: not nought, for nobody is never broken into. */
const verifiedScore = 0.0001

/**
 * Judges a link by its letters alone, without opening it. Gives a calibrated probability of fraud; `suspicious` above
 * the threshold that one harmless link in a hundred exceeds, `high` above that of one in a thousand, `unknown` below
 * both, and `safe` only for sites of verified owners, whatever the model says. Never `confirmed`: that takes people.
 * A link of a shortening service is never more than `unknown`, with that as its reason: its letters say nothing about
 * where it leads. Any text is answered, in time linear in its length. `parts` are UTF-16 offsets into `url`.
 */
export function classifyUrl(model: UrlModel, url: string): Detection {
  const reading = readUrl(url)
  const owner = verifiedOwner(model.brands, reading)
  if (owner !== null) {
    const { id, name } = owner
    const reason = reasonOf('VERIFIED_OWNER', { brand: id, brandZh: name.zh, brandEn: name.en })
    return { score: verifiedScore, level: 'safe', fraudType: null, reasons: [reason], model: model.name }
  }
  const { margin: learned, findings } = urlMargin(model, reading)
  const rule = ruleOf(reading, findings)
  const margin = ruledMargin(rule, learned, model)
  const level = levelOf(model, margin)
  const score = probabilityOfMargin(model, margin)
  if (level === 'unknown') {
    const reasons = rule === 'hidden' ? [reasonOf('SHORT_LINK', { host: reading.host })] : []
    return { score, level, fraudType: null, reasons, model: model.name }
  }
  const { reasons, parts } = explainUrl(model, url, reading, findings, rule)
  return { score, level, fraudType: fraudTypeOf(findings), reasons, parts, model: model.name }
}

function levelOf(model: UrlModel, margin: number): DetectionLevel {
  if (margin > model.marginAt01) return 'high'
  return margin > model.marginAt1 ? 'suspicious' : 'unknown'
}

/** Where others publish on an owner's site, the owner vouches for nothing but its front page. */
export function verifiedOwner(brands: BrandIndex, url: UrlReading): Brand | null {
  if (url.hasUserInfo) return null
  const owner = brands.ownerOf(url.host)
  if (owner === null || (url.path === '/' && url.query === '')) return owner
  if (isSharedByPath(url.host) || formHosts.has(url.host)) return null
  return owner.domains.some((domain) => url.host === domain || url.host.endsWith(`.${domain}`)) ? owner : null
}

/** Hosts of owners where anybody makes a form or page, beyond those that the library knows to be shared. */
const formHosts: ReadonlySet<string> = new Set(
  'customervoice.microsoft.com forms.microsoft.com sway.office.com forms.cloud.microsoft sway.cloud.microsoft'.split(
    ' ',
  ),
)

/** Fake apps, then whom the page poses as, then phishing in general. */
function fraudTypeOf({ brands, isApk }: DenseFindings): string {
  const match =
    brands.lookalikeInHost ?? brands.inSubdomain ?? brands.inName ?? brands.inPath ?? brands.lookalikeInPath
  if (match !== null) return match.brand.fraudType
  return isApk ? 'F13.02' : 'F13'
}
