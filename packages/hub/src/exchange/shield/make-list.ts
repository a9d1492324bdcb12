import { Worker } from 'node:worker_threads'
import type { IndicatorKind } from '@wuzei/domain'
import type { ListPurpose, Signer } from '@wuzei/shield'

/** Everything that a list is made of; keys are high and low words by turns. */
export interface ListTask {
  readonly name: string
  readonly purpose: ListPurpose
  readonly kinds: readonly IndicatorKind[]
  readonly version: number
  readonly createdAtMs: number
  readonly validUntilMs: number
  readonly falsePositiveRate: number
  readonly keys: Uint32Array
  /** Files of earlier versions to which deltas are made; the first gives the epoch, if that may go on. */
  readonly parents: readonly Uint8Array[]
  readonly publicKey: Uint8Array
  /** Salt of the next epoch, should one begin. */
  readonly salt: Uint8Array
  /** Begin an epoch whether or not the rate still holds. */
  readonly newEpoch: boolean
}

/** A made list. */
export interface MadeList {
  readonly file: Uint8Array
  readonly entries: number
  /** Whether its salt is new; then there are no deltas. */
  readonly beganEpoch: boolean
  readonly deltas: readonly { readonly from: number; readonly file: Uint8Array }[]
}

/** What the thread says: once what is to be signed, then the list. */
export type MakerMessage = { readonly sign: Uint8Array } | { readonly made: MadeList }

/**
 * Makes a list and its deltas in a thread of its own: ten million entries take some seconds, and checks go on
 * meanwhile. The signing key stays here. `keys` is handed over and cannot be used any more.
 */
export async function makeList(task: ListTask, sign: Signer, signal: AbortSignal): Promise<MadeList> {
  const worker = new Worker(new URL('./make-list-thread.ts', import.meta.url), {
    workerData: task,
    transferList: task.keys.buffer instanceof ArrayBuffer ? [task.keys.buffer] : [],
  })
  const abort = () => void worker.terminate()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await new Promise<MadeList>((resolve, reject) => {
      worker.on('message', (message: MakerMessage) => {
        if ('made' in message) resolve(message.made)
        else
          Promise.resolve(sign(message.sign)).then(
            (signature) => worker.postMessage(Uint8Array.from(signature), []),
            reject,
          )
      })
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the list maker ended without a list')))
    })
  } finally {
    signal.removeEventListener('abort', abort)
    await worker.terminate()
  }
}
