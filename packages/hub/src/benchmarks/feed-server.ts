/** Server process of `feed` and `retraction`: a full hub with members, their keys and their rights. */
import { createApiClient } from '../alliance/api-clients.ts'
import { createOrganisation } from '../alliance/organisations.ts'
import { startHub } from '../start-hub.ts'

/** What the server process reports when it is up. */
export interface FeedServer {
  readonly url: string
  readonly databaseUrl: string
  readonly administratorKey: string
  readonly members: readonly { readonly organisationId: string; readonly key: string }[]
}

/** Processor time of the server process so far, asked for by any message but `stop`. */
export interface ServerTime {
  readonly processorS: number
}

const [dataDirectory = '', members = '0'] = process.argv.slice(2)

const unlimited = 1_000_000_000
const hub = await startHub({
  dataDirectory,
  port: 0,
  // All members come from one address here; the limits are counted all the same.
  limits: {
    feedsPerMinute: unlimited,
    confirmationsPerMinute: unlimited,
    decisionsPerMinute: unlimited,
  },
  outbound: { allowLoopback: true },
})
const administrator = { type: 'administrator', id: 'administrator:bench' } as const
const made: FeedServer['members'][number][] = []
for (let index = 0; index < Number(members); index += 1) {
  const organisation = await createOrganisation(hub.context, administrator, {
    name: { zh: `成员${index}`, en: `Member ${index}` },
    kind: 'bank',
    region: 'cn',
  })
  const { key } = await createApiClient(hub.context, administrator, organisation.id, {
    name: 'bench',
    scopes: ['feed', 'webhooks', 'retractions'],
  })
  made.push({ organisationId: organisation.id, key: key ?? '' })
}
const server: FeedServer = {
  url: hub.url,
  databaseUrl: hub.context.database.url,
  administratorKey: hub.administratorKey ?? '',
  members: made,
}
process.send?.(server)
process.on('message', (message) => {
  if (message === 'stop') {
    void hub.stop().then(() => process.exit(0))
    return
  }
  const { user, system } = process.cpuUsage()
  const time: ServerTime = { processorS: (user + system) / 1e6 }
  process.send?.(time)
})
