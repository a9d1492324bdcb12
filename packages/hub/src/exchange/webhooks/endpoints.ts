import { randomBytes } from 'node:crypto'
import type {
  Webhook,
  WebhookBody,
  WebhookLetterList,
  WebhookList,
  WebhookReply,
  WebhookSecret,
} from '@wuzei/contract'
import { actorName, CodedError, organisationIdOf, readerOf, type Actor } from '@wuzei/domain'
import {
  findOrganisation,
  insertWebhookEndpoint,
  inTransaction,
  listLetters,
  listWebhookEndpoints,
  lockWebhookEndpoint,
  readFeedItems,
  reviveLetters,
  rotateWebhookSalt,
  setWebhookState,
  type FeedItem,
  type WebhookEndpointRow,
  type WebhookState,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { noteMemberChange } from '../../alliance/member-event.ts'
import type { HubContext } from '../../hub-context.ts'
import { webhookSecret } from './sign-webhook.ts'

/** A system each for some purposes, and their successors; more is a script that registers at every start. */
const endpointsPerMember = 20

/** A replaced secret signs as well for this long: receivers are changed on the next working day. */
const oldSecretMs = 72 * 60 * 60_000

const lettersPerPage = 100

/** Registers an endpoint for the actor's organisation; from now on unless a cursor is given. */
export async function registerEndpoint(
  hub: HubContext,
  actor: Actor,
  body: WebhookBody,
): Promise<WebhookReply> {
  const organisationId = memberOf(actor)
  const url = hub.outbound.admit(body.url).href
  const position = await hub.feed.place(body.after ?? 'now')
  const salt = randomBytes(16)
  const id = await inTransaction(hub.database, async (client) => {
    // One after the other, so that together they stay within the limit.
    await findOrganisation(client, organisationId, 'forUpdate')
    if ((await listWebhookEndpoints(client, organisationId)).length >= endpointsPerMember)
      throw new CodedError('WEBHOOK_LIMIT', `${endpointsPerMember} are registered; remove one first`)
    const made = await insertWebhookEndpoint(client, {
      organisationId,
      url,
      // A system that may only have what can be passed on does not widen that by a webhook.
      passesOn: body.passesOn === true || (actor.type === 'client' && actor.passesOn),
      salt,
      position,
      createdAt: new Date(hub.clock()),
      createdBy: actorName(actor),
    })
    await noteChange(client, actor, made, 'webhook.registered')
    return made
  })
  const webhook = (await pageOfEndpoints(hub, actor)).webhooks.find((one) => one.id === id)
  if (!webhook) throw new CodedError('WEBHOOK_UNKNOWN', 'it was removed at once')
  return { webhook, secret: webhookSecret(hub.exchangeKey, salt) }
}

export async function pageOfEndpoints(hub: HubContext, actor: Actor): Promise<WebhookList> {
  const end = await hub.feed.place('now')
  const rows = await listWebhookEndpoints(hub.database.pool, memberOf(actor))
  return { webhooks: rows.map((row) => shown(hub, row, end)) }
}

/** Pauses, resumes or removes an endpoint. Resumed, it gets everything since. */
export async function changeEndpointState(
  hub: HubContext,
  actor: Actor,
  id: string,
  state: WebhookState,
): Promise<void> {
  await inOwnEndpoint(hub, actor, id, async (client) => {
    await setWebhookState(client, id, {
      state,
      reason: state === 'paused' ? 'owner' : null,
      at: new Date(hub.clock()),
    })
    await noteChange(client, actor, id, `webhook.${changeOf[state]}`)
  })
}

const changeOf = { active: 'resumed', paused: 'stopped', removed: 'removed' } as const

/** Gives an endpoint a new secret; the old one signs as well for a while. */
export async function rotateSecret(hub: HubContext, actor: Actor, id: string): Promise<WebhookSecret> {
  const salt = randomBytes(16)
  const oldUntil = new Date(hub.clock() + oldSecretMs)
  await inOwnEndpoint(hub, actor, id, async (client) => {
    await rotateWebhookSalt(client, id, { salt, oldUntil })
    await noteChange(client, actor, id, 'webhook.secret-rotated')
  })
  return { secret: webhookSecret(hub.exchangeKey, salt), oldSecretUntil: oldUntil.toISOString() }
}

/** What an endpoint did not take. */
export async function pageOfLetters(
  hub: HubContext,
  actor: Actor,
  id: string,
  query: { readonly state?: 'waiting' | 'dead'; readonly after?: string },
): Promise<WebhookLetterList> {
  await inOwnEndpoint(hub, actor, id, async () => undefined)
  const { cursors } = hub.feed
  const letters = await listLetters(hub.database.pool, id, {
    state: query.state ?? 'dead',
    after: query.after === undefined ? 0 : cursors.read(query.after),
    limit: lettersPerPage,
  })
  const about = await readFeedItems(
    hub.database.pool,
    readerOf(actor),
    letters.map(({ position }) => position),
  )
  const items = new Map(about.map((item) => [item.position, item]))
  const last = letters.at(-1)
  return {
    letters: letters.map((letter) => ({
      cursor: cursors.write(letter.position),
      state: letter.state,
      attempts: letter.attempts,
      since: letter.since.toISOString(),
      nextAttemptAt: letter.state === 'waiting' ? letter.dueAt.toISOString() : null,
      lastError: letter.lastError,
      item: itemOf(items.get(letter.position)),
    })),
    next: last && letters.length === lettersPerPage ? cursors.write(last.position) : null,
  }
}

/** What of an item tells it from others; null for one that is no longer kept, or not for whoever asks. */
function itemOf(item: FeedItem | undefined): WebhookLetterList['letters'][number]['item'] {
  if (!item) return null
  const { kind, canonical } = item
  return { type: item.type, indicator: kind === null || canonical === null ? null : { kind, canonical } }
}

/** Has dead letters sent again. */
export async function replayLetters(
  hub: HubContext,
  actor: Actor,
  id: string,
  cursors: readonly string[] | undefined,
): Promise<{ replayed: number }> {
  const positions = cursors?.map((cursor) => hub.feed.cursors.read(cursor)) ?? null
  return await inOwnEndpoint(hub, actor, id, async (client) => {
    const replayed = await reviveLetters(client, id, positions, new Date(hub.clock()))
    await noteChange(client, actor, id, 'webhook.replayed')
    return { replayed }
  })
}

/** Works on an endpoint of the actor's organisation, locked. @throws CodedError WEBHOOK_UNKNOWN */
export async function inOwnEndpoint<Result>(
  hub: HubContext,
  actor: Actor,
  id: string,
  work: (client: PoolClient, row: WebhookEndpointRow) => Promise<Result>,
): Promise<Result> {
  return await inTransaction(hub.database, async (client) => {
    const row = await lockWebhookEndpoint(client, id, memberOf(actor))
    if (!row) throw new CodedError('WEBHOOK_UNKNOWN', 'your organisation has no such endpoint')
    return await work(client, row)
  })
}

function memberOf(actor: Actor): string {
  const id = organisationIdOf(actor)
  if (id === null) throw new CodedError('FORBIDDEN', 'webhooks are for members')
  return id
}

async function noteChange(client: PoolClient, actor: Actor, id: string, type: string): Promise<void> {
  await noteMemberChange(client, actorName(actor), {
    type,
    subject: `webhook:${id}`,
    payload: { organisationId: memberOf(actor) },
  })
}

function shown(hub: HubContext, row: WebhookEndpointRow, end: number): Webhook {
  return {
    id: row.id,
    url: row.url,
    passesOn: row.passesOn,
    state: row.state,
    pausedReason: row.pausedReason,
    createdAt: row.createdAt.toISOString(),
    cursor: hub.feed.cursors.write(row.position),
    isUpToDate: row.position >= end,
    failures: row.failures,
    failingSince: row.failingSince?.toISOString() ?? null,
    nextAttemptAt: row.state === 'active' && row.failures > 0 ? row.dueAt.toISOString() : null,
    lastError: row.lastError,
    lastDeliveredAt: row.lastDeliveredAt?.toISOString() ?? null,
    waitingLetters: row.waitingLetters,
    deadLetters: row.deadLetters,
  }
}
