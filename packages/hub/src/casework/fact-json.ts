import type { FactValue, Facts } from '@wuzei/casework'
import type { JsonValue } from '@wuzei/store'

/** Facts as JSON: whole fen, which JSON cannot hold, become `{"$fen": "123"}`. */
export function factsToJson(facts: Facts): { readonly [name: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, toJson(value)]])),
  )
}

/** The facts that `factsToJson` wrote. */
export function factsFromJson(json: Readonly<Record<string, unknown>>): Facts {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fromJson(value)]))
}

function toJson(value: FactValue): JsonValue {
  if (typeof value === 'bigint') return { $fen: value.toString() }
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(toJson)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toJson(inner)]))
}

function isList(
  value: readonly FactValue[] | { readonly [name: string]: FactValue },
): value is readonly FactValue[] {
  return Array.isArray(value)
}

function fromJson(value: unknown): FactValue {
  if (Array.isArray(value)) return value.map(fromJson)
  if (typeof value === 'object' && value !== null) {
    if ('$fen' in value && typeof value.$fen === 'string') return BigInt(value.$fen)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fromJson(inner)]))
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return null
}
