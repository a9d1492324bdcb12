import fc from 'fast-check'
import { parseIndicator, urlExpressions } from '@wuzei/domain'
import { expect, test } from 'vitest'
import { siteExpressions } from './site-hashes.ts'

test.each([
  ['domain', 'evil.top', ['evil.top/']],
  ['url', 'evil.top/', ['evil.top/']],
  ['url', 'evil.top/pay?id=1', ['evil.top/pay?id=1']],
  ['url', 'evil.top/folder/', ['evil.top/folder/']],
  ['domain', 'a.b.c.d.evil.top', ['a.b.c.d.evil.top/', 'www.a.b.c.d.evil.top/']],
  ['ip', '203.0.113.5', ['203.0.113.5/']],
  ['ip', '2001:db8::5', ['[2001:db8::5]/']],
  ['url', '203.0.113.5/pay', ['203.0.113.5/pay']],
  // A page at a port stands for the path; a whole host at a port would stand for the host at every port.
  ['url', 'evil.top:8080/pay', ['evil.top/pay']],
  ['url', 'evil.top:8080/', []],
  ['url', '203.0.113.5:8080/', []],
  // One owner's page; the same path of every owner; the pages of one who shares a host by path.
  ['domain', 'evil.github.io', ['evil.github.io/']],
  ['url', 'github.io/login', []],
  ['url', 'weebly.com/login', []],
  ['domain', 'weebly.com', []],
  ['url', 't.cn/abc', ['t.cn/abc']],
] as const)('%s %s is %j', (kind, canonical, expressions) => {
  expect(siteExpressions({ kind, canonical }, noneVouched)).toEqual(expressions)
})

test.each([
  ['domain', 'evil.top', ['www.evil.top/']],
  ['url', 'evil.top/', ['www.evil.top/']],
  ['url', 'evil.top/pay', ['www.evil.top/pay']],
  ['domain', 'shop.evil.top', ['www.shop.evil.top/']],
  ['domain', 'good.shop.evil.top', ['good.shop.evil.top/']],
  ['domain', 'bad.shop.evil.top', ['bad.shop.evil.top/']],
  // Somebody vouches for a site below this one's `www.` as well.
  ['domain', 'odd.top', []],
] as const)(
  'above or beside a site that somebody vouches for, %s %s is %j',
  (kind, canonical, expressions) => {
    const aboveVouched = new Set(['shop.evil.top', 'evil.top', 'www.odd.top', 'odd.top'])
    expect(siteExpressions({ kind, canonical }, aboveVouched)).toEqual(expressions)
  },
)

const noneVouched: ReadonlySet<string> = new Set()

/** Version 5: the host, and the registrable domain with up to three labels before it. */
function version5Hosts(host: string, registrableDomain: string): string[] {
  const hosts = [host]
  for (let name = host; name.endsWith(registrableDomain); name = name.slice(name.indexOf('.') + 1)) {
    if (name.split('.').length - registrableDomain.split('.').length <= 3) hosts.push(name)
    if (name === registrableDomain) break
  }
  return hosts
}

const label = fc.constantFrom('a', 'pay', 'shop-1', 'xn--fiq228c', 'm')
const hosts = fc
  .tuple(fc.array(label, { maxLength: 7 }), fc.constantFrom('evil.top', 'evil.com.cn', 'evil.github.io'))
  .map(([labels, base]) => [...labels, base].join('.'))
const paths = fc.constantFrom('/', '/pay', '/a/b/c/d/e/f.html', '/pay?id=1&x=2', '/folder/')

test('a browser that visits a listed page finds it, with and without www, by either version', () => {
  fc.assert(
    fc.property(hosts, paths, fc.boolean(), (host, path, isSite) => {
      const parsed = parseIndicator(isSite ? host : `https://${host}${path}`)
      if (!parsed.ok) throw new Error(`${host} is no indicator`)
      const { indicator } = parsed
      const listed = siteExpressions(indicator, noneVouched)
      expect(listed.length).toBeGreaterThan(0)
      for (const visitedHost of [host, `www.${host}`]) {
        const visited = urlExpressions(visitedHost + path)
        expect(visited.some((one) => listed.includes(one))).toBe(true)
        const names = version5Hosts(visitedHost, indicator.facts['registrableDomain'] ?? '')
        const tails = visited
          .filter((one) => one.startsWith(`${visitedHost}/`))
          .map((one) => one.slice(visitedHost.length))
        const asked = names.flatMap((name) => tails.map((tail) => name + tail))
        expect(asked.some((one) => listed.includes(one))).toBe(true)
      }
    }),
  )
})
