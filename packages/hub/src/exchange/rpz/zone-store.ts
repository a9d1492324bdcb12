import { setImmediate as otherWork } from 'node:timers/promises'
import { inListingSnapshot, listingVersionOf, type Database } from '@wuzei/store'
import type { ClientBase, Pool } from 'pg'
import { readSiteRules } from '../listing/site-rules.ts'
import { createChunkWriter, type RpzZone, type ZoneChunk } from './zone-chunks.ts'
import { zoneDifference } from './zone-difference.ts'
import { zoneNames } from './zone-names.ts'
import { serialOf, versionOfSerial } from './zone-serial.ts'

const kinds = ['domain'] as const
/** Names written without letting others work: some milliseconds. */
const namesAtOnce = 20_000

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
  const version = async () => await zoneVersion(database.pool)

  const build = async (): Promise<Whole> => {
    try {
      const { at, rules } = await inListingSnapshot(database, async (client) => ({
        at: await zoneVersion(client),
        rules: await readSiteRules(client),
      }))
      const writer = createChunkWriter(zone)
      writer.addSoa(serialOf(at))
      writer.addNs()
      let written = 0
      for (const [name, rule] of zoneNames(rules)) {
        writer.addName(name, rule)
        written += 1
        if (written % namesAtOnce === 0) await otherWork()
      }
      writer.addSoa(serialOf(at))
      const whole = { version: at, chunks: writer.finish() }
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
        const current = await zoneVersion(client)
        const writer = createChunkWriter(zone)
        writer.addSoa(serialOf(current))
        if (serialOf(current) === serial) return writer.finish()
        const from = versionOfSerial(serial, current)
        const difference = from === undefined ? undefined : await zoneDifference(client, from, current)
        if (!difference) return undefined
        writer.addSoa(serial)
        for (const [name, rule] of difference.gone) writer.addName(name, rule)
        writer.addSoa(serialOf(current))
        for (const [name, rule] of difference.come) writer.addName(name, rule)
        writer.addSoa(serialOf(current))
        return writer.finish()
      })
    },
  }
}

async function zoneVersion(db: Pool | ClientBase): Promise<bigint> {
  return (await listingVersionOf(db, kinds, { exceptions: true })).version
}
