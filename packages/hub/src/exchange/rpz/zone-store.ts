import {
  inListingSnapshot,
  listingVersionOf,
  netChangesBetween,
  readListedNames,
  type Database,
} from '@wuzei/store'
import { createChunkWriter, type RpzZone, type ZoneChunk } from './zone-chunks.ts'
import { serialOf, versionOfSerial } from './zone-serial.ts'

const kinds = ['domain'] as const
const pageEntries = 20_000

/** A longer way is not told step by step: the whole zone is not much more. */
const longestDelta = 200_000

/** The policy zone as the listing has it. */
export interface ZoneStore {
  readonly zone: RpzZone
  serial(): Promise<number>
  /** Everything, between two SOA records. */
  whole(): Promise<readonly ZoneChunk[]>
  /** What changed since a resolver's serial (RFC 1995); undefined when only the whole zone helps. */
  since(serial: number): Promise<readonly ZoneChunk[] | undefined>
}

export function createZoneStore(database: Database, zone: RpzZone): ZoneStore {
  interface Whole {
    readonly version: bigint
    readonly chunks: readonly ZoneChunk[]
  }
  const kept: { whole: Whole | undefined; building: Promise<Whole> | undefined } = {
    whole: undefined,
    building: undefined,
  }
  const version = async () => (await listingVersionOf(database.pool, kinds)).version

  const build = async (): Promise<Whole> => {
    try {
      const whole = await inListingSnapshot(database, async (client) => {
        const state = await listingVersionOf(client, kinds)
        const writer = createChunkWriter(zone)
        writer.addSoa(serialOf(state.version))
        writer.addNs()
        let afterKey: bigint | undefined
        for (;;) {
          const page = await readListedNames(client, 'domain', { afterKey, limit: pageEntries })
          for (const name of page.names) writer.addName(name)
          afterKey = page.lastKey
          if (page.names.length < pageEntries) break
        }
        writer.addSoa(serialOf(state.version))
        return { version: state.version, chunks: writer.finish() }
      })
      kept.whole = whole
      return whole
    } finally {
      kept.building = undefined
    }
  }
  return {
    zone,
    serial: async () => serialOf(await version()),
    async whole() {
      const current = await version()
      if (kept.whole && kept.whole.version >= current) return kept.whole.chunks
      kept.building ??= build()
      return (await kept.building).chunks
    },
    async since(serial) {
      return await inListingSnapshot(database, async (client) => {
        const current = (await listingVersionOf(client, kinds)).version
        const writer = createChunkWriter(zone)
        writer.addSoa(serialOf(current))
        if (serialOf(current) === serial) return writer.finish()
        const from = versionOfSerial(serial, current)
        if (from === undefined) return undefined
        const changes = await netChangesBetween(client, from, current, { kinds, limit: longestDelta + 1 })
        if (!changes || changes.length > longestDelta) return undefined
        writer.addSoa(serial)
        for (const { canonical, listed } of changes) if (!listed) writer.addName(canonical)
        writer.addSoa(serialOf(current))
        for (const { canonical, listed } of changes) if (listed) writer.addName(canonical)
        writer.addSoa(serialOf(current))
        return writer.finish()
      })
    },
  }
}
