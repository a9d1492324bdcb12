import { createHash } from 'node:crypto'
import {
  databaseId,
  exchangeHead,
  mispEvents,
  readEventIndicators,
  type Database,
  type ExchangeIndicator,
  type MispEventRow,
} from '@wuzei/store'
import { derivedUuid, hubIdentityUuid } from '../stix/stix-ids.ts'
import { hubIdentity } from '../stix/stix-surroundings.ts'
import { mispEntry, mispLookupValues } from './misp-attribute.ts'
import { feedTags } from './misp-tags.ts'

/** One file of the feed, and which version of it. */
export interface MispFile {
  readonly mediaType: string
  /** Changes with the content and with nothing else. */
  readonly version: string
  readonly changedAt: Date
  content(): AsyncIterable<string>
}

/**
 * A file of the MISP feed: `manifest.json`, `hashes.csv`, or `<uuid>.json` of an event; undefined when there is none of
 * this name.
 */
export async function mispFile(database: Database, name: string): Promise<MispFile | undefined> {
  const hubId = await databaseId(database.pool)
  if (name === 'manifest.json' || name === 'hashes.csv') {
    const { addedUs } = await exchangeHead(database.pool)
    return {
      mediaType: name === 'hashes.csv' ? 'text/csv' : 'application/json',
      version: addedUs.toString(),
      changedAt: dateOf(addedUs),
      content: () => (name === 'hashes.csv' ? hashes(database, hubId) : manifest(database, hubId)),
    }
  }
  const event = (await mispEvents(database.pool)).find((row) => `${eventUuid(hubId, row)}.json` === name)
  if (!event) return undefined
  return {
    mediaType: 'application/json',
    version: event.changedUs.toString(),
    changedAt: dateOf(event.changedUs),
    content: () => eventFile(database, hubId, event),
  }
}

function dateOf(us: bigint): Date {
  return new Date(Number(us / 1000n))
}

function eventUuid(hubId: string, { day, piece }: MispEventRow): string {
  return derivedUuid('misp-event', hubId, day, String(piece))
}

/** What the manifest and the event itself say alike. Events whose entries are all withdrawn stay, so that readers hear. */
function eventHead(hubId: string, event: MispEventRow) {
  return {
    info: `Wuzei: fraud indicators listed on ${event.day} (${event.piece + 1})`,
    date: event.day,
    // Completed; medium.
    analysis: '2',
    threat_level_id: '2',
    timestamp: event.stampS,
    Orgc: { name: hubIdentity(hubId).name, uuid: hubIdentityUuid(hubId) },
    Tag: feedTags,
  }
}

async function* manifest(database: Database, hubId: string): AsyncGenerator<string, void> {
  const events = await mispEvents(database.pool)
  yield JSON.stringify(
    Object.fromEntries(events.map((event) => [eventUuid(hubId, event), eventHead(hubId, event)])),
  )
}

async function* eventFile(
  database: Database,
  hubId: string,
  event: MispEventRow,
): AsyncGenerator<string, void> {
  const entries = (await readEventIndicators(database.pool, event.number)).map(mispEntry)
  yield JSON.stringify({
    Event: {
      uuid: eventUuid(hubId, event),
      ...eventHead(hubId, event),
      published: true,
      publish_timestamp: event.stampS,
      extends_uuid: '',
      Attribute: entries.flatMap((entry) => ('attribute' in entry ? [entry.attribute] : [])),
      Object: entries.flatMap((entry) => ('object' in entry ? [entry.object] : [])),
    },
  })
}

async function* hashes(database: Database, hubId: string): AsyncGenerator<string, void> {
  for (const event of await mispEvents(database.pool)) {
    const uuid = eventUuid(hubId, event)
    const listed = (await readEventIndicators(database.pool, event.number)).filter(({ revoked }) => !revoked)
    yield listed
      .flatMap(digests)
      .map((digest) => `${digest},${uuid}\n`)
      .join('')
  }
}

/** MD5, because that is what MISP looks up by: it hides nothing and proves nothing here. */
function digests(indicator: ExchangeIndicator): string[] {
  return mispLookupValues(indicator).map((value) => createHash('md5').update(value).digest('hex'))
}
