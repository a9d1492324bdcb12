import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Payload } from 'altcha-lib/types'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { solveProofOfWork } from './solve-proof-of-work.ts'

const hmacSignatureSecret = 'a secret for this test'

const issue = (options: { counter?: number; cost?: number; algorithm?: string } = {}) =>
  createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 1,
    counter: 150,
    deriveKey,
    hmacSignatureSecret,
    data: { mostTries: 200 },
    ...options,
  })

async function isAccepted(payload: string): Promise<boolean> {
  const { challenge, solution } = JSON.parse(atob(payload)) as Payload
  return (await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret })).verified
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('solveProofOfWork', () => {
  it('finds a solution that the server accepts', async () => {
    expect(await isAccepted(await solveProofOfWork(await issue()))).toBe(true)
  })

  it('finds it without Web Crypto too', async () => {
    const challenge = await issue({ cost: 10, counter: 20 })
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    const payload = await solveProofOfWork(challenge)
    vi.unstubAllGlobals()
    expect(await isAccepted(payload)).toBe(true)
  })

  it('tells a growing share, and 1 at the end', async () => {
    const shares: number[] = []
    await solveProofOfWork(await issue(), { onProgress: (share) => shares.push(share) })
    expect(shares.length).toBeGreaterThan(50)
    expect(shares.length).toBeLessThanOrEqual(100)
    expect(shares).toEqual(shares.toSorted((left, right) => left - right))
    expect(shares.at(-1)).toBe(1)
    expect(shares.at(-2)).toBeLessThan(1)
  })

  it('stops when it is aborted, and gives the reason', async () => {
    const controller = new AbortController()
    let told = 0
    const work = solveProofOfWork(await issue({ counter: 4_000_000 - 1 }), {
      signal: controller.signal,
      onProgress: () => {
        told++
        if (told === 3) controller.abort(new Error('the user left'))
      },
    })
    await expect(work).rejects.toThrow('the user left')
    expect(told).toBe(3)
  })

  it('does not begin when it is aborted already', async () => {
    const onProgress = vi.fn()
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(solveProofOfWork(await issue(), { signal, onProgress })).rejects.toThrow('too late')
    expect(onProgress).not.toHaveBeenCalled()
  })

  it('lets timers run while it works', async () => {
    const order: string[] = []
    const work = solveProofOfWork(await issue({ cost: 5000, counter: 400 })).then(() => order.push('solved'))
    setTimeout(() => order.push('timer'), 1)
    await work
    expect(order).toEqual(['timer', 'solved'])
  })

  it('refuses a kind of challenge that it does not know', async () => {
    const challenge = await issue()
    const other = { ...challenge, parameters: { ...challenge.parameters, algorithm: 'ARGON2ID' } }
    await expect(solveProofOfWork(other)).rejects.toThrow('ARGON2ID')
  })
})
