import { oneTimeCode, reportBody, send, solvedReport } from '@wuzei/testkit'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { deskWindow, openDesk, openScreen, settle, type ConsoleHub } from '../console-desk.ts'
import { openVisitor } from '../portal-pages.ts'
import type { AllianceData } from './alliance-data.ts'

/** What the suite has started. */
export interface Started {
  readonly desk: ConsoleHub
  readonly data: AllianceData
  readonly browser: Browser
}

/** Screens of the alliance at work: shares, feed, retractions, inbound sources. */
export function allianceScreenTests(started: () => Started): void {
  test('a label is opened by two people, and the ledger says what a share led to', async () => {
    const { desk, data, browser } = started()
    const proposer = await openDesk(browser, desk, data.teller)
    await openScreen(proposer.page, '/shares')
    await openWaiting(proposer.page)
    const own = proposer.page.getByRole('dialog')
    await own.getByText('等本单位另一位主管决定').waitFor()
    expect(await own.getByRole('button', { name: '同意放宽' }).count()).toBe(0)
    await proposer.close()

    const visitor = await openDesk(browser, desk, data.supervisor)
    const { page, faults } = visitor
    await openScreen(page, '/shares')
    await openWaiting(page)
    const drawer = page.getByRole('dialog')
    await drawer.getByText('三名客户向它转账后报案。').waitFor()
    await drawer.getByRole('button', { name: '同意放宽' }).click()
    await drawer.getByText('已同意').waitFor()
    await drawer.getByText('计入公开结论').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.views').getByText('我方共享', { exact: true }).click()
    await page.getByLabel('状态', { exact: true }).click()
    await page.locator('.ant-select-item-option').filter({ hasText: '已撤回' }).click()
    await page.getByRole('row').filter({ hasText: '报错了' }).waitFor()
    expect(await page.getByRole('row').filter({ hasText: 'bank-safe-account.top' }).count()).toBe(0)
    await page.locator('.views').getByText('贡献台账', { exact: true }).click()
    await page.getByRole('row').filter({ hasText: 'mule-wallet-31.top' }).getByText('→').waitFor()
    await visitor.close()
    expect(faults).toEqual([])
  })

  test('a webhook is tried, its dead letter sent again, a new one’s secret shown once', async () => {
    const { desk, data, browser } = started()
    const visitor = await openDesk(browser, desk, data.teller)
    const { page, faults } = visitor
    await openScreen(page, '/feed')
    await page.getByRole('button', { name: data.receiver.url }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: '测试', exact: true }).click()
    await drawer.getByText(/送达，用时 \d+ 毫秒/).waitFor()
    const letter = drawer.getByRole('row').filter({ hasText: 'not-taken.top' })
    await letter.getByText('it answered 422').waitFor()
    data.receiver.answer = () => 204
    await letter.getByRole('button', { name: '重新发送' }).click()
    await drawer.getByText('1 个事件将重新发送').waitFor()
    await drawer.getByText('未送达 0').waitFor({ timeout: 20_000 })
    await expect
      .poll(() => data.receiver.items().map(({ indicator }) => indicator?.canonical), { timeout: 20_000 })
      .toContain('not-taken.top')
    await page.locator('.ant-drawer-close').click()

    await page.getByRole('button', { name: '新增回调地址' }).click()
    const form = page.getByRole('dialog').filter({ hasText: '必须是公网可访问' })
    await form.getByLabel('地址（https://）').fill(`${data.receiver.url}/second`)
    await form.getByRole('button', { name: '保存' }).click()
    const once = page.getByRole('dialog').filter({ hasText: '只显示这一次' })
    expect(await once.getByLabel('签名密钥').inputValue()).toMatch(/^whsec_/)
    await once.getByRole('button', { name: '我已妥善保存' }).click()
    await page.getByRole('button', { name: `${data.receiver.url}/second` }).waitFor()
    expect(await page.content()).not.toContain('whsec_')
    await visitor.close()
    expect(faults).toEqual([])
  })

  test('is my number clean everywhere: asked, and answered anew once the member has confirmed', async () => {
    const { desk, data, browser } = started()
    const visitor = await openDesk(browser, desk, data.teller)
    const { page, faults } = visitor
    await openScreen(page, '/retractions')
    const clean = page.getByRole('region', { name: '这个号码在各处都清除了吗？' })
    await clean.getByRole('textbox').fill('wrongly-listed.top')
    await clean.getByRole('button', { name: '查询' }).click()
    await clean.getByText('还有 1 家成员没有确认撤下').waitFor()
    await page.getByText('只看待本单位确认的').click()
    await page.getByRole('button', { name: 'wrongly-listed.top' }).click()
    const drawer = page.getByRole('dialog').first()
    await drawer.getByText('还没有', { exact: true }).waitFor()
    await drawer.getByRole('button', { name: '确认本单位已撤下' }).click()
    await page
      .getByRole('dialog')
      .filter({ hasText: '确认之前' })
      .getByRole('button', { name: '确认本单位已撤下' })
      .click()
    await drawer.getByText('已记录本单位的确认').waitFor()
    await page.locator('.ant-drawer-close').click()
    await clean.getByText('都清除了：').waitFor()
    await visitor.close()
    expect(faults).toEqual([])
  })

  test('a bank begins with what waits for it, shares with the usual label of each kind, also on a phone', async () => {
    const { desk, data, browser } = started()
    const visitor = await openDesk(browser, desk, data.teller)
    const { page, faults } = visitor
    await openScreen(page, '/')
    await page.getByRole('heading', { name: /^今天 · 示例银行/ }).waitFor()
    await page.getByText('1 条撤回等本单位确认撤下').waitFor()
    await page.getByRole('button', { name: '共享一个对象' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel('号码、链接、账号或应用').fill('start-share-1.top')
    await form.getByText('默认标签是 TLP:GREEN · PAP:GREEN').waitFor()
    const choose = async (label: string, option: string) => {
      await form.getByLabel(label).click()
      await page.locator('.ant-select-item-option:visible').filter({ hasText: option }).click()
    }
    await choose('怎么发现的', '网站')
    await choose('这是什么', '案件中的对象')
    await form.getByText('默认标签是 TLP:AMBER+STRICT · PAP:AMBER').waitFor()
    await choose('谁可以看（TLP）', 'TLP:GREEN')
    await form.getByText('比默认更开放').waitFor()
    await choose('谁可以看（TLP）', 'TLP:AMBER+STRICT')
    await form.getByRole('button', { name: '共享', exact: true }).click()
    const row = page.getByRole('row').filter({ hasText: 'start-share-1.top' })
    await row.getByText('TLP:AMBER+STRICT').waitFor()
    await row.getByText('PAP:AMBER').waitFor()

    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: '菜单' }).click()
    const menu = page.getByRole('dialog')
    await menu.getByRole('menuitem', { name: '撤回与回执' }).click()
    await page.getByRole('heading', { name: '撤回与回执', level: 1 }).waitFor()
    await menu.waitFor({ state: 'hidden' })
    await visitor.close()
    expect(faults).toEqual([])
  })

  test('an inbound source that shrank is decided about, one that fails tells why, and one is removed', async () => {
    const { desk, data, browser } = started()
    const reader = await openDesk(browser, desk, data.teller)
    await openScreen(reader.page, '/inbound')
    await reader.page.getByText('只有平台运营方的系统管理员可以增改').waitFor()
    await reader.page.getByRole('button', { name: 'shrunk' }).click()
    await reader.page.getByRole('dialog').getByText('36 个条目一下子消失了').waitFor()
    expect(await reader.page.getByRole('button', { name: '立即读取' }).count()).toBe(0)
    await reader.close()

    const visitor = await openDesk(browser, desk, desk.administrator)
    const { page, faults } = visitor
    const drawer = page.getByRole('dialog').first()
    await openScreen(page, '/inbound')
    await page.getByRole('button', { name: 'away' }).click()
    await drawer.getByText('it answered with status 503').first().waitFor()
    await page.locator('.ant-drawer-close').click()
    await page.getByRole('button', { name: 'shrunk' }).click()
    await drawer.getByRole('button', { name: '名单有误，继续保留' }).click()
    await drawer.getByText('有 36 个消失的条目按决定继续保留').waitFor()
    await drawer.getByRole('button', { name: '修改' }).click()
    const form = page.getByRole('dialog').filter({ hasText: '授权头' })
    await form.getByLabel('许可').fill('CC0')
    await form.getByRole('button', { name: '保存' }).click()
    await drawer.getByText('CC0', { exact: true }).waitFor()
    await drawer.getByRole('button', { name: '移除' }).click()
    const removal = page.getByRole('dialog').filter({ hasText: '移除后不再读取' })
    await removal.getByText('全部撤回，并通知成员').click()
    await removal.getByLabel('请输入“shrunk”以确认').fill('shrunk')
    await removal.getByRole('button', { name: '移除' }).click()
    await page.getByRole('button', { name: 'shrunk' }).waitFor({ state: 'detached', timeout: 20_000 })
    await visitor.close()
    expect(faults).toEqual([])
    await desk.hub.settled()
    expect((await desk.hub.client.check('listed-1.top')).evidence).toEqual([])
  })

  test('what is new in the queue waits under a bar while an officer reads', async () => {
    const { desk, browser } = started()
    const visitor = await openDesk(browser, desk, desk.officer, 'clock')
    const { page, faults } = visitor
    await openScreen(page, '/triage')
    const rows = page.locator('.queue li')
    const before = await rows.allTextContents()
    const body = reportBody('urgent-transfer-2.top', {
      text: '对方让我把钱转到安全账户。',
      loss: { amountFen: 9_900_000, currency: 'CNY' },
    })
    await desk.hub.client.report(await solvedReport(desk.hub.client, body))
    await desk.hub.settled()
    await page.clock.fastForward('00:21')
    await page.getByText('1 条新举报，其中 1 条涉及资金').waitFor()
    expect((await rows.allTextContents()).length).toBe(before.length)
    await page.keyboard.press('n')
    await rows.filter({ hasText: 'urgent-transfer-2.top' }).waitFor()
    expect(await rows.count()).toBe(before.length + 1)
    expect(await page.getByText('条新举报').count()).toBe(0)
    await visitor.close()
    expect(faults).toEqual([])
  })
}

async function openWaiting(page: Page): Promise<void> {
  await page.locator('.views').getByText('待放宽标签', { exact: true }).click()
  await page.getByRole('button', { name: 'mule-wallet-31.top' }).click()
  await settle(page)
}

/** Passwords, links for new ones, and passkeys of a real browser with a virtual authenticator. */
export function accountScreenTests(started: () => Started): void {
  test('a passkey is registered after both factors, signs in, is named and taken away', async () => {
    const { desk, data, browser } = started()
    const person = data.teller
    // Passkeys are for names; those of the page and of the hub are the same.
    const url = desk.hub.url.replace('127.0.0.1', 'localhost')
    const visitor = await openVisitor(browser, url, deskWindow)
    const { page, context, faults } = visitor
    const [name = '', value = ''] = (person.headers['cookie'] ?? '').split('=', 2)
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Strict' }])
    await addAuthenticator(await context.newCDPSession(page))

    await openScreen(page, '/account')
    const passkeys = page.getByRole('region', { name: '通行密钥' })
    await passkeys.getByText('还没有通行密钥').waitFor()
    await passkeys.getByRole('button', { name: '登记通行密钥' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('名称').fill('工作电脑')
    await dialog.getByLabel('当前密码').fill('a wrong one altogether')
    await dialog.getByLabel('验证码或恢复码').fill(person.recoveryCodes[0] ?? '')
    await dialog.getByRole('button', { name: '登记通行密钥' }).click()
    await dialog.getByText('PROOF_FAILED').waitFor()
    await dialog.getByLabel('当前密码').fill(person.password)
    await dialog.getByRole('button', { name: '登记通行密钥' }).click()
    await passkeys.getByText('已登记，下次可以用它登录').waitFor()
    await passkeys
      .getByRole('row')
      .filter({ hasText: '工作电脑' })
      .getByRole('button', { name: '改名' })
      .click()
    await page.getByRole('dialog').getByLabel('名称').fill('办公室的电脑')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await passkeys.getByText('办公室的电脑').waitFor()

    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await page.getByRole('button', { name: '我的账户' }).click()
    await passkeys
      .getByRole('row')
      .filter({ hasText: '办公室的电脑' })
      .getByRole('button', { name: '移除' })
      .click()
    // Shown to be oneself by the passkey itself.
    await page.getByRole('dialog').getByRole('button', { name: '移除' }).click()
    await passkeys.getByText('还没有通行密钥').waitFor()

    // Another authenticator app: it proves that it works, the old one (here a code kept for its loss) that it is her.
    await page.getByRole('button', { name: '换用新的应用' }).click()
    const secret = await page.getByRole('dialog').getByLabel('手动输入的密钥').inputValue()
    const codeNow = () => oneTimeCode(`otpauth://totp/x?secret=${secret}`, Date.now())
    const fresh = page.getByRole('dialog').getByLabel('新应用显示的六位数字')
    await fresh.fill(codeNow() === '000000' ? '111111' : '000000')
    await page
      .getByRole('dialog')
      .getByLabel('验证码或恢复码')
      .fill(person.recoveryCodes[1] ?? '')
    await page.getByRole('dialog').getByRole('button', { name: '启用' }).click()
    await page.getByRole('dialog').getByText('PROOF_FAILED').waitFor()
    await fresh.fill(codeNow())
    await page.getByRole('dialog').getByRole('button', { name: '启用' }).click()
    await page.getByText('新的身份验证器已启用').waitFor()
    await visitor.close()
    expect(faults).toEqual([])
  })

  test('who has lost both factors gets a link by two administrators, and starts anew', async () => {
    const { desk, data, browser } = started()
    const { hub, administrator, secondAdministrator } = desk
    const person = data.supervisor
    const first = await openDesk(browser, desk, administrator)
    await openScreen(first.page, `/organisations?id=${data.bankId}`)
    await first.page
      .getByRole('row')
      .filter({ hasText: person.email })
      .getByRole('button', { name: '给新密码链接' })
      .click()
    const form = first.page.getByRole('dialog')
    await form.getByText('密码和验证方式都没有了').click()
    await form.getByLabel('怎样确认是本人').fill('回拨了登记的座机')
    await form.getByRole('button', { name: '给新密码链接' }).click()
    await first.page.getByText('这种情况要另一位管理员同意').waitFor()
    await first.close()

    const second = await openDesk(browser, desk, secondAdministrator)
    await openScreen(second.page, `/organisations?id=${data.bankId}`)
    await second.page.getByRole('tab', { name: '新密码链接' }).click()
    await second.page.getByRole('button', { name: '同意并取得链接' }).click()
    const link = await second.page.getByRole('textbox', { name: '新密码链接' }).inputValue()
    expect(link).toMatch(/\/console\/reset#wzr_/)
    await second.close()

    const visitor = await openDesk(browser, desk, null)
    const { page, faults } = visitor
    await openScreen(page, new URL(link).pathname.replace('/console', '') + new URL(link).hash)
    await page.getByText(person.email).waitFor()
    const secret = await page.getByLabel('手动输入的密钥').inputValue()
    await page
      .getByLabel('应用里显示的六位数字')
      .fill(oneTimeCode(`otpauth://totp/x?secret=${secret}`, Date.now()))
    await page.getByLabel('新密码', { exact: true }).fill('four lanterns over cold water')
    await page.getByRole('button', { name: '设定新密码' }).click()
    await page.getByText('新密码已生效').waitFor()
    expect(await page.locator('.codes li').count()).toBeGreaterThan(5)
    await openScreen(page, new URL(link).pathname.replace('/console', '') + new URL(link).hash)
    await page.reload()
    await page.getByText('RESET_INVALID').waitFor()
    await visitor.close()
    expect(faults).toEqual([])
    await send(hub, 'GET', '/v1/alliance/me', { headers: person.headers, status: 401 })
  })
}

/** An authenticator inside Chromium that holds passkeys and has its user verified. */
async function addAuthenticator(session: CDPSession): Promise<void> {
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
