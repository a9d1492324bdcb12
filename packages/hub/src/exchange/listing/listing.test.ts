import { setTimeout as pause } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import {
  changesSince,
  inTransaction,
  compactListing,
  lastSeq,
  listingHead,
  lockListing,
  readListed,
  waitForChange,
} from '@wuzei/store'
import { addOfficer, reportBody, solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importList } from '../../importers/import-list.ts'
import { followListing, leaderLock, reviewListing } from './follow-listing.ts'

const startMs = Date.parse('2026-03-01T00:00:00Z')
const dayMs = 86_400_000
/** The machine may be busy with other tests. */
const soon = { timeout: 20_000 }

let nowMs = startMs
let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub({ clock: () => nowMs })
})
afterAll(async () => await hub.stop())

const pool = () => hub.hub.context.database.pool

/** Waits until everything said so far is in the listing. */
async function listed(): Promise<Map<string, string>> {
  await hub.settled()
  const last = await lastSeq(pool())
  await expect
    .poll(async () => {
      const found = await pool().query<{ seq: string }>(
        "select seq from event_cursors where name = 'listing'",
      )
      return Number(found.rows[0]?.seq ?? 0)
    }, soon)
    .toBeGreaterThanOrEqual(last)
  const entries = await readListed(pool(), { limit: 1_000 })
  return new Map(entries.map((entry) => [entry.canonical, entry.level]))
}

async function administer(method: string, path: string, body: object): Promise<void> {
  const answer = await fetch(`${hub.url}/v1/admin/${path}`, {
    method,
    headers: { ...hub.administrator, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(204)
}

async function importDomains(
  sourceName: string,
  lines: readonly string[],
  format: 'csv' | 'maltrail' = 'csv',
): Promise<void> {
  const content = Buffer.from([...(format === 'csv' ? ['value'] : []), ...lines, ''].join('\n'))
  const file = {
    name: 'list',
    async *open() {
      yield await Promise.resolve(content)
    },
  }
  await importList(hub.hub.context.database, {
    format,
    sourceName,
    files: [file],
    nowMs,
    actor: 'test',
    spillDirectory: tmpdir(),
  })
}

const pin = async (value: string, level: string) =>
  await administer('PUT', 'pins', { value, level, reason: 'seen it' })

test('a pin lists, another level changes, lifting removes, and every change has the next number', async () => {
  const before = (await listingHead(pool())).version
  await pin('pinned-shop.top', 'high')
  expect(await listed()).toMatchObject(new Map([['pinned-shop.top', 'high']]))
  await pin('pinned-shop.top', 'confirmed')
  expect((await listed()).get('pinned-shop.top')).toBe('confirmed')
  await administer('DELETE', 'pins', { value: 'pinned-shop.top', reason: 'was wrong' })
  expect((await listed()).has('pinned-shop.top')).toBe(false)
  const journal = await changesSince(pool(), before, { limit: 10 })
  expect(journal).toMatchObject({
    ok: true,
    changes: [
      { version: before + 1n, change: 'added', level: 'high', cause: 'pinned', canonical: 'pinned-shop.top' },
      { version: before + 2n, change: 'changed', level: 'confirmed' },
      { version: before + 3n, change: 'removed', level: null, cause: 'pinned' },
    ],
  })
})

test('a list of many is listed by joins; what fades leaves on time, and a new sighting brings it back', async () => {
  const before = (await listingHead(pool())).version
  await importDomains('openphish', ['fades-soon.top', 'fades-soon-too.top'])
  // One list alone is a suspicion; a second one makes it `high` for some weeks.
  await importDomains('second', ['fades-soon.top'])
  await importDomains('third', ['fades-soon.top'])
  await importDomains('fourth', ['fades-soon.top'])
  expect((await listed()).get('fades-soon.top')).toBe('high')
  const entry = (await readListed(pool(), { kinds: ['domain'], limit: 100 })).find(
    ({ canonical }) => canonical === 'fades-soon.top',
  )
  const fallsAt = entry?.fallsAt ?? 0
  expect(fallsAt * 1000).toBeGreaterThan(nowMs)
  // The checker keeps the words of an answer for an hour.
  expect(await levelOf('fades-soon.top', fallsAt * 1000 - 2 * 3_600_000)).toBe('high')
  nowMs = fallsAt * 1000 - 1000
  await pause(1_500)
  expect((await listed()).has('fades-soon.top')).toBe(true)
  nowMs = fallsAt * 1000
  await expect.poll(async () => (await listed()).has('fades-soon.top'), soon).toBe(false)
  expect(await levelOf('fades-soon.top', nowMs)).toBe('suspicious')
  const journal = await changesSince(pool(), before, { limit: 100 })
  const causes = journal.ok
    ? journal.changes.map(({ change, cause, eventSeq }) => [change, cause, eventSeq])
    : []
  expect(causes.at(-1)).toEqual(['removed', 'faded', null])
  nowMs += 1000
  await importDomains('second', ['fades-soon.top,1'])
  await importDomains('fifth', ['fades-soon.top'])
  await importDomains('sixth', ['fades-soon.top'])
  await importDomains('seventh', ['fades-soon.top'])
  expect((await listed()).get('fades-soon.top')).toBe('high')
})

async function levelOf(value: string, atMs: number): Promise<string> {
  const old = nowMs
  nowMs = atMs
  try {
    return (await hub.client.check(value)).level
  } finally {
    nowMs = old
  }
}

test('an owner or a person above a site decides for what is below it, and what they lift stands again', async () => {
  const lists = ['owner-a', 'owner-b', 'owner-c', 'owner-d']
  for (const list of lists) await importDomains(list, ['pay.honest-owner.top', 'x.other-owner.top'])
  expect((await listed()).get('pay.honest-owner.top')).toBe('high')
  const identity = {
    id: 'honest-owner',
    name: { zh: '某店', en: 'A shop' },
    category: 'other',
    spoofed: false,
    coversSubdomains: true,
  }
  await administer('PUT', 'identities', { ...identity, indicators: [{ value: 'honest-owner.top' }] })
  expect((await listed()).has('pay.honest-owner.top')).toBe(false)
  expect((await hub.client.check('pay.honest-owner.top')).level).toBe('safe')
  // A word of the police about the very site is above the owner's; a person's pin of the parent is above both.
  await pin('pay.honest-owner.top', 'confirmed')
  expect((await listed()).get('pay.honest-owner.top')).toBe('confirmed')
  await administer('DELETE', 'pins', { value: 'pay.honest-owner.top', reason: 'cleaned' })
  expect((await listed()).has('pay.honest-owner.top')).toBe(false)
  await administer('PUT', 'identities', { ...identity, indicators: [{ value: 'moved-owner.top' }] })
  expect((await listed()).get('pay.honest-owner.top')).toBe('high')

  await pin('other-owner.top', 'safe')
  expect((await listed()).has('x.other-owner.top')).toBe(false)
  await administer('DELETE', 'pins', { value: 'other-owner.top', reason: 'was wrong' })
  expect((await listed()).get('x.other-owner.top')).toBe('high')
  await administer('POST', 'retractions', { value: 'x.other-owner.top', reason: 'appeal' })
  expect((await listed()).has('x.other-owner.top')).toBe(false)
})

test('what a decision sets going is not blamed for the removal, though both are read together', async () => {
  for (const list of ['wrong-a', 'wrong-b', 'wrong-c', 'wrong-d'])
    await importDomains(list, ['blamed-once.top', 'beside-it.top'])
  expect((await listed()).get('blamed-once.top')).toBe('high')
  const before = (await listingHead(pool())).version
  // Whoever follows is held up with an event before, and then has the rest in one hand.
  await inTransaction(hub.hub.context.database, async (client) => {
    await lockListing(client)
    await pin('holds-it-up.top', 'high')
    await pause(200)
    await administer('POST', 'retractions', { value: 'blamed-once.top', reason: 'mixed up' })
    await hub.settled()
  })
  await listed()
  const events = await pool().query<{ seq: string; type: string }>(
    `select seq, type from events where seq > (select max(seq) from events where type = 'indicator.pinned') order by seq`,
  )
  const types = events.rows.map(({ type }) => type)
  expect(types[0]).toBe('indicator.retracted')
  expect(types.slice(1).some((type) => type !== 'source.rated')).toBe(true)
  const journal = await changesSince(pool(), before, { limit: 10 })
  expect(
    journal.ok && journal.changes.find(({ canonical }) => canonical === 'blamed-once.top'),
  ).toMatchObject({
    change: 'removed',
    cause: 'retracted',
    eventSeq: Number(events.rows[0]?.seq),
  })
})

test('hosts that many share are never listed as a whole, whatever a person pins; their pages are', async () => {
  await pin('github.io', 'confirmed').catch(() => undefined)
  await pin('weebly.com', 'confirmed')
  await pin('https://docs.qq.com/', 'confirmed')
  await pin('https://docs.qq.com/form/trap', 'confirmed')
  await pin('trap.weebly.com', 'confirmed')
  const names = [...(await listed()).keys()]
  expect(names).toContain('docs.qq.com/form/trap')
  expect(names).toContain('trap.weebly.com')
  expect(names).not.toContain('weebly.com')
  expect(names).not.toContain('docs.qq.com/')
  expect(names).not.toContain('github.io')
})

test('from scratch the listing is the same, and a review of a sound one changes nothing', async () => {
  const rows = async () =>
    (
      await pool().query(
        'select key, level, fraud_types, falls_at, level_until, withheld from listing_entries order by key',
      )
    ).rows
  await listed()
  const followed = await rows()
  expect(followed.length).toBeGreaterThan(5)
  expect(await reviewListing(hub.hub.context.database, nowMs)).toBe(0)
  await pool().query('delete from listing_entries')
  expect(await reviewListing(hub.hub.context.database, nowMs)).toBeGreaterThan(3)
  expect(await rows()).toEqual(followed)
})

test('of two processes each change is journalled once, and somebody who waits is woken', async () => {
  const { database } = hub.hub.context
  const others = [1, 2].map(() => followListing(database, { clock: () => nowMs }))
  const before = (await listingHead(pool())).version
  const waiting = waitForChange(database, before, { signal: AbortSignal.timeout(20_000), timeoutMs: 20_000 })
  for (let at = 0; at < 5; at += 1) await pin(`two-processes-${at}.top`, 'high')
  expect(await waiting).toBeGreaterThan(before)
  await listed()
  const journal = await changesSince(pool(), before, { kinds: ['domain'], limit: 100 })
  expect(journal.ok && journal.changes.map(({ version }) => version)).toEqual(
    [1n, 2n, 3n, 4n, 5n].map((step) => before + step),
  )
  await Promise.all(others.map(async (other) => await other.stop()))
})

test('when the connection of the one that leads is lost, following goes on', async () => {
  const killed = await pool().query(
    `select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and granted and ((classid::bigint << 32) | objid::bigint) = $1
        and database = (select oid from pg_database where datname = current_database())`,
    [leaderLock],
  )
  expect(killed.rowCount).toBe(1)
  await pin('after-the-fall.top', 'high')
  expect((await listed()).get('after-the-fall.top')).toBe('high')
})

test('whoever is older than the kept changes is told to take the full list', async () => {
  const head = await listingHead(pool())
  await inTransaction(hub.hub.context.database, async (client) => {
    await compactListing(client, new Date(nowMs + dayMs))
  })
  expect(await changesSince(pool(), head.version - 1n, { limit: 10 })).toEqual({
    ok: false,
    reason: 'compacted',
  })
  expect(await changesSince(pool(), head.version, { limit: 10 })).toEqual({ ok: true, changes: [] })
  expect(await changesSince(pool(), head.version + 1n, { limit: 10 })).toEqual({ ok: false, reason: 'ahead' })
})

test('a grave word between a listed site and its owner that fades alone is noticed by the hourly review', async () => {
  const site = 'pay.x.graved-owner.top'
  await hub.client.report(await solvedReport(hub.client, reportBody('x.graved-owner.top')))
  const open = await fetch(`${hub.url}/v1/admin/reports`, { headers: hub.administrator })
  const { reports }: { reports: { id: string }[] } = await open.json()
  const decided = await fetch(`${hub.url}/v1/admin/reports/${reports.at(-1)?.id}/decision`, {
    method: 'POST',
    headers: {
      ...(await addOfficer(hub)).headers,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ status: 'confirmed', reason: 'seen it' }),
  })
  expect(decided.status).toBe(204)
  const name = { zh: '某店', en: 'A shop' }
  const more = { category: 'other', spoofed: false, coversSubdomains: true }
  const indicators = [{ value: 'graved-owner.top' }]
  await administer('PUT', 'identities', { id: 'graved-owner', name, ...more, indicators })
  // Later, so that the lists' word will weigh more than the graver one before it is no longer `high` itself.
  nowMs += 20 * dayMs
  for (let list = 0; list < 8; list += 1) await importDomains(`grave-${list}`, [site], 'maltrail')
  expect((await listed()).get(site)).toBe('high')
  const before = (await listingHead(pool())).version

  const fallsAt = (await readListed(pool(), { limit: 1_000 })).find(
    (entry) => entry.canonical === site,
  )?.fallsAt
  while ((await levelOf(site, nowMs)) !== 'safe') nowMs += dayMs / 2
  expect(nowMs).toBeLessThan((fallsAt ?? 0) * 1000)
  expect((await listed()).get(site)).toBe('high')
  await pool().query("select graphile_worker.add_job('review-owned-sites')")
  await expect.poll(async () => (await listed()).has(site), soon).toBe(false)
  const journal = await changesSince(pool(), before, { kinds: ['domain'], limit: 100 })
  const last = journal.ok ? journal.changes.find(({ canonical }) => canonical === site) : undefined
  expect(last).toMatchObject({ change: 'removed', cause: 'faded', eventSeq: null })
})

test('among many sites of one list those below an owner stay off, and all others are listed', async () => {
  await administer('PUT', 'identities', {
    id: 'bulk-owner',
    name: { zh: '某店', en: 'A shop' },
    category: 'other',
    spoofed: false,
    coversSubdomains: true,
    indicators: [{ value: 'bulk-owner.top' }],
  })
  const many = Array.from({ length: 1_500 }, (_item, index) => `bulk-${index}.top`)
  const below = ['bulk-owner.top', 'a.bulk-owner.top', 'https://b.c.bulk-owner.top/page']
  await importDomains('bulk', [...many, ...below, 'weebly.com'], 'maltrail')
  await listed()
  const entries = await readListed(pool(), { limit: 10_000 })
  const names = new Set(entries.map(({ canonical }) => canonical))
  expect(many.filter((name) => !names.has(name))).toEqual([])
  expect([...names].filter((name) => /bulk-owner|weebly\.com$/.test(name))).toEqual(['trap.weebly.com'])
})
