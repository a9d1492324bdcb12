import { startTestHub, type TestHub } from '@wuzei/testkit'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'
import { axeViolations, check, openVisitor, type Visitor } from './portal-pages.ts'

const scamLink = 'http://icbc.com.cn.jf-duihuan.top:8080/wap/login.php?url=http://x.cn'
const message = `【工商银行】您的账户已冻结，请立即登录 ${scamLink} 解冻，逾期将扣款。加微信 kefu88 办理`

describeWithBrowser('what the models found, in the portal', () => {
  let hub: TestHub
  let browser: Browser
  const visitors: Visitor[] = []
  const visit = async (options?: BrowserContextOptions) => {
    const visitor = await openVisitor(browser, hub.url, options)
    visitors.push(visitor)
    return visitor
  }
  beforeAll(async () => {
    hub = await startTestHub({ portal: true, models: true })
    browser = await launchBrowser()
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

  it('marks the odd words of a message, numbers them, and says what is odd, without scores', async () => {
    const { page } = await visit()
    await check(page, message)
    await page.waitForSelector('.answer.level-high')
    expect(await page.locator('.pasted .risky').count()).toBeGreaterThan(1)
    const numbers = await page
      .locator('.pasted .why-number')
      .evaluateAll((links) =>
        links.map((link) => document.querySelector(link.getAttribute('href') ?? '')?.textContent ?? ''),
      )
    expect(numbers.length).toBeGreaterThan(1)
    expect(numbers).not.toContain('')
    expect(await page.textContent('.oddities')).toContain('自称工商银行')
    expect(await page.textContent('main')).not.toMatch(/%|0\.\d/)
    expect(
      await page.evaluate(() => document.querySelector('.pasted')?.textContent?.includes('【工商银行】')),
    ).toBe(true)
    await page.click('.language')
    await page.waitForSelector('text=What is odd about it')
    expect(await page.textContent('.oddities')).toContain('ICBC')
  })

  it('explains a link piece by piece, from its verdict, with and without script', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await visit({ javaScriptEnabled })
      await page.goto('/')
      await page.fill('#value', scamLink)
      await page.click('form[action="/check"] button[type=submit]')
      await page.waitForSelector('.page.verdict')
      await page.click('form[action="/link"] button')
      await page.waitForSelector('.link-pieces')
      expect(await page.locator('.link-pieces .link-text').allTextContents()).toEqual([
        'http://',
        'icbc.com.cn.',
        'jf-duihuan.top',
        ':8080',
        '/wap/login.php',
        '?url=http://x.cn',
      ])
      expect(await page.textContent('.link-whole strong')).toBe('jf-duihuan.top')
      expect(await page.textContent('.link-pieces')).toContain('不知道是谁的')
      expect(await page.textContent('.link-pieces .is-odd:nth-child(2)')).toContain('不是 icbc.com.cn')
      expect(page.url()).not.toContain('jf-duihuan')
      await page.click('.next-steps form[action="/check"] button')
      await page.waitForSelector('.page.verdict')
    }
  })

  it('names the owner of a verified site, and shows it again after a reload', async () => {
    const { page } = await visit()
    await check(page, 'https://mybank.icbc.com.cn/login')
    await page.click('form[action="/link"] button')
    await page.waitForSelector('.link-pieces')
    expect(await page.textContent('.link-pieces')).toContain('属于工商银行')
    await page.reload()
    await page.waitForSelector('.link-pieces')
  })

  it('has nothing for axe to find, on phones and desks, light and dark', async () => {
    for (const [width, colorScheme] of [
      [390, 'light'],
      [1280, 'dark'],
    ] as const) {
      const { page } = await visit({ viewport: { width, height: 900 }, colorScheme })
      await check(page, message)
      expect(await axeViolations(page, `message ${width}`)).toEqual([])
      await look(page, `message-${width}-${colorScheme}`)
      await check(page, scamLink)
      await look(page, `verdict-${width}-${colorScheme}`)
      await page.click('form[action="/link"] button')
      await page.waitForSelector('.link-pieces')
      expect(await axeViolations(page, `link ${width}`)).toEqual([])
      await look(page, `link-${width}-${colorScheme}`)
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        ),
      ).toBe(true)
    }
  })
})

/** Pictures to look at, where somebody asks for them. */
async function look(page: Visitor['page'], name: string): Promise<void> {
  const folder = process.env['WUZEI_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
