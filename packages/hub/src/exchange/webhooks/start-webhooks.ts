import { setTimeout as pause } from 'node:timers/promises'
import { claimWebhookEndpoints, isConnectionLoss, type ClaimedEndpoint } from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { leaseMs, workOnEndpoint } from './work-on-endpoint.ts'

/** Endpoints of one process worked on at once, each with one delivery on its way: sockets, no threads. */
const maxRunning = 256

/** Of these such whose last attempt failed: they wait for time-outs and must not take all places. */
const maxFailing = 64

/** Looks for due endpoints at most this often while items come, and at least this often when none do. */
const claimEveryMs = 75
const lookMs = 1_000

export interface RunningWebhooks {
  /** Settles when it ends; rejects when it cannot go on. */
  readonly done: Promise<void>
  /** Lets deliveries on their way finish. */
  stop(): Promise<void>
}

/**
 * Sends the feed to every endpoint. An endpoint is a reader whose place is a row: a thousand items a second to a
 * hundred members are a few hundred requests and row changes a second, where a row per item and member would be a
 * hundred thousand. Any number of processes share the endpoints by leases.
 */
export function startWebhooks(hub: HubContext): RunningWebhooks {
  const stopping = new AbortController()
  const done = run(hub, stopping.signal)
  return {
    done,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

async function run(hub: HubContext, signal: AbortSignal): Promise<void> {
  const running = new Map<string, { readonly failing: boolean; readonly ended: Promise<void> }>()
  const failed = Promise.withResolvers<never>()
  const begin = (endpoint: ClaimedEndpoint) => {
    const ended = workPatiently(hub, endpoint, signal)
      .catch(failed.reject)
      .finally(() => running.delete(endpoint.id))
    running.set(endpoint.id, { failing: endpoint.failures > 0, ended })
  }
  const loop = async () => {
    while (!signal.aborted) {
      const failing = [...running.values()].filter((one) => one.failing).length
      const position = await hub.feed.tail.position()
      const claimed = await claim(hub, maxRunning - running.size, failing < maxFailing)
      for (const endpoint of claimed) begin(endpoint)
      if (claimed.length === 0) await hub.feed.tail.changed(position, lookMs, signal)
      await pause(claimEveryMs)
    }
  }
  await Promise.race([loop(), failed.promise])
  await Promise.all([...running.values()].map(({ ended }) => ended))
}

async function claim(hub: HubContext, limit: number, failing: boolean): Promise<ClaimedEndpoint[]> {
  if (limit <= 0) return []
  const nowMs = hub.clock()
  try {
    return await claimWebhookEndpoints(hub.database.pool, {
      at: new Date(nowMs),
      until: new Date(nowMs + leaseMs),
      limit,
      failing,
    })
  } catch (error) {
    if (!isConnectionLoss(error)) throw error
    return []
  }
}

/** When the database is lost, the lease ends by itself and the endpoint is claimed anew. */
async function workPatiently(hub: HubContext, endpoint: ClaimedEndpoint, signal: AbortSignal): Promise<void> {
  try {
    await workOnEndpoint({ hub, signal }, endpoint)
  } catch (error) {
    if (!isConnectionLoss(error)) throw error
  }
}
