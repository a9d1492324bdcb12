import { readFileSync } from 'node:fs'
import type * as Detect from '@wuzei/detect'
import { classifyUrl, loadUrlModel } from '@wuzei/detect'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'
import { openPackagePage, type PackagePage } from './package-page.ts'

const bytes = readFileSync(new URL('../packages/detect/models/url.wzm', import.meta.url))

/** Every hand-made link: unusual hosts, other scripts, escapes. */
const links = ['url-evasions.tsv', 'url-harmless.tsv'].flatMap((name) =>
  readFileSync(new URL(`../vectors/detect/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => line.split('\t')[1] ?? []),
)

describeWithBrowser('the link model in a browser', () => {
  let browser: Browser
  let opened: PackagePage<typeof Detect>
  beforeAll(async () => {
    browser = await launchBrowser()
    opened = await openPackagePage<typeof Detect>(browser, 'detect', { '/url.wzm': bytes })
  })
  afterAll(async () => {
    await opened.close()
    await browser.close()
  })

  it('says the same as in Node, to the last bit', async () => {
    const model = loadUrlModel(bytes)
    const here = links.map((link) => classifyUrl(model, link))
    const there = await opened.page.evaluate(judge, { detect: opened.module, links })
    expect(here.length).toBeGreaterThan(100)
    expect(there).toEqual(here.map((answer) => JSON.parse(JSON.stringify(answer)) as unknown))
  })
})

/** Runs in the page. */
async function judge(given: { readonly detect: typeof Detect; readonly links: readonly string[] }) {
  const model = given.detect.loadUrlModel(new Uint8Array(await (await fetch('/url.wzm')).arrayBuffer()))
  return given.links.map((link) => given.detect.classifyUrl(model, link))
}
