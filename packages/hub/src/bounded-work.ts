import { CodedError } from '@wuzei/domain'

/** Seconds after which a caller who met a full hub may try again. */
const retryAfterS = 5

/** Runs a job now or later; the promise is the job's. */
export type BoundedWork = <Result>(job: () => Promise<Result>) => Promise<Result>

/**
 * Runs at most `concurrency` jobs at once and lets `queue` more wait, first come first served.
 * Beyond that a call is rejected with CodedError `OVERLOADED`, so that waiting uploads cannot fill the memory.
 */
export function createBoundedWork(concurrency: number, queue: number): BoundedWork {
  const waiting: (() => void)[] = []
  let running = 0
  return async (job) => {
    if (running >= concurrency) {
      if (waiting.length >= queue)
        throw new CodedError('OVERLOADED', 'too many requests of this kind are being worked on', {
          retryAfterS,
        })
      // Whoever finishes hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await job()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
