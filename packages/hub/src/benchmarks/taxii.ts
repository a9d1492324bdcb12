import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exchangeHead, listingVersion, type Database } from '@wuzei/store'
import { reviewListing } from '../exchange/listing/follow-listing.ts'
import { taxiiMediaType } from '../exchange/taxii/media-types.ts'
import { startHub, type RunningHub } from '../start-hub.ts'
import { benchResult, interleavedRounds, type Benchmark } from './bench-result.ts'
import { fillWithSites, seconds } from './listed-sites.ts'

const defaultEntries = 100_000
const seed = 23
const rounds = 20
const pageObjects = 1_000
const collection = '/taxii2/alliance/collections/listed'

/**
 * A hub whose library holds dangerous sites: how fast they become objects of the collection, one page of 1,000 from
 * request to last byte, and the whole collection page by page as a new client takes it over.
 */
export const taxiiBenchmark: Benchmark = {
  name: 'taxii',
  summary: 'listed sites as STIX objects: a page of 1,000 by TAXII 2.1, and the whole collection',

  async run(options) {
    const entries = options.entries ?? defaultEntries
    const directory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
    const hub = await startHub({ dataDirectory: directory, port: 0 })
    try {
      const { database } = hub.context
      options.progress?.(`writing ${entries} sites`)
      await fillWithSites(database, entries, seed)
      options.progress?.('listing them')
      await reviewListing(database, Date.now())
      const projectedS = await seconds(async () => await projected(database))
      const ask = asking(hub)
      options.progress?.('reading pages')
      const first = await ask(`${collection}/manifest/?limit=1`)
      const after = /"next":"(\d+)"/.exec(first)?.[1] ?? '0'
      const page = await ask(pageFrom(after))
      const bare = await startBareServer(page)
      const before = process.cpuUsage()
      const pages = await interleavedRounds(rounds, {
        taxii: async () => 1000 * (await seconds(async () => await ask(pageFrom(after)))),
        bare: async () => 1000 * (await seconds(async () => await (await fetch(bare.url)).text())),
      })
      const spent = process.cpuUsage(before)
      bare.server.close()
      options.progress?.('taking the whole collection over')
      let taken = 0
      const takenS = await seconds(async () => {
        taken = await takeOver(ask)
      })
      const [pageMs = 0, bareMs = 0] = [pages['taxii'], pages['bare']]
      return benchResult(
        'taxii',
        {
          objects: taken,
          objects_after_listing_s: projectedS,
          page_ms: pageMs,
          // Of this process, which is server, client and peer: what the page costs whatever else the machine does.
          page_and_peer_cpu_ms: (spent.user + spent.system) / 1000 / (rounds + 1),
          page_bytes: page.length,
          whole_collection_s: takenS,
          objects_per_s: taken / takenS,
        },
        { bare_route: { page_ms: bareMs } },
        { page_vs_bare_route: pageMs / bareMs },
      )
    } finally {
      await hub.stop()
      await rm(directory, { recursive: true, force: true })
    }
  },
}

/** The same bytes from a server that only sends them. */
async function startBareServer(body: string) {
  const server = createServer((_request, response) => void response.end(body))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no address')
  return { server, url: `http://127.0.0.1:${address.port}/` }
}

function pageFrom(place: string): string {
  return `${collection}/objects/?limit=${pageObjects}&next=${place}`
}

function asking(hub: RunningHub): (path: string) => Promise<string> {
  const headers = { authorization: `Bearer ${hub.administratorKey ?? ''}`, accept: taxiiMediaType }
  return async (path) => {
    const answer = await fetch(hub.url + path, { headers })
    if (answer.ok) return await answer.text()
    throw new Error(`${path} was answered with ${answer.status}`)
  }
}

async function takeOver(ask: (path: string) => Promise<string>): Promise<number> {
  let taken = 0
  for (let place = '0'; place !== ''; ) {
    const text = await ask(pageFrom(place))
    const envelope: { objects?: unknown[]; next?: string } = JSON.parse(text)
    taken += envelope.objects?.length ?? 0
    place = envelope.next ?? ''
  }
  return taken
}

/** Resolves when the objects stand for the whole listing. */
async function projected(database: Database): Promise<void> {
  const wanted = await listingVersion(database.pool)
  while ((await exchangeHead(database.pool)).version < wanted)
    await new Promise((resolve) => setTimeout(resolve, 50))
}
