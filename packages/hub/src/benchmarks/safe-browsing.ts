import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { indicatorKinds } from '@wuzei/domain'
import { migrate, openDatabase, type Database } from '@wuzei/store'
import { createBrowserService, type BrowserService } from '../exchange/safe-browsing/browser-service.ts'
import { buildHashTable, distinctPrefixes, hashBytes } from '../exchange/safe-browsing/hash-table.ts'
import { encodeRice } from '../exchange/safe-browsing/rice.ts'
import { checksumOf } from '../exchange/safe-browsing/snapshot.ts'
import { wireMessages } from '../exchange/safe-browsing/message-types.ts'
import { readMessage, writeMessage } from '../exchange/safe-browsing/wire-format.ts'
import { benchResult, median, type Benchmark, type BenchOptions } from './bench-result.ts'

const defaultEntries = 1_000_000
const insertedAtOnce = 200_000
const rounds = 5
/** What comes and goes between two updates of a client, half and half. */
const changes = 1_000
/** What a browser asks for at most when it looks at one page. */
const prefixesOfPage = 30
const searches = 2_000
const names = ['se-4b', 'mw-4b', 'uws-4b']
const riceRange = { least: 3, most: 30 }

/** A listing of sites is served to browsers: read, encoded, changed, searched. `cpu` leaves the database's part out. */
export const safeBrowsingBenchmark: Benchmark = {
  name: 'safe-browsing',
  summary: 'lists for browsers: size, time to make, deltas, searches (--entries, 1,000,000)',

  async run(options) {
    const entries = options.entries ?? defaultEntries
    const directory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
    const database = await openDatabase({ dataDirectory: directory })
    try {
      await migrate(database)
      return benchResult('safe-browsing', {
        prefixes: entries,
        ...(await measureMaking(entries)),
        ...(await measureServing(database, entries, options)),
      })
    } finally {
      await database.close()
      await rm(directory, { recursive: true, force: true })
    }
  },
}

/** From full hashes in memory to the coded list, without database and protobuf. */
async function measureMaking(entries: number): Promise<Record<string, number>> {
  const hashes = randomBytes(entries * hashBytes)
  const samples: Record<string, number>[] = []
  for (let round = 0; round < rounds; round += 1) {
    const table = await timed(() => buildHashTable(hashes))
    const prefixes = await timed(() => distinctPrefixes(table.value))
    const checksum = await timed(() => checksumOf(prefixes.value))
    const coded = await timed(() => encodeRice(prefixes.value, riceRange))
    samples.push({
      sort_s: table.seconds,
      rice_s: coded.seconds,
      made_from_hashes_s: table.seconds + prefixes.seconds + checksum.seconds + coded.seconds,
      made_from_hashes_cpu_s: table.cpuS + prefixes.cpuS + checksum.cpuS + coded.cpuS,
    })
  }
  return medians(samples)
}

async function measureServing(
  database: Database,
  entries: number,
  { progress = () => {} }: BenchOptions,
): Promise<Record<string, number>> {
  progress(`listing ${entries} sites`)
  await fillListing(database, entries)
  progress('serving them')
  const service = createBrowserService(database, { lookMs: 0 })
  const page = Array.from({ length: prefixesOfPage }, () => randomBytes(4))
  const loaded = await timed(async () => await service.searchHashes(page, 'protobuf'))
  const first = await timed(async () => await service.hashLists(names, [], 'protobuf'))
  // Behind a service that looks at the listing as seldom as a hub's.
  const steady = createBrowserService(database)
  await steady.hashLists(names, [], 'protobuf')
  const cached = await timed(async () => {
    for (let index = 0; index < searches; index += 1) await steady.hashLists(names, [], 'protobuf')
  })
  const oldRequest = writeMessage(wireMessages.updatesRequest, version4Request, 'protobuf')
  const old = await timed(async () => await service.threatListUpdates(oldRequest, 'protobuf', 'protobuf'))
  const deltas: Record<string, number>[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const version = await versionOf(service)
    await changeListing(database, round)
    const advanced = await timed(async () => await service.searchHashes(page, 'protobuf'))
    const delta = await timed(async () => await service.hashLists(names, [version], 'protobuf'))
    deltas.push({
      follow_1000_changes_s: advanced.seconds,
      follow_1000_changes_cpu_s: advanced.cpuS,
      delta_s: delta.seconds,
      delta_cpu_s: delta.cpuS,
      delta_bytes: delta.value.plain.length,
    })
  }
  const searched = await timed(async () => {
    for (let index = 0; index < searches; index += 1) await steady.searchHashes(page, 'protobuf')
  })
  return {
    load_s: loaded.seconds,
    load_cpu_s: loaded.cpuS,
    answer_s: first.seconds,
    answer_cpu_s: first.cpuS,
    answer_bytes: first.value.plain.length,
    answer_cached_ms: (cached.seconds / searches) * 1000,
    v4_answer_s: old.seconds,
    v4_answer_cpu_s: old.cpuS,
    v4_answer_bytes: old.value.plain.length,
    ...medians(deltas),
    [`searches_of_${prefixesOfPage}_per_s`]: searches / searched.seconds,
  }
}

const version4Request = {
  listUpdateRequests: [
    {
      threatType: 'SOCIAL_ENGINEERING',
      platformType: 'ANY_PLATFORM',
      threatEntryType: 'URL',
      constraints: { supportedCompressions: ['RICE'] },
    },
  ],
}

async function versionOf(service: BrowserService): Promise<Buffer> {
  const { plain } = await service.hashList('se-4b', undefined, 'protobuf')
  const { version } = readMessage(wireMessages.hashList, plain, 'protobuf')
  return Buffer.from(typeof version === 'string' ? version : '', 'base64')
}

/** Sites as following the log would leave them. */
async function fillListing({ pool }: Database, entries: number): Promise<void> {
  for (let from = 0; from < entries; from += insertedAtOnce)
    await pool.query(
      `insert into listing_entries (key, kind, canonical, level, fraud_types, listed_at, version)
       select ('x' || substr(md5(i::text), 1, 16))::bit(64)::bigint, $1, md5(i::text) || '.top', 'high', '{F01}', now(), 1
         from generate_series($2::integer, $3::integer) as i`,
      [indicatorKinds.indexOf('domain'), from, Math.min(entries, from + insertedAtOnce) - 1],
    )
  await pool.query('update listing_head set version = 1, compacted_to = 1')
  await pool.query('vacuum analyze listing_entries')
}

/** Takes some sites off and puts others on, in the journal too. */
async function changeListing({ pool }: Database, round: number): Promise<void> {
  await pool.query(
    `with gone as (
       delete from listing_entries where key in (select key from listing_entries order by key limit $1)
       returning key, kind, canonical, fraud_types
     ), come as (
       insert into listing_entries (key, kind, canonical, level, fraud_types, listed_at, version)
       select ('x' || substr(md5(name), 1, 16))::bit(64)::bigint, $2, name, 'high', '{F01}', now(), 1
         from (select 'new-' || $3::integer || '-' || i || '.top' as name from generate_series(1, $1) as i) n
       returning key, kind, canonical, fraud_types
     ), both_ways as (
       select 'removed' as change, null as level, * from gone union all select 'added', 'high', * from come
     ), head as (
       update listing_head set version = version + 2 * $1 returning version
     )
     insert into listing_changes (version, key, kind, canonical, change, level, fraud_types, cause, at)
     select head.version - 2 * $1 + row_number() over (), key, kind, canonical, change, level, fraud_types, 'verdict', now()
       from both_ways cross join head`,
    [changes / 2, indicatorKinds.indexOf('domain'), round],
  )
}

function medians(samples: readonly Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(
    Object.keys(samples[0] ?? {}).map((name) => [name, median(samples.map((sample) => sample[name] ?? 0))]),
  )
}

async function timed<Value>(
  work: () => Value | Promise<Value>,
): Promise<{ readonly value: Value; readonly seconds: number; readonly cpuS: number }> {
  const startedMs = performance.now()
  const before = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return { value, seconds: (performance.now() - startedMs) / 1000, cpuS: (user + system) / 1e6 }
}
