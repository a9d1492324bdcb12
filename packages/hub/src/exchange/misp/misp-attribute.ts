import type { IndicatorKind } from '@wuzei/domain'
import type { ExchangeIndicator } from '@wuzei/store'
import { derivedUuid } from '../stix/stix-ids.ts'
import { fraudTags, type MispTag } from './misp-tags.ts'

/** Type and category as MISP has them, and the value in the form that MISP expects of the type. */
interface MispValue {
  readonly type: string
  readonly category: 'Network activity' | 'Payload delivery' | 'Financial fraud'
  readonly value: string
  /** What it is, where the type does not say. */
  readonly comment?: string
}

export interface MispAttribute extends MispValue {
  readonly uuid: string
  readonly to_ids: boolean
  /** Epoch seconds as text. */
  readonly timestamp: string
  readonly comment: string
  readonly disable_correlation: boolean
  readonly deleted: boolean
  readonly first_seen: string
  readonly Tag: readonly MispTag[]
  readonly object_relation?: string
}

export interface MispObject {
  readonly uuid: string
  readonly name: string
  readonly 'meta-category': string
  readonly description: string
  readonly template_uuid: string
  readonly template_version: string
  readonly timestamp: string
  readonly deleted: boolean
  readonly comment: string
  readonly Attribute: readonly MispAttribute[]
}

/** The MISP object template `bank-account`. */
const bankAccount = {
  name: 'bank-account',
  'meta-category': 'financial',
  description: 'An object describing bank account information based on account description from goAML 4.0',
  template_uuid: 'b4712203-95a8-4883-80e9-b566f5df11c9',
  template_version: '3',
} as const

/** A listed indicator as an attribute, or, for an account, as an object with one. Withdrawn ones are `deleted`. */
export function mispEntry(
  indicator: ExchangeIndicator,
): { readonly attribute: MispAttribute } | { readonly object: MispObject } {
  const { comment = '', ...value } = mispValue(indicator.kind, indicator.canonical)
  // Readers compare seconds: what is withdrawn in the second it was listed in must be newer all the same.
  const timestamp = String(Math.floor(indicator.modifiedAt.getTime() / 1000) + (indicator.revoked ? 1 : 0))
  const attribute: MispAttribute = {
    uuid: indicator.id,
    ...value,
    to_ids: !indicator.revoked,
    timestamp,
    comment: [comment, indicator.level].filter((word) => word !== '').join(', '),
    disable_correlation: false,
    deleted: indicator.revoked,
    first_seen: indicator.createdAt.toISOString(),
    Tag: fraudTags(indicator.fraudTypes),
  }
  if (indicator.kind !== 'account') return { attribute }
  return {
    object: {
      uuid: derivedUuid('misp-object', indicator.id),
      ...bankAccount,
      timestamp,
      deleted: indicator.revoked,
      comment: '',
      Attribute: [{ ...attribute, object_relation: value.type === 'iban' ? 'iban' : 'account' }],
    },
  }
}

/** Everything under which somebody may look a listed indicator up: what `hashes.csv` holds digests of. */
export function mispLookupValues({ kind, canonical }: ExchangeIndicator): string[] {
  return kind === 'url' ? [`https://${canonical}`, `http://${canonical}`] : [mispValue(kind, canonical).value]
}

const digest = 'apk-sha256:'

function mispValue(kind: IndicatorKind, canonical: string): MispValue {
  const network = 'Network activity'
  const delivery = 'Payload delivery'
  const fraud = 'Financial fraud'
  if (kind === 'url') return { type: 'url', category: network, value: `https://${canonical}` }
  if (kind === 'domain') return { type: 'domain', category: network, value: canonical }
  if (kind === 'ip') return { type: 'ip-dst', category: network, value: canonical }
  if (kind === 'email') return { type: 'email-src', category: delivery, value: canonical }
  if (kind === 'phone') return { type: 'phone-number', category: fraud, value: canonical }
  if (kind === 'account')
    return {
      type: /^[A-Z]{2}/.test(canonical) ? 'iban' : 'bank-account-nr',
      category: fraud,
      value: canonical,
    }
  if (kind === 'app')
    return canonical.startsWith(digest)
      ? { type: 'sha256', category: delivery, value: canonical.slice(digest.length) }
      : { type: 'mobile-application-id', category: delivery, value: canonical }
  if (kind === 'wallet' && /^(?:[13]|bc1)/.test(canonical))
    return { type: 'btc', category: fraud, value: canonical }
  if (kind === 'wifi' && /^(?:[0-9a-f]{2}:){5}/.test(canonical))
    return { type: 'mac-address', category: network, value: canonical }
  return { type: 'other', category: fraud, value: canonical, comment: kind }
}
