import { readFileSync } from 'node:fs'
import { addOrganisation, addPerson, send, startTestHub, type TestHub, type TestPerson } from '@wuzei/testkit'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'
import { deskWindow, openScreen, settle } from './console-desk.ts'
import { axeViolations, openPage, openWindow } from './portal-pages.ts'

const kit = readFileSync(new URL('../vectors/detect/pages/kits/parcel-fee-en.html', import.meta.url), 'utf8')

let hub: TestHub
let browser: Browser
let analyst: TestPerson

describeWithBrowser('pages that members doubt', () => {
  beforeAll(async () => {
    ;[hub, browser] = await Promise.all([startTestHub({ console: true, portal: true }), launchBrowser()])
    const { id } = await addOrganisation(hub, { kind: 'vendor' })
    analyst = await addPerson(hub, id, ['SEC_VND'])
    for (const host of ['usps-fee-a.top', 'usps-fee-b.cc'])
      await send(hub, 'POST', '/v1/pages/check', {
        headers: analyst.headers,
        body: { url: `https://${host}/track/`, html: kit, tlp: 'TLP:CLEAR' },
      })
    await hub.settled()
  })
  afterAll(async () => {
    await browser.close()
    await hub.stop()
  })

  it('are answered at the desk with reasons and with the sites of the same kit', async () => {
    const { page, faults, context } = await openDeskOf(analyst)
    await openScreen(page, '/web-pages')
    await picture(page, 'form')
    await page.getByLabel('网址', { exact: true }).fill('https://usps-fee-c.vip/track/')
    await page.getByLabel('网页源代码').fill(kit)
    await page.getByRole('button', { name: '检查', exact: true }).click()
    await page.getByText('同时索要银行卡号和卡密码').waitFor()
    await page.getByText('共有 3 个网站用这套模板。').waitFor()
    await settle(page)
    await picture(page, 'answer')
    expect(await axeViolations(page, 'answer')).toEqual([])
    await page.getByRole('link', { name: '查看这批网站' }).click()
    await page.getByRole('heading', { name: '同源网站', exact: true }).waitFor()
    await page.getByRole('dialog').getByText('usps-fee-b.cc/track/').waitFor()
    await settle(page)
    await picture(page, 'campaign')
    expect(await axeViolations(page, 'campaign')).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('row').filter({ hasText: 'usps-fee-a.top' }).getByText('尚未核实').waitFor()
    await settle(page)
    await picture(page, 'campaigns')
    // Without a source: this hub fetches nothing, and says what to do.
    await openScreen(page, '/web-pages')
    await page.getByLabel('网址', { exact: true }).fill('https://usps-fee-d.vip/')
    await page.getByRole('button', { name: '检查', exact: true }).click()
    await page.getByText('平台没有开启自动读取网页。').waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await settle(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await picture(page, 'problem-390')
    expect(faults).toEqual([])
    await context.close()
  })

  it('are told of in the portal, where their senders told everybody', async () => {
    const context = await openWindow(browser, hub.url)
    const { page, faults } = await openPage(context, hub.url)
    await page.goto('/link?value=https%3A%2F%2Fusps-fee-a.top%2Ftrack%2F')
    await page.getByRole('heading', { name: '网页里看到的' }).waitFor()
    await page.getByText('同时索要银行卡号和卡密码').waitFor()
    await picture(page, 'link-390')
    await page.goto('/link?value=https%3A%2F%2Fquiet.example.com%2Ftrack%2F')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByText('网页里看到的').count()).toBe(0)
    expect(faults).toEqual([])
    await context.close()
  })
})

async function openDeskOf(person: TestPerson) {
  const context = await openWindow(browser, hub.url, deskWindow)
  const [name = '', value = ''] = (person.headers['cookie'] ?? '').split('=', 2)
  await context.addCookies([{ name, value, url: hub.url, httpOnly: true, sameSite: 'Strict' }])
  return await openPage(context, hub.url)
}

/** Keeps a picture where a folder is named, to be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['WUZEI_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
