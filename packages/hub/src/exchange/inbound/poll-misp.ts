import { indicatorKey, parseIndicator, signedKey } from '@wuzei/domain'
import { noteMispEvent, takenMispEvents, type InboundSourceRow } from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { readAttributeValue } from '../../importers/misp.ts'
import { isRecord } from '../../importers/read-element.ts'
import { fetchList } from './fetch-list.ts'
import type { PollOutcome } from './poll-list.ts'
import { readDocument } from './read-document.ts'
import { takeBack, takeOver } from './take-over.ts'

/** Events of one run: the rest comes with the next, since each is noted when it is taken over. */
const maxEvents = 500

const uuidPattern = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/

/**
 * Asks a MISP feed for its manifest, and for every event that is new or changed since. Attributes that are deleted are
 * taken back. An event that is in the manifest no more says nothing: feeds let old events go.
 */
export async function pollMisp(
  hub: HubContext,
  source: InboundSourceRow,
  authorization: string | undefined,
): Promise<PollOutcome> {
  const base = source.url.endsWith('/') ? source.url : `${source.url}/`
  const ask = async (file: string, known: { etag?: string | null; lastModified?: string | null } = {}) =>
    await fetchList(hub.outbound, {
      url: new URL(file, base).href,
      accept: 'application/json, */*;q=0.5',
      authorization,
      ...known,
    })
  const { etag, lastModified } = source
  const fetched = await ask('manifest.json', { etag, lastModified })
  if (!fetched.body) return { changed: false, heldGone: null, keptGone: null, etag, lastModified }
  const taken = await takenMispEvents(hub.database.pool, source.id)
  // Timestamps have seconds: what was taken over in the last second known may have changed again in it.
  const newest = Math.max(-1, ...taken.values())
  const news = Object.entries(readDocument(fetched.body)).flatMap(([uuid, entry]) => {
    const timestamp = isRecord(entry) ? Number(entry['timestamp']) : Number.NaN
    if (!uuidPattern.test(uuid) || !Number.isSafeInteger(timestamp)) return []
    return timestamp > (taken.get(uuid) ?? -1) || timestamp === newest ? [{ uuid, timestamp }] : []
  })
  const now = news.toSorted((left, right) => left.timestamp - right.timestamp).slice(0, maxEvents)
  let changed = false
  for (const { uuid, timestamp } of now) {
    const { body } = await ask(`${uuid}.json`)
    const event = readDocument(body)
    if (body && (await takeOver(hub, source, body))) changed = true
    if (await takeBack(hub, source, deletedKeys(event))) changed = true
    await noteMispEvent(hub.database.pool, source.id, uuid, timestamp)
  }
  // With events left for the next run the manifest must be read again.
  const isWhole = now.length === news.length
  return {
    changed,
    heldGone: null,
    keptGone: null,
    etag: isWhole ? (fetched.headers.etag ?? null) : null,
    lastModified: isWhole ? (fetched.headers['last-modified'] ?? null) : null,
  }
}

/** Signed keys of what the attributes say that are deleted, alone or with their object. */
function deletedKeys(document: Readonly<Record<string, unknown>>): bigint[] {
  const event = isRecord(document['Event']) ? document['Event'] : document
  const attributesOf = (holder: Readonly<Record<string, unknown>>, isGone: boolean) =>
    recordsIn(holder['Attribute']).filter(({ deleted }) => isGone || deleted === true)
  const gone = [
    ...attributesOf(event, false),
    ...recordsIn(event['Object']).flatMap((object) => attributesOf(object, object['deleted'] === true)),
  ]
  return gone.flatMap((attribute) => {
    const value = readAttributeValue(attribute)
    const parsed = value && parseIndicator(value.text, { kind: value.kind })
    return parsed?.ok ? [signedKey(indicatorKey(parsed.indicator.kind, parsed.indicator.canonical))] : []
  })
}

function recordsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}
