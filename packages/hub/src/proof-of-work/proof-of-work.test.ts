import { CodedError } from '@wuzei/domain'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Challenge, Payload } from 'altcha-lib/types'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createProofOfWork, workFactor } from './proof-of-work.ts'

const secret = Buffer.alloc(32, 1)

function setUp(options: { secret?: Buffer } = {}) {
  const used = new Map<string, Date>()
  const proofOfWork = createProofOfWork({
    secret,
    cost: 1,
    ttlS: 60,
    rememberOnce: (id, expiresAt) => {
      const isNew = !used.has(id)
      used.set(id, expiresAt)
      return Promise.resolve(isNew)
    },
    ...options,
  })
  return { ...proofOfWork, used }
}

async function solve(challenge: Challenge): Promise<Payload & { challenge: Challenge }> {
  const solution = await solveChallenge({ challenge, deriveKey })
  if (solution === null) throw new Error('not solved')
  return { challenge, solution }
}

const asText = (payload: unknown) => Buffer.from(JSON.stringify(payload)).toString('base64')
const refused = (reason: string) => ({
  name: 'CodedError',
  code: 'PROOF_OF_WORK_INVALID',
  message: expect.stringContaining(reason) as string,
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a proof of work', () => {
  it('is accepted as text and as object, and remembered until its challenge expires', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') })
    const { issue, verify, used } = setUp()
    await verify(asText(await solve(await issue())))
    await verify(await solve(await issue()))
    expect([...used.values()]).toEqual([new Date('2026-01-01T00:01:00Z'), new Date('2026-01-01T00:01:00Z')])
  })

  it('is refused the second time, also when both come at once', async () => {
    const { issue, verify } = setUp()
    const payload = asText(await solve(await issue()))
    const outcomes = await Promise.allSettled([verify(payload), verify(payload)])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(verify(payload)).rejects.toMatchObject(refused('used before'))
  })

  it('is refused in another disguise of the same challenge', async () => {
    const { issue, verify } = setUp()
    const { challenge, solution } = await solve(await issue())
    await verify({ challenge, solution })
    const disguised = {
      challenge: { ...challenge, codeChallenge: { image: '' } },
      solution: { ...solution, time: 1 },
    }
    await expect(verify(disguised)).rejects.toMatchObject(refused('used before'))
  })

  it('is refused when it has expired', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') })
    const { issue, verify, used } = setUp()
    const payload = await solve(await issue())
    vi.setSystemTime(new Date('2026-01-01T00:01:02Z'))
    await expect(verify(payload)).rejects.toMatchObject(refused('expired'))
    expect(used.size).toBe(0)
  })

  it('is refused with a wrong key, even one with the right prefix', async () => {
    const { issue, verify, used } = setUp()
    const { challenge, solution } = await solve(await issue())
    const forged = challenge.parameters.keyPrefix.padEnd(64, '0')
    for (const derivedKey of [forged, '00'.repeat(32), '', 'zz', solution.derivedKey.toUpperCase()])
      await expect(verify({ challenge, solution: { ...solution, derivedKey } })).rejects.toMatchObject(
        refused('wrong'),
      )
    expect(used.size).toBe(0)
  })

  it.each<[string, Record<string, unknown>]>([
    ['a later expiry', { expiresAt: 4_000_000_000 }],
    ['an easier prefix', { keyPrefix: '00' }],
    ['another nonce', { nonce: '00'.repeat(16) }],
    ['more work claimed', { data: { factor: 8, mostTries: 6400 } }],
    ['no key signature', { keySignature: undefined }],
    ['another cost', { cost: 2 }],
  ])('is refused with %s than was signed', async (_name, change) => {
    const { issue, verify } = setUp()
    const { challenge, solution } = await solve(await issue())
    const parameters = { ...challenge.parameters, ...change }
    await expect(verify({ challenge: { ...challenge, parameters }, solution })).rejects.toMatchObject(
      refused('wrong'),
    )
  })

  it('is refused when another secret signed it', async () => {
    const payload = await solve(await setUp({ secret: Buffer.alloc(32, 2) }).issue())
    await expect(setUp().verify(payload)).rejects.toMatchObject(refused('wrong'))
  })

  it.each([
    [undefined],
    [null],
    [''],
    ['%%%'],
    [asText(null)],
    [asText([])],
    [asText({ challenge: null, solution: {} })],
    [asText({ challenge: { parameters: null, signature: '' }, solution: { counter: 1, derivedKey: '' } })],
    ['A'.repeat(5000)],
    [7],
  ])('is refused when it is %j', async (payload) => {
    const failure: unknown = await setUp()
      .verify(payload)
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(CodedError)
    expect(failure).toMatchObject(refused('not readable'))
  })

  it('needs a secret worth the name', () => {
    expect(() => setUp({ secret: Buffer.alloc(8) })).toThrow(RangeError)
  })
})

describe('the work', () => {
  it('grows with the recent reports of an origin, in bounds', () => {
    expect([0, 5, 6, 10, 11, 20, 21, 40, 1e9].map(workFactor)).toEqual([1, 1, 2, 2, 4, 4, 8, 8, 8])
  })

  it('lies between 400 and 800 tries, times the factor', async () => {
    const { issue } = setUp()
    for (const [recent, factor] of [
      [0, 1],
      [30, 8],
    ] as const)
      for (let round = 0; round < 2; round++) {
        const { challenge, solution } = await solve(await issue(recent))
        expect(challenge.parameters.data).toEqual({ factor, mostTries: 800 * factor })
        expect(solution.counter).toBeGreaterThanOrEqual(400 * factor)
        expect(solution.counter).toBeLessThanOrEqual(800 * factor)
      }
  })

  it('that was cheap is refused once its origin floods, but not for one more report', async () => {
    const { issue, verify } = setUp()
    await verify(await solve(await issue(5)), 6)
    await expect(verify(await solve(await issue(5)), 11)).rejects.toMatchObject(refused('too little work'))
    await verify(await solve(await issue(11)), 11)
  })
})
