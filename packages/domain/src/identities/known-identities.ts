import { bankIdentities } from './banks.ts'
import { companyIdentities } from './companies.ts'
import type { KnownIdentity } from './known-identity.ts'
import { publicServiceIdentities } from './public-services.ts'

/**
 * Well-known numbers and sites of public institutions in China: what the library's "yellow pages" start with. Only
 * entries that the institutions themselves publish everywhere; whoever runs a hub adds local ones.
 */
export const knownIdentities: readonly KnownIdentity[] = [
  ...publicServiceIdentities,
  ...bankIdentities,
  ...companyIdentities,
]
