import { indicatorKinds } from '@wuzei/domain'
import { hubIdentityUuid } from './stix-ids.ts'
import { ownObservable } from './stix-pattern.ts'
import { markingDefinition } from './tlp-markings.ts'

/** UUIDv5 of the DNS name `observables.stix.wuzei.invalid`. Defines the observables `wuzei-<kind>` that patterns name: numbers, accounts and the rest that STIX has none for. */
export const observablesExtension = 'extension-definition--12f46ae1-49ec-571a-849b-bb6ef9da7a3e'

/** UUIDv5 of the DNS name `verdict.stix.wuzei.invalid`. Defines what an indicator says of its verdict beside the pattern. */
export const verdictExtension = 'extension-definition--b80be661-46c4-5a10-a4c2-e0ff19cfaf98'

/** Stood since the first version: what describes the format never changes under one identifier and date. */
const since = '2026-11-22T00:00:00.000Z'

/** Kinds for which STIX 2.1 has an observable of its own. */
const standardKinds: ReadonlySet<string> = new Set(['url', 'domain', 'ip', 'email'])

/** What stands around the indicators of a hub, and what they refer to: itself, its labels, its own terms. */
export function stixSurroundings(hubId: string): readonly Readonly<Record<string, unknown>>[] {
  const identity = hubIdentity(hubId)
  const own = {
    type: 'extension-definition',
    spec_version: '2.1',
    created_by_ref: identity.id,
    created: since,
    modified: since,
    version: '1.0.0',
  }
  return [
    identity,
    markingDefinition('TLP:CLEAR'),
    markingDefinition('TLP:GREEN'),
    {
      ...own,
      id: observablesExtension,
      name: 'Observables of telecommunication and payment fraud',
      description:
        'Telephone numbers, bank accounts and cards, payment and messenger accounts, wallets and devices: things that ' +
        'fraud uses and STIX 2.1 has no observable for.',
      schema: observablesText(),
      extension_types: ['new-sco'],
    },
    {
      ...own,
      id: verdictExtension,
      name: 'Verdict of an anti-fraud hub',
      description: 'What the verdict behind an indicator is about and how certain it is.',
      schema:
        'An object with `kind` (kind of indicator), `value` (its canonical form), `level` (`high` or `confirmed`) and ' +
        '`fraud_types` (codes of the taxonomy of fraud types, left out where none is known).',
      extension_types: ['property-extension'],
    },
  ]
}

/** Who gives a hub's objects. */
export function hubIdentity(hubId: string) {
  return {
    type: 'identity',
    spec_version: '2.1',
    id: `identity--${hubIdentityUuid(hubId)}`,
    created: since,
    modified: since,
    name: 'Wuzei anti-fraud alliance hub',
    description: '无贼反诈联盟枢纽 (Wuzei, an open alliance against telecommunication and payment fraud)',
    identity_class: 'organization',
    roles: ['anti-fraud alliance hub'],
  } as const
}

function observablesText(): string {
  const own = indicatorKinds.filter((kind) => !standardKinds.has(kind)).map(ownObservable)
  return (
    `Observables ${own.join(', ')}. Each has one required property, value, of type string: the canonical form. ` +
    'Telephone numbers: E.164 with a plus sign, such as +8613800138000. Bank accounts, cards and IBANs: digits and ' +
    'capital letters without separators, such as 6222021234567890128. Accounts of payment apps and messengers: service, ' +
    'colon, account, such as alipay:+8613800138000. Apps: package name, or apk-sha256: and the digest. The identifier is ' +
    'contributed to by value.'
  )
}
