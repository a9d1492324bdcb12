import { expect, test } from 'vitest'
import { takeLinkApart, type CheckedLink } from './take-link-apart.ts'

const reason = (code: string) => ({ code, text: { zh: code, en: code } })
function verdict(
  value: string,
  canonical: string,
  site: string | undefined,
  codes: string[] = [],
): CheckedLink {
  const facts = site === undefined ? {} : { registrableDomain: site }
  return { value, canonical, facts, reasons: codes.map(reason) }
}
const piecesOf = (given: CheckedLink) =>
  takeLinkApart(given).pieces.map(({ part, text, odd }) => [part, text, ...odd.map(({ code }) => code)])

test('finds the real site among what stands before and behind it', () => {
  expect(
    piecesOf(
      verdict(
        'https://x@icbc.com.cn.secure-login.top:8080/wap/login?url=http://x.cn',
        'icbc.com.cn.secure-login.top:8080/wap/login?url=http://x.cn',
        'secure-login.top',
        ['BRAND_IN_SUBDOMAIN', 'UNUSUAL_PORT', 'LEADS_ELSEWHERE', 'ASKS_FOR_SECRETS', 'NAME_BEFORE_HOST'],
      ),
    ),
  ).toEqual([
    ['scheme', 'https://'],
    ['userInfo', 'x@', 'NAME_BEFORE_HOST'],
    ['front', 'icbc.com.cn.', 'BRAND_IN_SUBDOMAIN'],
    ['site', 'secure-login.top'],
    ['port', ':8080', 'UNUSUAL_PORT'],
    ['path', '/wap/login', 'ASKS_FOR_SECRETS'],
    ['query', '?url=http://x.cn', 'LEADS_ELSEWHERE'],
  ])
})

test('takes an address of numbers, and one of few pieces, as they are', () => {
  expect(piecesOf(verdict('http://1.2.3.4/x', '1.2.3.4/x', undefined, ['HOST_IS_ADDRESS']))).toEqual([
    ['scheme', 'http://'],
    ['site', '1.2.3.4', 'HOST_IS_ADDRESS'],
    ['path', '/x'],
  ])
  expect(piecesOf(verdict('http://[::1]:80/', '[::1]:80/', undefined))).toEqual([
    ['scheme', 'http://'],
    ['site', '[::1]'],
    ['port', ':80'],
  ])
  expect(piecesOf(verdict('icbc-x.top', 'icbc-x.top', 'icbc-x.top'))).toEqual([['site', 'icbc-x.top']])
})

test('keeps for the whole what has no piece, and leaves out what is no oddity', () => {
  const { pieces, whole } = takeLinkApart(
    verdict('icbc-x.top', 'icbc-x.top', 'icbc-x.top', ['URL_PATTERN', 'PATH_PATTERN', 'NOTHING_KNOWN']),
  )
  expect(pieces.flatMap(({ odd }) => odd)).toEqual([])
  expect(whole.map(({ code }) => code)).toEqual(['URL_PATTERN', 'PATH_PATTERN'])
})
