import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Tally } from './tally.ts'

const root = dirname(import.meta.dirname)

const fixture = `
import { beforeAll, describe, it } from 'vitest'
import { describeWithBrowser } from '${join(root, 'e2e/browser.ts')}'

it('passes', () => {})
it('fails', () => { throw new Error('on purpose') })
it('skips', (context) => context.skip('no moon'))
describeWithBrowser('pages', () => {
  beforeAll(() => { throw new Error('a hook of a skipped suite must not run') })
  it('one', () => {})
  it('two', () => {})
})
describe('broken', () => {
  beforeAll(() => { throw new Error('on purpose') })
  it('never starts', () => {})
})
`

it('counts failures outside tests and keeps the reason of every skipped test', () => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'vitest.config.mjs'), "export default { test: { include: ['*.test.ts'] } }")
  writeFileSync(join(folder, 'a.test.ts'), fixture)
  writeFileSync(join(folder, 'broken.test.ts'), "throw new Error('on purpose')")
  const tallyPath = join(folder, 'tally.json')
  const result = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      `--root=${folder}`,
      `--reporter=${join(import.meta.dirname, 'closing-line-reporter.ts')}`,
    ],
    { encoding: 'utf8', cwd: folder, env: environment(tallyPath) },
  )
  expect(result.status).toBe(1)
  const tally: Tally = JSON.parse(readFileSync(tallyPath, 'utf8'))
  expect({ ...tally, skipped: tally.skipped.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }).toEqual({
    passed: 1,
    // The test, the suite whose hook threw, and the file that did not load.
    failed: 3,
    skipped: [
      { name: 'a.test.ts > broken > never starts', reason: 'its suite failed before it could run' },
      { name: 'a.test.ts > pages > one', reason: 'no browser on this planet' },
      { name: 'a.test.ts > pages > two', reason: 'no browser on this planet' },
      { name: 'a.test.ts > skips', reason: 'no moon' },
    ],
  })
})

/** A folder inside the repository, from which `vitest` resolves. */
function makeFolder(): string {
  mkdirSync(join(root, '.tmp'), { recursive: true })
  const folder = mkdtempSync(join(root, '.tmp/reporter-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The outer runner's own variables would make the inner one believe that it is a worker. */
function environment(tallyPath: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))
  return {
    ...Object.fromEntries(inherited),
    WUZEI_TEST_TALLY: tallyPath,
    WUZEI_BROWSER: '',
    WUZEI_BROWSER_MISSING_REASON: 'no browser on this planet',
  }
}
