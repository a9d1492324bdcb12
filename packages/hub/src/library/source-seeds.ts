import type { OrganisationKind, SourceTier } from '@wuzei/domain'
import { tierReliability } from '@wuzei/domain'
import type { SourceSeed } from '@wuzei/store'

/** A source that starts with its tier's prior reliability. */
export function sourceSeed(
  id: string,
  tier: SourceTier,
  name: string,
  licence: string | null = null,
): SourceSeed {
  return { id, tier, name, licence, ...tierReliability[tier] }
}

/** Everyone who reports without being a member. */
export const publicSource: SourceSeed = sourceSeed('public', 'citizen', 'Public reports')

/**
 * Whoever holds an administrator key and has checked a report: the operator of the hub, who answers for its word as a
 * member does, and is no police.
 */
export const operatorSource: SourceSeed = sourceSeed('hub:operator', 'member', 'Hub operator')

/** A member as a source. It is named by its id: the name of an organisation can change, and is looked up. */
export function memberSource(organisation: {
  readonly id: string
  readonly kind: OrganisationKind
}): SourceSeed {
  const id = `${memberSourcePrefix}${organisation.id}`
  return sourceSeed(id, organisation.kind === 'police' ? 'police' : 'member', id)
}

export const memberSourcePrefix = 'member:'
