import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core'

/** A visitor's browser window on the portal, with everything that went wrong in it. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of scripts, refusals of the content policy, and requests to anywhere else than the hub. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

/** Opens a window of a phone's size with Chinese as its language, unless told otherwise. */
export async function openVisitor(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  return await openPage(await openWindow(browser, url, options), url)
}

/** The window alone, for whoever opens several pages in it. */
export async function openWindow(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return await browser.newContext({
    baseURL: url,
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  })
}

/** A page in a window; closing it closes the window. */
export async function openPage(context: BrowserContext, url: string): Promise<Visitor> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) faults.push(message.text())
  })
  const asked = new Set<Request>()
  asking.set(page, asked)
  page.on('requestfinished', (request) => asked.delete(request))
  page.on('requestfailed', (request) => asked.delete(request))
  page.on('request', (request) => {
    asked.add(request)
    const to = new URL(request.url())
    if (/^https?:$/.test(to.protocol) && to.origin !== new URL(url).origin) faults.push(request.url())
  })
  return { page, context, faults, close: () => context.close() }
}

const asking = new WeakMap<Page, ReadonlySet<Request>>()

/** Whether a page waits for an answer. */
export function isAsking(page: Page): boolean {
  return (asking.get(page)?.size ?? 0) > 0
}

/** Waits until the browser's script has taken the page over, which is when its file buttons work. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.waitForFunction(() => document.documentElement.dataset.live === 'yes')
}

/** Puts something into the one box and waits for the answer. */
export async function check(page: Page, value: string): Promise<void> {
  await open(page, '/')
  await page.fill('#value', value)
  await page.click('form[action="/check"] button[type=submit]')
  await page.waitForSelector('.answer')
}

/** What axe finds wrong with the page as it stands, one line each: by all of its rules unless some are named. */
export async function axeViolations(page: Page, where: string, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    // Evaluated by the debugger, which the page's content policy does not bind.
    await page.evaluate(axe)
  }
  const found = await page.evaluate<string[]>(
    `axe.run(${JSON.stringify(rules === undefined ? {} : { runOnly: rules })}).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0]?.html))`,
  )
  return found.map((violation) => `${where}: ${violation}`)
}
