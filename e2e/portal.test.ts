import { startTestHub, type TestHub } from '@wuzei/testkit'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'
import { axeViolations, check, open, openVisitor, type Visitor } from './portal-pages.ts'
import { paintQr } from './qr-pictures.ts'

const dangerous = '13800138000'
const scamLink = 'https://icbc-refund.top/login'
const message = `您的账户异常，请登录 ${scamLink} 核实，客服${dangerous}，详询95588。`
/** Walks over every page; 25 s on two busy cores. */
const longWalkMs = 240_000

describeWithBrowser('the portal', () => {
  let hub: TestHub
  let browser: Browser
  const visitors: Visitor[] = []
  const visit = async (options?: BrowserContextOptions) => {
    const visitor = await openVisitor(browser, hub.url, options)
    visitors.push(visitor)
    return visitor
  }
  const pin = async (value: string, level: string) => {
    const answer = await fetch(`${hub.url}/v1/admin/pins`, {
      method: 'PUT',
      headers: { ...hub.administrator, 'content-type': 'application/json' },
      body: JSON.stringify({ value, level, reason: 'for the test' }),
    })
    expect(answer.ok).toBe(true)
  }
  beforeAll(async () => {
    hub = await startTestHub({ portal: true })
    browser = await launchBrowser()
    await pin(dangerous, 'high')
    await pin(scamLink, 'confirmed')
    await hub.settled()
  })
  afterEach(async () => {
    const faults = visitors.flatMap((visitor) => visitor.faults)
    await Promise.all(visitors.splice(0).map((visitor) => visitor.close()))
    expect(faults).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await hub.stop()
  })

  it('answers a check made with the keyboard alone, tells screen readers, and keeps the value private', async () => {
    const { page } = await visit()
    await open(page, '/')
    const reached = async () => page.evaluate(() => document.activeElement?.id === 'value')
    for (let presses = 0; presses < 15 && !(await reached()); presses++) await page.keyboard.press('Tab')
    expect(await reached()).toBe(true)
    await page.keyboard.type(dangerous)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.answer.level-high')
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    expect(await page.textContent('[aria-live=polite]')).toContain('高危')
    expect(page.url()).not.toContain(dangerous)
    await page.reload()
    await page.waitForSelector('.answer.level-high')
    await page.goBack()
    await page.waitForSelector('#value')
  })

  it('says first what to think, then why, then what to do; figures one tap further, in both languages', async () => {
    const { page } = await visit()
    await check(page, dangerous)
    expect(await page.textContent('.answer-level')).toContain('高危')
    expect(await page.textContent('.answer')).toContain('请立即挂断')
    expect(await page.isVisible('a.call[href="tel:96110"]')).toBe(true)
    expect(await page.isVisible('a.call[href="tel:110"]')).toBe(true)
    expect(await page.isVisible('text=诈骗可能性')).toBe(false)
    await page.click('text=详细依据')
    expect(await page.isVisible('text=诈骗可能性')).toBe(true)
    await page.click('.language')
    await page.waitForSelector('text=Hang up now')
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    await page.reload()
    await page.waitForSelector('text=Hang up now')
  })

  it('never calls the unknown safe, and names the owner of a verified number', async () => {
    const { page } = await visit()
    await check(page, '13900001111')
    expect(await page.textContent('.answer')).toMatch(/暂无记录.*不等于安全/s)
    expect(await page.locator('.checks li').count()).toBe(3)
    await check(page, '95588')
    expect(await page.textContent('.answer')).toMatch(/已核实.*工商银行/s)
    expect(await page.isVisible('a.call[href="tel:95588"]')).toBe(true)
  })

  it('marks the risky parts of a pasted message, each with its verdict', async () => {
    const { page } = await visit()
    await check(page, message)
    await page.waitForSelector('.answer.level-confirmed')
    expect(await page.locator('.pasted .found.level-confirmed mark').allTextContents()).toEqual([scamLink])
    expect(await page.locator('.pasted .found.level-high mark').allTextContents()).toEqual([dangerous])
    expect(await page.textContent('.pasted .found.level-safe')).toContain('已核实')
    expect(
      await page.evaluate(() => document.querySelector('.pasted')?.textContent?.includes('您的账户异常')),
    ).toBe(true)
    const item = page.locator('.found-list li', { hasText: '138 0013 8000' })
    await item.getByRole('button').click()
    await page.waitForSelector('.page.verdict .answer.level-high')
  })

  it('reads a QR code from a picture on the device itself', async () => {
    const { page } = await visit()
    const uploads: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/v1/attachments')) uploads.push(request.url())
    })
    await open(page, '/')
    const picture = { name: 'qr.png', mimeType: 'image/png', buffer: await paintQr(browser, scamLink) }
    await page.setInputFiles('form[action="/check"] input[type=file]', picture)
    await page.waitForSelector('.answer.level-confirmed')
    expect(uploads).toEqual([])
    await open(page, '/')
    const plain = { ...picture, buffer: await page.screenshot() }
    await page.setInputFiles('form[action="/check"] input[type=file]', plain)
    await page.waitForSelector('text=图里没有找到二维码')
  })

  it('never lays the bar for those who have paid over the buttons of a form', async () => {
    const { page } = await visit()
    for (const [address, button] of [
      ['/report', '.step-buttons button[type=submit]'],
      ['/dispute', '.dispute button[type=submit]'],
      ['/receipt', '.track button[type=submit]'],
    ] as const) {
      await open(page, address)
      await page.locator(button).scrollIntoViewIfNeeded()
      const isOnTop = await page.locator(button).evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        return [0.1, 0.9].every((part) =>
          element.contains(document.elementFromPoint(left + width / 2, top + height * part)),
        )
      })
      expect(isOnTop, address).toBe(true)
      expect(await page.isVisible('.paid-bar a[href="/paid"]')).toBe(true)
    }
  })

  it('does not offer to call the very number that is checked, and trusts no name of a sender', async () => {
    const { page } = await visit()
    for (const [own, other] of [
      ['110', '96110'],
      ['96110', '110'],
    ]) {
      await check(page, own ?? '')
      expect(await page.locator(`.calls a[href="tel:${own}"]`).count()).toBe(0)
      expect(await page.isVisible(`.calls a[href="tel:${other}"]`)).toBe(true)
    }
    expect(await page.textContent('.answer')).toContain('反诈专线 96110 的官方号码')
    await check(page, '【工商银行】')
    expect(await page.textContent('.page')).toContain('谁都可以随便写')
  })

  it('counts the minutes since a transfer and carries them into the report', async () => {
    const { page } = await visit()
    await check(page, dangerous)
    await page.click('.paid-bar a')
    expect(await page.getAttribute('.paid-steps a >> nth=0', 'href')).toBe('tel:110')
    await page.click('text=30 分钟前')
    expect(await page.textContent('.elapsed')).toMatch(/3[01] 分钟/)
    await page.click('text=填写举报')
    await page.fill('textarea[name=text]', dangerous)
    await page.click('text=下一步')
    expect(await page.textContent('.elapsed')).toMatch(/3[01] 分钟/)
    expect(await page.inputValue('[name=paid-at]')).not.toBe('')
  })

  it('names only numbers of banks that the library has verified', async () => {
    const { page } = await visit()
    await open(page, '/paid')
    const numbers = await page
      .locator('.banks a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.replace('tel:', '') ?? ''))
    expect(numbers.length).toBeGreaterThan(10)
    const { results } = await hub.client.checkBatch(numbers)
    const unverified = results.filter((result) => !('identity' in result && result.identity !== null))
    expect(unverified).toEqual([])
  })

  it('checks without script, in either language, and says plainly what needs script', async () => {
    const { page } = await visit({ javaScriptEnabled: false })
    await page.goto('/')
    await page.fill('#value', dangerous)
    await page.click('form[action="/check"] button[type=submit]')
    expect(await page.textContent('.answer')).toContain('请立即挂断')
    await page.click('.language')
    expect(await page.textContent('.answer')).toContain('Hang up now')
    await page.goto('/report')
    expect(await page.textContent('main')).toContain('JavaScript')
    expect(await page.isVisible('a[href="tel:110"]')).toBe(true)
    await page.goto('/?text=large')
    expect(page.url()).toBe(`${hub.url}/`)
    expect(await page.getAttribute('html', 'data-text')).toBe('large')
  })

  it('says when there is no connection, keeps what was typed, and goes on when it is back', async () => {
    const { page, context } = await visit()
    await open(page, '/')
    await context.setOffline(true)
    await page.fill('#value', dangerous)
    await page.keyboard.press('Enter')
    await page.waitForSelector('text=现在连不上网络')
    expect(await page.textContent('.problem')).toContain(dangerous)
    expect(await axeViolations(page, 'offline')).toEqual([])
    expect(await page.isVisible('a[href="tel:96110"]')).toBe(true)
    await context.setOffline(false)
    await page.click('text=再试一次')
    await page.waitForSelector('.answer.level-high')
  })

  it('opens without a network once it was opened with one, and keeps nothing that was checked', async () => {
    const { page, context } = await visit()
    await check(page, dangerous)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await open(page, '/')
    await page.reload()
    await context.setOffline(true)
    await open(page, '/paid')
    expect(await page.isVisible('a[href="tel:110"]')).toBe(true)
    await page.goto('/learn')
    await page.waitForSelector('.problem a[href="tel:96110"], #value')
    const kept = await page.evaluate(async () => {
      const caches = await window.caches.keys()
      const requests = await Promise.all(caches.map(async (name) => (await window.caches.open(name)).keys()))
      return requests.flat().map((request) => new URL(request.url).pathname)
    })
    expect(kept.filter((path) => !path.startsWith('/assets/')).sort()).toEqual(['/', '/paid'])
  })

  const addresses = [
    '/',
    '/paid',
    '/report',
    '/receipt',
    '/how',
    '/dispute',
    '/learn',
    '/learn/F08',
    '/nowhere',
  ]
  const checks = [dangerous, scamLink, '95588', '13900001111', message]
  it.each(['light', 'dark'] as const)(
    'has no violation that axe knows, in %s',
    async (colorScheme) => {
      const { page } = await visit({ colorScheme, reducedMotion: 'reduce' })
      const all: string[] = []
      for (const address of addresses) {
        await open(page, address)
        all.push(...(await axeViolations(page, address)))
      }
      for (const value of checks) {
        await check(page, value)
        await page
          .locator('details.details')
          .evaluateAll((list) => list.map((one) => one.setAttribute('open', '')))
        all.push(...(await axeViolations(page, value)))
      }
      expect(all).toEqual([])
    },
    longWalkMs,
  )

  it.each(['zh-CN', 'en-GB'])(
    'fits a screen of 320 pixels, larger text too, in %s',
    async (locale) => {
      const { page } = await visit({ locale, viewport: { width: 320, height: 640 } })
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      const wide: string[] = []
      for (const size of ['normal', 'large']) {
        await page.goto(`/?text=${size}`)
        for (const address of addresses) {
          await open(page, address)
          if ((await overflow()) > 0) wide.push(`${address} ${size}`)
        }
        for (const value of [...checks, `https://${'long-name-'.repeat(6)}x.top/${'a'.repeat(200)}`]) {
          await check(page, value)
          if ((await overflow()) > 0) wide.push(`${value} ${size}`)
        }
      }
      expect(wide).toEqual([])
    },
    longWalkMs,
  )
})
