import type { FeedItem, WebhookReply } from '@wuzei/contract'
import { can, mayRead, mayRelabel, tlpLabels, type SharingLabel } from '@wuzei/domain'
import { send, startTestHub, type TestHub } from '@wuzei/testkit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStream, type OpenStream } from './feed-stream.ts'
import { allianceOfEveryKind, type Alliance, type Asker } from './sharing/alliance-of-every-kind.ts'
import { anyDraft, giveDrafts, type ModelShare } from './sharing/shared-objects.ts'
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts'

const unlimited = 1_000_000

let hub: TestHub
let alliance: Alliance
let channels: Channel[]
const shares: ModelShare[] = []
/** Which message about the end of a run everybody waits for. */
let signs = 0

/** One way by which one asker takes the feed. */
interface Channel {
  readonly name: string
  readonly asker: Asker
  /** What came so far, in the order of its coming. */
  items(): readonly FeedItem[]
  close(): Promise<void>
}

beforeAll(async () => {
  hub = await startTestHub({
    outbound: { allowLoopback: true },
    limits: { feedsPerMinute: unlimited, decisionsPerMinute: unlimited, checksPerMinute: unlimited },
  })
  alliance = await allianceOfEveryKind(hub)
  channels = (await Promise.all(alliance.askers.filter(mayFollow).map(openChannels))).flat()
}, 240_000)
afterAll(async () => {
  await Promise.all(channels.map(async (channel) => await channel.close()))
  await hub.stop()
})

const mayFollow = ({ actor }: Asker) =>
  actor.type !== 'administrator' && can(actor, 'read', { kind: 'feed' }).allowed

test('as it comes, by stream, webhook and pull, each gets exactly what its labels let it read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyDraft, { minLength: 25, maxLength: 30 }),
      fc.array(fc.constantFrom(...tlpLabels), { minLength: 30, maxLength: 30 }),
      async (drafts, closings) => {
        const { cursor } = await pull(alliance.askers.find(mayFollow), 'after=now')
        const before = new Map(channels.map((channel) => [channel, channel.items().length]))
        // Closed later, once everybody has read them: what comes live is judged by the label it has then.
        const open = drafts.map((draft) => ({ ...draft, afterwards: 'nothing' as const }))
        const given = await giveDrafts(hub, alliance, open, shares.length)
        shares.push(...given)
        await everybodyIsUpToDate()
        for (const channel of channels) {
          const fresh = channel.items().slice(before.get(channel))
          expect(aboutOf(fresh, given), `${channel.name} got`).toEqual(readable(channel.asker, given))
        }
        await expectPulled(cursor, given)
        await closeSome(given, closings)
        await everybodyIsUpToDate()
        await expectPulled(cursor, given)
        await expectPulled('', shares)
      },
    ),
    { numRuns: 2, endOnFailure: true },
  )
  const counts = channels.map(({ asker }) => readable(asker, shares).length)
  // The proof of the test: there was something to keep from most, and from each another part.
  expect(new Set(counts).size).toBeGreaterThan(5)
  expect(Math.min(...counts)).toBeLessThan(Math.max(...counts))
}, 240_000)

test('who may not follow the feed gets nothing of it', async () => {
  for (const asker of alliance.askers.filter((one) => !mayFollow(one))) {
    const answer = await fetch(`${hub.url}/v1/feed`, { headers: asker.headers })
    expect([401, 403], asker.name).toContain(answer.status)
    expect(await answer.text()).not.toContain('cursor')
  }
})

test('whoever leaves a group or is suspended gets no more, by any channel', async () => {
  const [group] = alliance.groups
  const ownerId = group?.memberIds[0] ?? ''
  const leaver = alliance.organisations.find(
    ({ kind, id }) => kind === 'operator' && group?.memberIds.includes(id),
  )
  const giver = alliance.askers.find(
    ({ actor }) => actor.type === 'person' && actor.organisation.id === ownerId,
  )
  if (!group || !leaver || !giver) throw new Error('nobody leaves')
  const own = channels.filter(({ asker }) => organisationOf(asker) === leaver.id)
  const others = channels.filter(
    ({ asker }) => group.memberIds.includes(organisationOf(asker)) && organisationOf(asker) !== leaver.id,
  )
  const giveToGroup = async () => {
    const value = `1394${String(9_000_000 + (signs += 1)).padStart(7, '0')}`
    const reply: { shares: { id: string }[] } = await send(hub, 'POST', '/v1/alliance/shares', {
      headers: giver.headers,
      body: { shares: [{ value, kind: 'phone', seen: 'call', label: amber, groupId: group.id }] },
    })
    const id = reply.shares[0]?.id ?? ''
    await everybodyIsUpToDate(others)
    return (channel: Channel) => channel.items().some(({ objectId }) => objectId === id)
  }
  const first = await giveToGroup()
  await expect.poll(() => own.every(first)).toBe(true)
  await send(hub, 'DELETE', `/v1/alliance/groups/${group.id}/members/${leaver.id}`, {
    headers: hub.administrator,
  })
  await untilNone(own, giveToGroup)
  // The rest it still gets, until it is suspended.
  await everybodyIsUpToDate(own)
  await send(hub, 'PUT', `/v1/alliance/organisations/${leaver.id}/state`, {
    headers: hub.administrator,
    body: { state: 'suspended', reason: 'left' },
  })
  await untilNone(own, async () => {
    const value = await pinSign()
    await everybodyIsUpToDate(others)
    return (channel: Channel) => channel.items().some(({ indicator }) => indicator?.canonical === value)
  })
}, 120_000)

const amber: SharingLabel = { tlp: 'TLP:AMBER', pap: 'PAP:GREEN' }

/** Gives until nobody of these gets it: rights are looked up again every few seconds. Then none of them ever does. */
async function untilNone(own: readonly Channel[], give: () => Promise<(channel: Channel) => boolean>) {
  await expect.poll(async () => own.filter(await give()).length, { timeout: 60_000, interval: 500 }).toBe(0)
  const got = [await give(), await give()]
  expect(own.filter((channel) => got.some((has) => has(channel))).map(({ name }) => name)).toEqual([])
}

function organisationOf({ actor }: Asker): string {
  return 'organisation' in actor ? actor.organisation.id : ''
}

async function openChannels(asker: Asker): Promise<Channel[]> {
  const opened = [await openPull(asker), await openLive(asker)]
  return [...opened, ...(await openWebhook(asker))]
}

async function openLive(asker: Asker): Promise<Channel> {
  const stream = await openStream(`${hub.url}/v1/feed/stream?after=now`, asker.headers)
  const items: FeedItem[] = []
  const reading = readAll(stream, items)
  return {
    name: `the stream of ${asker.name}`,
    asker,
    items: () => items,
    async close() {
      await stream.close()
      await reading
    },
  }
}

async function readAll(stream: OpenStream, items: FeedItem[]): Promise<void> {
  try {
    for (;;) items.push(...(await stream.take(1)))
  } catch {
    // Closed by the test, or by the hub: what came until then is what counts.
  }
}

/** None for people: a person's endpoint is read by a system of the organisation, which others here stand for. */
async function openWebhook(asker: Asker): Promise<Channel[]> {
  if (asker.actor.type !== 'client') return []
  if (!can(asker.actor, 'create', { kind: 'webhook' }).allowed) return []
  const receiver: WebhookReceiver = await startReceiver(Date.now)
  const { secret }: WebhookReply = await send(hub, 'POST', '/v1/webhooks', {
    headers: asker.headers,
    body: { url: receiver.url },
  })
  receiver.secrets = [secret]
  return [
    {
      name: `the webhook of ${asker.name}`,
      asker,
      items: () => receiver.items(),
      close: async () => await receiver.close(),
    },
  ]
}

/** Pulls all the time, as a member does that keeps up. */
async function openPull(asker: Asker): Promise<Channel> {
  const items: FeedItem[] = []
  const stopping = new AbortController()
  let after = (await pull(asker, 'after=now')).cursor
  const pulling = (async () => {
    while (!stopping.signal.aborted) {
      const part = await pull(asker, `after=${after}&waitS=1&limit=7`)
      if (part.status !== 200) return
      items.push(...part.items)
      after = part.cursor
    }
  })()
  return {
    name: `the pulls of ${asker.name}`,
    asker,
    items: () => items,
    async close() {
      stopping.abort()
      await pulling
    },
  }
}

async function pull(asker: Asker | undefined, query: string) {
  const answer = await fetch(`${hub.url}/v1/feed?${query}`, { headers: asker?.headers ?? {} })
  const text = await answer.text()
  const lines = answer.status === 200 ? text.split('\n').filter((line) => line !== '') : []
  return {
    status: answer.status,
    items: lines.map((line): FeedItem => JSON.parse(line)),
    cursor: answer.headers.get('wuzei-cursor') ?? '',
  }
}

/** Whatever everybody may read, said after all else: who has it has everything before it. */
async function everybodyIsUpToDate(who: readonly Channel[] = channels): Promise<void> {
  const value = await pinSign()
  for (const channel of who)
    await expect
      .poll(() => channel.items().some(({ indicator }) => indicator?.canonical === value), {
        timeout: 30_000,
        message: `${channel.name} hears of ${value}`,
      })
      .toBe(true)
}

async function pinSign(): Promise<string> {
  // Shares must stand in the feed before the sign does: the listing may be ahead of them.
  await allShared()
  const value = `sign-${(signs += 1)}.top`
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, level: 'high', reason: 'a sign' },
  })
  return value
}

async function allShared(): Promise<void> {
  const { pool } = hub.hub.context.database
  const waiting = `select exists (select from events where seq is null)
    or (select share_seq from feed_head) < (select max(seq) from events) as waiting`
  await expect
    .poll(async () => (await pool.query<{ waiting: boolean }>(waiting)).rows[0]?.waiting, { timeout: 20_000 })
    .toBe(false)
}

/** Ids of shares that items are about, once each, among those given. */
function aboutOf(items: readonly FeedItem[], given: readonly ModelShare[]): string[] {
  const ids = new Set(given.map(({ id }) => id))
  const about = items.flatMap(({ objectId }) => (objectId !== null && ids.has(objectId) ? [objectId] : []))
  // Whatever else an item says, it must not name what a share is about either, unless the library says it to all.
  const named = given.filter(({ id, wasPublic }) => wasPublic || about.includes(id)).map(({ token }) => token)
  const text = JSON.stringify(items)
  for (const { token } of given) if (!named.includes(token)) expect(text.includes(token), token).toBe(false)
  return [...new Set(about)].toSorted()
}

function readable({ reader }: Asker, given: readonly ModelShare[]): string[] {
  return given
    .filter((share) => reader !== undefined && mayRead(reader, share))
    .map(({ id }) => id)
    .toSorted()
}

/** Everybody pages from a cursor: what the database gives by the labels as they are now. */
async function expectPulled(cursor: string, given: readonly ModelShare[]): Promise<void> {
  for (const asker of alliance.askers.filter(mayFollow)) {
    const items: FeedItem[] = []
    for (let after = cursor; ; ) {
      const part = await pull(asker, `limit=50${after === '' ? '' : `&after=${after}`}`)
      expect(part.status, asker.name).toBe(200)
      items.push(...part.items)
      if (part.items.length === 0) break
      after = part.cursor
    }
    expect(aboutOf(items, given), `${asker.name} pulled`).toEqual(readable(asker, given))
  }
}

/** Closes further what was given, where somebody may: what everybody has read is then only for some. */
async function closeSome(given: ModelShare[], closings: readonly SharingLabel['tlp'][]): Promise<void> {
  for (const [index, share] of given.entries()) {
    const tlp = closings[index % closings.length] ?? 'TLP:RED'
    const label: SharingLabel = { tlp, pap: share.label.pap }
    const origin = alliance.askers.find(
      ({ actor }) => actor.type === 'person' && actor.organisation.id === share.originId,
    )
    // Whoever may not, or whose recipients could not keep the label, is refused: the share stays as it is.
    if (origin && mayRelabel(share.label, label))
      await fetch(`${hub.url}/v1/alliance/shares/${share.id}/relabellings`, {
        method: 'POST',
        headers: { ...origin.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ label }),
      })
  }
  // With a share everything that passes it on is closed.
  const labels = await hub.hub.context.database.pool.query<SharingLabel & { id: string }>(
    'select id, tlp, pap from shares',
  )
  const now = new Map(labels.rows.map(({ id, tlp, pap }) => [id, { tlp, pap }]))
  const relabelled = (share: ModelShare) => ({ ...share, label: now.get(share.id) ?? share.label })
  given.splice(0, given.length, ...given.map(relabelled))
  shares.splice(0, shares.length, ...shares.map(relabelled))
}
