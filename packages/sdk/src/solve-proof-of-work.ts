import { solveChallenge } from 'altcha-lib'
import { deriveKey as deriveWithWebCrypto } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge, DeriveKeyFunction } from 'altcha-lib/types'

/** A challenge as the hub sends it: ALTCHA version 2, PBKDF2/SHA-256. */
export type ProofOfWorkChallenge = Challenge

export interface SolveOptions {
  /** Ends the work; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal
  /** Told a share from 0 to 1, at most a hundred times. The work may end early: 1 comes at the end only. */
  readonly onProgress?: (share: number) => void
}

/** The longest that solving may take before it is given up, in milliseconds: the life of a challenge. */
const timeoutMs = 20 * 60 * 1000

/**
 * Solves a challenge and gives the text to send along with the report: base64 of ALTCHA's payload. Takes 1 to 3
 * seconds on a cheap phone. The page stays responsive meanwhile, because the browser computes keys beside it;
 * where it may not (Web Crypto exists in secure contexts only), a slower implementation in JavaScript computes
 * in slices of 10 ms.
 *
 * @throws the signal's reason when aborted; Error when the challenge is of an unknown kind or time runs out
 */
export async function solveProofOfWork(
  challenge: ProofOfWorkChallenge,
  options: SolveOptions = {},
): Promise<string> {
  const { signal, onProgress } = options
  signal?.throwIfAborted()
  if (challenge.parameters.algorithm !== 'PBKDF2/SHA-256')
    throw new Error(`This client cannot solve a challenge of kind ${challenge.parameters.algorithm}`)
  const controller = new AbortController()
  const abort = () => controller.abort()
  signal?.addEventListener('abort', abort)
  try {
    const deriveKey = await selectDerivation()
    const solution = await solveChallenge({
      challenge,
      controller,
      timeout: timeoutMs,
      deriveKey: onProgress ? reporting(deriveKey, challenge, onProgress) : deriveKey,
    })
    signal?.throwIfAborted()
    if (solution === null) throw new Error('The proof of work took too long')
    onProgress?.(1)
    const { parameters, signature } = challenge
    return btoa(JSON.stringify({ challenge: { parameters, signature }, solution }))
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

function reporting(
  deriveKey: DeriveKeyFunction,
  challenge: Challenge,
  onProgress: (share: number) => void,
): DeriveKeyFunction {
  const mostTries = Number(challenge.parameters.data?.mostTries ?? 1000)
  const triesPerReport = Math.ceil(mostTries / 100)
  let tries = 0
  return (parameters, salt, password) => {
    tries++
    if (tries % triesPerReport === 0 && tries < mostTries) onProgress(tries / mostTries)
    return deriveKey(parameters, salt, password)
  }
}

/** Web Crypto is undefined on plain http pages, for instance of a hub that is tried out in a local network. */
async function selectDerivation(): Promise<DeriveKeyFunction> {
  if (globalThis.crypto?.subtle !== undefined) return deriveWithWebCrypto
  const [{ pbkdf2Async }, { sha256 }] = await Promise.all([
    import('@noble/hashes/pbkdf2.js'),
    import('@noble/hashes/sha2.js'),
  ])
  return async (parameters, salt, password) => ({
    derivedKey: await pbkdf2Async(sha256, password, salt, {
      c: parameters.cost,
      dkLen: parameters.keyLength,
    }),
  })
}
