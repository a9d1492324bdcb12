import type { Browser, Page } from 'playwright-core'
import {
  addOrganisation,
  addPerson,
  reportBody,
  solvedReport,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { openVisitor, type Visitor } from './portal-pages.ts'

/** A hub with its console, and somebody of each sort that sits at it. */
export interface ConsoleHub {
  readonly hub: TestHub
  readonly administrator: TestPerson
  readonly secondAdministrator: TestPerson
  readonly officer: TestPerson
  readonly supervisor: TestPerson
  readonly auditor: TestPerson
  readonly centreId: string
}

export async function startConsoleHub(): Promise<ConsoleHub> {
  const hub = await startTestHub({
    console: true,
    portal: true,
    outbound: { allowLoopback: true },
    limits: { decisionsPerMinute: 100_000, signInsPerMinute: 10_000, reportsPerMinute: 10_000 },
  })
  const operator = await addOrganisation(hub, {
    kind: 'hub-operator',
    name: { zh: '无贼平台运营方', en: 'Wuzei hub operator' },
    region: '',
  })
  const administrator = await addPerson(hub, operator.id, ['SYS_ADM'])
  const secondAdministrator = await addPerson(hub, operator.id, ['SYS_ADM'])
  const centre = await addOrganisation(hub, {
    kind: 'police',
    level: 'city',
    name: { zh: '深圳市反诈中心', en: 'Shenzhen anti-fraud centre' },
    region: 'cn/44/03',
  })
  const auditors = await addOrganisation(hub, {
    kind: 'auditor',
    name: { zh: '独立审计机构', en: 'Independent auditors' },
  })
  return {
    hub,
    administrator,
    secondAdministrator,
    officer: await addPerson(hub, centre.id, ['CTY_OFF']),
    supervisor: await addPerson(hub, centre.id, ['CTY_SUP']),
    auditor: await addPerson(hub, auditors.id, ['AUD']),
    centreId: centre.id,
  }
}

/** Reports as the public sends them: two about one site in the same words, one with money gone, some others. */
export async function fileReports(hub: TestHub): Promise<void> {
  const words =
    '我叫李小明，上午接到自称快递客服的电话，说我的包裹丢了要双倍赔偿，让我打 13900001111，还要我的银行卡号。'
  const reports = [
    reportBody('parcel-refund-77.top', { fraudType: 'F06', text: words, contact: '13800138000' }),
    reportBody('parcel-refund-77.top', { fraudType: 'F06', text: words.replace('1111', '2222') }),
    reportBody('13912345678', {
      text: '对方冒充公安，让我把钱转到安全账户。',
      loss: { amountFen: 5_000_000, currency: 'CNY' },
    }),
    reportBody('earn-at-home-5.top', { text: '刷单返利，先充值后返现，充了就不返了。' }),
    reportBody('loan-fast-9.top', { text: '说贷款要先交保证金，交了又要解冻费。' }),
  ]
  for (const body of reports) await hub.client.report(await solvedReport(hub.client, body))
  await hub.settled()
}

/** Opens a desk-size window signed in as somebody, at a path below /console. */
export async function openDesk(
  browser: Browser,
  { hub }: ConsoleHub,
  person: TestPerson,
  options: {
    readonly width?: number
    readonly language?: 'zh' | 'en'
    readonly theme?: 'light' | 'dark'
  } = {},
): Promise<Visitor> {
  const visitor = await openVisitor(browser, hub.url, {
    viewport: { width: options.width ?? 1280, height: 860 },
    locale: options.language === 'en' ? 'en-GB' : 'zh-CN',
    colorScheme: options.theme ?? 'light',
  })
  const [name = '', value = ''] = (person.headers['cookie'] ?? '').split('=', 2)
  await visitor.context.addCookies([{ name, value, url: hub.url, httpOnly: true, sameSite: 'Strict' }])
  return visitor
}

/** Opens a screen and waits until it has what it shows. */
export async function openScreen(page: Page, path: string): Promise<void> {
  await page.goto(`/console${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settle(page)
}

/** Waits until nothing is loading or moving. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(
    () => document.querySelector('.ant-skeleton-active, .ant-spin-spinning, .ant-motion') === null,
  )
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  )
}
