import { CodedError } from '@wuzei/domain'

const rfc3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,18}))?([Zz]|[+-]\d{2}:\d{2})$/

/** Epoch microseconds as TAXII writes them: RFC 3339 with six digits. */
export function timestampOf(us: bigint): string {
  const seconds = new Date(Number(us / 1_000_000n) * 1000).toISOString().slice(0, 19)
  return `${seconds}.${(us % 1_000_000n).toString().padStart(6, '0')}Z`
}

/**
 * Epoch microseconds of a timestamp. Digits beyond the sixth are cut off: nothing is added between two microseconds.
 *
 * @throws CodedError BODY_INVALID
 */
export function microsecondsOf(text: string, parameter: string): bigint {
  const [, day, time, fraction = '', zone] = rfc3339.exec(text) ?? []
  const ms = Date.parse(`${day}T${time}${zone?.toUpperCase()}`)
  if (Number.isNaN(ms))
    throw new CodedError('BODY_INVALID', `${parameter} is a timestamp as in 2026-03-01T09:00:00.000000Z`)
  return BigInt(ms) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'))
}

/** As `microsecondsOf`, for dates of objects, which have milliseconds. */
export function dateOf(text: string, parameter: string): Date {
  return new Date(Number(microsecondsOf(text, parameter) / 1000n))
}
