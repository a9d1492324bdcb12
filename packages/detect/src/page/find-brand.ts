import type { Brand } from '../url/brand.ts'
import type { FindBrand } from './brand-names.ts'
import { readAddress, type PageAddress } from './page-address.ts'
import type { PageCase } from './page-case.ts'
import { isGovernmentHost, type SiteOwners } from './page-owners.ts'
import type { PageReading } from './page-reading.ts'
import type { PageSign } from './page-signs.ts'

/** A brand in one place is a word; in two it is a dress. */
interface WornBrand {
  readonly brand: Brand
  readonly places: number
}

/** The brand that title, logo and copyright line name most, unless it owns the site. */
export function findWornBrand(
  page: PageReading,
  title: string,
  findBrand: FindBrand,
  owners: SiteOwners,
  at: PageAddress,
): WornBrand | null {
  const counts = new Map<Brand, number>()
  const count = (brand: Brand | null): void => {
    if (brand) counts.set(brand, (counts.get(brand) ?? 0) + 1)
  }
  count(findBrand(`${title} ${page.siteName}`.slice(0, 400)))
  count(logoBrand(page, findBrand))
  const copyright = copyrightLine(page.text)
  if (copyright !== '') count(findBrand(copyright))
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1])
  if (!best) return null
  const [brand, places] = best
  if (owners.ownerOf(at)?.id === brand.id || isVouchedFor(brand, at)) return null
  return { brand, places }
}

/** Authorities share their names among thousands of sites below `gov.cn`. */
function isVouchedFor(brand: Brand, at: PageAddress): boolean {
  return isGovernmentHost(at.host) || [...brand.domains, ...brand.sharedDomains].includes(at.domain)
}

/** Marks of logins and payments by others stand on honest pages, several beside each other. */
const byOthers = /登录|登入|sign in with|log ?in with|continue with|支付|付款|pay with|扫码|关注|分享|share/i

function logoBrand({ images }: PageReading, findBrand: FindBrand): Brand | null {
  const found = new Set<Brand>()
  for (const { alt, isLogo } of images.slice(0, 40)) {
    if (!isLogo || alt === '' || byOthers.test(alt)) continue
    const brand = findBrand(alt)
    if (brand) found.add(brand)
  }
  const [only] = found
  return found.size === 1 ? (only ?? null) : null
}

function copyrightLine(text: string): string {
  const at = text.search(/©|\(c\)|版权所有|copyright|all rights reserved/i)
  return at < 0 ? '' : text.slice(Math.max(0, at - 40), at + 120)
}

/** The brand worn, and where its things come from. */
export function findBrandSigns(page: PageCase, places: number): PageSign[] {
  const { worn, asked, at } = page
  if (worn === null) return []
  const values = { brand: worn.id, brandZh: worn.name.zh, brandEn: worn.name.en, site: at.host }
  if (asked.isSecret) return [{ code: 'POSES_AS_BRAND', values }]
  return places >= 2 ? [{ code: 'WEARS_BRAND', values }] : []
}

/** Signs that the page is a copy of an owner's page. */
export function findCopies(page: PageCase): PageSign[] {
  const { owners, at, base } = page
  const { canonical, openGraphUrl, comments, images, styles, icons } = page.page
  const signs: PageSign[] = []
  const foreign = (reference: string) => {
    const address = readAddress(reference, base)
    const owner = owners.ownerOf(address)
    return owner !== null && !owners.isSameOwner(address, at) ? { owner, address } : null
  }
  const named = [canonical, openGraphUrl, page.page.base, savedFrom(comments)]
  const original = named.flatMap((reference) => (reference === null ? [] : (foreign(reference) ?? [])))[0]
  if (original)
    signs.push({ code: 'COPIED_FROM_OWNER', values: { original: original.address.host, site: at.host } })
  const parts = new Map<string, { count: number; owner: { name: { zh: string; en: string } } }>()
  for (const reference of [...images.map(({ source }) => source), ...styles].slice(0, 200)) {
    const found = foreign(reference)
    if (!found) continue
    const known = parts.get(found.owner.id)
    if (known) known.count += 1
    else parts.set(found.owner.id, { count: 1, owner: found.owner })
  }
  const taken = [...parts.values()].find(({ count }) => count >= leastParts)
  if (taken && page.asked.isSecret)
    signs.push({
      code: 'PARTS_OF_OWNER',
      values: { brandZh: taken.owner.name.zh, brandEn: taken.owner.name.en, site: at.host },
    })
  const icon = icons.slice(0, 10).flatMap((reference) => foreign(reference) ?? [])[0]
  if (icon)
    signs.push({
      code: 'BRAND_ICON',
      values: { brandZh: icon.owner.name.zh, brandEn: icon.owner.name.en, site: at.host },
    })
  return signs
}

/** A shop shows one or two marks of payment firms; a copy takes its pictures and styles. */
const leastParts = 3

/** What browsers and copying programs write into what they save. */
function savedFrom(comments: readonly string[]): string | null {
  for (const comment of comments) {
    const found = /saved from url=\(\d+\)(\S{1,300})|mirrored from (\S{1,300}) by httrack/i.exec(comment)
    if (found?.[1]) return found[1]
    if (found?.[2]) return `http://${found[2]}`
  }
  return null
}
