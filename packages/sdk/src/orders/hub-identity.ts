import { importVerificationKeys, type VerificationKeys } from './keys.ts'
import type { OrdersClient } from './orders-client.ts'

/** Who the hub is, by its own word over HTTPS. */
export interface HubIdentity {
  readonly issuer: string
  readonly keys: VerificationKeys
}

/** The hub's identity, kept. */
export interface HubIdentitySource {
  current(): Promise<HubIdentity>
  /** Fetched anew, for a key that is not known; undefined when that was done a moment ago. */
  renewed(): Promise<HubIdentity | undefined>
}

/** Between two fetches: a sender of invented keys must not make a member ask the hub each time. */
const pauseMs = 60_000

export function createHubIdentity(
  client: Pick<OrdersClient, 'hubKeys'>,
  now: () => number = Date.now,
): HubIdentitySource {
  const state: { held?: Promise<HubIdentity>; fetchedMs: number } = { fetchedMs: 0 }
  async function fetched(): Promise<HubIdentity> {
    const { issuer, keys } = await client.hubKeys()
    return { issuer, keys: await importVerificationKeys({ keys }) }
  }
  function fetchNow(): Promise<HubIdentity> {
    state.fetchedMs = now()
    const fetching = fetched().catch((error: unknown) => {
      // What failed is not kept: the next delivery asks again.
      if (state.held === fetching) delete state.held
      throw error
    })
    state.held = fetching
    return fetching
  }
  return {
    current: async () => await (state.held ?? fetchNow()),
    renewed: async () => (now() - state.fetchedMs < pauseMs ? undefined : await fetchNow()),
  }
}
