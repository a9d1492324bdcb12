import {
  allDifferences,
  changeMispEvents,
  endingDifferences,
  insertExchangeObjects,
  insertMispEvent,
  lastMispEvent,
  listingDifferences,
  listingHead,
  lockExchangeHead,
  moveExchangeHead,
  type ExchangeDocument,
  type ExchangeIndicator,
  type ListingDifference,
  type MispEventChange,
  type MispEventRow,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import { memberText } from '../../importers/read-element.ts'
import { indicatorUuid, parseStixId } from '../stix/stix-ids.ts'
import { stixSurroundings } from '../stix/stix-surroundings.ts'

/** Changes of one transaction: a second of work. */
const changesAtOnce = 10_000

/** Entries of one MISP event: a reader holds the whole event in memory, and so do we. */
const entriesOfEvent = 5_000

/** An object tells a later end of its validity this long before the end it told, so that no reader drops it first. */
const renewedBeforeMs = 2 * 86_400_000

/**
 * Brings the objects of the listed collection a step closer to the listing, inside the caller's transaction; true when
 * there may be more to do. Any number of hubs may call it: they take turns at the head's row, so that the order in which
 * objects are added is the order in which they are committed.
 */
export async function projectListing(client: ClientBase, hubId: string, nowMs: number): Promise<boolean> {
  const head = await lockExchangeHead(client)
  const listing = await listingHead(client)
  const writer = createWriter(client, hubId, nowMs, head.addedUs)
  if (head.addedUs === 0n) await writer.surround()
  if (head.version < listing.oldest) {
    // The journal was forgotten before it was read: compare everything.
    const differences = await allDifferences(client, changesAtOnce)
    await writer.write(differences)
    const done = differences.length < changesAtOnce
    await moveExchangeHead(client, {
      version: done ? listing.oldest : head.version,
      addedUs: writer.addedUs(),
    })
    return true
  }
  const { to, differences } = await listingDifferences(client, head.version, changesAtOnce)
  await writer.write(differences)
  await moveExchangeHead(client, { version: to, addedUs: writer.addedUs() })
  return to > head.version
}

/** Tells of entries that they are valid for longer than was told; true when there may be more. */
export async function renewEnding(client: ClientBase, hubId: string, nowMs: number): Promise<boolean> {
  const head = await lockExchangeHead(client)
  const writer = createWriter(client, hubId, nowMs, head.addedUs)
  const ending = await endingDifferences(client, new Date(nowMs + renewedBeforeMs), changesAtOnce)
  await writer.write(ending, 'renewed')
  await moveExchangeHead(client, { version: head.version, addedUs: writer.addedUs() })
  return ending.length === changesAtOnce
}

function createWriter(client: ClientBase, hubId: string, nowMs: number, lastUs: bigint) {
  let addedUs = lastUs
  const nextUs = (): bigint => {
    const nowUs = BigInt(nowMs) * 1000n
    addedUs = nowUs > addedUs ? nowUs : addedUs + 1n
    return addedUs
  }
  const now = new Date(nowMs)
  return {
    addedUs: () => addedUs,
    async surround() {
      await insertExchangeObjects(
        client,
        stixSurroundings(hubId).map((document) => documentObject(document, nextUs())),
        [],
      )
    },
    /** `renewed`: also what reads as before, because its end has moved. */
    async write(differences: readonly ListingDifference[], renewed?: 'renewed') {
      const events = createEvents(client, now.toISOString().slice(0, 10))
      const objects: ExchangeIndicator[] = []
      const superseded: bigint[] = []
      for (const difference of differences) {
        if (!renewed && readsAlike(difference)) continue
        const made = nextVersion(difference, hubId, now)
        if (!made) continue
        const event = difference.object?.event ?? (await events.place())
        const added = nextUs()
        objects.push({ ...made, event, addedUs: added })
        if (difference.object) superseded.push(difference.object.addedUs)
        events.note(event, {
          total: difference.object ? 0 : 1,
          live: (made.revoked ? 0 : 1) - (difference.object ? 1 : 0),
          changedUs: added,
        })
      }
      if (objects.length === 0) return
      await insertExchangeObjects(client, objects, superseded)
      await changeMispEvents(client, events.changes())
    },
  }
}

function readsAlike({ listed, object }: ListingDifference): boolean {
  if (!listed || !object) return false
  const said = ({ level, fraudTypes, tlp }: Pick<ExchangeIndicator, 'level' | 'fraudTypes' | 'tlp'>) =>
    JSON.stringify([level, fraudTypes, tlp])
  return said(listed) === said(object)
}

type NewVersion = Omit<ExchangeIndicator, 'event' | 'addedUs'>

/** The object's next version; undefined where it came and went between two looks. */
function nextVersion(difference: ListingDifference, hubId: string, now: Date): NewVersion | undefined {
  const { key, kind, canonical, listed, object } = difference
  const said = listed ?? object
  if (!said) return undefined
  // Two versions of one object never have the same date.
  const modifiedAt = object && object.modifiedAt >= now ? new Date(object.modifiedAt.getTime() + 1) : now
  return {
    type: 'indicator',
    id: object?.id ?? indicatorUuid(hubId, kind, canonical, difference.version),
    createdAt: object?.createdAt ?? now,
    modifiedAt,
    revoked: listed === null,
    key,
    kind,
    canonical,
    level: said.level,
    fraudTypes: said.fraudTypes,
    tlp: said.tlp,
    validUntil: listed?.fallsAt ?? null,
  }
}

function documentObject(document: Readonly<Record<string, unknown>>, addedUs: bigint): ExchangeDocument {
  const name = parseStixId(memberText(document, 'id') ?? '')
  if (!name) throw new Error('an object around the indicators has no identifier')
  const createdAt = new Date(memberText(document, 'created') ?? '')
  const modified = memberText(document, 'modified')
  return {
    ...name,
    addedUs,
    createdAt,
    modifiedAt: modified === undefined ? createdAt : new Date(modified),
    document,
  }
}

/** Gives new entries their place in the day's events, and counts what changed in which. */
function createEvents(client: ClientBase, day: string) {
  const changes = new Map<number, MispEventChange>()
  let current: MispEventRow | undefined
  let filled = 0
  return {
    async place(): Promise<number> {
      if (!current) {
        current = (await lastMispEvent(client, day)) ?? (await insertMispEvent(client, day, 0))
        filled = current.total
      }
      if (filled >= entriesOfEvent) {
        current = await insertMispEvent(client, day, current.piece + 1)
        filled = 0
      }
      filled += 1
      return current.number
    },
    note(number: number, change: Omit<MispEventChange, 'number'>): void {
      const before = changes.get(number)
      changes.set(number, {
        number,
        total: (before?.total ?? 0) + change.total,
        live: (before?.live ?? 0) + change.live,
        changedUs: change.changedUs,
      })
    },
    changes: () => [...changes.values()],
  }
}
