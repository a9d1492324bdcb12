import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { CampaignDetails, CampaignList, PageCheckReply, SeenPageReply, Verdict } from '@wuzei/contract'
import type { ClientActor } from '@wuzei/domain'
import { addClient, addOrganisation, addPerson, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChecker } from '../library/checker.ts'
import { checkPage } from './check-page.ts'
import { mayFetchPages } from './fetch-page.ts'

const folder = new URL('../../../../vectors/detect/pages/', import.meta.url)
const kit = (name: string) => readFileSync(new URL(`kits/${name}.html`, folder), 'utf8')
const honest = (name: string) => readFileSync(new URL(`honest/${name}.html`, folder), 'utf8')

type Headers = Readonly<Record<string, string>>

let hub: TestHub
let site: Server
let siteUrl = ''
let bank: { id: string; headers: Headers }
let other: { id: string; headers: Headers }

beforeAll(async () => {
  site = createServer((request, response) => {
    if (request.url === '/go') response.writeHead(302, { location: '/in' }).end()
    else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end()
    else if (request.url === '/out') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    else if (request.url === '/zip') response.setHeader('content-type', 'application/zip').end('PK')
    else response.setHeader('content-type', 'text/html; charset=gbk').end(gbkPage)
  })
  await new Promise<void>((resolve) => {
    site.listen(0, '127.0.0.1', resolve)
  })
  const address = site.address()
  siteUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  hub = await startTestHub({ environment: { WUZEI_FETCH_PAGES: 'on' }, outbound: { allowLoopback: true } })
  bank = await member('bank')
  other = await member('vendor')
})
afterAll(async () => {
  site.closeAllConnections()
  site.close()
  await hub.stop()
})

/** `<title>工商银行</title>` in GBK, and a form. */
const gbkPage = Buffer.concat([
  Buffer.from('<title>'),
  Buffer.from([0xb9, 0xa4, 0xc9, 0xcc, 0xd2, 0xf8, 0xd0, 0xd0]),
  Buffer.from('</title><form><input name=u><input type=password name=p></form>'),
])

async function member(kind: 'bank' | 'vendor'): Promise<{ id: string; headers: Headers }> {
  const { id } = await addOrganisation(hub, { kind })
  const { headers } = await addPerson(hub, id, [kind === 'bank' ? 'BNK_DSK' : 'SEC_VND'])
  return { id, headers }
}

async function check(who: { headers: Headers }, body: object): Promise<PageCheckReply> {
  return await send(hub, 'POST', '/v1/pages/check', { headers: who.headers, body })
}

async function verdictOf(value: string): Promise<Verdict> {
  return await send(hub, 'GET', `/v1/check?value=${encodeURIComponent(value)}`)
}

/** Asks until it fits; 20 seconds, as machines under load take. */
async function until<Answer>(ask: () => Promise<Answer>, fits: (answer: Answer) => boolean): Promise<Answer> {
  const end = Date.now() + 20_000
  for (;;) {
    const answer = await ask()
    if (fits(answer) || Date.now() > end) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('a page that a member sends', () => {
  it('is answered with reasons, and is nobody else’s to know', async () => {
    const url = 'http://wap.icbcjfdh.top/jf/index.php?phone=13800138000'
    const answer = await check(bank, { url, html: kit('bank-points') })
    expect(answer).toMatchObject({ level: 'high', fraudTypes: ['F13.03'], tlp: 'TLP:AMBER', campaign: null })
    expect(answer.reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['CARD_WITH_PIN', 'POSES_AS_BRAND']),
    )
    await hub.settled()
    // Held, as docs/sharing.md has it: no evidence, and no word of it to the public.
    expect(await verdictOf('wap.icbcjfdh.top')).toMatchObject({ level: 'unknown', evidence: [] })
    const seen: SeenPageReply = await send(hub, 'POST', '/v1/pages/seen', {
      body: { url: 'wap.icbcjfdh.top' },
    })
    expect(seen.seen).toBeNull()
    const kept = await hub.hub.context.database.pool.query<{ url: string; whole: string }>(
      'select url, to_json(pages)::text as whole from pages',
    )
    expect(kept.rows.map((row) => row.url)).toEqual(['wap.icbcjfdh.top/jf/index.php'])
    expect(kept.rows[0]?.whole).not.toMatch(/13800138000|请输入姓名|<div/)
  })

  it('on the site of a verified owner is safe, and teaches its icon', async () => {
    const icon = { bytes: Buffer.from('an icon').toString('base64') }
    const own = await check(bank, {
      url: 'https://mybank.icbc.com.cn/icbc/login.html',
      html: honest('bank-own-login'),
      icon,
    })
    expect(own).toMatchObject({ level: 'safe', page: { identity: { id: 'icbc' } } })
    const copy = await check(other, { url: 'https://dh.example.top/', html: honest('router-login'), icon })
    expect(copy.reasons.map(({ code }) => code)).toContain('BRAND_ICON')
  })

  it('is joined with what the library knows of what it leads to and names', async () => {
    await send(hub, 'PUT', '/v1/admin/pins', {
      headers: hub.administrator,
      body: { value: 'collect.example.cc', level: 'confirmed', reason: 'looked at' },
    })
    await hub.settled()
    const html = '<h1>登录</h1><form action="https://collect.example.cc/x"><input name=a></form>'
    const answer = await check(bank, { url: 'https://quiet.example.com/', html })
    expect(answer).toMatchObject({
      level: 'high',
      indicators: [{ role: 'target', verdict: { level: 'confirmed' } }],
    })
    expect(answer.reasons.map(({ code }) => code)).toContain('BAD_TARGET')
    const named = await check(bank, {
      url: 'https://news.example.com/',
      html: '<p>骗子网站 collect.example.cc',
    })
    expect(named).toMatchObject({ level: 'unknown', indicators: [{ role: 'text' }] })
    const itself = await check(bank, { url: 'https://collect.example.cc/x', html: '' })
    expect(itself.level).toBe('confirmed')
  })

  it('is for members, with the scope, and of a size', async () => {
    const body = { url: 'https://a.example.com/', html: '<p>' }
    await send(hub, 'POST', '/v1/pages/check', { body, status: 401 })
    await send(hub, 'POST', '/v1/pages/check', { body, headers: hub.administrator, status: 403 })
    const within = await addClient(hub, bank.id, ['check'])
    await send(hub, 'POST', '/v1/pages/check', { body, headers: within.headers })
    const without = await addClient(hub, bank.id, ['feed'])
    await send(hub, 'POST', '/v1/pages/check', { body, headers: without.headers, status: 403 })
    const long = { ...body, html: 'x'.repeat(2 * 1024 * 1024 + 1) }
    await send(hub, 'POST', '/v1/pages/check', { body: long, headers: bank.headers, status: 400 })
    const huge = { ...body, html: 'x'.repeat(10 * 1024 * 1024) }
    await send(hub, 'POST', '/v1/pages/check', { body: huge, headers: bank.headers, status: 413 })
    await send(hub, 'POST', '/v1/pages/check', {
      body: { ...body, url: 'no address' },
      headers: bank.headers,
      status: 400,
    })
  })
})

describe('a kit', () => {
  const copies = ['wx-jf1.example.top', 'wx-jf2.example.cc', 'wx-jf3.example.vip']
  const page = (at: number) => ({
    url: `https://${copies[at]}/safe/`,
    html: kit('courier-refund').replaceAll('中通', ['中通', '圆通', '申通'][at] ?? ''),
  })

  it('found once is found on its other sites, told by label, and spreads when a person confirms one', async () => {
    expect((await check(bank, { ...page(0), tlp: 'TLP:GREEN' })).campaign).toBeNull()
    const second = await check(bank, { ...page(1), tlp: 'TLP:GREEN' })
    expect(second.campaign).toMatchObject({ sites: 2, confirmed: false })
    expect(second.reasons.map(({ code }) => code)).toContain('KIT_OF_SUSPECTED')
    // Held by its sender: the others are not told of it, and it knows of theirs.
    const third = await check(other, page(2))
    expect(third.campaign).toMatchObject({ id: second.campaign?.id, sites: 3 })
    const id = second.campaign?.id ?? ''
    const ofBank: CampaignDetails = await send(hub, 'GET', `/v1/campaigns/${id}`, { headers: bank.headers })
    expect(ofBank.pages.map(({ host }) => host).toSorted()).toEqual(copies.slice(0, 2))
    const ofOther: CampaignDetails = await send(hub, 'GET', `/v1/campaigns/${id}`, { headers: other.headers })
    expect(ofOther.pages.map(({ host }) => host).toSorted()).toEqual(copies)
    expect(ofOther.marks[0]?.sites).toBe(3)
    const list: CampaignList = await send(hub, 'GET', '/v1/campaigns', { headers: bank.headers })
    expect(list.campaigns).toMatchObject([{ id, sites: 2, confirmedAt: null }])
    await send(hub, 'GET', '/v1/campaigns', { status: 401 })

    await send(hub, 'PUT', '/v1/admin/pins', {
      headers: hub.administrator,
      body: { value: copies[0], level: 'confirmed', reason: 'looked at' },
    })
    const spread = await until(
      async () => await verdictOf(copies[1] ?? ''),
      ({ evidence }) => JSON.stringify(evidence).includes('kit@1.0.0'),
    )
    expect(spread.level).toBe('high')
    expect(JSON.stringify(spread.evidence)).toContain('kit@1.0.0')
    // The held one stays out of the public verdict; its sender is told.
    expect((await verdictOf(copies[2] ?? '')).evidence).toEqual([])
    const again = await check(other, page(2))
    expect(again.campaign).toMatchObject({ confirmed: true })
    expect(again.reasons[0]).toMatchObject({ code: 'KIT_OF_CONFIRMED' })
    expect(again.level).toBe('high')
  })

  it('is never the software that honest sites share, nor an empty page', async () => {
    for (const [at, name] of [
      'wordpress-login',
      'wordpress-login-2',
      'parked-domain',
      'parked-domain-2',
      'empty',
    ].entries()) {
      const answer = await check(bank, { url: `https://honest${at}.example${at}.com/`, html: honest(name) })
      expect(answer.campaign, name).toBeNull()
    }
    // A script that honest sites carry is no mark, even of pages that are suspicious.
    const shared =
      '<script>function onTop(){window.scrollTo({top:0,left:0,behavior:"smooth"});return document.body}</script>'
    for (const at of [1, 2, 3])
      await check(bank, { url: `https://top${at}.org/`, html: honest('drupal-login') + shared })
    const one = await check(bank, {
      url: 'https://first-scam.example.top/',
      html: kit('office-login') + shared,
    })
    const two = await check(bank, {
      url: 'https://second-scam.example.cc/',
      html: kit('wallet-airdrop') + shared,
    })
    expect([one.campaign, two.campaign]).toEqual([null, null])
  })

  it('that nobody may know of is answered like what does not exist', async () => {
    const loan = kit('loan-app')
    await check(bank, { url: 'https://loan-a.example.top/', html: loan, tlp: 'TLP:AMBER' })
    const { campaign } = await check(bank, {
      url: 'https://loan-b.example.cc/',
      html: loan,
      tlp: 'TLP:AMBER',
    })
    expect(campaign?.sites).toBe(2)
    await send(hub, 'GET', `/v1/campaigns/${campaign?.id}`, { headers: other.headers, status: 404 })
    const list: CampaignList = await send(hub, 'GET', '/v1/campaigns', { headers: other.headers })
    expect(list.campaigns.map(({ id }) => id)).not.toContain(campaign?.id)
  })
})

describe('what everybody may know', () => {
  it('becomes evidence with the version of the rules, and is told of the host', async () => {
    const url = 'https://usps-redelivery.example.info/track/'
    const answer = await check(bank, { url, html: kit('parcel-fee-en'), tlp: 'TLP:CLEAR' })
    await hub.settled()
    const verdict = await verdictOf('usps-redelivery.example.info')
    expect(verdict.evidence).toMatchObject([{ model: answer.model }])
    expect(['suspicious', 'high']).toContain(verdict.level)
    const seen: SeenPageReply = await send(hub, 'POST', '/v1/pages/seen', { body: { url } })
    expect(seen.seen).toMatchObject({ level: 'high' })
    expect(seen.seen?.reasons.map(({ code }) => code)).toContain('CARD_WITH_PIN')
  })

  it('is told of one page only where many owners share a host', async () => {
    const url = 'https://docs.qq.com/form/page/one'
    await check(bank, { url, html: kit('parcel-fee-en'), tlp: 'TLP:CLEAR' })
    await hub.settled()
    const ask = async (asked: string): Promise<SeenPageReply> =>
      await send(hub, 'POST', '/v1/pages/seen', { body: { url: asked } })
    expect((await ask(url)).seen).toMatchObject({ level: 'high' })
    expect((await ask('https://docs.qq.com/form/page/two')).seen).toBeNull()
    expect((await verdictOf('https://docs.qq.com/form/page/two')).evidence).toEqual([])
  })
})

describe('fetching', () => {
  it('follows redirects by hand, reads the page’s encoding, and goes nowhere it must not', async () => {
    const answer = await check(bank, { url: `${siteUrl}/go` })
    expect(answer).toMatchObject({ fetched: true, url: `${siteUrl}/in`, redirects: [`${siteUrl}/go`] })
    expect(answer.reasons.map(({ code }) => code)).toContain('POSES_AS_BRAND')
    for (const [path, status] of [
      ['/loop', 502],
      ['/zip', 502],
      ['/out', 422],
    ] as const)
      await send(hub, 'POST', '/v1/pages/check', {
        headers: bank.headers,
        body: { url: siteUrl + path },
        status,
      })
    const body = { url: 'https://10.0.0.1/' }
    await send(hub, 'POST', '/v1/pages/check', { headers: bank.headers, body, status: 422 })
  })

  it('is off unless the hub is set up to', async () => {
    for (const value of [undefined, '', 'off', 'true', '1'])
      expect(mayFetchPages({ WUZEI_FETCH_PAGES: value }), String(value)).toBe(false)
    expect(mayFetchPages({ WUZEI_FETCH_PAGES: 'on' })).toBe(true)
    const { context } = hub.hub
    const library = createChecker(context.index, context.clock)
    const actor: ClientActor = {
      type: 'client',
      id: crypto.randomUUID(),
      organisation: { id: bank.id, kind: 'bank', level: null, region: 'cn', groupIds: [] },
      scopes: ['check'],
      passesOn: false,
    }
    const asked = checkPage(context, { library, mayFetch: false }, actor, { url: `${siteUrl}/go` })
    await expect(asked).rejects.toMatchObject({ code: 'PAGE_NOT_SENT' })
  })
})
