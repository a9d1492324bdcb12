import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import {
  addOrganisation,
  addPerson,
  reportBody,
  solvedReport,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { isAsking, openPage, openWindow, type Visitor } from './portal-pages.ts'

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

/**
 * A window of each hub in which one person after the other sits down, so that the console is loaded once; and one
 * with a clock that a test sets ahead.
 */
const windows = new WeakMap<ConsoleHub, Map<WindowName, Promise<BrowserContext>>>()

type WindowName = 'desk' | 'beside' | 'clock'

/** Whoever asks for less movement gets none, so nothing is waited for that only moves. */
export const deskWindow = {
  viewport: { width: 1280, height: 860 },
  reducedMotion: 'reduce',
} satisfies BrowserContextOptions

/**
 * Opens a page of a desk-size window, signed in as somebody; as nobody where none is given. One person sits in a
 * window at a time, and leaves it when the page is closed.
 */
export async function openDesk(
  browser: Browser,
  desk: ConsoleHub,
  person: TestPerson | null,
  name: WindowName = 'desk',
): Promise<Visitor> {
  const { url } = desk.hub
  const known = windows.get(desk) ?? new Map<WindowName, Promise<BrowserContext>>()
  windows.set(desk, known)
  const opening = known.get(name) ?? openNamedWindow(browser, url, name)
  known.set(name, opening)
  const context = await opening
  await context.clearCookies()
  if (person) {
    const [cookie = '', value = ''] = (person.headers['cookie'] ?? '').split('=', 2)
    await context.addCookies([{ name: cookie, value, url, httpOnly: true, sameSite: 'Strict' }])
  }
  const visitor = await openPage(context, url)
  return { ...visitor, close: () => visitor.page.close() }
}

async function openNamedWindow(browser: Browser, url: string, name: WindowName): Promise<BrowserContext> {
  const context = await openWindow(browser, url, deskWindow)
  if (name === 'clock') await context.clock.install()
  return context
}

/** Opens a screen and waits until it has what it shows. */
export async function openScreen(page: Page, path: string): Promise<void> {
  await page.goto(`/console${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settle(page)
}

/** Goes on to another screen of the console that is open, as its links do, and waits until that has what it shows. */
export async function goOn(page: Page, path: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  const before = (await heading.textContent()) ?? ''
  const isSameScreen = new URL(page.url()).pathname === `/console${path.split('?')[0]}`
  await page.evaluate((to) => history.pushState(null, '', to), `/console${path}`)
  if (!isSameScreen) await heading.filter({ hasNotText: before }).waitFor()
  await settle(page)
}

/** Waits until nothing is loading or moving: twice in a row, since an answer may lead to the next question. */
export async function settle(page: Page): Promise<void> {
  for (let calm = 0; calm < 2; calm = isAsking(page) ? 0 : calm + 1) {
    await page.waitForFunction(
      () => document.querySelector('.ant-skeleton-active, .ant-spin-spinning, .ant-motion') === null,
    )
    // Its scripts have done what the last answer gave them to do.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 })))
  }
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  )
}
