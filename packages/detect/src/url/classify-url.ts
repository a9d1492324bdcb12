import type { Detection, DetectionLevel } from '../model/detection.ts'
import type { DenseFindings } from './dense-features.ts'
import { readUrl, type UrlReading } from './read-url.ts'
import { explainUrl, reasonOf } from './url-reasons.ts'
import { probabilityOfMargin, urlMargin, type UrlModel } from './url-model.ts'

/** What a verified owner's site is given: not nought, for nobody is never broken into. */
const verifiedScore = 0.0001

/**
 * Judges a link by its letters alone, without opening it. Gives a calibrated probability of fraud; `suspicious` above
 * the threshold that one harmless link in a hundred exceeds, `high` above that of one in a thousand, `unknown` below
 * both, and `safe` only for sites of verified owners, whatever the model says. Never `confirmed`: that takes people.
 * Any text is answered, in time linear in its length. `parts` are UTF-16 offsets into `url`.
 */
export function classifyUrl(model: UrlModel, url: string): Detection {
  const reading = readUrl(url)
  const owner = verifiedOwner(model, reading)
  if (owner !== null) {
    const { id, name } = owner
    const reason = reasonOf('VERIFIED_OWNER', { brand: id, brandZh: name.zh, brandEn: name.en })
    return { score: verifiedScore, level: 'safe', fraudType: null, reasons: [reason], model: model.name }
  }
  const { margin, findings } = urlMargin(model, reading)
  const level = levelOf(model, margin)
  const score = probabilityOfMargin(model, margin)
  if (level === 'unknown') return { score, level, fraudType: null, reasons: [], model: model.name }
  const { reasons, parts } = explainUrl(model, url, reading, findings, margin)
  return { score, level, fraudType: fraudTypeOf(findings), reasons, parts, model: model.name }
}

function levelOf(model: UrlModel, margin: number): DetectionLevel {
  if (margin > model.marginAt01) return 'high'
  return margin > model.marginAt1 ? 'suspicious' : 'unknown'
}

/** Where others publish on an owner's site, the owner vouches for nothing but its front page. */
function verifiedOwner(model: UrlModel, url: UrlReading) {
  if (url.hasUserInfo) return null
  const owner = model.brands.ownerOf(url.host)
  if (
    owner === null ||
    owner.domains.some((domain) => url.host === domain || url.host.endsWith(`.${domain}`))
  )
    return owner
  return url.path === '/' && url.query === '' ? owner : null
}

/** Fake apps, then whom the page poses as, then phishing in general. */
function fraudTypeOf({ brands, isApk }: DenseFindings): string {
  const match =
    brands.lookalikeInHost ?? brands.inSubdomain ?? brands.inName ?? brands.inPath ?? brands.lookalikeInPath
  if (match !== null) return match.brand.fraudType
  return isApk ? 'F13.02' : 'F13'
}
