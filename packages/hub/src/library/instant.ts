import { CodedError } from '@wuzei/domain'

/**
 * The instant of an RFC 3339 text that has the right form already. Refuses days and hours that do not exist, which
 * the form alone lets through.
 *
 * @throws CodedError BODY_INVALID
 */
export function instantOf(text: string, path: string): Date {
  const instant = new Date(text)
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  const sameDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
  if (Number.isNaN(instant.getTime()) || !sameDay || year < firstYear)
    throw new CodedError('BODY_INVALID', `${path}: there is no such instant`)
  return instant
}

/** Nothing that a report or decision speaks of is older; year 0 does not exist for PostgreSQL. */
const firstYear = 1900
