import { WuzeiError } from '@wuzei/sdk'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PortalApi } from '../wire.ts'

export type WorkState = 'idle' | 'working' | 'done' | 'failed'

export interface ProofOfWork {
  readonly state: WorkState
  /** Begins in the background; does nothing when it has begun. */
  readonly start: () => void
  /** The solved payload, waiting for it or beginning anew after a failure. */
  readonly take: () => Promise<string>
  /** Forgets a payload that was used or refused. */
  readonly drop: () => void
}

/** Solves the hub's small sum while somebody is still typing, so that sending does not wait. */
export function useProofOfWork(api: PortalApi): ProofOfWork {
  const [state, setState] = useState<WorkState>('idle')
  const work = useRef<Promise<string> | null>(null)
  const controller = useRef<AbortController | null>(null)
  useEffect(() => () => controller.current?.abort(), [])

  const begin = (): Promise<string> => {
    const mine = new AbortController()
    controller.current = mine
    setState('working')
    const solving = solve(api, mine.signal)
    work.current = solving
    solving.then(
      () => setState('done'),
      () => {
        work.current = null
        if (!mine.signal.aborted) setState('failed')
      },
    )
    return solving
  }
  return {
    state,
    start: () => {
      // A failure in the background is shown by the state and met again by `take`.
      if (work.current === null && state !== 'failed') begin().catch(() => undefined)
    },
    take: () => work.current ?? begin(),
    drop: () => {
      work.current = null
      setState('idle')
    },
  }
}

async function solve(api: PortalApi, signal: AbortSignal): Promise<string> {
  const [challenge, solveProofOfWork] = await Promise.all([api.proofOfWork(), fetchSolver()])
  try {
    return await solveProofOfWork(challenge, { signal })
  } catch (cause) {
    throw new WuzeiError('PROOF_OF_WORK_REQUIRED', 'The sum could not be solved here', { cause })
  }
}

/** The solver is a file of its own; without a network it cannot be had, just as the hub cannot. */
async function fetchSolver() {
  try {
    return (await import('@wuzei/sdk/solve-proof-of-work')).solveProofOfWork
  } catch (cause) {
    throw new WuzeiError('UNREACHABLE', 'The solver could not be fetched', { cause })
  }
}

/** Sends with a proof; a proof that has expired meanwhile is made once more, unseen. */
export async function sendWithProof<Reply>(
  proof: ProofOfWork,
  send: (proofOfWork: string) => Promise<Reply>,
): Promise<Reply> {
  try {
    return await send(await proof.take())
  } catch (error) {
    proof.drop()
    const expired = error instanceof Error && 'code' in error && error.code === 'PROOF_OF_WORK_INVALID'
    if (!expired) throw error
  }
  try {
    return await send(await proof.take())
  } finally {
    proof.drop()
  }
}
