import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { findBrowser } from './find-browser.ts'

it('takes the one that WUZEI_BROWSER names', () => {
  const path = makeProgram()
  expect(findBrowser({ WUZEI_BROWSER: path, PATH: '' })).toEqual({ path, reason: null })
})

it('says so when that one cannot be run, instead of taking another', () => {
  const path = makeProgram()
  const finding = findBrowser({ WUZEI_BROWSER: `${path}-gone`, PATH: join(path, '..') })
  expect(finding).toEqual({ path: null, reason: `WUZEI_BROWSER names ${path}-gone, which cannot be run` })
})

it('else takes the first on the search path', () => {
  const path = makeProgram()
  expect(findBrowser({ PATH: `:${tmpdir()}/nowhere:${join(path, '..')}` })).toEqual({ path, reason: null })
})

function makeProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wuzei-browser-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'chromium'), '', { mode: 0o755 })
  return join(folder, 'chromium')
}
