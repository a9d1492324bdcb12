import type { FieldType } from './definition.ts'

/** What is wrong with a value for a field of this type, as the end of a sentence; null when it fits. */
export function fieldProblem(type: FieldType, value: unknown): string | null {
  if (typeof type !== 'string')
    return typeof value === 'string' && type.includes(value) ? null : `is one of ${type.join(', ')}`
  const { fits, should } = fieldTypes[type]
  return fits(value) ? null : should
}

/** Far longer than any account of what happened; what is longer is a file. */
const maxTextLength = 20_000
/** More next accounts, numbers or attachments than one answer has. */
const maxListLength = 5_000

const fieldTypes: Readonly<
  Record<Extract<FieldType, string>, { readonly fits: (value: unknown) => boolean; readonly should: string }>
> = {
  text: {
    fits: (value) => typeof value === 'string' && value !== '' && value.length <= maxTextLength,
    should: `is a text of 1 to ${maxTextLength} characters`,
  },
  fen: {
    fits: (value) => typeof value === 'bigint' && value >= 0n,
    should: 'is a whole number of fen of at least 0',
  },
  instant: { fits: (value) => isWhole(value) && value >= 0, should: 'is an instant in milliseconds' },
  number: { fits: (value) => typeof value === 'number' && Number.isFinite(value), should: 'is a number' },
  flag: { fits: (value) => typeof value === 'boolean', should: 'is true or false' },
  list: {
    fits: (value) => Array.isArray(value) && value.length <= maxListLength,
    should: `is a list of at most ${maxListLength}`,
  },
  record: {
    fits: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    should: 'is a record',
  },
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value)
}
