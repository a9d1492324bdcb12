import type { FeedItem } from '@wuzei/store'
import { deflatePiece } from './shared-gzip.ts'

/** One item, as it is sent. */
export interface FeedEntry {
  readonly position: number
  /** Of its indicator. */
  readonly key: bigint | null
  readonly json: string
}

/**
 * How items are written: server-sent events; a line of JSON each; the same lines as a piece of a gzip file; members of
 * a JSON array, without its brackets.
 */
export type FeedForm = 'events' | 'lines' | 'deflated-lines' | 'array'

/** What a reader gets next. */
export interface FeedPart {
  readonly items: readonly FeedEntry[]
  /** Where the reader then stands, whether or not there was anything for it. */
  readonly upTo: number
  /** The items as bytes; made once for all readers that get the same part from memory. */
  readonly bytes: (form: FeedForm) => Buffer
}

/** A part that writes each form when it is first asked for. */
export function feedPart(items: readonly FeedEntry[], upTo: number): FeedPart {
  const written = new Map<FeedForm, Buffer>()
  const bytes = (form: FeedForm): Buffer => {
    const before = written.get(form)
    if (before) return before
    const made = form === 'deflated-lines' ? deflatePiece(bytes('lines')) : Buffer.from(textOf(items, form))
    written.set(form, made)
    return made
  }
  return { items, upTo, bytes }
}

export function feedEntry({ position, key }: FeedItem, json: string): FeedEntry {
  return { position, key, json }
}

function textOf(items: readonly FeedEntry[], form: Exclude<FeedForm, 'deflated-lines'>): string {
  if (form === 'array') return items.map(({ json }) => json).join(',')
  return items.map(({ json }) => (form === 'lines' ? `${json}\n` : eventOf(json))).join('')
}

/** One server-sent event. The cursor is the first thing in the JSON, so that it is found without parsing. */
function eventOf(json: string): string {
  const start = '{"cursor":"'.length
  return `id: ${json.slice(start, json.indexOf('"', start))}\ndata: ${json}\n\n`
}
