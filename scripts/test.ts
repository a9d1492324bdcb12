// `npm test`: makes sure of a browser and of real peers, builds what the tests need, runs them, and ends with the closing line.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureSystemPackages, testedPeers } from './ensure-system-packages.ts'
import { findBrowser } from './find-browser.ts'
import { closingLine, settledTally, type SettledTally, skippedReport, type Tally } from './tally.ts'

const root = dirname(import.meta.dirname)
process.exitCode = await main(process.argv.slice(2))

async function main(vitestArguments: string[]): Promise<number> {
  const browser = findBrowser()
  const browserEnvironment =
    browser.path === null
      ? { WUZEI_BROWSER: '', WUZEI_BROWSER_MISSING_REASON: browser.reason }
      : { WUZEI_BROWSER: browser.path, WUZEI_BROWSER_MISSING_REASON: '' }
  console.log(
    browser.path === null
      ? `browser tests will be skipped: ${browser.reason}`
      : `browser for the tests: ${browser.path}`,
  )
  const missingPeers = ensureSystemPackages(testedPeers)
  if (missingPeers !== null) console.log(`some tests with real peers will be skipped: ${missingPeers}`)
  const unbuilt = await buildApps()
  const { tally, note, exitCode } = await runTests(vitestArguments, browserEnvironment)
  tally.failed += unbuilt.length
  for (const line of skippedReport(tally)) console.log(line)
  if (note !== null) console.log(`${note}; this counts as a failure.`)
  for (const app of unbuilt) console.log(`The ${app} could not be built; this counts as a failure.`)
  console.log(closingLine(tally))
  return exitCode !== 0 ? exitCode : tally.failed > 0 ? 1 : 0
}

/** Builds what browsers are shown; gives back the names of those that could not be built. */
async function buildApps(): Promise<string[]> {
  const unbuilt: string[] = []
  for (const app of ['portal', 'console'])
    if ((await run('npm', ['run', 'build', '--workspace', `apps/${app}`], process.env)) !== 0)
      unbuilt.push(app)
  return unbuilt
}

async function runTests(
  vitestArguments: string[],
  browserEnvironment: Record<string, string>,
): Promise<SettledTally & { exitCode: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'wuzei-test-'))
  const tallyPath = join(folder, 'tally.json')
  try {
    const exitCode = await run(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        `--reporter=${join(import.meta.dirname, 'closing-line-reporter.ts')}`,
        ...vitestArguments,
      ],
      { ...process.env, ...browserEnvironment, WUZEI_TEST_TALLY: tallyPath },
    )
    return { ...settledTally(readTally(tallyPath), exitCode), exitCode }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readTally(path: string): Tally | null {
  try {
    const tally: Tally = JSON.parse(readFileSync(path, 'utf8'))
    return tally
  } catch {
    // The runner died before it could report; settledTally counts that as a failure.
    return null
  }
}

/** Runs a program from the repository root and gives back its exit status; one ended by signal n gives 128 + n. */
async function run(
  program: string,
  programArguments: string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const child = spawn(program, programArguments, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  })
}
