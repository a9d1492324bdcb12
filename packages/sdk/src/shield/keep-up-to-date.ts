import { WuzeiError } from '../failure.ts'
import { sleep } from '../sleep.ts'

export interface KeepingOptions {
  /** How often, about: spread by a fifth to either side, so that a fleet does not come at once. */
  readonly everyMs: number
  readonly signal: AbortSignal
  /** Brings everything up to date. */
  readonly update: () => Promise<void>
  readonly onFailure: (error: WuzeiError) => void
}

/** The first wait after a failure; each further one is twice as long, up to the usual time. */
const firstRetryMs = 5_000

/** Updates again and again until the signal; failures are told and waited out. */
export async function keepUpToDate({ everyMs, signal, update, onFailure }: KeepingOptions): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      await update()
      failures = 0
    } catch (error) {
      if (!(error instanceof WuzeiError)) throw error
      if (signal.aborted) return
      failures++
      onFailure(error)
    }
    const waitMs = failures === 0 ? everyMs : Math.min(everyMs, firstRetryMs * 2 ** (failures - 1))
    try {
      await sleep(waitMs * (0.8 + Math.random() * 0.4), signal)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}
