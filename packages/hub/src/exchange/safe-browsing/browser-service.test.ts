import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { indicatorKey, indicatorKinds, signedKey, type IndicatorKind } from '@wuzei/domain'
import { inTransaction, type Database } from '@wuzei/store'
import { createTestDatabase } from '@wuzei/store/testing'
import {
  applyHashList,
  applyListUpdate,
  readFound,
  readHashLists,
  readListUpdates,
  readMatches,
  writeFullHashesRequest,
  writeUpdatesRequest,
  type ListCopy,
} from '@wuzei/testkit/safe-browsing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createBrowserService, type BrowserService } from './browser-service.ts'

let database: Database
beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(async () => await clearListing())
afterAll(async () => await database.close())

interface Site {
  readonly kind: IndicatorKind
  readonly canonical: string
}

/** Two names whose hashes begin alike: found by hashing until two do. */
function collidingNames(): [string, string] {
  const seen = new Map<string, string>()
  for (let number = 0; ; number += 1) {
    const name = `collision-${number}.top`
    const prefix = prefixOf(`${name}/`)
    const other = seen.get(prefix)
    if (other !== undefined) return [other, name]
    seen.set(prefix, name)
  }
}

const [firstTwin, secondTwin] = collidingNames()

/** Entries that share hashes, begin alike, or belong on either list. */
const sites: readonly Site[] = [
  { kind: 'domain', canonical: firstTwin },
  { kind: 'domain', canonical: secondTwin },
  { kind: 'domain', canonical: 'both.top' },
  { kind: 'url', canonical: 'both.top/' },
  { kind: 'url', canonical: 'shop.top/pay?id=1' },
  { kind: 'url', canonical: 'apps.top/bank.apk' },
  { kind: 'url', canonical: 'a.b.c.d.e.deep.top/x' },
  { kind: 'ip', canonical: '203.0.113.7' },
  { kind: 'ip', canonical: '2001:db8::7' },
  ...Array.from({ length: 30 }, (_item, index): Site => ({ kind: 'domain', canonical: `trap-${index}.top` })),
]
const typeChoices = [[], ['F13.02'], ['F01'], ['F01', 'F13.02']]

/** Brings the listing to this, as following the log would: an entry, a numbered change, the head. */
async function list(changes: readonly { site: Site; fraudTypes: readonly string[] | null }[]): Promise<void> {
  await inTransaction(database, async (client) => {
    for (const { site, fraudTypes } of changes) {
      const key = signedKey(indicatorKey(site.kind, site.canonical)).toString()
      const kind = indicatorKinds.indexOf(site.kind)
      const found = await client.query<{ fraud_types: string[] }>(
        'select fraud_types from listing_entries where key = $1',
        [key],
      )
      const before = found.rows[0]?.fraud_types
      if (before === undefined && fraudTypes === null) continue
      const change = before === undefined ? 'added' : fraudTypes === null ? 'removed' : 'changed'
      const head = await client.query<{ version: string }>(
        'update listing_head set version = version + 1 returning version',
      )
      const version = head.rows[0]?.version
      await client.query(
        `insert into listing_changes (version, key, kind, canonical, change, level, fraud_types, cause, at)
         values ($1, $2, $3, $4, $5, $6, $7, 'verdict', now())`,
        [
          version,
          key,
          kind,
          site.canonical,
          change,
          fraudTypes === null ? null : 'high',
          fraudTypes ?? before ?? [],
        ],
      )
      await client.query('delete from listing_entries where key = $1', [key])
      if (fraudTypes !== null)
        await client.query(
          `insert into listing_entries (key, kind, canonical, level, fraud_types, listed_at, version)
           values ($1, $2, $3, 'high', $4, now(), $5)`,
          [key, kind, site.canonical, fraudTypes, version],
        )
    }
  })
}

/** Vouches for a site, or no longer, as a decision of a person would. */
async function vouch(site: string, isVouched: boolean): Promise<void> {
  const key = signedKey(indicatorKey('domain', site)).toString()
  await database.pool.query('delete from listing_vouched where key = $1', [key])
  if (isVouched)
    await database.pool.query(
      'insert into listing_vouched (key, canonical, covers_below) values ($1, $2, true)',
      [key, site],
    )
}

async function clearListing(): Promise<void> {
  const { pool } = database
  await pool.query('delete from listing_vouched')
  await pool.query('delete from listing_entries')
  await pool.query('delete from listing_changes')
  await pool.query('update listing_head set compacted_to = version')
}

/** A client of one list: version 5 or 4, and how it takes its numbers. */
interface Client {
  readonly how: 'v5' | 'rice' | 'raw'
  readonly list: 'se-4b' | 'mw-4b'
  copy: ListCopy | undefined
  partial: number
}

async function update(service: BrowserService, client: Client): Promise<void> {
  if (client.how === 'v5') {
    const versions = client.copy ? [Buffer.from(client.copy.version)] : []
    const names = ['uws-4b', client.list]
    const answer = await service.hashLists(names, versions, 'protobuf')
    const [, hashList] = readHashLists(answer.plain)
    if (!hashList) throw new Error('a list is missing')
    if (hashList.partialUpdate) client.partial += 1
    client.copy = applyHashList(client.copy, hashList)
    return
  }
  const compression = client.how === 'rice' ? [1, 2] : [1]
  const request = {
    threatType: client.list === 'se-4b' ? 2 : 1,
    platformType: 6,
    threatEntryType: 1,
    state: client.copy?.version ?? new Uint8Array(),
    constraints: { supportedCompressions: compression },
  }
  const body = Buffer.from(writeUpdatesRequest({ listUpdateRequests: [request] }))
  const answer = await service.threatListUpdates(body, 'protobuf', 'protobuf')
  const [listUpdate] = readListUpdates(answer.plain)
  if (!listUpdate) throw new Error('a list is missing')
  for (const { compressionType } of [...listUpdate.additions, ...listUpdate.removals])
    expect(compressionType).toBe(client.how === 'rice' ? 2 : 1)
  if (listUpdate.responseType === 1) client.partial += 1
  client.copy = applyListUpdate(client.copy, listUpdate)
}

function prefixOf(expression: string): string {
  return createHash('sha256').update(expression).digest('hex').slice(0, 8)
}

/** What must be on a list, told without the code under test. */
function expected(
  listing: ReadonlyMap<Site, readonly string[]>,
  name: Client['list'],
  vouched: ReadonlySet<string> = new Set(),
): string[] {
  const prefixes = [...listing].flatMap(([site, types]) => {
    const app = site.canonical.endsWith('.apk')
    const isOn = name === 'mw-4b' ? app || types.includes('F13.02') : !app && types.join() !== 'F13.02'
    const expressions =
      site.kind === 'ip'
        ? [site.canonical.includes(':') ? `[${site.canonical}]/` : `${site.canonical}/`]
        : site.canonical.startsWith('a.b.c')
          ? [site.canonical, `www.${site.canonical}`]
          : [site.kind === 'domain' ? `${site.canonical}/` : site.canonical]
    const host = site.canonical.split('/')[0] ?? ''
    const isAboveVouched = [...vouched].some((one) => one.endsWith(`.${host}`))
    if (isAboveVouched) return isOn ? [prefixOf(`www.${expressions[0]}`)] : []
    return isOn ? expressions.map(prefixOf) : []
  })
  return [...new Set(prefixes)].toSorted()
}

const steps = fc.array(
  fc.record({
    changes: fc.array(
      fc.record({ site: fc.nat(sites.length - 1), types: fc.option(fc.nat(typeChoices.length - 1)) }),
      { maxLength: 12 },
    ),
    /** Sites that are vouched for, or no longer, in this step. */
    vouching: fc.dictionary(
      fc.constantFrom('good.both.top', 'good.trap-1.top', 'x.good.shop.top'),
      fc.boolean(),
    ),
    /** Clients that ask after this step. */
    asking: fc.array(fc.nat(5), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 8 },
)

test('whatever comes and goes, every copy that follows it is the list', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      await clearListing()
      const service = createBrowserService(database, { lookMs: 0 })
      const clients = (['v5', 'rice', 'raw'] as const).flatMap((how) =>
        (['se-4b', 'mw-4b'] as const).map(
          (name): Client => ({ how, list: name, copy: undefined, partial: 0 }),
        ),
      )
      const listing = new Map<Site, readonly string[]>()
      const vouched = new Set<string>()
      for (const { changes, vouching, asking } of sequence) {
        const wanted = changes.flatMap(({ site: place, types }) => {
          const site = sites[place]
          return site ? [{ site, fraudTypes: types === null ? null : (typeChoices[types] ?? []) }] : []
        })
        await list(wanted)
        for (const [site, isVouched] of Object.entries(vouching)) {
          await vouch(site, isVouched)
          if (isVouched) vouched.add(site)
          else vouched.delete(site)
        }
        for (const { site, fraudTypes } of wanted)
          if (fraudTypes) listing.set(site, fraudTypes)
          else listing.delete(site)
        for (const client of clients.filter((_client, index) => asking.includes(index))) {
          await update(service, client)
          expect(client.copy?.prefixes).toEqual(expected(listing, client.list, vouched))
        }
      }
      for (const client of clients) {
        await update(service, client)
        expect(client.copy?.prefixes).toEqual(expected(listing, client.list, vouched))
      }
    }),
    { numRuns: 25 },
  )
})

test('who has a copy gets only what changed, and nothing when nothing did', async () => {
  const service = createBrowserService(database, { lookMs: 0 })
  await list(sites.map((site) => ({ site, fraudTypes: ['F01'] })))
  const clients: Client[] = (['v5', 'rice', 'raw'] as const).map((how) => ({
    how,
    list: 'se-4b',
    copy: undefined,
    partial: 0,
  }))
  for (const client of clients) await update(service, client)
  expect(clients.map(({ partial }) => partial)).toEqual([0, 0, 0])
  // Removals and additions, one hash that stays because the root page is listed too, one prefix with a twin.
  const listing = new Map(sites.map((site) => [site, ['F01']]))
  const gone = sites.filter((site) => ['both.top', 'trap-3.top', firstTwin].includes(site.canonical))
  for (const site of gone) listing.delete(site)
  const late: Site = { kind: 'domain', canonical: 'late.top' }
  listing.set(late, [])
  await list([...gone.map((site) => ({ site, fraudTypes: null })), { site: late, fraudTypes: [] }])
  for (const client of clients) {
    await update(service, client)
    expect(client.partial).toBe(1)
    expect(client.copy?.prefixes).toEqual(expected(listing, 'se-4b'))
    expect(client.copy?.prefixes).toContain(prefixOf('both.top/'))
    expect(client.copy?.prefixes).toContain(prefixOf(`${secondTwin}/`))
    await update(service, client)
    expect(client.partial).toBe(2)
    expect(client.copy?.prefixes).toEqual(expected(listing, 'se-4b'))
  }
})

test('another hub of the database follows a copy that is ahead of it', async () => {
  await list(sites.map((site) => ({ site, fraudTypes: ['F01'] })))
  const [ahead, behind] = [{ lookMs: 0 }, { lookMs: 1e9 }].map((o) => createBrowserService(database, o))
  if (!ahead || !behind) throw new Error('two services')
  const client: Client = { how: 'v5', list: 'se-4b', copy: undefined, partial: 0 }
  await update(behind, client)
  await list([{ site: { kind: 'domain', canonical: 'late.top' }, fraudTypes: [] }])
  await update(ahead, client)
  await update(behind, client)
  expect(client.partial).toBe(2)
  expect(client.copy?.prefixes).toContain(prefixOf('late.top/'))
})

test('a version that is forgotten, of another list or made up gets the whole list', async () => {
  const service = createBrowserService(database, { lookMs: 0 })
  await list(sites.map((site) => ({ site, fraudTypes: ['F01'] })))
  const client: Client = { how: 'v5', list: 'se-4b', copy: undefined, partial: 0 }
  await update(service, client)
  const good = Buffer.from(client.copy?.version ?? [])
  await list([{ site: { kind: 'domain', canonical: 'late.top' }, fraudTypes: [] }])
  const isPartial = async (version: Buffer, asked = service) => {
    const [hashList] = readHashLists((await asked.hashLists(['se-4b'], [version], 'protobuf')).plain)
    return hashList?.partialUpdate
  }
  expect(await isPartial(good)).toBe(true)
  const otherContent = Buffer.from(good)
  otherContent.writeUInt8(otherContent.readUInt8(17) ^ 1, 17)
  const otherList = Buffer.from(good)
  otherList.writeUInt8(2, 1)
  const ahead = Buffer.from(otherContent)
  ahead.writeBigUInt64BE(2n ** 60n, 2)
  for (const version of [otherContent, otherList, ahead, Buffer.from('nonsense'), Buffer.alloc(0)])
    expect(await isPartial(version)).toBe(false)
  await database.pool.query('delete from listing_changes')
  await database.pool.query('update listing_head set compacted_to = version')
  expect(await isPartial(good, createBrowserService(database))).toBe(false)
})

test('a prefix gives every full hash behind it with its threats, and nothing else', async () => {
  const service = createBrowserService(database, { lookMs: 0 })
  await list(sites.map((site) => ({ site, fraudTypes: [] })))
  await list([{ site: { kind: 'domain', canonical: 'both.top' }, fraudTypes: ['F01', 'F13.02'] }])
  const hashOf = (expression: string) => createHash('sha256').update(expression).digest()
  const prefix = (expression: string) => hashOf(expression).subarray(0, 4)
  const search = async (...prefixes: Buffer[]) =>
    readFound(await service.searchHashes(prefixes, 'protobuf')).fullHashes.map(
      ({ fullHash, fullHashDetails }) =>
        [
          Buffer.from(fullHash).toString('hex'),
          fullHashDetails
            .map(({ threatType }) => String(threatType))
            .toSorted()
            .join(),
        ].join(' '),
    )
  expect((await search(prefix(`${firstTwin}/`))).toSorted()).toEqual(
    [firstTwin, secondTwin].map((name) => `${hashOf(`${name}/`).toString('hex')} 2`).toSorted(),
  )
  expect(await search(prefix('both.top/'))).toEqual([`${hashOf('both.top/').toString('hex')} 1,2`])
  expect(await search(prefix('apps.top/bank.apk'), prefix('unlisted.top/'))).toEqual([
    `${hashOf('apps.top/bank.apk').toString('hex')} 1`,
  ])
  expect(await search(prefix('unlisted.top/'))).toEqual([])
  const matches = async (entry: Buffer, threatTypes = [1, 2], platformTypes = [6]) => {
    const threatInfo = { threatTypes, platformTypes, threatEntryTypes: [1], threatEntries: [{ hash: entry }] }
    const body = Buffer.from(writeFullHashesRequest({ threatInfo }))
    return readMatches(await service.fullHashes(body, 'protobuf', 'protobuf')).matches
  }
  const both = hashOf('both.top/')
  expect((await matches(both.subarray(0, 6))).map(({ threatType }) => threatType)).toEqual([2, 1])
  expect((await matches(both, [2], [6, 1])).map(({ platformType }) => platformType)).toEqual([6, 1])
  const longer = Buffer.from(both)
  longer.writeUInt8(longer.readUInt8(5) ^ 1, 5)
  expect(await matches(longer)).toEqual([])
  expect(await matches(both, [3])).toEqual([])
})
