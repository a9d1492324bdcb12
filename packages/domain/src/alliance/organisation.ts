import type { Region } from './region.ts'

/** What a member organisation is. `hub-operator` runs the hub itself and sees no case data. */
export const organisationKinds = [
  'police',
  'operator',
  'bank',
  'payment-network',
  'vendor',
  'platform',
  'certificate-authority',
  'media',
  'auditor',
  'hub-operator',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** Administrative level, highest first; organisations that have none (a platform, a vendor) carry null. */
export const organisationLevels = ['ministry', 'province', 'city', 'county'] as const
export type OrganisationLevel = (typeof organisationLevels)[number]

/** Only an active organisation's people and clients are let in; one that left does not come back. */
export const organisationStates = ['active', 'suspended', 'left'] as const
export type OrganisationState = (typeof organisationStates)[number]

/** An organisation as decisions see it. */
export interface ActorOrganisation {
  readonly id: string
  readonly kind: OrganisationKind
  readonly level: OrganisationLevel | null
  /** Where it acts; the empty path is everywhere. */
  readonly region: Region
  /** Sharing groups it belongs to. */
  readonly groupIds: readonly string[]
}
