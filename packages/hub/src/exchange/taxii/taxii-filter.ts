import { CodedError } from '@wuzei/domain'
import type { ExchangeFilter } from '@wuzei/store'
import { parseStixId } from '../stix/stix-ids.ts'
import { dateOf, microsecondsOf } from './taxii-time.ts'

/** Objects of a page unless told: 1.2 MB. */
const usualLimit = 1_000
/** Objects of the largest page: 6 MB, built in well under a second. */
export const maxTaxiiPage = 5_000
/** Names and dates in one filter; more do not fit into the address of a request. */
const maxFilterTerms = 200

/** Parameters of a request, as its address has them. */
export type TaxiiQuery = Readonly<Record<string, unknown>>

/**
 * What a request asks for. `next` is the place after the last object of the page before, whatever `limit` was then and
 * is now. Undefined when nothing can fit, such as another version of STIX.
 *
 * @throws CodedError BODY_INVALID
 */
export function readTaxiiFilter(query: TaxiiQuery, only?: string): ExchangeFilter | undefined {
  const ids = only === undefined ? terms(query, 'match[id]') : [only]
  const specVersions = terms(query, 'match[spec_version]')
  const types = terms(query, 'match[type]')
  const named = ids?.flatMap((id) => parseStixId(id) ?? [])
  if (specVersions && !specVersions.includes('2.1')) return undefined
  if (named?.length === 0) return undefined
  return {
    afterUs: placeOf(query),
    limit: limitOf(query),
    versions: versionsOf(query),
    ids: named,
    types,
  }
}

/** @throws CodedError BODY_INVALID */
export function versionsOf(query: TaxiiQuery): ExchangeFilter['versions'] {
  const versions = terms(query, 'match[version]') ?? ['last']
  return {
    last: versions.includes('last'),
    first: versions.includes('first'),
    all: versions.includes('all'),
    at: versions
      .filter((version) => !['last', 'first', 'all'].includes(version))
      .map((version) => dateOf(version, 'match[version]')),
  }
}

function placeOf(query: TaxiiQuery): bigint {
  const added = text(query, 'added_after')
  const next = text(query, 'next')
  const afterUs = added === undefined ? 0n : microsecondsOf(added, 'added_after')
  if (next === undefined) return afterUs
  if (!/^\d{1,18}$/.test(next)) throw new CodedError('BODY_INVALID', 'next is not what a page before said')
  const nextUs = BigInt(next)
  return nextUs > afterUs ? nextUs : afterUs
}

function limitOf(query: TaxiiQuery): number {
  const limit = text(query, 'limit')
  if (limit === undefined) return usualLimit
  if (!/^[1-9]\d{0,9}$/.test(limit)) throw new CodedError('BODY_INVALID', 'limit is a number of 1 or more')
  return Math.min(Number(limit), maxTaxiiPage)
}

/** The words of a filter, which are separated by commas; undefined when it is not given. */
function terms(query: TaxiiQuery, name: string): string[] | undefined {
  const value = text(query, name)
  if (value === undefined) return undefined
  const words = value.split(',').map((word) => word.trim())
  if (words.length > maxFilterTerms || words.includes(''))
    throw new CodedError('BODY_INVALID', `${name} holds 1 to ${maxFilterTerms} words, separated by commas`)
  return words
}

function text(query: TaxiiQuery, name: string): string | undefined {
  const value = query[name]
  if (value === undefined || typeof value === 'string') return value
  throw new CodedError('BODY_INVALID', `${name} is given more than once`)
}
