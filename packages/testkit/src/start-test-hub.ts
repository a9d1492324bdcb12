import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHub, type HubOptions, type RunningHub } from '@wuzei/hub'
import { createClient, type WuzeiClient } from '@wuzei/sdk'
import { createTestDatabase } from '@wuzei/store/testing'

/** One iteration: tests show that work is demanded and checked, not how long it takes. */
const testWorkCost = 1

export interface TestHubOptions extends Partial<Omit<HubOptions, 'port'>> {
  /** Serve the portal's build too (`npm run build -w apps/portal`). */
  readonly portal?: boolean
  /** Serve the console's build too (`npm run build -w apps/console`). */
  readonly console?: boolean
  /**
   * Ask the shipped models about links and texts that the library does not know. Without them a test of the library
   * reads what people and lists said, whatever a model thinks of the names that the test made up.
   */
  readonly models?: boolean
  /** Run a PostgreSQL of its own in the data folder, as `npm start` does, for tests that stop and kill it. */
  readonly embedded?: boolean
}

/** A hub on a database of its own, on a free port of the loopback. */
export interface TestHub {
  readonly url: string
  readonly hub: RunningHub
  readonly client: WuzeiClient
  /** Header of the administrator. */
  readonly administrator: { readonly authorization: string }
  readonly options: HubOptions
  /** Waits until the index stands for everything committed so far. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Starts a real hub for a test; `stop` ends it and removes its data. */
export async function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const { portal, console: withConsole, embedded, models, ...hubOptions } = options
  const database = hubOptions.databaseUrl === undefined && !embedded ? await createTestDatabase() : undefined
  const dataDirectory = hubOptions.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'wuzei-hub-')))
  const all: HubOptions = {
    // Without a clock of its own a hub keeps its journals in a thread, which half a hundred hubs of one run need not
    // start; tests of hubs as processes of their own have it.
    clock: Date.now,
    proofOfWorkCost: testWorkCost,
    databaseUrl: database?.url,
    ...(portal ? { portalDirectory: built('portal') } : {}),
    ...(withConsole ? { consoleDirectory: built('console') } : {}),
    ...(models ? {} : { modelsDirectory: null }),
    ...hubOptions,
    dataDirectory,
    port: 0,
  }
  const hub = await startHub(all)
  return {
    url: hub.url,
    hub,
    client: createClient({ baseUrl: hub.url }),
    administrator: { authorization: `Bearer ${hub.administratorKey ?? ''}` },
    options: all,
    async settled() {
      const last = await hub.context.database.pool.query<{ waiting: string; seq: string | null }>(
        'select count(*) filter (where seq is null) as waiting, max(seq) as seq from events',
      )
      const row = last.rows[0]
      await hub.followed.reached(Number(row?.seq ?? 0) + Number(row?.waiting ?? 0))
    },
    async stop() {
      await hub.stop()
      await database?.close()
      if (hubOptions.dataDirectory === undefined) await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

function built(app: 'portal' | 'console'): string {
  const directory = join(import.meta.dirname, '..', '..', '..', 'apps', app, 'dist')
  if (!existsSync(directory)) throw new Error(`The ${app} is not built: npm run build -w apps/${app}`)
  return directory
}
