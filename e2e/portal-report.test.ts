import { createClient } from '@wuzei/sdk'
import { reportBody, solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'
import { axeViolations, check, open, openVisitor, type Visitor } from './portal-pages.ts'
import { paintQr } from './qr-pictures.ts'

const dangerous = '13800138000'
/** From the first word to the receipt and back; 7 s on two busy cores. */
const longWalkMs = 240_000

describeWithBrowser('a report in the portal', () => {
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

  it(
    'takes a report from paste to receipt, and the verdict changes for everybody',
    async () => {
      const { page } = await visit()
      const site = 'https://parcel-fee-77.top/pay'
      expect((await hub.client.check(site)).level).toBe('unknown')
      await open(page, '/report')
      await page.click('text=冒充公检法')
      await page.fill('textarea[name=text]', `他让我到 ${site} 付款`)
      await page.waitForSelector('.recognised-list >> text=parcel-fee-77.top')
      const evidence = {
        name: '截图.png',
        mimeType: 'image/png',
        buffer: await paintQr(browser, 'https://qr-scam-78.top/'),
      }
      await page.setInputFiles('.files input[type=file]', evidence)
      await page.waitForSelector('.recognised-list >> text=qr-scam-78.top')
      expect(await axeViolations(page, 'recognised')).toEqual([])
      await page.reload()
      await page.waitForSelector('text=已找回您上次没填完的内容')
      expect(await page.inputValue('textarea[name=text]')).toContain(site)
      await page.click('text=下一步')
      await page.click('label:has-text("转了")')
      await page.goBack()
      await page.waitForSelector('h1:has-text("发生了什么")')
      expect(await page.inputValue('textarea[name=text]')).toContain(site)
      await page.click('text=下一步')
      await page.fill('[name=amount]', '很多')
      await page.click('text=下一步')
      await page.waitForSelector('.field-error')
      expect(await axeViolations(page, 'money')).toEqual([])
      await page.fill('[name=amount]', '1.28万')
      await page.fill('[name=paid-at]', '2026-03-01T09:30')
      await page.click('text=下一步')
      await page.fill('[name=contact]', '微信 abc')
      await page.click('text=下一步')
      await page.waitForSelector('#contact-bad')
      expect(await axeViolations(page, 'contact')).toEqual([])
      // Looks like a number, and only the hub knows that it is none: the page leads back to the field.
      await page.fill('[name=contact]', '1391234567')
      await page.click('text=下一步')
      await page.click('text=提交举报')
      await page.waitForSelector('#contact-bad')
      expect(await page.inputValue('[name=contact]')).toBe('1391234567')
      await page.fill('[name=contact]', '13912345678')
      await page.click('text=下一步')
      expect(await page.textContent('.review')).toContain('¥12,800.00')

      await page.route('**/v1/reports', (route) => route.abort())
      await page.click('text=提交举报')
      await page.waitForSelector('text=您填的内容都还在')
      expect(await axeViolations(page, 'review')).toEqual([])
      await page.unroute('**/v1/reports')
      await page.click('text=提交举报')
      await page.waitForSelector('.receipt-digits')
      const receipt = (await page.textContent('.receipt-digits')) ?? ''
      const loss = (await page.textContent('.notice-bad')) ?? ''
      expect(loss).toContain('¥12,800.00')
      expect(loss).toMatch(/转账到现在\d+ 天/)
      expect(await page.textContent('.page')).not.toContain('如果后来转了钱')
      for (const number of ['110', '96110', '95588'])
        expect(await page.locator(`.notice-bad a[href="tel:${number}"]`).count()).toBe(1)
      expect(await page.textContent('.then-now')).toMatch(/举报时.*暂无记录.*现在/s)
      expect(await page.textContent('.panel')).toMatch(/工作人员.*再来看一次/s)
      await hub.settled()
      expect((await hub.client.check(site)).evidence).toMatchObject([{ source: 'citizen' }])
      expect((await hub.client.check('https://qr-scam-78.top/')).evidence).toMatchObject([
        { source: 'citizen' },
      ])

      await page.click('.menu summary')
      await page.click('.menu-panel a[href="/receipt"]')
      await page.waitForSelector('.receipt-input')
      await page.fill('.receipt-input', `${receipt.slice(0, -1)}?`)
      await page.click('.track button[type=submit]')
      await page.waitForSelector('#refusal')
      await page.fill('.receipt-input', receipt.toLowerCase())
      await page.click('.track button[type=submit]')
      await page.waitForSelector('.timeline li')
      expect(await page.textContent('.receipt')).toContain('附件 1 个')
      const other = await hub.client.report(await solvedReport(hub.client, { text: '只有文字，没有转钱' }))
      await page.fill('.receipt-input', other.receipt)
      await page.click('.track button[type=submit]')
      await page.waitForSelector(`.receipt-digits:has-text("${other.receipt}")`)
      expect(await page.textContent('.page')).toContain('如果后来转了钱')
      await page.fill('.receipt-input', receipt)
      await page.click('.track button[type=submit]')
      await page.waitForSelector(`.receipt-digits:has-text("${receipt}")`)
      expect(await axeViolations(page, 'receipt')).toEqual([])
      await open(page, '/report')
      expect(await page.inputValue('textarea[name=text]')).toBe('')
    },
    longWalkMs,
  )

  it('says at once that something added by hand was not recognised, and goes no further with it', async () => {
    const { page } = await visit()
    await open(page, '/report')
    await page.fill('input[name=add]', '???')
    await page.press('input[name=add]', 'Enter')
    await page.getByText('这里没有认出号码、链接或账号').waitFor()
    expect(await axeViolations(page, 'unrecognised')).toEqual([])
    await page.click('text=下一步')
    await page.getByText('没有认出：???').waitFor()
    expect(await page.locator('h1').textContent()).toBe('发生了什么？')
    await page.click('button[aria-label="移除 ???"]')
    await page.fill('input[name=add]', dangerous)
    await page.press('input[name=add]', 'Enter')
    await page.locator('.recognised-list').getByText('电话号码').waitFor()
    await page.click('text=下一步')
    await page.waitForSelector('h1:has-text("转钱了吗")')
  })

  it('shows why a report was decided, and that a decision was corrected', async () => {
    const { page } = await visit()
    const sent = reportBody('https://decided-shown.top/', { device: 'd-shown' })
    const { receipt } = await hub.client.report(await solvedReport(hub.client, sent))
    const apiKey = hub.administrator.authorization.slice('Bearer '.length)
    const { routes } = createClient({ baseUrl: hub.url, credentials: { apiKey } })
    const { reports } = await routes.reviewReports()
    const id = reports.find(({ text }) => text?.includes('decided-shown.top'))?.id ?? ''
    await routes.decideReport({ params: { id }, body: { status: 'rejected', reason: '对方回电说是误会' } })
    await routes.decideReport({
      params: { id },
      body: { status: 'confirmed', reason: '银行流水证实', correction: true },
    })
    await open(page, '/receipt')
    const example = /样子像 (\S+)。/.exec((await page.textContent('#hint')) ?? '')?.[1] ?? ''
    await page.fill('.receipt-input', example)
    await page.click('.track button[type=submit]')
    // A number that could be one: unknown, not mistyped.
    await page.waitForSelector('#refusal:has-text("没有这个编号")')
    await page.fill('.receipt-input', receipt)
    await page.click('.track button[type=submit]')
    await page.waitForSelector('.timeline')
    expect(await page.textContent('.facts')).toMatch(/已确认.*银行流水证实/s)
    expect(await page.textContent('.timeline')).toMatch(/误会.*更正.*银行流水证实/s)
    expect(await axeViolations(page, 'decided')).toEqual([])
  })

  it('leads from a verdict to a dispute and to its receipt', async () => {
    const { page } = await visit()
    await check(page, dangerous)
    await page.click('text=不是骗子？提出异议')
    await page.waitForSelector('[name=statement]')
    expect(await page.inputValue('[name=value]')).toBe(dangerous)
    await page.click('text=提交异议')
    await page.waitForSelector('text=请写下理由')
    await page.fill('[name=statement]', '这是我的号码')
    await page.click('text=提交异议')
    await page.waitForSelector('text=异议已收到')
    expect(await page.textContent('.facts')).toContain('复核中')
    expect(await axeViolations(page, 'dispute')).toEqual([])
    await hub.settled()
    await check(page, dangerous)
    expect(await page.textContent('.page')).toContain('提出了异议')
  })
})
