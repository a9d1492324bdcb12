import type { PayeeList } from '@wuzei/casework'
import {
  isConnectionLoss,
  listingsInForce,
  type Database,
  type ListingInForce,
  type LoggedEvent,
} from '@wuzei/store'
import { setTimeout as pause } from 'node:timers/promises'

/** Events after which an entry is read again; the subject is `payee-listing:ID`. */
export const listingEntered = 'payee-listing.entered'
export const listingLifted = 'payee-listing.lifted'
const subjectPrefix = 'payee-listing:'

/** The lists as one process knows them: in memory, a moment after they changed anywhere. */
export interface ListedPayees {
  /** Entries in force for a digest; none for almost everybody. */
  readonly find: (digest: string, nowMs: number) => readonly ListingInForce[]
  readonly size: () => number
  /** Rejects when the lists could not be read again: then the process would answer by old ones. */
  readonly failed: Promise<never>
  readonly stop: () => Promise<void>
}

/** Reads the lists and follows the log: what is entered or lifted by any process counts here within milliseconds. */
export async function followListedPayees(
  database: Database,
  subscribe: (listener: (event: Pick<LoggedEvent, 'type' | 'subject'>) => void) => void,
): Promise<ListedPayees> {
  const byDigest = new Map<string, ListingInForce[]>()
  const digestOf = new Map<string, string>()
  const failure = Promise.withResolvers<never>()
  // Nobody need listen: a hub that stops meanwhile has nothing more to fail.
  failure.promise.catch(() => undefined)
  let isStopped = false

  const forget = (id: string): void => {
    const digest = digestOf.get(id)
    if (digest === undefined) return
    digestOf.delete(id)
    const left = byDigest.get(digest)?.filter((entry) => entry.id !== id) ?? []
    if (left.length === 0) byDigest.delete(digest)
    else byDigest.set(digest, left)
  }
  const keep = (entry: ListingInForce): void => {
    forget(entry.id)
    const digest = entry.digest.toString('hex')
    digestOf.set(entry.id, digest)
    byDigest.set(digest, [...(byDigest.get(digest) ?? []), entry])
  }

  const readAgain = async (before: Promise<void>, id: string): Promise<void> => {
    await before
    try {
      const [entry] = await readPatiently(database, id, () => isStopped)
      if (entry) keep(entry)
      else forget(id)
    } catch (error) {
      if (!isStopped) failure.reject(error)
    }
  }
  const readAll = async (): Promise<void> => {
    for (const entry of await listingsInForce(database.pool)) keep(entry)
  }

  let reading = Promise.resolve()
  // Before the first reading, so that none is missed: each reading begins when the one before has ended.
  subscribe(({ type, subject }) => {
    if (isStopped || (type !== listingEntered && type !== listingLifted)) return
    const id = subject?.startsWith(subjectPrefix) ? subject.slice(subjectPrefix.length) : undefined
    if (id === undefined) return
    // Who is let go is let go before anything is asked.
    if (type === listingLifted) forget(id)
    reading = readAgain(reading, id)
  })
  const first = readAll()
  reading = first.catch(() => undefined)
  await first

  return {
    find(digest, nowMs) {
      const entries = byDigest.get(digest)
      return entries === undefined ? none : entries.filter(({ expiresAt }) => expiresAt.getTime() > nowMs)
    },
    size: () => digestOf.size,
    failed: failure.promise,
    async stop() {
      isStopped = true
      await reading
    },
  }
}

/** While the database is away the lists stay as they are; what is entered then waits in the log. */
async function readPatiently(
  database: Database,
  id: string,
  isStopped: () => boolean,
): Promise<ListingInForce[]> {
  while (!isStopped()) {
    try {
      return await listingsInForce(database.pool, [id])
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
      await pause(reconnectMs)
    }
  }
  return []
}

const reconnectMs = 250

const none: readonly ListingInForce[] = []

/** Names of the lists, each once. */
export function listsOf(entries: readonly ListingInForce[]): PayeeList[] {
  return [...new Set(entries.map(({ list }) => list))]
}
