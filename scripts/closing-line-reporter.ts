import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'
import type { Tally } from './tally.ts'

/**
 * Counts a run and writes the tally as JSON to the file named by `WUZEI_TEST_TALLY`; `scripts/test.ts` prints
 * it when everything else has been said. Without that variable it does nothing.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const path = process.env.WUZEI_TEST_TALLY
    if (path === undefined) return
    writeFileSync(path, JSON.stringify(tally(testModules, unhandledErrors.length)))
  }
}

/**
 * A test that failed, a file or suite that broke outside its tests (import, hook) and an unhandled error are one
 * failure each.
 */
function tally(testModules: readonly TestModule[], unhandledErrorCount: number): Tally {
  const result: Tally = { passed: 0, failed: unhandledErrorCount, skipped: [] }
  for (const module of testModules) {
    if (module.errors().length > 0) result.failed += 1
    for (const suite of module.children.allSuites()) if (suite.errors().length > 0) result.failed += 1
    for (const test of module.children.allTests()) count(test, result)
  }
  return result
}

function count(test: TestCase, result: Tally): void {
  const outcome = test.result()
  if (outcome.state === 'passed') result.passed += 1
  else if (outcome.state === 'failed') result.failed += 1
  else
    result.skipped.push({
      name: `${test.module.relativeModuleId} > ${test.fullName}`,
      reason: skipReason(test),
    })
}

/** The note given to `skip(note)`, else the `skipReason` of the nearest suite, else that something broke first. */
function skipReason(test: TestCase): string {
  const outcome = test.result()
  if (outcome.state === 'skipped' && outcome.note !== undefined) return outcome.note
  let holder: TestCase | TestSuite | TestModule = test
  for (;;) {
    const { skipReason: reason } = holder.meta() as { skipReason?: string }
    if (reason !== undefined) return reason
    if (holder.type !== 'test' && holder.errors().length > 0) return 'its suite failed before it could run'
    if (holder.type === 'module') return 'no reason given (left out by a filter?)'
    holder = holder.parent
  }
}
