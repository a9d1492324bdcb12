import type { IndicatorKind } from '@wuzei/domain'
import type { Importer, ParsedLine } from './importer.ts'
import { jsonElements } from './json-elements.ts'
import { memberText, readElement } from './read-element.ts'
import { readInstant, readValue, refused, type Statement } from './read-value.ts'

/** MISP events, single, as the answer of a search, or as files of a feed: attributes, also those of objects. */
export const misp: Importer = {
  format: 'misp',
  summary: 'MISP event or feed file: attributes and objects',
  repeats: 'once',
  async *rows(bytes) {
    let number = 0
    for await (const elements of jsonElements(bytes, new Set(['Attribute']))) {
      const batch: ParsedLine[] = []
      for (const element of elements) {
        const parsed = parseAttribute(readElement(element), (number += 1))
        if (parsed) batch.push(parsed)
      }
      if (batch.length > 0) yield batch
    }
  },
}

/** Attribute types that name an indicator. `composite`: the part before or after `|`. */
const types: ReadonlyMap<string, { readonly kind: IndicatorKind; readonly part?: 0 | 1 }> = new Map([
  ['domain', { kind: 'domain' }],
  ['hostname', { kind: 'domain' }],
  ['domain|ip', { kind: 'domain', part: 0 }],
  ['hostname|port', { kind: 'domain', part: 0 }],
  ['url', { kind: 'url' }],
  ['uri', { kind: 'url' }],
  ['ip-src', { kind: 'ip' }],
  ['ip-dst', { kind: 'ip' }],
  ['ip-src|port', { kind: 'ip', part: 0 }],
  ['ip-dst|port', { kind: 'ip', part: 0 }],
  ['email', { kind: 'email' }],
  ['email-src', { kind: 'email' }],
  ['email-dst', { kind: 'email' }],
  ['email-reply-to', { kind: 'email' }],
  ['phone-number', { kind: 'phone' }],
  ['sha256', { kind: 'app' }],
  ['filename|sha256', { kind: 'app', part: 1 }],
  ['x509-fingerprint-sha256', { kind: 'app' }],
  ['mobile-application-id', { kind: 'app' }],
  ['btc', { kind: 'wallet' }],
  ['iban', { kind: 'account' }],
  ['bank-account-nr', { kind: 'account' }],
  ['cc-number', { kind: 'account' }],
  ['mac-address', { kind: 'wifi' }],
])

function parseAttribute(
  attribute: Readonly<Record<string, unknown>> | undefined,
  number: number,
): ParsedLine | undefined {
  if (!attribute) return refused(number, '', 'IMPORT_LINE_INVALID', 'The attribute is no JSON')
  const type = types.get(memberText(attribute, 'type') ?? '')
  // Descriptions, links to reports, screenshots: no entries of the list.
  if (!type || attribute['deleted'] === true) return undefined
  const value = memberText(attribute, 'value') ?? ''
  if (attribute['to_ids'] === false)
    return refused(number, value, 'IMPORT_LINE_INVALID', 'The attribute is context, its author says (to_ids)')
  return readValue(number, partOf(value, type.part), { kind: type.kind }, statementOf(attribute))
}

/** What an attribute names, deleted or not; undefined when it is context. */
export function readAttributeValue(
  attribute: Readonly<Record<string, unknown>>,
): { readonly kind: IndicatorKind; readonly text: string } | undefined {
  const type = types.get(memberText(attribute, 'type') ?? '')
  const value = memberText(attribute, 'value')
  return type && value !== undefined ? { kind: type.kind, text: partOf(value, type.part) } : undefined
}

function partOf(value: string, part: 0 | 1 | undefined): string {
  return part === undefined ? value : (value.split('|')[part] ?? '')
}

function statementOf(attribute: Readonly<Record<string, unknown>>): Statement {
  const first = readInstant(memberText(attribute, 'first_seen') ?? '')
  const last = readInstant(memberText(attribute, 'last_seen') ?? '')
  const written = readInstant(memberText(attribute, 'timestamp') ?? '')
  const firstAt = first ?? written ?? last
  if (firstAt === undefined) return {}
  return { firstAt, lastAt: Math.max(firstAt, last ?? written ?? firstAt) }
}
