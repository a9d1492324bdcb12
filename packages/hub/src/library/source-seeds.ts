import type { SourceTier } from '@wuzei/domain'
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

/** Whoever holds the administrator key, until members exist: a human who has checked. */
export const administratorSource: SourceSeed = sourceSeed('hub:administrator', 'police', 'Hub administrator')
