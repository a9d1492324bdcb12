import { touchRpzKey } from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { startNotifier } from './notify-resolvers.ts'
import { createRpzKeyring } from './rpz-keys.ts'
import { rpzPolicyOf } from './rpz-policy.ts'
import { startRpzServer } from './rpz-server.ts'
import { nameToWire } from './wire-names.ts'
import type { RpzZone } from './zone-chunks.ts'
import { createZoneStore } from './zone-store.ts'

/** The policy zone as a hub is told to serve it. */
export interface RpzOptions {
  /** UDP and TCP; 0 takes any free port. Without it the zone is only given by HTTP. */
  readonly port?: number | undefined
  readonly host?: string | undefined
  readonly zone?: string | undefined
  /** Addresses, or one name, of the page that says why; without them listed names do not exist. */
  readonly answers?: readonly string[] | undefined
}

/** A minute is as long as a removal may take to arrive where no notification does. */
const refreshS = 60
const ttlS = 60

/** @throws RangeError when a name or an answer is none */
export function rpzZoneOf(options: RpzOptions): RpzZone {
  const name = (options.zone ?? 'rpz.wuzei').replace(/\.$/, '').toLowerCase()
  nameToWire(name)
  return { name, policy: rpzPolicyOf(options.answers ?? []), ttlS, refreshS }
}

export interface RunningRpz {
  readonly port: number
  readonly done: Promise<void>
  readonly stop: () => Promise<void>
}

/** Serves the zone to resolvers and tells them of changes. */
export async function startRpz(
  { database, exchangeKey, clock }: Pick<HubContext, 'database' | 'exchangeKey' | 'clock'>,
  options: RpzOptions & { readonly port: number },
): Promise<RunningRpz> {
  const store = createZoneStore(database, rpzZoneOf(options))
  const keys = createRpzKeyring(database.pool, exchangeKey)
  const server = await startRpzServer(
    {
      store,
      keys,
      clock,
      // Worth no more than a note: a transfer does not fail for it.
      used: (name) => void touchRpzKey(database.pool, name).catch(() => undefined),
    },
    { host: options.host ?? '127.0.0.1', port: options.port },
  )
  const notifier = startNotifier(database, store, keys, clock)
  return {
    port: server.port,
    done: notifier.done,
    async stop() {
      await Promise.all([server.stop(), notifier.stop()])
    },
  }
}
