import type { IdentityBody } from '@wuzei/contract'
import { knownIdentities, type KnownIdentity } from '@wuzei/domain'
import type { Database } from '@wuzei/store'
import { setIdentity } from '../administration/set-identity.ts'

/** Writes the identities that every hub starts with; people add to and correct them. */
export async function loadYellowPages(hub: { readonly database: Database }): Promise<void> {
  for (const identity of knownIdentities) {
    await setIdentity(hub, yellowPage(identity), 'wuzei')
  }
}

function yellowPage(identity: KnownIdentity): IdentityBody {
  const { id, name, category, spoofed, indicators } = identity
  return {
    id,
    name,
    category,
    spoofed,
    coversSubdomains: indicators.some((item) => item.coversSubdomains),
    indicators: indicators.map(({ kind, value }) => ({ kind, value })),
  }
}
