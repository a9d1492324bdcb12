/**
 * The one text of a JSON value: members sorted by UTF-16 code units, no spaces, numbers and strings as ECMAScript
 * writes them.
 *
 * @throws TypeError for what JSON cannot say
 * Source: RFC 8785 (JSON Canonicalization Scheme).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))
    return `{${members.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`).join(',')}}`
  }
  const isPlain =
    value === null ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    typeof value === 'string'
  if (!isPlain) throw new TypeError(`A ${typeof value} has no canonical JSON`)
  return JSON.stringify(value)
}
