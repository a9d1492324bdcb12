import { type Browser, chromium } from 'playwright-core'
import { describe } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** Why a suite cannot run here; the closing line counts its tests as skipped and tells this. */
    skipReason?: string
  }
}

const browserFlags = [
  // Chromium refuses to start as root inside its sandbox, and tests only open pages of our own.
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Starts the browser that `npm test` made sure of (`WUZEI_BROWSER`); whoever calls closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.WUZEI_BROWSER
  if (executablePath === undefined || executablePath === '') throw new Error(missingReason())
  return chromium.launch({ executablePath, args: browserFlags })
}

/** `describe` for tests that need a browser: where there is none they are skipped, hooks included, with the reason. */
export function describeWithBrowser(name: string, body: () => void): void {
  if (process.env.WUZEI_BROWSER) describe(name, body)
  else describe(name, { skip: true, meta: { skipReason: missingReason() } }, body)
}

function missingReason(): string {
  return process.env.WUZEI_BROWSER_MISSING_REASON || 'WUZEI_BROWSER is not set; run the tests with npm test'
}
