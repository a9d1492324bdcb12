import {
  listedAmong,
  netChangesBetween,
  netExceptionChanges,
  sitesAtAndBelow,
  type ListingException,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import { namesAbove, siteRules } from '../listing/site-rules.ts'
import { zoneNames, type NameRule } from './zone-names.ts'

const kinds = ['domain'] as const

/** Longer differences are not told step by step: the whole zone is not much more. */
const longestDifference = 200_000

/** Names that leave the zone and names that come, between two versions; a name whose rule changes is in both. */
export interface ZoneDifference {
  readonly gone: ReadonlyMap<string, NameRule>
  readonly come: ReadonlyMap<string, NameRule>
}

/**
 * What changed in the zone since a version, up to the one that this snapshot shows. Around each changed site the rules
 * of then and now are laid out, since one site may bring or take names between others. Undefined when the changes are
 * no longer all kept or too many.
 */
export async function zoneDifference(
  client: ClientBase,
  from: bigint,
  current: bigint,
): Promise<ZoneDifference | undefined> {
  const limit = longestDifference + 1
  const sites = await netChangesBetween(client, from, current, { kinds, limit })
  if (!sites || sites.length > longestDifference) return undefined
  const exceptions = await netExceptionChanges(client, from, current, limit)
  const changed = [...sites, ...exceptions].map(({ canonical }) => canonical)
  const now = await sitesAtAndBelow(client, await rootsOf(client, changed), limit)
  if (now.listed.length > longestDifference || now.exceptions.length > longestDifference) return undefined

  const listedBefore = new Set(now.listed)
  for (const { canonical, listed } of sites)
    if (listed) listedBefore.delete(canonical)
    else listedBefore.add(canonical)
  const exceptionsBefore = new Map<bigint, ListingException>(now.exceptions.map((site) => [site.key, site]))
  for (const { key, canonical, coveredBelow } of exceptions)
    if (coveredBelow === null) exceptionsBefore.delete(key)
    else exceptionsBefore.set(key, { key, canonical, coversBelow: coveredBelow })

  const before = new Map(zoneNames(siteRules(listedBefore, exceptionsBefore.values())))
  const after = new Map(zoneNames(siteRules(new Set(now.listed), now.exceptions)))
  return { gone: without(before, after), come: without(after, before) }
}

/** Of each changed site the uppermost one above it that was listed then or is now: nothing outside bears on its names. */
async function rootsOf(client: ClientBase, changed: readonly string[]): Promise<string[]> {
  const above = new Set(changed.flatMap((name) => [...namesAbove(name)]))
  const standing = new Set([...(await listedAmong(client, [...above])), ...changed])
  const roots = new Set(
    changed.map((name) => [...namesAbove(name)].findLast((upper) => standing.has(upper)) ?? name),
  )
  return [...roots]
}

function without(
  names: ReadonlyMap<string, NameRule>,
  others: ReadonlyMap<string, NameRule>,
): Map<string, NameRule> {
  // Rules are a few constants, so that equal ones are the same.
  return new Map([...names].filter(([name, rule]) => others.get(name) !== rule))
}
