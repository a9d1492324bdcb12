import type { ImportProgress } from '@wuzei/hub'

/** On a terminal the line is drawn again this often; into a file a line is written every few seconds. */
const drawEveryMs = 100
const lineEveryMs = 3_000

const barWidth = 24

/** Shows how far an import is. */
export interface ProgressDisplay {
  readonly report: (progress: ImportProgress) => void
  readonly end: () => void
}

export function showProgress(output: NodeJS.WriteStream): ProgressDisplay {
  const everyMs = output.isTTY ? drawEveryMs : lineEveryMs
  let shownAt = performance.now()
  let drawn = false
  return {
    report(progress) {
      const now = performance.now()
      if (now - shownAt < everyMs) return
      shownAt = now
      drawn = true
      output.write(output.isTTY ? `\r${barOf(progress)}` : `${textOf(progress)}\n`)
    },
    end() {
      if (drawn && output.isTTY) output.write('\n')
    },
  }
}

function barOf(progress: ImportProgress): string {
  const accepted = Math.max(1, progress.read - progress.rejected)
  const filled =
    progress.step === 'reading' ? 0 : Math.min(barWidth, Math.round((progress.written / accepted) * barWidth))
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${textOf(progress)}   `
}

function textOf({ step, read, written, rejected }: ImportProgress): string {
  return `${step === 'reading' ? 'reading' : 'writing'}: ${read} read, ${written} written, ${rejected} rejected`
}
