import { CodedError } from '@wuzei/domain'
import { setInboundCursor, type InboundSourceRow } from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { isRecord, memberText } from '../../importers/read-element.ts'
import { taxiiMediaType } from '../taxii/media-types.ts'
import { microsecondsOf } from '../taxii/taxii-time.ts'
import { fetchList } from './fetch-list.ts'
import type { PollOutcome } from './poll-list.ts'
import { readDocument } from './read-document.ts'
import { revokedKeys } from './read-keys.ts'
import { takeBack, takeOver } from './take-over.ts'

/** Objects asked for at once. */
const pageObjects = 1_000
/** Pages of one run: the rest comes with the next, from where this one stopped. */
const maxPages = 500

/**
 * Asks a TAXII 2.1 collection for what was added since the last time, page by page. What is revoked is taken back. The
 * place is noted after each page, so that a run that breaks off goes on where it was.
 */
export async function pollTaxii(
  hub: HubContext,
  source: InboundSourceRow,
  authorization: string | undefined,
): Promise<PollOutcome> {
  const base = source.url.endsWith('/') ? source.url : `${source.url}/`
  let changed = false
  let after = source.cursor
  let next: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const url = new URL('objects/', base)
    url.searchParams.set('limit', String(pageObjects))
    if (after !== null) url.searchParams.set('added_after', after)
    if (next !== undefined) url.searchParams.set('next', next)
    const { body, headers } = await fetchList(hub.outbound, {
      url: url.href,
      accept: taxiiMediaType,
      authorization,
    })
    const envelope = readEnvelope(body, headers['content-type'])
    if (envelope.objects.length > 0 && body) {
      if (await takeOver(hub, source, body)) changed = true
      if (await takeBack(hub, source, revokedKeys(envelope.objects))) changed = true
    }
    const last = headers['x-taxii-date-added-last']
    const place = typeof last === 'string' ? later(after, last) : after
    if (!envelope.more) {
      await moveTo(hub, source, place)
      break
    }
    // Within one walk the filter stays as it was, where the server hands out places of its own.
    next = envelope.next
    if (next === undefined) {
      if (place === after)
        throw new CodedError('SOURCE_UNFIT', 'it says that more follows, but not from where')
      after = place
    }
    await moveTo(hub, source, place)
  }
  return { changed, heldGone: null, keptGone: null, etag: null, lastModified: null }
}

async function moveTo(hub: HubContext, source: InboundSourceRow, place: string | null): Promise<void> {
  if (place !== null) await setInboundCursor(hub.database.pool, source.id, place)
}

function later(before: string | null, now: string): string {
  const nowUs = microsecondsOf(now, 'X-TAXII-Date-Added-Last')
  return before !== null && microsecondsOf(before, 'cursor') > nowUs ? before : now
}

function readEnvelope(body: Buffer | undefined, type: string | undefined) {
  if (!/^application\/(?:taxii|vnd\.oasis\.taxii)\+json\b/i.test(type ?? ''))
    throw new CodedError('SOURCE_UNFIT', 'its answer is no TAXII 2.1')
  const envelope = readDocument(body)
  const objects = envelope['objects'] ?? []
  if (!Array.isArray(objects) || !objects.every(isRecord))
    throw new CodedError('SOURCE_UNFIT', 'its envelope holds no objects')
  return { objects, more: envelope['more'] === true, next: memberText(envelope, 'next') }
}
