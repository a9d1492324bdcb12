import type { Actor } from '../alliance/actor.ts'
import { comparePap, compareTlp, mayRelabel, type SharedObject, type SharingLabel } from './labels.ts'
import { mayAct } from './reader.ts'

/** What members share as such. Each has its default label in `defaultSharingLabels`. */
export const shareObjects = [
  'confirmed-indicator',
  'case-indicator',
  'victim-list',
  'malware-sample',
] as const satisfies readonly SharedObject[]
export type ShareObject = (typeof shareObjects)[number]

/** How an indicator was seen. */
export const seenCodes = ['call', 'message', 'site', 'app', 'payment', 'login', 'other'] as const
export type SeenCode = (typeof seenCodes)[number]

/** Why a share was withdrawn: a code and no words, since the log keeps it for ever. */
export const withdrawalReasons = ['error', 'outdated', 'new-holder', 'dispute', 'other'] as const
export type WithdrawalReason = (typeof withdrawalReasons)[number]

/**
 * True when a statement with this label may become evidence of the public verdict: the community may read it, and
 * what is known by it may be blocked. Everything else is held for those who may read it.
 */
export function isPublicEvidence(label: SharingLabel): boolean {
  return compareTlp(label.tlp, 'TLP:GREEN') <= 0 && mayAct(label, 'block')
}

/** True when either label gets freer: somebody may then read or do what they may not now. */
export function opens(from: SharingLabel, to: SharingLabel): boolean {
  return !mayRelabel(from, to)
}

/** The most closed of each label: what a file carries that holds all of them. */
export function mostClosed(labels: readonly SharingLabel[]): SharingLabel {
  return labels.reduce<SharingLabel>(
    (most, label) => ({
      tlp: compareTlp(label.tlp, most.tlp) > 0 ? label.tlp : most.tlp,
      pap: comparePap(label.pap, most.pap) > 0 ? label.pap : most.pap,
    }),
    { tlp: 'TLP:CLEAR', pap: 'PAP:CLEAR' },
  )
}

/** Whoever is to be given a share, as far as passing on asks. */
export interface Recipient {
  /** The organisation, or that of the person. */
  readonly organisationId: string
  /** That organisation and those above it. */
  readonly within: readonly string[]
}

/**
 * True when somebody who holds another's share may pass it on under this label to these. TLP:CLEAR and TLP:GREEN go to
 * any member; TLP:AMBER stays in the holder's organisation and those below it; TLP:AMBER+STRICT in the organisation
 * itself; TLP:RED goes to nobody. The label may be closed, never opened. Source: FIRST, Traffic Light Protocol 2.0.
 */
export function mayReshare(
  holder: Extract<Actor, { type: 'person' | 'client' }>,
  from: SharingLabel,
  to: SharingLabel,
  recipients: readonly Recipient[],
): boolean {
  const own = holder.organisation.id
  if (opens(from, to)) return false
  if (compareTlp(from.tlp, 'TLP:GREEN') <= 0) return true
  if (from.tlp === 'TLP:AMBER') return recipients.every(({ within }) => within.includes(own))
  return from.tlp === 'TLP:AMBER+STRICT' && recipients.every(({ organisationId }) => organisationId === own)
}

/** Types of the events about shares. Each names its shares in `payload.shares[].id`; the log holds no more of most. */
export const shareEvents = {
  given: 'share-given',
  withdrawn: 'share-withdrawn',
  relabelled: 'share-relabelled',
} as const
