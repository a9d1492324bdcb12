import type { AuditPage, InvitationReply, QueuePage } from '@wuzei/contract'
import { addAdministratorKey } from '../packages/hub/src/administration/administrator-key.ts'
import { inTransaction, openLogKey, sealTreeHead } from '@wuzei/store'
import { addOrganisation, oneTimeCode, send } from '@wuzei/testkit'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'
import { fileReports, goOn, openDesk, openScreen, startConsoleHub, type ConsoleHub } from './console-desk.ts'
import { fillAlliance, type AllianceData } from './console/alliance-data.ts'
import { lookAtScreen } from './console/look-at-screen.ts'
import { accountScreenTests, allianceScreenTests } from './console/alliance-screens.ts'
import { axeViolations } from './portal-pages.ts'

describeWithBrowser('the console', () => {
  let desk: ConsoleHub
  let data: AllianceData
  let browser: Browser
  beforeAll(async () => {
    desk = await startConsoleHub()
    await fileReports(desk.hub)
    data = await fillAlliance(desk)
    browser = await launchBrowser()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await data?.close()
    await desk?.hub.stop()
  })

  test('somebody invited joins by the link, keeps the codes, and signs in', async () => {
    const invitation = await send<InvitationReply>(
      desk.hub,
      'POST',
      `/v1/alliance/organisations/${desk.centreId}/invitations`,
      { headers: desk.administrator.headers, body: { email: 'new@member.example', roles: ['CTY_OFF'] } },
    )
    const visitor = await openDesk(browser, desk, null)
    const { page, context, faults } = visitor
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await openScreen(page, `/join#${invitation.token}`)
    await page.getByText('深圳市反诈中心').waitFor()
    const secret = await page.getByLabel('手动输入的密钥').inputValue()
    const code = (atMs: number) => oneTimeCode(`otpauth://totp/x?secret=${secret}`, atMs)
    const right = code(Date.now())
    await page.getByLabel('应用里显示的六位数字').fill(right === '000000' ? '111111' : '000000')
    await page.getByLabel('姓名').fill('王小青')
    await page.getByLabel('密码', { exact: true }).fill('seven quiet rivers below')
    await page.getByRole('button', { name: '加入' }).click()
    // Nothing but the code can be wrong here, and that is what is said.
    await page.getByText('验证码不对。').waitFor()
    expect(await page.getByText('邮箱、密码或验证码不对。').count()).toBe(0)
    await page.getByLabel('应用里显示的六位数字').fill(code(Date.now()))
    await page.getByRole('button', { name: '加入' }).click()
    await page.getByRole('heading', { name: '保存恢复码' }).waitFor()
    const recovery = await page.locator('.codes li').first().textContent()
    await page.getByRole('link', { name: '去登录' }).click()
    await page.getByLabel('邮箱').fill('new@member.example')
    await page.getByLabel('密码', { exact: true }).fill('a wrong one altogether')
    await page.getByLabel('验证码').fill(recovery ?? '')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('SIGN_IN_FAILED').waitFor()
    await page.getByLabel('密码', { exact: true }).fill('seven quiet rivers below')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('您还没有岗位').waitFor()
    await visitor.close()
    expect(faults).toEqual([])

    // The role waits for a second administrator, not the one who invited.
    const first = await openDesk(browser, desk, desk.administrator)
    await openScreen(first.page, `/organisations?id=${desk.centreId}`)
    await first.page.getByRole('tab', { name: '岗位授权' }).click()
    const waiting = first.page.getByRole('row').filter({ hasText: '王小青' })
    await waiting.getByText('您提出的，等另一位管理员').waitFor()
    expect(await waiting.getByRole('button', { name: '同意' }).count()).toBe(0)
    await first.close()
    const second = await openDesk(browser, desk, desk.secondAdministrator)
    await openScreen(second.page, `/organisations?id=${desk.centreId}`)
    await second.page.getByRole('tab', { name: '岗位授权' }).click()
    const proposed = second.page.getByRole('row').filter({ hasText: '王小青' })
    await proposed.getByRole('button', { name: '同意' }).click()
    await proposed.getByText('已生效').waitFor()
    await second.close()
  })

  test('the holder of an administrator key sets the hub up', async () => {
    const key = await addAdministratorKey(desk.hub.hub.context.database.pool)
    const visitor = await openDesk(browser, desk, null)
    const { page, faults } = visitor
    await openScreen(page, '/setup')
    await page.getByLabel('管理员密钥').fill(key)
    await page.getByLabel('第一位系统管理员的邮箱').fill('first@operator.example')
    await page.getByRole('button', { name: '建立并邀请' }).click()
    const link = await page.getByLabel('邀请链接').inputValue()
    expect(link).toMatch(/\/console\/join#wzi_/)
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      key,
    )
    await visitor.close()
    expect(faults).toEqual([])
  })

  test('reports are worked through by keys, with undo, and a second person for rejections', async () => {
    const visitor = await openDesk(browser, desk, desk.officer)
    const { page, faults } = visitor
    // Whoever works on reports begins with them.
    await openScreen(page, '/')
    const focused = page.locator('.queue [aria-current=true]')
    await focused.getByText('¥50,000.00').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('选中同一对象的全部举报').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('j')
    await focused.getByText('parcel-refund-77.top').waitFor()
    const shown = await page.locator('article.focus').textContent()
    expect(shown).toContain('138****8000')
    for (const hidden of ['李小明', '13900001111', '13800138000']) expect(shown).not.toContain(hidden)

    // Nothing is decided by the key alone: it shows what would be, and what the reporter is told.
    await page.keyboard.press('c')
    const decision = page.getByRole('dialog')
    await decision.getByText('parcel-refund-77.top').first().waitFor()
    await decision.getByText('您看到的是脱敏内容，原文没有打开。').waitFor()
    await decision.getByText('举报人所选类型').waitFor()
    expect(await decision.getByRole('textbox').inputValue()).toBe('经核查，举报属实。')
    await page.keyboard.press('Escape')
    await decision.waitFor({ state: 'hidden' })
    expect(await page.locator('.queue li').count()).toBe(5)

    // Taken back before it was sent: nothing happened.
    await page.keyboard.press('c')
    await decision.waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('即将提交：确认 1 条').waitFor()
    await focused.getByText('parcel-refund-77.top').waitFor()
    await page.keyboard.press('u')
    expect(await page.locator('.queue li').count()).toBe(5)

    await page.keyboard.press('k')
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    await page.getByText('一起处理（共 2 条）').waitFor()
    await page.keyboard.press('c')
    await decision.getByText('一起处理（共 2 条）').waitFor()
    // What fraud it is, by keys too: t leads to the type, and choosing one back to the decision.
    await page.keyboard.press('t')
    await page.keyboard.type('F08')
    await page.keyboard.press('Enter')
    await decision.getByText('这个类型将用于一起处理的全部 2 条').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('即将提交：确认 2 条').waitFor()
    await decision.waitFor({ state: 'hidden' })
    expect(await page.locator('.queue li').count()).toBe(3)
    // The next decision sends the one before.
    await focused.getByText('earn-at-home-5.top').waitFor()
    await page.keyboard.press('r')
    await decision.getByRole('button', { name: '提请驳回' }).click()
    await page.getByText('2 条已确认').waitFor()
    await page.getByText('新举报 3').waitFor()
    // Closed before its undo time was over: it reaches the hub all the same.
    await page.getByText('即将提交：提请驳回 1 条').waitFor()
    await visitor.close()
    expect(faults).toEqual([])
    const waiting = async () =>
      (await send<QueuePage>(desk.hub, 'GET', '/v1/console/reports', { headers: desk.supervisor.headers }))
        .counts['waiting']
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1)

    const supervisor = await openDesk(browser, desk, desk.supervisor)
    await openScreen(supervisor.page, '/triage')
    await supervisor.page.getByText('等第二人 1').click()
    await supervisor.page.getByRole('button', { name: '同意驳回' }).click()
    await supervisor.page.getByText('等第二人 0').waitFor()
    await supervisor.page.getByText('已确认', { exact: true }).click()
    await supervisor.page.locator('.queue').getByText('parcel-refund-77.top').first().waitFor()
    expect(await supervisor.page.locator('.queue li').count()).toBe(2)
    await supervisor.page.locator('article.focus').getByText('认定的诈骗类型').waitFor()
    await supervisor.close()
  })

  test('personal data opens for a purpose, under a watermark, and is gone when its time is over', async () => {
    const visitor = await openDesk(browser, desk, desk.officer, 'clock')
    const { page, faults } = visitor
    await openScreen(page, '/triage')
    await page.getByText('已确认', { exact: true }).click()
    await page.locator('.queue').getByText('parcel-refund-77.top').first().waitFor()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('每小时最多 50 次').waitFor()
    await dialog.getByRole('button', { name: '查看原文' }).click()
    const open = page.getByTestId('personal-data')
    await open.getByText('李小明').waitFor()
    await open.getByText('13800138000').waitFor()
    expect(await open.getByRole('timer').textContent()).toMatch(/[45]:\d\d/)
    expect(await open.locator('.watermark').textContent()).toContain(desk.officer.id)
    await page.clock.fastForward('05:01')
    await open.waitFor({ state: 'detached' })
    expect(await page.content()).not.toContain('李小明')
    await visitor.close()
    expect(faults).toEqual([])
    await desk.hub.settled()
    const { events } = await send<AuditPage>(
      desk.hub,
      'GET',
      '/v1/console/events?type=personal-data.unmasked',
      { headers: desk.auditor.headers },
    )
    expect(events).toMatchObject([{ actor: `person:${desk.officer.id}`, payload: { purpose: 'INTAKE' } }])
  })

  test('a supervisor fixes a verdict in the drawer, and the history says so', async () => {
    const visitor = await openDesk(browser, desk, desk.supervisor)
    const { page, faults } = visitor
    await openScreen(page, '/library')
    await page
      .getByRole('searchbox')
      .or(page.getByLabel('查号码、链接、账号，或粘贴整条短信'))
      .first()
      .fill('loan-fast-9.top')
    await page.getByRole('button', { name: '查询' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('heading', { name: 'loan-fast-9.top' }).waitFor()
    await drawer.getByText('公众举报').waitFor()
    await drawer.getByRole('button', { name: '设定结论' }).click()
    const form = page.getByRole('dialog').filter({ hasText: '人工结论高于一切自动判断' }).last()
    await form.getByLabel('结论').click()
    await page.locator('.ant-select-item-option').filter({ hasText: '高危' }).click()
    await form
      .locator('.ant-select-content, .ant-select-selection-item')
      .filter({ hasText: '高危' })
      .waitFor()
    await form.getByLabel('理由').fill('三位受害人的转账记录')
    await form.getByRole('button', { name: '设定结论' }).click()
    await drawer.getByText('深圳市反诈中心').first().waitFor()
    await drawer.getByText('人工结论变更').waitFor({ timeout: 20_000 })
    await visitor.close()
    expect(faults).toEqual([])
    await desk.hub.settled()
    expect((await desk.hub.client.check('loan-fast-9.top')).level).toBe('high')
  })

  test('the log proves itself in the browser, and a tampered one is seen', async () => {
    await sealHead(desk)
    await sealHead(desk)
    const visitor = await openDesk(browser, desk, desk.auditor)
    const { page } = visitor
    const verify = async () => {
      await openScreen(page, '/audit')
      await page.getByRole('row').nth(4).getByRole('button').click()
      await page.getByRole('button', { name: '在浏览器里验证' }).click()
      return page.getByTestId('proof')
    }
    const honest = await verify()
    await honest.getByText('验证通过').waitFor()
    await honest.getByText('证明旧树头是新树头的开头部分：通过').waitFor()
    await honest.getByText('第一次见到这个日志').waitFor()

    // A hub that changes what an event says.
    await page.route(/\/v1\/console\/events/, async (route) => {
      const reply = await route.fetch()
      const body = (await reply.text()).replaceAll('"type":"', '"type":"not-')
      await route.fulfill({ response: reply, body })
    })
    const changed = await verify()
    await changed.getByText('验证不通过').waitFor()
    await changed.getByText('由事件内容算出叶哈希：不通过').waitFor()
    await changed.getByText('由叶哈希和证明推出树根：不通过').waitFor()
    await page.unroute(/\/v1\/console\/events/)

    // A hub that forges the proof.
    await page.route(/\/v1\/log\/proof\/inclusion/, async (route) => {
      const reply = await route.fetch()
      const { hashes }: { hashes: string[] } = JSON.parse(await reply.text())
      await route.fulfill({ response: reply, json: { hashes: hashes.toReversed().concat(hashes[0] ?? '') } })
    })
    const forged = await verify()
    await forged.getByText('由事件内容算出叶哈希：通过').waitFor()
    await forged.getByText('由叶哈希和证明推出树根：不通过').waitFor()
    await page.unroute(/\/v1\/log\/proof\/inclusion/)

    // A hub that shows another log, signed with another key.
    await page.route(/\/v1\/console\/tree-heads/, async (route) => {
      const reply = await route.fetch()
      const body: { keys: { publicKey: string }[] } = JSON.parse(await reply.text())
      for (const key of body.keys) key.publicKey = Buffer.alloc(32, 9).toString('base64')
      await route.fulfill({ response: reply, json: body })
    })
    const other = await verify()
    await other.getByText('用平台公钥验证树根的签名：不通过').waitFor()
    await other.getByText('与这个浏览器上次见到的树头和公钥一致：不通过').waitFor()
    await visitor.close()
  })

  const started = () => ({ desk, data, browser })
  allianceScreenTests(started)
  accountScreenTests(started)

  const screens = {
    nobody: ['/sign-in', '/setup', '/join', '/reset'],
    administrator: ['/organisations', '/clients', '/groups', '/account', '/sources', '/inbound', '/feed'],
    supervisor: [
      '/triage',
      '/disputes',
      '/library',
      '/library?value=95588',
      '/audit',
      '/shares',
      '/retractions',
    ],
  } as const
  test('every screen is fit for all, fits its window and keeps its policy', async () => {
    const found: string[] = []
    const lookAtAll = async (page: Page, paths: readonly string[]) => {
      for (const path of paths) {
        await (page.url() === 'about:blank' ? openScreen(page, path) : goOn(page, path))
        found.push(...(await lookAtScreen(page, path)))
      }
    }
    const administrator = async () => {
      const visitor = await openDesk(browser, desk, desk.administrator)
      await lookAtAll(visitor.page, screens.administrator)
      await visitor.close()
      expect(visitor.faults).toEqual([])
      const nobody = await openDesk(browser, desk, null)
      await lookAtAll(nobody.page, screens.nobody)
      // Before somebody is signed in the theme is the system's, with no button for it.
      await nobody.page.emulateMedia({ colorScheme: 'dark' })
      await openScreen(nobody.page, '/sign-in')
      for (const path of screens.nobody) {
        await goOn(nobody.page, path)
        found.push(...(await axeViolations(nobody.page, `${path}, dark`, ['color-contrast'])))
      }
      await nobody.close()
      expect(nobody.faults).toEqual([])
    }
    const supervisor = async () => {
      const visitor = await openDesk(browser, desk, desk.supervisor, 'beside')
      await lookAtAll(visitor.page, screens.supervisor)
      await visitor.close()
      expect(visitor.faults).toEqual([])
      const bank = await openDesk(browser, desk, data.teller, 'beside')
      await lookAtAll(bank.page, ['/start'])
      await bank.close()
      expect(bank.faults).toEqual([])
    }
    // Side by side: half of it is waiting.
    await Promise.all([administrator(), supervisor()])
    expect(found).toEqual([])
  }, 180_000)
})

async function sealHead({ hub }: ConsoleHub): Promise<void> {
  // So that there is something new to seal.
  await addOrganisation(hub, { kind: 'media' })
  await hub.settled()
  const { dataDirectory } = hub.options
  const key = await openLogKey({ dataDirectory, environmentKey: undefined })
  await inTransaction(hub.hub.context.database, async (client) => await sealTreeHead(client, key, new Date()))
}
