import { splitUrlCanonical } from '@wuzei/domain'
import type { ListedSite } from './site-hashes.ts'

/** A list that has something in it. */
export interface ThreatList {
  /** Its number in version tokens: never used again for another. */
  readonly id: number
  /** As version 5 names it, and so as browsers ask for it. */
  readonly name: string
  /** As version 4 names it, and as the browser words its warning. */
  readonly threatType: 'SOCIAL_ENGINEERING' | 'MALWARE'
  readonly description: string
  has(site: ListedSite, fraudTypes: readonly string[]): boolean
}

/** “Album” and “party” trojans: the type of fraud that is an app. */
const trojans = 'F13.02'

/**
 * Browsers ask for the lists that they were built to ask for, so what the alliance lists goes out under those names:
 * links that install an app, and what is listed for trojans, as malware; everything else as social engineering.
 */
export const threatLists: readonly ThreatList[] = [
  {
    id: 1,
    name: 'se-4b',
    threatType: 'SOCIAL_ENGINEERING',
    description: 'Fraud sites listed by the alliance',
    has: (site, fraudTypes) =>
      !installsAnApp(site) && (fraudTypes.length === 0 || fraudTypes.some((code) => code !== trojans)),
  },
  {
    id: 2,
    name: 'mw-4b',
    threatType: 'MALWARE',
    description: 'Sites and links listed by the alliance that install malicious apps',
    has: (site, fraudTypes) => installsAnApp(site) || fraudTypes.includes(trojans),
  },
]

/** An Android package, or a profile by which an iPhone takes apps from outside its shop. */
function installsAnApp({ kind, canonical }: ListedSite): boolean {
  return kind === 'url' && /\.(apk|mobileconfig)$/i.test(splitUrlCanonical(canonical).path)
}
