import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import type { Importer, ParsedLine } from './importer.ts'
import { jsonElements } from './json-elements.ts'
import { memberText, readElement } from './read-element.ts'
import { readInstant, readValue, refused, type Statement } from './read-value.ts'

/** STIX 2.1 bundles: the values that patterns of indicators compare with, and observables that stand for themselves. */
export const stix: Importer = {
  format: 'stix',
  summary:
    'STIX 2.1 bundle: patterns of indicators (domain, URL, IP, email, file hash, numbers and accounts)',
  repeats: 'once',
  async *rows(bytes) {
    let number = 0
    for await (const elements of jsonElements(bytes, new Set(['objects']))) {
      const batch: ParsedLine[] = []
      for (const element of elements) batch.push(...parseObject(readElement(element), (number += 1)))
      if (batch.length > 0) yield batch
    }
  },
}

/** Object paths of patterns, and the kind their values are of. */
const kinds: ReadonlyMap<string, IndicatorKind> = new Map([
  ['domain-name:value', 'domain'],
  ['url:value', 'url'],
  ['ipv4-addr:value', 'ip'],
  ['ipv6-addr:value', 'ip'],
  ['email-addr:value', 'email'],
  ["file:hashes.'sha-256'", 'app'],
  ['file:hashes.sha256', 'app'],
  ['file:hashes.sha-256', 'app'],
  ['mac-addr:value', 'wifi'],
  // Observables of this and other hubs, for what STIX has none for.
  ...indicatorKinds.map((kind) => [`wuzei-${kind}:value`, kind] as const),
])

/** One comparison of a pattern with a constant: STIX 2.1, section 9. Escaped quotes are part of the constant. */
const comparison =
  /([a-z0-9-]{1,64}:[A-Za-z0-9_.-]{1,128}(?:'[A-Za-z0-9-]{1,16}')?)\s{0,8}(=|IN)\s{0,8}(\([^)]{0,4096}\)|'(?:[^'\\]|\\.){0,4096}')/g
const constant = /'((?:[^'\\]|\\.){0,4096})'/g

function parseObject(object: Readonly<Record<string, unknown>> | undefined, number: number): ParsedLine[] {
  if (!object) return [refused(number, '', 'IMPORT_LINE_INVALID', 'The object is no JSON')]
  const type = memberText(object, 'type')
  if (type !== 'indicator') return []
  if (object['revoked'] === true)
    return [refused(number, '', 'IMPORT_LINE_INVALID', 'The indicator is revoked')]
  const pattern = memberText(object, 'pattern') ?? ''
  const statement = statementOf(object)
  const lines = patternValues(pattern).map(({ kind, text }) => readValue(number, text, { kind }, statement))
  if (lines.length > 0) return lines
  return [
    refused(number, pattern, 'IMPORT_LINE_INVALID', 'The pattern compares with no value of a known kind'),
  ]
}

/** The values of known kinds that a pattern compares with, each once. */
export function patternValues(pattern: string): { readonly kind: IndicatorKind; readonly text: string }[] {
  const values = new Map<string, { kind: IndicatorKind; text: string }>()
  for (const [, path = '', , constants = ''] of pattern.matchAll(comparison)) {
    const kind = kinds.get(path.toLowerCase())
    if (!kind) continue
    for (const [, quoted = ''] of constants.matchAll(constant)) {
      const text = quoted.replace(/\\(.)/g, '$1')
      values.set(`${kind}:${kind === 'url' ? text.replace(/^https?:/, '') : text}`, { kind, text })
    }
  }
  return [...values.values()]
}

function statementOf(object: Readonly<Record<string, unknown>>): Statement {
  const firstAt = readInstant(memberText(object, 'valid_from') ?? memberText(object, 'created') ?? '')
  if (firstAt === undefined) return {}
  const lastAt = readInstant(memberText(object, 'modified') ?? '')
  return { firstAt, lastAt: lastAt === undefined ? firstAt : Math.max(firstAt, lastAt) }
}
