// `WUZEI_BROWSER=/usr/bin/chromium node bench/detect-in-browser.ts`: how long Chromium takes for the link model.
import { readFileSync } from 'node:fs'
import type * as Detect from '@wuzei/detect'
import { launchBrowser } from '../e2e/browser.ts'
import { openPackagePage } from '../e2e/package-page.ts'

const links = readFileSync(new URL('../vectors/detect/url-evasions.tsv', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => line.split('\t')[1] ?? [])
const browser = await launchBrowser()
try {
  const opened = await openPackagePage<typeof Detect>(browser, 'detect', {
    '/url.wzm': readFileSync(new URL('../packages/detect/models/url.wzm', import.meta.url)),
  })
  const figures = await opened.page.evaluate(measure, { detect: opened.module, links })
  console.log(JSON.stringify({ browser: `Chromium ${browser.version()}`, links: links.length, ...figures }))
  await opened.close()
} finally {
  await browser.close()
}

/** Runs in the page. The clock there is coarse, so a round takes milliseconds; the median of the rounds counts. */
async function measure(given: { readonly detect: typeof Detect; readonly links: readonly string[] }) {
  const bytes = new Uint8Array(await (await fetch('/url.wzm')).arrayBuffer())
  const started = performance.now()
  const model = given.detect.loadUrlModel(bytes)
  const loadMs = performance.now() - started
  const firstStarted = performance.now()
  given.detect.classifyUrl(model, given.links[1] ?? '')
  const firstMs = performance.now() - firstStarted
  const rounds = Array.from({ length: 40 }, () => {
    const from = performance.now()
    for (const link of given.links) given.detect.classifyUrl(model, link)
    return ((performance.now() - from) * 1000) / given.links.length
  }).toSorted((a, b) => a - b)
  return { loadMs, firstMs, linkUs: rounds[rounds.length >> 1] ?? 0 }
}
