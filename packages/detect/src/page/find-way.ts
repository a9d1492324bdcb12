import { isSharedByPath } from '@wuzei/domain'
import { isPrivateHost, readAddress } from './page-address.ts'
import type { PageCase } from './page-case.ts'
import type { PageSign } from './page-signs.ts'

/** Redirects that are looked at; browsers give up after twenty. */
const maxRedirects = 40

/** How one gets to the page, where it lies, and where it sends people on. */
export function findWay(page: PageCase): PageSign[] {
  const { at, asked, submitted, base, owners } = page
  const signs: PageSign[] = []
  const way = (submitted.redirects ?? []).slice(0, maxRedirects).map((url) => readAddress(url, url))
  const [first] = way
  if (first && asked.isSecret && isSharedByPath(first.host) && !owners.isSameOwner(first, at))
    signs.push({ code: 'SHORT_LINK_TO_FORM', values: { from: first.host } })
  const sites = new Set([...way, at].map(({ domain }) => domain).filter((domain) => domain !== ''))
  if (sites.size >= leastSites)
    signs.push({
      code: 'MANY_SITES_ON_THE_WAY',
      values: { count: sites.size, sites: [...sites].slice(0, 6).join(' → ') },
    })
  const next = refreshTarget(page.page.refresh)
  if (next !== null) {
    const target = readAddress(next, base)
    if (target.host !== '' && !owners.isSameOwner(at, target))
      signs.push({ code: 'SENDS_ON', values: { target: target.host } })
  }
  if (asked.isSecret && at.platform !== null)
    signs.push({ code: 'FORM_ON_FREE_PLATFORM', values: { platform: at.platform } })
  if (asked.isSecret && at.isIp && !isPrivateHost(at.host))
    signs.push({ code: 'FORM_ON_NUMBER', values: { site: at.host } })
  return signs
}

/** A link in a newsletter passes one counter of another owner; more is a detour. */
const leastSites = 4

function refreshTarget(content: string | null): string | null {
  if (content === null) return null
  const found = /^\s*(\d{1,4})[\d.]*\s*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]{1,2000})/i.exec(content)
  return found && Number(found[1]) <= 10 ? (found[2] ?? null) : null
}
