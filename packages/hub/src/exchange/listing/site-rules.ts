import { readExceptions, readListedNames, type ListingException } from '@wuzei/store'
import type { ClientBase } from 'pg'

/** What a list says of sites: block these and all below them, but let those pass. */
export interface SiteRules {
  readonly listed: ReadonlySet<string>
  /** Sites below listed ones that pass, and whether everything below them passes too. */
  readonly exceptions: ReadonlyMap<string, boolean>
}

/** Entries read at once. */
const pageEntries = 20_000

/** All rules of one instant; read in a listing's snapshot. */
export async function readSiteRules(client: ClientBase): Promise<SiteRules> {
  const listed = new Set<string>()
  let afterKey: bigint | undefined
  for (;;) {
    const page = await readListedNames(client, 'domain', { afterKey, limit: pageEntries })
    for (const name of page.names) listed.add(name)
    afterKey = page.lastKey
    if (page.names.length < pageEntries) break
  }
  return siteRules(listed, await readExceptions(client))
}

/** A site and its own page may both be exceptions: then the one that lets more pass counts. */
export function siteRules(listed: ReadonlySet<string>, all: Iterable<ListingException>): SiteRules {
  const exceptions = new Map<string, boolean>()
  for (const { canonical, coversBelow } of all)
    if (!listed.has(canonical)) exceptions.set(canonical, coversBelow || exceptions.get(canonical) === true)
  return { listed, exceptions }
}

/** The names above a site, the nearest first, down to two labels. */
export function* namesAbove(name: string): Generator<string, void> {
  for (let at = name.indexOf('.') + 1; name.includes('.', at); at = name.indexOf('.', at) + 1)
    yield name.slice(at)
}

/** Whether a site stands below an exception that lets everything below it pass. */
export function isBelowException({ exceptions }: SiteRules, name: string): boolean {
  if (exceptions.size === 0) return false
  for (const above of namesAbove(name)) if (exceptions.get(above) === true) return true
  return false
}
