import { createHmac } from 'node:crypto'
import { CodedError } from '@wuzei/domain'
import { createChallenge, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Challenge } from 'altcha-lib/types'
import { readPayload } from './read-payload.ts'

/** Makes anonymous reports cost their sender a moment of computing, instead of asking people puzzles. */
/** A solution that is right: what has to be remembered so that it counts once. */
export interface WorkDone {
  readonly id: string
  readonly expiresAt: Date
}

export interface ProofOfWork {
  /** A signed challenge in the form of ALTCHA version 2; `recentReports` as in {@link workFactor}. */
  readonly issue: (recentReports?: number) => Promise<Challenge>
  /**
   * Accepts a solution once. The payload is ALTCHA's: base64 of `{"challenge":…,"solution":…}`, or that object.
   *
   * @throws CodedError `PROOF_OF_WORK_INVALID` when it is malformed, wrong, expired, tampered with, signed with
   *   another secret, much cheaper than `recentReports` asks for now, or was used before
   */
  readonly verify: (payload: unknown, recentReports?: number) => Promise<void>
  /** As `verify`, but leaves it to the caller to remember the work, in the transaction that it pays for. */
  readonly examine: (payload: unknown, recentReports?: number) => Promise<WorkDone>
}

export interface ProofOfWorkOptions {
  /** At least 16 bytes, the same in all processes of one hub. */
  readonly secret: Uint8Array
  /** PBKDF2 iterations of one try; {@link defaultCost} unless told. Tests take 1. */
  readonly cost?: number
  /** How long a challenge may be solved and used; {@link defaultTtlS} unless told. */
  readonly ttlS?: number
  /**
   * Stores an id until `expiresAt` and answers false when it is there already: an insert with a unique key. It
   * must be shared by all processes, or each of them accepts the same solution once.
   */
  readonly rememberOnce: (id: string, expiresAt: Date) => Promise<boolean>
}

/**
 * PBKDF2 iterations of one try. With 400 to 800 tries a challenge is 1 to 2 million iterations, 1.5 in the mean.
 * Measured 2026-11-22 with Node 24 on one core of a shared 2-core server: 2.2 to 4.7 million a second, so about
 * 0.5 s. A cheap phone is taken to do 0.5 to 1 million (a fifth of that), so 1 to 3 s.
 */
export const defaultCost = 2500
/** Time to write a report after the page was opened; the client asks for a new challenge when it runs out. */
export const defaultTtlS = 20 * 60

/**
 * How many times the usual work an origin has to do. Up to 5 reports in the counted time (an hour is meant)
 * are a family or an office; from there every doubling doubles the work, up to 8 times, because behind a
 * carrier's address many honest people stand whose phones must still get through in half a minute.
 */
export function workFactor(recentReports: number): number {
  if (recentReports <= 5) return 1
  return Math.min(8, 2 ** Math.ceil(Math.log2(recentReports / 5)))
}

/** Challenges with a counter drawn by the server: the work varies by a factor of two, not without bound. */
export function createProofOfWork(options: ProofOfWorkOptions): ProofOfWork {
  const { secret, cost = defaultCost, ttlS = defaultTtlS, rememberOnce } = options
  if (secret.length < 16) throw new RangeError('The secret of proofs of work needs at least 16 bytes')
  const secrets = {
    hmacSignatureSecret: subkey(secret, 'challenge'),
    hmacKeySignatureSecret: subkey(secret, 'solution'),
  }

  const examine = async (payload: unknown, recentReports = 0): Promise<WorkDone> => {
    const { challenge, solution } = readPayload(payload)
    const result = await verifySolution({ challenge, solution, deriveKey, ...secrets })
    if (!result.verified) throw invalid(result.expired ? 'expired' : 'wrong')
    const { nonce, expiresAt, data } = challenge.parameters
    // One step of slack: the next report of the same origin may have raised the factor meanwhile. More would
    // let a flood live on challenges that it collected before it began.
    if (Number(data?.factor) * 2 < workFactor(recentReports)) throw invalid('too little work')
    return { id: nonce, expiresAt: new Date((expiresAt ?? 0) * 1000) }
  }

  return {
    examine,
    issue: (recentReports = 0) => {
      const factor = workFactor(recentReports)
      return createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost,
        counter: randomInt(mostTries * factor, (mostTries * factor) / 2),
        deriveKey,
        expiresAt: Math.floor(Date.now() / 1000) + ttlS,
        // Signed with the rest. `mostTries` lets the solver show how far it is.
        data: { factor, mostTries: mostTries * factor },
        ...secrets,
      })
    },
    verify: async (payload, recentReports) => {
      const { id, expiresAt } = await examine(payload, recentReports)
      if (!(await rememberOnce(id, expiresAt))) throw invalid('used before')
    },
  }
}

const mostTries = 800

function subkey(secret: Uint8Array, use: string): string {
  return createHmac('sha256', secret).update(`wuzei proof of work v1 ${use}`).digest('hex')
}

function invalid(reason: string): CodedError {
  return new CodedError('PROOF_OF_WORK_INVALID', `The proof of work is not accepted: ${reason}`)
}
