import { urlDefinition } from '@wuzei/domain'
import { getDomain } from 'tldts'

/** A labelled link. */
export interface LabelledUrl {
  readonly url: string
  /** 1 is phishing. */
  readonly label: 0 | 1
  readonly source: string
  /** Links of one registered domain share a group: a split that parts them measures memory, not judgement. */
  readonly group: number
}

/**
 * Collects labelled links from lines of `label, source, url`, tab-separated; every link once, whatever its scheme or
 * `www.`. Feed it line by line.
 */
export function collectLabelled() {
  const seen = new Map<string, LabelledUrl>()
  let duplicates = 0
  let unreadable = 0
  return {
    add(line: string): void {
      const [label, source, url] = line.split('\t')
      if ((label !== 'phishing' && label !== 'benign') || !source || !url) {
        if (line !== '' && label !== 'label') unreadable += 1
        return
      }
      const key = keyOf(url)
      if (seen.has(key)) {
        duplicates += 1
        return
      }
      const host = key.slice(0, key.search(/[/:]|$/))
      const group = hashOf(getDomain(host) ?? host)
      seen.set(key, { url, label: label === 'phishing' ? 1 : 0, source, group })
    },
    result: () => ({ rows: [...seen.values()], duplicates, unreadable }),
  }
}

/** Scheme, `www.` and a lone slash make no other link. */
function keyOf(url: string): string {
  const parsed = urlDefinition.parse(url)
  if (parsed.ok) return parsed.indicator.canonical
  return url.replace(/^[a-z]+:\/\//i, '').replace(/^www\./i, '')
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
