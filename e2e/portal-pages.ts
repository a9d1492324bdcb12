import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

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
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) faults.push(message.text())
  })
  page.on('request', (request) => {
    const asked = new URL(request.url())
    if (/^https?:$/.test(asked.protocol) && asked.origin !== new URL(url).origin) faults.push(request.url())
  })
  return { page, context, faults, close: () => context.close() }
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

/** What axe finds wrong with the page as it stands, one line each. */
export async function axeViolations(page: Page, where: string): Promise<string[]> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  // Evaluated by the debugger, which the page's content policy does not bind.
  await page.evaluate(axe)
  const found = await page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0]?.html))`,
  )
  return found.map((violation) => `${where}: ${violation}`)
}
