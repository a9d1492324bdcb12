import { CodedError } from '@wuzei/domain'

/** Of every message of TAXII 2.1. */
export const taxiiMediaType = 'application/taxii+json;version=2.1'
/** Of STIX 2.1 objects. */
export const stixMediaType = 'application/stix+json;version=2.1'

/**
 * Makes sure that the sender takes TAXII 2.1. Parameters are read, not compared as text: order, quotes and spaces do
 * not matter. Without a version the newest is meant.
 *
 * @throws CodedError NOT_ACCEPTABLE
 */
export function requireAccepted(accept: string | undefined): void {
  if (accept === undefined || accept.trim() === '') return
  const accepted = accept.split(',').map(parseMediaType)
  const taken = accepted.some(({ type, parameters }) => {
    if (Number(parameters.get('q') ?? 1) === 0) return false
    if (type === '*/*' || type === 'application/*') return true
    return isTaxii(type, parameters)
  })
  if (!taken) throw new CodedError('NOT_ACCEPTABLE', `this is served as ${taxiiMediaType} only`)
}

/** @throws CodedError MEDIA_TYPE_UNSUPPORTED */
export function requireTaxiiBody(contentType: string | undefined): void {
  const { type, parameters } = parseMediaType(contentType ?? '')
  if (!isTaxii(type, parameters))
    throw new CodedError('MEDIA_TYPE_UNSUPPORTED', `the body must be ${taxiiMediaType}`)
}

function isTaxii(type: string, parameters: ReadonlyMap<string, string>): boolean {
  return type === 'application/taxii+json' && (parameters.get('version') ?? '2.1') === '2.1'
}

function parseMediaType(text: string): { type: string; parameters: ReadonlyMap<string, string> } {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim())
  const parameters = rest.map((part): [string, string] => {
    const [name = '', value = ''] = part.split('=', 2).map((word) => word.trim())
    return [name.toLowerCase(), value.replace(/^"(.*)"$/, '$1')]
  })
  return { type: type.toLowerCase(), parameters: new Map(parameters) }
}
