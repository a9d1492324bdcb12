import { addOrganisation, addPerson, startTestHub, type TestHub, type TestPerson } from '@wuzei/testkit'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'
import { deskWindow, settle } from './console-desk.ts'
import { openPage, openWindow } from './portal-pages.ts'

const account = '6222021234567890128'

describeWithBrowser('check before pay at the desks', () => {
  let hub: TestHub
  let browser: Browser
  let officer: TestPerson
  let supervisor: TestPerson
  let teller: TestPerson
  beforeAll(async () => {
    hub = await startTestHub({
      console: true,
      limits: { decisionsPerMinute: 100_000, signInsPerMinute: 10_000 },
    })
    browser = await launchBrowser()
    const centre = await addOrganisation(hub, {
      kind: 'police',
      region: 'cn/44/03',
      name: { zh: '深圳市反诈中心', en: 'Shenzhen anti-fraud centre' },
    })
    officer = await addPerson(hub, centre.id, ['CTY_OFF'])
    supervisor = await addPerson(hub, centre.id, ['CTY_SUP'])
    const bank = await addOrganisation(hub, { kind: 'bank', name: { zh: '示例银行', en: 'Example Bank' } })
    teller = await addPerson(hub, bank.id, ['BNK_DSK'])
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await hub.stop()
  })

  /** A desk-size page of the console at which somebody sits. */
  async function sit(person: TestPerson, path: string) {
    const context = await openWindow(browser, hub.url, deskWindow)
    const [name = '', value = ''] = (person.headers['cookie'] ?? '').split('=', 2)
    await context.addCookies([{ name, value, url: hub.url, httpOnly: true, sameSite: 'Strict' }])
    const visitor = await openPage(context, hub.url)
    await visitor.page.goto(`/console${path}`)
    await visitor.page.getByRole('heading', { level: 1 }).waitFor()
    await settle(visitor.page)
    return { ...visitor, leave: async () => await context.close() }
  }

  async function check(page: Page): Promise<void> {
    await page.getByLabel('收款账号', { exact: true }).fill(account)
    await page.getByLabel('金额（元）').fill('12800.50')
    await page.getByLabel('付款人代号').fill('p-7f3a91')
    await page.getByRole('button', { name: '检查', exact: true }).click()
  }

  test('two people list an account, a bank is refused, and its answer stays with its outcome', async () => {
    const proposing = await sit(officer, '/payee-lists')
    const { page } = proposing
    await page.getByRole('button', { name: '提请列入' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('账号', { exact: true }).fill(account)
    await form.getByLabel('理由').fill('收款账户，三名被害人转入')
    await form.getByLabel('决定书编号').fill('深公刑字〔2026〕1号')
    await form.getByRole('button', { name: '提请列入' }).click()
    const row = page.getByRole('row').filter({ hasText: '收款账户，三名被害人转入' })
    await row.getByText('等另一位同事决定').waitFor()
    expect(await row.getByRole('button', { name: '同意列入' }).count()).toBe(0)
    expect(await page.content()).not.toContain(account)

    const agreeing = await sit(supervisor, '/payee-lists')
    await agreeing.page.getByRole('button', { name: '同意列入' }).click()
    await agreeing.page.getByRole('row').getByText('生效中').waitFor()
    await agreeing.page.getByRole('button', { name: '告知书' }).click()
    await agreeing.page.getByRole('dialog').getByText('行政复议').waitFor()

    const asking = await sit(teller, '/payments')
    await check(asking.page)
    await asking.page.getByText('这笔钱没有转出').waitFor()
    await asking.page.getByText('这个收款账户与诈骗案件有关').waitFor()
    await asking.page.getByLabel('填写结果').click()
    await asking.page.locator('.ant-select-item-option').filter({ hasText: '确认是诈骗' }).click()
    await asking.page.locator('.views').getByText('最近的回答', { exact: true }).click()
    const answered = asking.page.getByRole('row').filter({ hasText: '涉案名单' })
    await answered.getByText('确认是诈骗').waitFor()
    expect(await asking.page.content()).not.toContain(account)

    await agreeing.page.keyboard.press('Escape')
    await agreeing.page.getByRole('button', { name: '移出名单' }).click()
    const lifting = agreeing.page.getByRole('dialog').filter({ hasText: '立即恢复办理' })
    await lifting.getByLabel('为什么移出').fill('核查后与案件无关')
    await lifting.getByRole('button', { name: '移出名单' }).click()
    await agreeing.page.getByRole('row').getByText('已移出').waitFor()
    for (const visitor of [proposing, agreeing, asking]) {
      expect(visitor.faults).toEqual([])
      await visitor.leave()
    }
  }, 120_000)
})
