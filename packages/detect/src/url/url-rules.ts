import type { DenseFindings } from './dense-features.ts'
import type { UrlReading } from './read-url.ts'
import { isShortLink } from './short-links.ts'
import type { UrlModelParts } from './url-model.ts'

/**
 * What is known of a link beyond what a model can learn from examples: `hidden` says nothing about where it leads,
 * `platform` is the front page of a platform itself, not of a page on it, and `copied` has a name that can only be meant
 * to be read as another's.
 */
export type UrlRule = 'hidden' | 'platform' | 'copied' | null

/** A margin that says neither: what is hidden is no likelier to be fraud than not. */
const evenOdds = 0

/** So far above the threshold a copied name is put: enough to be `suspicious`, by far not enough for `high`. */
const aboveThreshold = 0.05

/** Which rule applies. */
export function ruleOf(url: UrlReading, { brands }: DenseFindings): UrlRule {
  if (isShortLink(url)) return 'hidden'
  if (url.host === url.platform && url.path === '/' && url.query === '') return 'platform'
  return isCopied(url, brands) ? 'copied' : null
}

/** The margin under a rule. */
export function ruledMargin(
  rule: UrlRule,
  margin: number,
  { marginAt1 }: Pick<UrlModelParts, 'marginAt1'>,
): number {
  if (rule === 'hidden' || rule === 'platform') return Math.min(margin, marginAt1, evenOdds)
  return rule === 'copied' ? Math.max(margin, marginAt1 + aboveThreshold) : margin
}

function isCopied(url: UrlReading, brands: DenseFindings['brands']): boolean {
  if (url.hasHomoglyphs && (brands.lookalikeInHost !== null || mixesScripts(url.unicodeHost))) return true
  const like = brands.lookalikeInHost
  if (!brands.lookalikeInName || like === null) return false
  // Two words that make a brand together may go on to mean something else: `china-mobile-phones`.
  if (like.likeness === 'reads-as') return !like.found.includes('-')
  if (like.word.length >= surelyMeant) return true
  const asksForSecrets = brands.urgentInHost + brands.urgentInPath > 0
  return like.word.length >= likelyMeant && asksForSecrets && url.domain.startsWith(`${like.found}.`)
}

/**
 * One letter away from so long a name is no chance: of the names in the collections, one such was harmless and some
 * twenty phishing. Shorter names are only believed to be meant where the link asks for secrets as well.
 */
const surelyMeant = 8
const likelyMeant = 6

/** Latin letters beside those of a script that has look-alikes of them, in one label. */
function mixesScripts(unicodeHost: string): boolean {
  return unicodeHost.split('.').some((label) => /[a-z]/.test(label) && otherScript.test(label))
}

const otherScript =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}\p{Script=Coptic}]/u
