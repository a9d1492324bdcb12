import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import { knownGoodFalsePositiveRate, suspectFalsePositiveRate, type ListPurpose } from '@wuzei/shield'
import { knownGoodKeys, listedKeys, listingVersion, type PackedKeys } from '@wuzei/store'
import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'

/** What a list is made from. */
export interface ListSource {
  /** Equal for equal content. */
  readonly state: string
  readonly keys: () => Promise<PackedKeys>
}

/** One published list. A list more is one definition more. */
export interface ShieldListDefinition {
  readonly name: string
  readonly purpose: ListPurpose
  readonly kinds: readonly IndicatorKind[]
  readonly falsePositiveRate: number
  /** Reads inside a snapshot, so that state and keys are of one instant. */
  readonly source: (client: ClientBase) => Promise<ListSource>
}

export const shieldLists: readonly ShieldListDefinition[] = [
  {
    name: 'suspects',
    purpose: 'suspect',
    kinds: indicatorKinds,
    falsePositiveRate: suspectFalsePositiveRate,
    source: async (client) => ({
      state: `listing ${await listingVersion(client)}`,
      keys: async () => await listedKeys(client),
    }),
  },
  {
    name: 'known-good',
    purpose: 'known-good',
    kinds: indicatorKinds,
    falsePositiveRate: knownGoodFalsePositiveRate,
    // Some thousands: read as a whole to see whether it changed.
    source: async (client) => {
      const keys = await knownGoodKeys(client)
      const digest = createHash('sha256').update(keys.bytes).digest('hex')
      return { state: `keys ${digest}`, keys: async () => await Promise.resolve(keys) }
    },
  },
]
