import { WuzeiError } from './failure.ts'

/** Waits. Rejects with `ABORTED` as soon as the signal says so. */
export async function sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
  const gaveUp = () => new WuzeiError('ABORTED', 'The caller gave up')
  if (signal?.aborted) throw gaveUp()
  await new Promise<void>((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
    const abort = () => {
      end()
      reject(gaveUp())
    }
    const timer = setTimeout(() => {
      end()
      resolve()
    }, durationMs)
    signal?.addEventListener('abort', abort)
  })
}
