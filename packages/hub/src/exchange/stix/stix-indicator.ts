import { fraudTypeOf, levelThreshold, tlpLabels, type IndicatorKind } from '@wuzei/domain'
import { isExchangeIndicator, type ExchangeIndicator, type ExchangeObject } from '@wuzei/store'
import { stixPattern } from './stix-pattern.ts'
import { verdictExtension } from './stix-surroundings.ts'
import { markingUuid } from './tlp-markings.ts'

/** `confidence`, 0 to 100: the least score of each level, because the score itself fades from hour to hour. */
const confidences = {
  confirmed: Math.round(levelThreshold.confirmed * 100),
  high: Math.round(levelThreshold.high * 100),
} as const

/** An object of the listed collection as STIX 2.1. `giver` is the identifier of the hub's identity. */
export function stixObject(object: ExchangeObject, giver: string): Readonly<Record<string, unknown>> {
  return isExchangeIndicator(object) ? stixIndicator(object, giver) : object.document
}

/** A listed indicator as STIX 2.1: `revoked` when it is listed no more. */
export function stixIndicator(object: ExchangeIndicator, giver: string): Readonly<Record<string, unknown>> {
  const { kind, canonical, level, fraudTypes } = object
  const known = fraudTypes.flatMap((code) => fraudTypeOf(code) ?? [])
  const created = object.createdAt.toISOString()
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${object.id}`,
    created_by_ref: giver,
    created,
    modified: object.modifiedAt.toISOString(),
    ...(object.revoked ? { revoked: true } : {}),
    name: `${kindNames[kind]} ${canonical}`,
    ...(known.length > 0
      ? { description: known.map(({ name }) => `${name.en} (${name.zh})`).join('; ') }
      : {}),
    indicator_types: ['malicious-activity'],
    pattern: stixPattern(kind, canonical),
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: created,
    ...(object.validUntil && object.validUntil > object.createdAt
      ? { valid_until: object.validUntil.toISOString() }
      : {}),
    labels: ['fraud', level, ...fraudTypes.map(fraudTypeLabel)],
    confidence: confidences[level],
    lang: 'en',
    ...(known.length > 0
      ? {
          external_references: known.map(({ code, name }) => ({
            source_name: 'wuzei-fraud-types',
            description: name.en,
            external_id: code,
          })),
        }
      : {}),
    object_marking_refs: [
      `marking-definition--${markingUuid(tlpLabels.find((label) => label === object.tlp) ?? 'TLP:RED')}`,
    ],
    extensions: {
      [verdictExtension]: {
        extension_type: 'property-extension',
        kind,
        value: canonical,
        level,
        // STIX has no empty lists.
        ...(fraudTypes.length > 0 ? { fraud_types: fraudTypes } : {}),
      },
    },
  }
}

const fraudTypePrefix = 'fraud-type:'

/** Label for a code of the taxonomy, as `fraud-type:F08.01`. */
function fraudTypeLabel(code: string): string {
  return `${fraudTypePrefix}${code}`
}

/** The code that a label names; undefined when it names none. */
export function fraudTypeOfLabel(label: string): string | undefined {
  return label.startsWith(fraudTypePrefix) ? label.slice(fraudTypePrefix.length) : undefined
}

const kindNames: Readonly<Record<IndicatorKind, string>> = {
  phone: 'Telephone number',
  'sms-sender': 'Message sender',
  url: 'Link',
  domain: 'Domain',
  ip: 'IP address',
  account: 'Bank account or card',
  payment: 'Payment account',
  wallet: 'Wallet',
  messenger: 'Messenger account',
  email: 'Mail address',
  app: 'App',
  wifi: 'Wireless network',
  cell: 'Cell',
  device: 'Device',
}
