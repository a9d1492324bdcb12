import { readUrl, type UrlReading } from '../read-url.ts'
import type { MeasuredLink } from './train-url.ts'

/** How one group of held-out links fares. */
export interface GroupFigures {
  readonly name: string
  readonly negatives: number
  readonly falseSuspicious: number
  readonly falseHigh: number
  readonly positives: number
  readonly caught: number
}

/** A suffix needs so many harmless held-out links to be named by itself. */
const leastNegatives = 100
const maxSuffixes = 12
/** Harmless links that the card names. */
const worstShown = 15

/** Groups whose treatment is watched: free hosting, other scripts, endings, numbers, queries. */
const watched: readonly { readonly name: string; readonly has: (url: UrlReading) => boolean }[] = [
  { name: 'all', has: () => true },
  { name: 'free hosting', has: (url) => url.platform !== null },
  { name: 'other scripts (IDN)', has: (url) => url.host.includes('xn--') },
  { name: 'address as host', has: (url) => url.isIp },
  { name: 'digits in the host', has: (url) => /\d/.test(url.host) },
  { name: 'front page', has: (url) => url.path === '/' && url.query === '' },
  { name: 'with a query', has: (url) => url.query.length > 1 },
  {
    name: 'long (over 100 characters)',
    has: (url) => url.host.length + url.path.length + url.query.length > 100,
  },
]

/** Figures by group and the harmless links that look worst. */
export function findGroups(
  measured: readonly MeasuredLink[],
  thresholds: { readonly marginAt1: number; readonly marginAt01: number },
): { readonly groups: readonly GroupFigures[]; readonly worst: readonly string[] } {
  const read = measured.map((link) => ({ ...link, reading: readUrl(link.row.url) }))
  const suffixes = new Map<string, number>()
  for (const { row, reading } of read)
    if (row.label === 0) suffixes.set(reading.suffix, (suffixes.get(reading.suffix) ?? 0) + 1)
  const common = [...suffixes]
    .filter(([, count]) => count >= leastNegatives)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, maxSuffixes)
    .map(([suffix]) => ({ name: `.${suffix}`, has: (url: UrlReading) => url.suffix === suffix }))
  const groups = [...watched, ...common].map(({ name, has }) => {
    const those = read.filter(({ reading }) => has(reading))
    const share = (label: number, margin: number) => {
      const labelled = those.filter(({ row }) => row.label === label)
      return labelled.filter((link) => link.margin > margin).length / labelled.length
    }
    return {
      name,
      negatives: those.filter(({ row }) => row.label === 0).length,
      falseSuspicious: share(0, thresholds.marginAt1),
      falseHigh: share(0, thresholds.marginAt01),
      positives: those.filter(({ row }) => row.label === 1).length,
      caught: share(1, thresholds.marginAt1),
    }
  })
  const worst = measured
    .filter(({ row }) => row.label === 0)
    .toSorted((a, b) => b.margin - a.margin)
    .slice(0, worstShown)
    .map(({ row }) => row.url)
  return { groups, worst }
}
