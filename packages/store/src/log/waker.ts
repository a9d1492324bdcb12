/** Sleep that a notification ends early. A wake that comes while nobody sleeps ends the next sleep at once. */
export interface Waker {
  wake(): void
  /** Resolves when woken, after `limitMs`, or when the signal is aborted. */
  sleep(limitMs: number, signal: AbortSignal): Promise<void>
}

export function createWaker(): Waker {
  let woken = false
  let end: (() => void) | null = null
  return {
    wake() {
      woken = true
      end?.()
    },
    async sleep(limitMs, signal) {
      if (!woken && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const finish = () => {
            clearTimeout(timer)
            signal.removeEventListener('abort', finish)
            end = null
            resolve()
          }
          const timer = setTimeout(finish, limitMs)
          signal.addEventListener('abort', finish, { once: true })
          end = finish
        })
      }
      woken = false
    },
  }
}
