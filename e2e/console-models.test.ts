import { readFile } from 'node:fs/promises'
import { loadUrlModel } from '@wuzei/detect'
import { encodeUrlModel } from '@wuzei/detect/train'
import { addModel } from '@wuzei/hub'
import {
  addOfficer,
  addOrganisation,
  addPerson,
  solvedReport,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'
import { deskWindow, openScreen, settle } from './console-desk.ts'
import { lookAtScreen } from './console/look-at-screen.ts'
import { openPage, openWindow, type Visitor } from './portal-pages.ts'

/** Links above the upper threshold of the shipped model. */
const phishing = (name: string) => `http://icbc.com.cn.jf-${name}.top:8080/wap/login.php`

describeWithBrowser('labels and models in the console', () => {
  let hub: TestHub
  let browser: Browser
  let officer: TestPerson
  let administrators: readonly TestPerson[]
  beforeAll(async () => {
    hub = await startTestHub({ console: true, models: true })
    const operator = await addOrganisation(hub, {
      kind: 'hub-operator',
      name: { zh: '无贼平台运营方', en: 'Wuzei hub operator' },
      region: '',
    })
    officer = await addOfficer(hub)
    administrators = [
      await addPerson(hub, operator.id, ['SYS_ADM']),
      await addPerson(hub, operator.id, ['SYS_ADM']),
    ]
    await addModel(hub.hub.context.database, await candidate(), 'wuzei:models', Date.now())
    for (const name of ['first', 'second', 'third'])
      await hub.client.report(
        await solvedReport(hub.client, { indicators: [{ value: phishing(name) }], device: name.repeat(8) }),
      )
    await hub.settled()
    await vi.waitUntil(() => hub.hub.context.models.candidate.url?.name === 'url@9.9.9', { timeout: 20_000 })
    await hub.client.check(phishing('asked'))
    await hub.hub.context.models.shadow.finish()
    browser = await launchBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await hub?.stop()
  })

  async function sitDown(person: TestPerson): Promise<Visitor> {
    const context = await openWindow(browser, hub.url, deskWindow)
    const [cookie = '', value = ''] = (person.headers['cookie'] ?? '').split('=', 2)
    await context.addCookies([{ name: cookie, value, url: hub.url, httpOnly: true, sameSite: 'Strict' }])
    const visitor = await openPage(context, hub.url)
    return { ...visitor, close: async () => await context.close() }
  }

  test('an officer answers by keyboard, one after the other, and may change the last answer', async () => {
    const visitor = await sitDown(officer)
    const { page, faults } = visitor
    await openScreen(page, '/labels')
    const shown = page.locator('h2.entry-name')
    const first = (await shown.textContent()) ?? ''
    expect(await lookAtScreen(page, '/labels')).toEqual([])
    await page.keyboard.press('y')
    await expect.poll(async () => await shown.textContent(), { timeout: 20_000 }).not.toBe(first)
    await page.keyboard.press('b')
    await page.getByText('刚才选了“是诈骗”').waitFor()
    expect(await shown.textContent()).toBe(first)
    await page.keyboard.press('n')
    await expect.poll(async () => await shown.textContent(), { timeout: 20_000 }).not.toBe(first)
    await page.keyboard.press('u')
    await page.locator('.views').getByText('已有标注', { exact: true }).click()
    await page.getByRole('row').filter({ hasText: first }).filter({ hasText: '不是诈骗' }).waitFor()
    await settle(page)
    await visitor.close()
    expect(faults).toEqual([])
  })

  test('one administrator proposes a version, another agrees after comparing', async () => {
    const [first, second] = administrators
    if (!first || !second) throw new Error('both administrators are there')
    const proposer = await sitDown(first)
    await openScreen(proposer.page, '/models')
    expect(await lookAtScreen(proposer.page, '/models')).toEqual([])
    await proposer.page.getByRole('button', { name: '提请换用' }).click()
    const dialog = proposer.page.getByRole('dialog')
    await dialog.getByLabel('理由（记入日志，不要写个人信息）').fill('误报更少')
    await dialog.getByRole('button', { name: '提请换用' }).click()
    await proposer.page.getByText('您提请的，等另一个人决定。').waitFor()
    await proposer.close()

    const decider = await sitDown(second)
    await openScreen(decider.page, '/models')
    await decider.page.getByText('高危 → 可疑：1 条').waitFor()
    await decider.page.getByRole('button', { name: '同意换用' }).click()
    await decider.page.getByText('已换用', { exact: true }).waitFor()
    await expect.poll(() => hub.hub.context.models.url.model?.name, { timeout: 20_000 }).toBe('url@9.9.9')
    await decider.close()
    expect([...proposer.faults, ...decider.faults]).toEqual([])
  })
})

/** The shipped model as version 9.9.9, with an upper threshold that no link reaches. */
async function candidate(): Promise<Uint8Array> {
  const bytes = await readFile(new URL(import.meta.resolve('@wuzei/detect/models/url.wzm')))
  return encodeUrlModel({ ...loadUrlModel(bytes), version: '9.9.9', marginAt01: 999 })
}
