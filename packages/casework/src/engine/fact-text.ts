import type { FactValue } from './entity.ts'

/** A fact as JSON with sorted names; amounts end with `n`, so that 1 fen and the number 1 differ. */
export function factText(value: FactValue): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(factText).join(',')}]`
  const members = Object.entries(value)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${factText(member)}`)
  return `{${members.join(',')}}`
}

function isList(value: FactValue): value is readonly FactValue[] {
  return Array.isArray(value)
}
