import {
  readShieldDelta,
  readShieldFile,
  shieldDeltasFrom,
  shieldHeads,
  type Database,
  type ShieldDeltaRow,
  type ShieldListRow,
} from '@wuzei/store'

/** A list as the manifest shows it. */
export interface ShelvedList extends ShieldListRow {
  /** Whoever has this version or a later one gets to the newest by deltas. */
  readonly deltasFrom: number
}

/** Published lists as one process gives them out, from memory where somebody asked before. */
export interface ShieldShelf {
  lists(): Promise<ShelvedList[]>
  /** The file of the newest version. */
  file(list: ShieldListRow): Promise<Buffer | undefined>
  /** The delta that leads furthest from a version. */
  delta(name: string, from: number): Promise<ShieldDeltaRow | undefined>
}

/** How long the manifest is believed: thousands of holders ask for it, and a version comes once a minute. */
const manifestMs = 1_000

/** Deltas kept in memory: nearly everybody asks for those of the last few versions. */
const keptDeltas = 64

export function createShieldShelf(database: Database, clock: () => number): ShieldShelf {
  const { pool } = database
  const files = new Map<string, { readonly version: number; readonly file: Promise<Buffer | undefined> }>()
  const deltas = new Map<string, ShieldDeltaRow>()
  const manifest = { untilMs: 0, lists: Promise.resolve<ShelvedList[]>([]) }

  async function readLists(): Promise<ShelvedList[]> {
    const [heads, oldest] = await Promise.all([shieldHeads(pool), shieldDeltasFrom(pool)])
    return heads.map((head) => ({ ...head, deltasFrom: oldest.get(head.name) ?? head.version }))
  }

  return {
    async lists() {
      const nowMs = clock()
      if (nowMs >= manifest.untilMs || nowMs < manifest.untilMs - manifestMs) {
        manifest.untilMs = nowMs + manifestMs
        manifest.lists = readLists()
        // A failure is told to those who asked, and the next one asks again.
        manifest.lists.catch(() => {
          manifest.untilMs = 0
        })
      }
      return await manifest.lists
    },
    async file({ name, version }) {
      const known = files.get(name)
      if (known && known.version === version) return await known.file
      const file = readShieldFile(pool, name, version)
      files.set(name, { version, file })
      file.catch(() => files.delete(name))
      return await file
    },
    async delta(name, from) {
      const lists = await this.lists()
      const newest = lists.find((list) => list.name === name)?.version
      const key = `${name} ${from} ${newest}`
      const known = deltas.get(key)
      if (known) return known
      const delta = await readShieldDelta(pool, name, from)
      if (!delta) return undefined
      const [oldestKey] = deltas.keys()
      if (deltas.size >= keptDeltas && oldestKey !== undefined) deltas.delete(oldestKey)
      deltas.set(key, delta)
      return delta
    },
  }
}
