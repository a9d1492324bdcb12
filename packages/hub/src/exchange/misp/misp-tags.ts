import { fraudTypeOf } from '@wuzei/domain'

export interface MispTag {
  readonly name: string
  readonly colour: string
}

/** Of everything in the feed: what is listed is labelled TLP:GREEN and PAP:GREEN. */
export const feedTags: readonly MispTag[] = [
  { name: 'tlp:green', colour: '#339900' },
  { name: 'PAP:GREEN', colour: '#33cc00' },
]

const gsmaColour = '#0c5ba0'
const ownColour = '#7a1f1f'

/**
 * Entry of the taxonomy `gsma-fraud` for a type, or for its family where the type has none of its own. Only what that
 * taxonomy has a word for: most scams by telephone are its “social engineering”.
 */
const gsmaEntries: Readonly<Record<string, string | undefined>> = {
  F04: 'business="social-engineering"',
  'F07.03': 'subscription="account-takeover"',
  F07: 'business="social-engineering"',
  F08: 'business="social-engineering"',
  F09: 'business="social-engineering"',
  F13: 'technical="phishing-pharming"',
  'F13.01': 'technical="false-base-station-attack"',
  'F13.02': 'technical="mobile-malware"',
  F14: 'business="social-engineering"',
  F17: 'business="social-engineering"',
  F19: 'subscription="proxy-fraud"',
}

/** Tags for the types of fraud an indicator serves. */
export function fraudTags(codes: readonly string[]): MispTag[] {
  const entries = codes.flatMap(
    (code) => gsmaEntries[code] ?? gsmaEntries[fraudTypeOf(code)?.family ?? ''] ?? [],
  )
  return [
    ...[...new Set(entries)].map((entry) => ({ name: `gsma-fraud:${entry}`, colour: gsmaColour })),
    ...codes.map((code) => ({ name: `wuzei:fraud-type="${code}"`, colour: ownColour })),
  ]
}
