import { setTimeout as pause } from 'node:timers/promises'
import { readerOf, type Reader } from '@wuzei/domain'
import {
  deleteLetter,
  dueLetters,
  heldKeys,
  insertLetters,
  noteLetterFailure,
  noteWebhookFailure,
  noteWebhookDeliveries,
  noteWebhookProgress,
  readFeedItems,
  type ClaimedEndpoint,
  type WebhookDelivery,
} from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { feedItemJson } from '../feed/feed-item-json.ts'
import { feedEntry, feedPart, type FeedEntry, type FeedPart } from '../feed/feed-part.ts'
import { gatherFeed } from '../feed/gather-feed.ts'
import { pauseEndpoint } from './pause-endpoint.ts'
import { nextAttemptMs } from './retry-schedule.ts'
import { sendBatch, type BatchOutcome } from './send-batch.ts'
import { webhookSigner, type WebhookSigner } from './sign-webhook.ts'
import { deliveryOf } from './test-endpoint.ts'

/** Items of one delivery: some 100 kB. */
const batchItems = 250

/** Between two deliveries at least: a busy feed makes few large ones of many small, of which each costs the same. */
const gatherMs = 100

/** How long nothing may come before an endpoint is given back. */
const lingerMs = 1_000

/** Its place is written this often while deliveries go on: what a killed process had sent since is sent again. */
const noteEveryMs = 1_000

/** Rights are read with the claim; after this long it is claimed anew. */
const holdMs = 5_000

/** Letters tried in one turn, and waiting at most: an endpoint that refuses more than that takes nothing. */
const lettersATurn = 50
const maxWaitingLetters = 1_000

/** What working on endpoints needs. */
interface WebhookWork {
  readonly hub: HubContext
  readonly signal: AbortSignal
}

/** One turn with an endpoint, with its deliveries that are not written yet, newest first. */
interface Turn extends WebhookWork {
  readonly deliveries: WebhookDelivery[]
}

/**
 * Sends an endpoint what follows its position, one batch at a time, until there is nothing, it fails or the time is
 * over. One batch at a time keeps the order; a single item that it refuses stands aside with what is of its indicator.
 */
export async function workOnEndpoint(given: WebhookWork, endpoint: ClaimedEndpoint): Promise<void> {
  const work: Turn = { ...given, deliveries: [] }
  const { hub, signal } = work
  const { pool } = hub.database
  const reader = readerOfEndpoint(endpoint)
  const sign = webhookSigner(hub.exchangeKey, endpoint)
  const endAt = performance.now() + holdMs
  let { position } = endpoint
  let size = batchItems
  let notedAt = performance.now()
  if (endpoint.waitingLetters > 0) await sendLetters(work, endpoint, { reader, sign })
  const held = await heldKeys(pool, endpoint.id)
  while (!signal.aborted && performance.now() < endAt) {
    const gathered = await gatherFeed(hub.feed.tail, reader, position, size)
    const { upTo } = gathered
    if (upTo === position) {
      await hub.feed.tail.changed(position, lingerMs, signal)
      if ((await hub.feed.tail.position()) > position) continue
      break
    }
    const { parts, items, behind } = holdBack(gathered.parts, held)
    const outcome = await deliver(work, endpoint, sign, parts)
    const refusedMany = held.size >= maxWaitingLetters
    if (outcome.result === 'refused' && items.length > 1 && !refusedMany) {
      // Which of them it refuses shows when they come in smaller numbers.
      size = Math.max(1, Math.floor(items.length / 2))
      continue
    }
    if (outcome.result !== 'taken' && (outcome.result !== 'refused' || refusedMany)) {
      await fail(work, endpoint, { position, upTo, items, behind }, outcome)
      return
    }
    if (outcome.result === 'refused')
      for (const { key } of await setAside(work, endpoint, items, outcome.error))
        if (key !== null) held.add(key)
    await putBehind(work, endpoint, behind)
    position = upTo
    size = Math.min(batchItems, size * 2)
    if (performance.now() - notedAt >= noteEveryMs) {
      if (!(await noteProgress(work, endpoint, position, true))) return
      notedAt = performance.now()
    }
    if (gathered.count < batchItems) await pause(gatherMs)
  }
  await noteProgress(work, endpoint, position, false)
}

/** What may be sent now, and what waits behind a refused item of the same indicator. */
function holdBack(parts: readonly FeedPart[], held: ReadonlySet<bigint>) {
  const all = parts.flatMap((part) => part.items)
  if (held.size === 0) return { parts, items: all, behind: [] }
  const waits = ({ key }: FeedEntry) => key !== null && held.has(key)
  const items = all.filter((item) => !waits(item))
  return { parts: [feedPart(items, items.at(-1)?.position ?? 0)], items, behind: all.filter(waits) }
}

/** Sends and remembers how that went; nothing is sent where there are no items. */
async function deliver(
  { hub, deliveries }: Turn,
  endpoint: ClaimedEndpoint,
  sign: WebhookSigner,
  parts: readonly FeedPart[],
): Promise<BatchOutcome> {
  const startedAt = performance.now()
  const outcome = await sendBatch(hub, endpoint, sign, parts)
  const items = parts.reduce((count, part) => count + part.items.length, 0)
  if (items > 0) deliveries.unshift(deliveryOf(hub, outcome, { items, startedAt }))
  return outcome
}

async function writeDeliveries({ hub, deliveries }: Turn, endpoint: ClaimedEndpoint): Promise<void> {
  await noteWebhookDeliveries(hub.database.pool, endpoint.id, deliveries.splice(0))
}

/** A system of the member, as far as labels ask. */
function readerOfEndpoint(endpoint: ClaimedEndpoint): Reader {
  return readerOf({
    type: 'client',
    id: endpoint.id,
    organisation: {
      id: endpoint.organisationId,
      kind: endpoint.organisationKind,
      level: null,
      region: '',
      groupIds: endpoint.groupIds,
    },
    scopes: ['webhooks'],
    passesOn: endpoint.passesOn,
  })
}

async function noteProgress(
  work: Turn,
  endpoint: ClaimedEndpoint,
  position: number,
  hold: boolean,
): Promise<boolean> {
  const { hub } = work
  const nowMs = hub.clock()
  if (position > endpoint.position) await hub.feed.attendance.note(endpoint.organisationId)
  return await noteWebhookProgress(hub.database.pool, endpoint.id, {
    position,
    at: new Date(nowMs),
    until: hold ? new Date(nowMs + leaseMs) : null,
    deliveries: work.deliveries.splice(0),
  })
}

/**
 * A claim holds for as long as a turn without a note of progress may take: a delivery that times out, and what is
 * around it. What a killed process held is taken over after it.
 */
export const leaseMs = holdMs + 20_000

async function fail(
  work: Turn,
  endpoint: ClaimedEndpoint,
  batch: {
    readonly position: number
    readonly upTo: number
    readonly items: readonly FeedEntry[]
    readonly behind: readonly FeedEntry[]
  },
  outcome: Exclude<BatchOutcome, { result: 'taken' }>,
): Promise<void> {
  const { hub } = work
  const { position, items } = batch
  await writeDeliveries(work, endpoint)
  const nowMs = hub.clock()
  const at = new Date(nowMs)
  // Whatever arrived in this turn was a success in between.
  const failures = position > endpoint.position ? 1 : endpoint.failures + 1
  const next = outcome.result === 'gone' ? null : nextAttemptMs(failures, nowMs, outcome.retryAfterMs)
  if (next !== null) {
    const failure = { position, at, dueAt: new Date(next), failures, error: outcome.error }
    await noteWebhookFailure(hub.database.pool, endpoint.id, failure)
    return
  }
  const isGone = outcome.result === 'gone'
  if (!isGone) {
    await insertLetters(hub.database.pool, endpoint.id, items, {
      state: 'dead',
      attempts: failures,
      dueAt: at,
      since: endpoint.failingSince ?? at,
      lastError: outcome.error,
    })
    await putBehind(work, endpoint, batch.behind)
  }
  await noteWebhookFailure(hub.database.pool, endpoint.id, {
    position: isGone ? position : batch.upTo,
    at,
    dueAt: at,
    failures,
    error: outcome.error,
  })
  await pauseEndpoint(hub, endpoint, isGone ? 'gone' : 'failing')
}

async function setAside(
  { hub }: WebhookWork,
  endpoint: ClaimedEndpoint,
  items: readonly FeedEntry[],
  error: string,
): Promise<readonly FeedEntry[]> {
  const nowMs = hub.clock()
  await insertLetters(hub.database.pool, endpoint.id, items, {
    state: 'waiting',
    attempts: 1,
    dueAt: new Date(nextAttemptMs(1, nowMs) ?? nowMs),
    since: new Date(nowMs),
    lastError: error,
  })
  return items
}

async function putBehind(
  { hub }: WebhookWork,
  endpoint: ClaimedEndpoint,
  items: readonly FeedEntry[],
): Promise<void> {
  const at = new Date(hub.clock())
  await insertLetters(hub.database.pool, endpoint.id, items, {
    state: 'waiting',
    attempts: 0,
    dueAt: at,
    since: at,
    lastError: null,
  })
}

/** Tries what stands aside and is due, one at a time. */
async function sendLetters(
  work: Turn,
  endpoint: ClaimedEndpoint,
  { reader, sign }: { readonly reader: Reader; readonly sign: WebhookSigner },
): Promise<void> {
  const { hub } = work
  const { pool } = hub.database
  for (;;) {
    const due = await dueLetters(pool, endpoint.id, new Date(hub.clock()), lettersATurn)
    if (due.length === 0 || work.signal.aborted) return
    for (const letter of due) {
      const [item] = await readFeedItems(pool, reader, [letter.position])
      // No longer kept, or no longer for this member: there is nothing left to send.
      const outcome: BatchOutcome = item
        ? await deliver(work, endpoint, sign, [
            feedPart([feedEntry(item, feedItemJson(item, hub.feed.cursors))], item.position),
          ])
        : { result: 'taken' }
      if (outcome.result === 'taken') {
        await deleteLetter(pool, endpoint.id, letter.position)
        continue
      }
      const attempts = letter.attempts + 1
      const next = nextAttemptMs(attempts, hub.clock(), outcome.retryAfterMs)
      await noteLetterFailure(pool, endpoint.id, letter.position, {
        attempts,
        dueAt: next === null ? null : new Date(next),
        error: outcome.error,
      })
      if (outcome.result !== 'refused') return
    }
  }
}
