import { listingVersionOf, type Database } from '@wuzei/store'
import type { ExchangeKey } from '../signing-key.ts'
import { buildList, type BuiltList } from './build-list.ts'
import type { ListFormat } from './list-formats.ts'

/** Keeps the newest version of each list that somebody asked for. */
export interface ListCache {
  /** The list as it is now, made at most once for each version however many ask at once. */
  current(format: ListFormat): Promise<BuiltList>
  /** Version and time of a list without making it. */
  state(format: ListFormat): Promise<{ readonly version: bigint; readonly at: Date }>
}

export function createListCache(database: Database, key: ExchangeKey): ListCache {
  const built = new Map<string, BuiltList>()
  const building = new Map<string, Promise<BuiltList>>()
  const state = async (format: ListFormat) =>
    await listingVersionOf(database.pool, format.kinds, { exceptions: 'lines' in format })

  const build = async (format: ListFormat): Promise<BuiltList> => {
    try {
      const list = await buildList(database, format, key)
      built.set(format.file, list)
      return list
    } finally {
      building.delete(format.file)
    }
  }
  return {
    state,
    async current(format) {
      const { version } = await state(format)
      const known = built.get(format.file)
      if (known && known.version >= version) return known
      // One that began before this version gives an older one: its reader takes it and asks again, like any other.
      const running = building.get(format.file) ?? build(format)
      building.set(format.file, running)
      return await running
    },
  }
}
