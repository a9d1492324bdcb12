import type { Brand } from '../url/brand.ts'
import type { BrandIndex } from '../url/read-brands.ts'
import type { PageAddress } from './page-address.ts'

/** Whoever certainly owns a site. */
export interface SiteOwner {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
}

/** Tells who owns what, from the list of brands and from whatever the caller has verified. */
export interface SiteOwners {
  readonly ownerOf: (address: PageAddress) => SiteOwner | null
  /** True when both are certainly or evidently one owner's: one domain, or one verified owner. */
  readonly isSameOwner: (a: PageAddress, b: PageAddress) => boolean
  /** True for services that take logins or payments for others, so that forms lead there from honest pages. */
  readonly isTrustedService: (address: PageAddress) => boolean
}

/**
 * `verifiedOwnerOf` gives owners that the caller has verified (a library's identities), by canonical host; they come
 * before the brands.
 */
export function siteOwners(
  brands: BrandIndex,
  verifiedOwnerOf: (url: string, host: string) => SiteOwner | null = () => null,
): SiteOwners {
  const ownerOf = ({ url, host, path }: PageAddress): SiteOwner | null => {
    if (host === '') return null
    const verified = verifiedOwnerOf(url, host)
    if (verified) return verified
    const brand = brands.ownerOf(host)
    // Where others publish on an owner's site, the owner vouches for nothing but its front page.
    if (!brand || ownsBelow(brand, host) || path === '/') return brand
    return null
  }
  return {
    ownerOf,
    isSameOwner(a, b) {
      if (a.domain !== '' && a.domain === b.domain && a.platform === null && b.platform === null) return true
      if (a.host !== '' && a.host === b.host) return true
      const owner = ownerOf(a)
      return owner !== null && owner.id === ownerOf(b)?.id
    },
    isTrustedService: ({ host }) =>
      host !== '' && (isBelow(host, loginServices) || brands.ownerOf(host) !== null),
  }
}

function ownsBelow({ domains }: Brand, host: string): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}

/** Hosted logins and payments that many honest sites send their visitors to; own selection from their documentation. */
const loginServices: ReadonlySet<string> = new Set(
  (
    'okta.com oktapreview.com auth0.com onelogin.com duosecurity.com pingidentity.com login.microsoftonline.com ' +
    'amazoncognito.com b2clogin.com ciamlogin.com login.salesforce.com force.com authing.cn checkout.stripe.com ' +
    'adyen.com checkout.com braintreegateway.com squareup.com klarna.com worldpay.com securesuite.co.uk ' +
    'mollie.com paddle.com list-manage.com hsforms.com salesforce.com zendesk.com 95516.com unionpay.com tenpay.com ' +
    'alipay.com open.weixin.qq.com graph.qq.com passport.baidu.com login.taobao.com'
  ).split(' '),
)

function isBelow(host: string, list: ReadonlySet<string>): boolean {
  for (let at = 0; at >= 0; ) {
    if (list.has(host.slice(at))) return true
    const dot = host.indexOf('.', at)
    at = dot < 0 ? -1 : dot + 1
  }
  return false
}

/** Names below these endings are given to authorities alone, so no fraudster poses as an authority there. */
export function isGovernmentHost(host: string): boolean {
  return /(?:^|\.)(?:gov|mil)(?:\.[a-z]{2})?$/.test(host)
}
