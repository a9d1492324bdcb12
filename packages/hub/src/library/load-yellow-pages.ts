import type { IdentityBody } from '@wuzei/contract'
import { knownIdentities, type KnownIdentity } from '@wuzei/domain'
import type { Database } from '@wuzei/store'
import { setIdentity } from '../administration/set-identity.ts'

/**
 * Writes the identities that every hub starts with and that are not there: at the first start all, after one that was
 * broken off the rest, with a new version the new ones. What people corrected stays.
 */
export async function loadYellowPages(hub: { readonly database: Database }): Promise<void> {
  const stored = await hub.database.pool.query<{ id: string }>('select id from identities')
  const known = new Set(stored.rows.map((row) => row.id))
  for (const identity of knownIdentities)
    if (!known.has(identity.id)) await setIdentity(hub, yellowPage(identity), 'wuzei')
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
