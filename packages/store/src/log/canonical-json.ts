/** A value that JSON can say exactly. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/**
 * The one text of a JSON value: members sorted by UTF-16 code units, no spaces, numbers and strings as ECMAScript
 * writes them. An `undefined` member is left out, as JSON.stringify does.
 *
 * @throws TypeError for what JSON cannot say: NaN, infinities, big integers, lone surrogates, other objects.
 * Source: RFC 8785 (JSON Canonicalization Scheme).
 */
export function canonicalJson(value: JsonValue): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new TypeError('A string with a lone surrogate has no canonical JSON')
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON`)
      return JSON.stringify(value)
    case 'boolean':
      return String(value)
    case 'object':
      if (value === null) return 'null'
      return isList(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value)
    default:
      throw new TypeError(`A ${typeof value} has no canonical JSON`)
  }
}

function canonicalObject(value: { readonly [key: string]: JsonValue | undefined }): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('Only plain objects have canonical JSON')
  const members: string[] = []
  for (const key of Object.keys(value).toSorted(byCodeUnits)) {
    const member = value[key]
    if (member !== undefined) members.push(`${canonicalJson(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** What a record becomes as JSON: undefined members left out, nothing else lost. */
export function toJsonValue(record: object): JsonValue {
  const json: JsonValue = JSON.parse(JSON.stringify(record))
  return json
}
