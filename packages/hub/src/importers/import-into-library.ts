import { mkdir } from 'node:fs/promises'
import { allNumbered, lastSeq, migrate, openDatabase, openLogKey, startSequencer } from '@wuzei/store'
import type { Logger } from 'pino'
import { followVerdicts } from '../library/follow-verdicts.ts'
import { loadYellowPages } from '../library/load-yellow-pages.ts'
import { importList, type ImportRequest, type ImportSummary } from './import-list.ts'

export interface LibraryPlace {
  readonly dataDirectory: string
  readonly databaseUrl?: string | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly logger: Logger
}

/**
 * Imports a list into the library of a data folder or database, whether or not a hub runs on it. When it resolves, the
 * log is numbered and sealed, and the index on disk stands for it: a hub that starts afterwards is ready at once.
 */
export async function importIntoLibrary(place: LibraryPlace, request: ImportRequest): Promise<ImportSummary> {
  await mkdir(place.dataDirectory, { recursive: true })
  const database = await openDatabase({ databaseUrl: place.databaseUrl, dataDirectory: place.dataDirectory })
  try {
    await migrate(database)
    const key = await openLogKey({
      dataDirectory: place.dataDirectory,
      environmentKey: place.environment['WUZEI_LOG_KEY'],
    })
    const sequencer = startSequencer(database, { key })
    try {
      await loadYellowPages({ database })
      const followed = await followVerdicts(database, place)
      try {
        const summary = await importList(database, request)
        await allNumbered(database)
        await Promise.race([followed.reached(await lastSeq(database.pool)), followed.done])
        return summary
      } finally {
        await followed.stop()
      }
    } finally {
      await sequencer.stop()
    }
  } finally {
    await database.close()
  }
}
