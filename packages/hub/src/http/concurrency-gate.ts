import { CodedError } from '@wuzei/domain'

/** Seconds after which a client that met a full hub may try again. */
const retryAfterS = 2

/** Lets a fixed number of tasks run at once and a fixed number wait; the rest is refused at once. */
export interface ConcurrencyGate {
  /** Runs the task when a place is free; rejects with OVERLOADED when the queue is full. */
  run<Result>(task: () => Promise<Result>): Promise<Result>
  /** Tasks running and waiting now. */
  load(): { running: number; waiting: number }
}

/** A gate for work that costs database time, so that a flood of it never starves the checks. */
export function createConcurrencyGate(concurrency: number, queueLimit: number): ConcurrencyGate {
  const waiting: (() => void)[] = []
  let running = 0

  return {
    async run(task) {
      if (running >= concurrency) {
        if (waiting.length >= queueLimit)
          throw new CodedError('OVERLOADED', 'too many requests are being worked on', { retryAfterS })
        // The place is handed over by whoever finishes, so `running` stays as it is.
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else running += 1
      try {
        return await task()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
    load: () => ({ running, waiting: waiting.length }),
  }
}
