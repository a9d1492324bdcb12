/** What a test run came to. */
export interface Tally {
  passed: number
  failed: number
  skipped: { name: string; reason: string }[]
}

/** Names shown under one reason; beyond it only the count is told, so that a filtered run stays readable. */
const maxNamesPerReason = 10

/**
 * The last line of a run, alone on its line: `N passed, N failed`, with `, N skipped` only where tests were skipped.
 */
export function closingLine(tally: Tally): string {
  const skipped = tally.skipped.length > 0 ? `, ${tally.skipped.length} skipped` : ''
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`
}

/** What was skipped and why, grouped by reason; empty when nothing was. */
export function skippedReport(tally: Tally): string[] {
  const namesByReason = Map.groupBy(tally.skipped, (skipped) => skipped.reason)
  return [...namesByReason].flatMap(([reason, skipped]) => [
    `skipped (${skipped.length}): ${reason}`,
    ...skipped.slice(0, maxNamesPerReason).map(({ name }) => `  - ${name}`),
    ...(skipped.length > maxNamesPerReason ? [`  … and ${skipped.length - maxNamesPerReason} more`] : []),
  ])
}

/** A tally made consistent with how the runner ended, and why it was changed where it was. */
export interface SettledTally {
  readonly tally: Tally
  readonly note: string | null
}

/**
 * A runner that failed or never reported is at least one failure, and so is a run in which no test passed or failed:
 * an empty run must not look green.
 */
export function settledTally(reported: Tally | null, runnerExitCode: number): SettledTally {
  const tally = reported ?? { passed: 0, failed: 0, skipped: [] }
  if (tally.failed > 0) return { tally, note: null }
  const failure = { ...tally, failed: 1 }
  if (reported === null) return { tally: failure, note: 'The test runner ended without a report' }
  if (tally.passed === 0) return { tally: failure, note: 'No test ran' }
  if (runnerExitCode !== 0)
    return { tally: failure, note: `The test runner ended with status ${runnerExitCode}` }
  return { tally, note: null }
}
