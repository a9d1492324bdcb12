import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '@wuzei/store'
import type { Logger } from 'pino'
import { loadContentModels } from '../detection/content-models.ts'
import { askUrlModel } from '../detection/link-opinion.ts'
import { createChecker, type Checker } from '../library/checker.ts'
import { followVerdicts } from '../library/follow-verdicts.ts'

/** A library opened for looking things up, beside a hub or without one. */
export interface OpenedLibrary {
  readonly checker: Checker
  close(): Promise<void>
}

/** Undefined when there is no library in the folder yet. */
export async function openChecker(place: {
  readonly dataDirectory: string
  readonly databaseUrl?: string | undefined
  readonly logger: Logger
}): Promise<OpenedLibrary | undefined> {
  if (place.databaseUrl === undefined && !(await exists(join(place.dataDirectory, 'postgres'))))
    return undefined
  const database = await openDatabase({ databaseUrl: place.databaseUrl, dataDirectory: place.dataDirectory })
  try {
    const { url } = await loadContentModels()
    const followed = await followVerdicts(database, place)
    return {
      checker: createChecker(followed.index, Date.now, url.model && askUrlModel(url.model)),
      async close() {
        await followed.stop()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}
