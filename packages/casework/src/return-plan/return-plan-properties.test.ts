import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betweenBounds, boundsBits, exactly } from './arithmetic.ts'
import { add, isEqual, onCommonScale, scale, zero, type Fraction } from './fraction.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { planReturn } from './plan-return.ts'
import type { ReturnPlanInput, StatementEntry, VictimClaim } from './return-plan-input.ts'
import { bankInstant } from './read-return-plan-input.ts'
import { shareByLargestRemainder, shareWithCaps, type Party } from './share-by-weight.ts'
import { traceEntered, traceHeld, type Traced } from './trace-back.ts'

const announce = { announceDays: 30 }

/** Steps of a story: money comes in from a victim or a stranger, moves between accounts, or leaves. */
const stories = fc.record({
  openings: fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)),
  steps: fc.array(
    fc.record({
      from: fc.constantFrom('V1', 'V2', 'V3', 'V4', 'X', 'A', 'B', 'C'),
      to: fc.constantFrom('A', 'A', 'B', 'C', 'out'),
      amount: fc.integer({ min: 1, max: 1_000 }),
      sameInstant: fc.boolean(),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  returned: fc.tuple(fc.nat(600), fc.nat(600), fc.nat(600), fc.nat(600)),
})
type Story = typeof stories extends fc.Arbitrary<infer Told> ? Told : never

const accounts = ['A', 'B', 'C']

/** Plays a story with what each account can pay, and writes the statements that its banks would give. */
function inputOf({ openings, steps, returned }: Story, isCyclic = true): ReturnPlanInput {
  const balances = new Map(accounts.map((account, index) => [account, openings[index] ?? 0]))
  const entries = new Map<string, StatementEntry[]>(accounts.map((account) => [account, []]))
  const transfers = new Map<string, string[]>()
  let minute = 0
  for (const [index, { from, to, amount, sameInstant }] of steps.entries()) {
    if (from === to || (!isCyclic && from === 'A' && to !== 'out')) continue
    const isGiven = balances.has(from)
    const paid = isGiven ? Math.min(amount, balances.get(from) ?? 0) : amount
    if (paid === 0 || (!isGiven && to === 'out')) continue
    if (!sameInstant) minute += 1
    const at = bankInstant(`2016-10-01T10:${String(minute).padStart(2, '0')}:00+08:00`)
    if (!at) throw new Error('no instant')
    const base = { id: `t${index}`, at, amountFen: BigInt(paid) }
    if (isGiven) {
      balances.set(from, (balances.get(from) ?? 0) - paid)
      entries.get(from)?.push({ ...base, direction: 'out', counterparty: to })
    }
    if (to === 'out') continue
    balances.set(to, (balances.get(to) ?? 0) + paid)
    entries.get(to)?.push({ ...base, direction: 'in', counterparty: from })
    if (from.startsWith('V')) transfers.set(from, [...(transfers.get(from) ?? []), base.id])
  }
  const frozenAt = bankInstant('2016-10-01T12:00:00+08:00')
  if (!frozenAt) throw new Error('no instant')
  return {
    frozen: { account: 'A', amountFen: BigInt(balances.get('A') ?? 0), frozenAt },
    statements: accounts.map((account, index) => ({
      account,
      openingFen: BigInt(openings[index] ?? 0),
      entries: entries.get(account) ?? [],
    })),
    claims: ['V1', 'V2', 'V3', 'V4'].map((id, index) => ({
      id,
      name: null,
      transfers: transfers.get(id) ?? [],
      alreadyReturnedFen: BigInt(returned[index] ?? 0),
      settledFen: 0n,
    })),
  }
}

/** The rule of §2.3 as it is written, forwards, with every source in every account: the judge of the backward pass. */
function traceForwards(ledger: Ledger): { held: Map<string, Fraction>; entered: Map<string, Fraction> } {
  const composition = new Map<string, Map<string, Fraction>>()
  const inside = (account: string) => composition.get(account) ?? new Map<string, Fraction>()
  const put = (account: string, source: string, amount: Fraction) =>
    composition.set(account, inside(account).set(source, add(inside(account).get(source) ?? zero, amount)))
  const transit = new Map<string, Map<string, Fraction>>()
  const entered = new Map<string, Fraction>()
  const enter = (source: string, amount: Fraction) =>
    entered.set(source, add(entered.get(source) ?? zero, amount))
  const whole = (fen: bigint): Fraction => ({ numerator: fen, denominator: 1n })
  for (const { account, openingFen } of ledger.accounts) {
    put(account, 'OTHER', whole(openingFen))
    if (account === 'A') enter('OTHER', whole(openingFen))
  }
  for (const { kind, account, entry, balanceFen, claim } of ledger.bookings) {
    if (kind === 'credit') put(account, claim?.id ?? 'OTHER', whole(entry.amountFen))
    if (kind === 'credit' && account === 'A') enter(claim?.id ?? 'OTHER', whole(entry.amountFen))
    if (kind === 'arrival')
      for (const [source, amount] of transit.get(entry.id) ?? []) {
        put(account, source, amount)
        if (account === 'A') enter(source, amount)
      }
    if (kind === 'credit' || kind === 'arrival') continue
    const gone = new Map<string, Fraction>()
    for (const [source, amount] of inside(account)) {
      gone.set(source, scale(amount, entry.amountFen, balanceFen))
      inside(account).set(source, scale(amount, balanceFen - entry.amountFen, balanceFen))
    }
    transit.set(entry.id, gone)
  }
  return { held: inside('A'), entered }
}

describe('tracing', () => {
  it('backwards gives every source what the rule gives it forwards, also in circles', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const ledger = openLedger(inputOf(story))
        const { held } = traceForwards(ledger)
        const back = traceHeld(ledger, exactly)
        for (const id of ['V1', 'V2', 'V3', 'V4'])
          expect(isEqual(back.byClaim.get(id) ?? zero, held.get(id) ?? zero)).toBe(true)
        expect(isEqual(back.other, held.get('OTHER') ?? zero)).toBe(true)
      }),
    )
  })

  it('counts what came in as the rule does where no money comes back', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const ledger = openLedger(inputOf(story, false))
        const { entered } = traceForwards(ledger)
        const back = traceEntered(ledger, exactly)
        for (const id of ['V1', 'V2', 'V3', 'V4'])
          expect(isEqual(back.byClaim.get(id) ?? zero, entered.get(id) ?? zero)).toBe(true)
      }),
    )
  })

  it('counts money that goes in a circle once, so nobody has more in than was lost', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const input = inputOf(story)
        const ledger = openLedger(input)
        const { byClaim } = traceEntered(ledger, exactly)
        for (const claim of input.claims) {
          const { numerator, denominator } = byClaim.get(claim.id) ?? zero
          expect(numerator <= lossOf(claim, ledger) * denominator).toBe(true)
        }
      }),
    )
  })

  it('keeps the exact value between the bounds', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const ledger = openLedger(inputOf(story))
        const exact = traceHeld(ledger, exactly)
        const bounds = traceHeld(ledger, betweenBounds)
        for (const [id, { numerator, denominator }] of exact.byClaim) {
          const { low, high } = bounds.byClaim.get(id) ?? betweenBounds.zero
          expect(low * denominator <= numerator << boundsBits).toBe(true)
          expect(high * denominator >= numerator << boundsBits).toBe(true)
        }
      }),
    )
  })
})

function lossOf(claim: VictimClaim, ledger: Ledger): bigint {
  return ledger.bookings.reduce(
    (sum, booking) => (booking.claim?.id === claim.id ? sum + booking.entry.amountFen : sum),
    0n,
  )
}

describe('a plan', () => {
  it('shares exactly the frozen sum and nobody gets more than is still lost', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const input = inputOf(story)
        const ledger = openLedger(input)
        const { variants } = planReturn(input, announce)
        for (const { lines, remainsFrozenFen, otherFen } of Object.values(variants)) {
          const sum = lines.reduce((total, { returnFen }) => total + returnFen, remainsFrozenFen)
          expect(sum).toBe(input.frozen.amountFen)
          expect(remainsFrozenFen >= otherFen && otherFen >= 0n).toBe(true)
          for (const [index, { returnFen }] of lines.entries()) {
            const claim = input.claims[index]
            if (!claim) throw new Error('more lines than claims')
            const left = lossOf(claim, ledger) - claim.alreadyReturnedFen
            expect(returnFen >= 0n && returnFen <= (left > 0n ? left : 0n)).toBe(true)
          }
        }
      }),
    )
  })

  it('is what exact fractions give, though bounds decided it', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const input = inputOf(story)
        const ledger = openLedger(input)
        const plan = planReturn(input, announce)
        fc.pre(plan.method === 'PRO_RATA')
        expect(plan.variants.BY_BALANCE.lines).toEqual(exactLines(input, ledger, traceHeld(ledger, exactly)))
        expect(plan.variants.BY_LOSS.lines).toEqual(exactLines(input, ledger, traceEntered(ledger, exactly)))
      }),
    )
  })

  it('is the same in whatever order statements, entries, claims and their transfers are given', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const input = inputOf(story)
        const turned: ReturnPlanInput = {
          ...input,
          statements: input.statements
            .map((statement) => ({ ...statement, entries: statement.entries.toReversed() }))
            .toReversed(),
          claims: input.claims
            .map((claim) => ({ ...claim, transfers: claim.transfers.toReversed() }))
            .toReversed(),
        }
        expect(planReturn(turned, announce)).toEqual(planReturn(input, announce))
      }),
    )
  })
})

function exactLines(input: ReturnPlanInput, ledger: Ledger, { byClaim, other }: Traced<Fraction>) {
  const weights = onCommonScale([...input.claims.map(({ id }) => byClaim.get(id) ?? zero), other])
  const firstOf = (claim: VictimClaim | null) => {
    const times = ledger.bookings.flatMap((booking) =>
      booking.kind === 'credit' && booking.claim === claim ? booking.entry.at.epochNs : [],
    )
    return times.toSorted((left, right) => (left < right ? -1 : 1))[0] ?? null
  }
  const isOpened = ledger.accounts.some(({ openingFen }) => openingFen > 0n)
  const all = [...input.claims, null].map((claim, index): Party => {
    const weight = weights[index] ?? 0n
    const left = claim && lossOf(claim, ledger) - claim.alreadyReturnedFen
    return {
      id: claim?.id ?? '\u{10FFFF}',
      weight: { low: weight, high: weight },
      capFen: left !== null && left < 0n ? 0n : left,
      firstPaidNs: claim === null && isOpened ? 0n : firstOf(claim),
      recipe: null,
    }
  })
  const shares = shareWithCaps(input.frozen.amountFen, all) ?? []
  return input.claims.map(({ id }, index) => ({ claim: id, returnFen: shares[index] ?? 0n }))
}

const parties = fc
  .array(fc.record({ weight: fc.bigInt(0n, 10_000n), cap: fc.bigInt(0n, 5_000n), paid: fc.bigInt(0n, 3n) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((drawn) =>
    drawn.map(
      ({ weight, cap, paid }, index): Party => ({
        id: `V${index}`,
        weight: { low: weight, high: weight },
        capFen: cap,
        firstPaidNs: paid,
        recipe: null,
      }),
    ),
  )

describe('sharing', () => {
  it('gives everybody the exact share to within one unit, and all of the sum', () => {
    fc.assert(
      fc.property(parties, fc.bigInt(0n, 100_000n), (all, sum) => {
        const total = all.reduce((weights, { weight }) => weights + weight.low, 0n)
        const shares = shareByLargestRemainder(sum, all) ?? []
        fc.pre(total > 0n)
        expect(shares.reduce((given, share) => given + share, 0n)).toBe(sum)
        for (const [index, share] of shares.entries()) {
          const distance = share * total - sum * (all[index]?.weight.low ?? 0n)
          expect(distance < total && -distance < total).toBe(true)
        }
      }),
    )
  })

  it('does not change when all weights grow by one factor, nor with the order of the parties', () => {
    fc.assert(
      fc.property(parties, fc.bigInt(0n, 30_000n), fc.bigInt(1n, 1_000_000n), (all, sum, factor) => {
        const grown = all.map((party) => {
          const weight = party.weight.low * factor
          return { ...party, weight: { low: weight, high: weight } }
        })
        const shares = shareWithCaps(sum, all)
        expect(shareWithCaps(sum, grown)).toEqual(shares)
        expect(shareWithCaps(sum, all.toReversed())?.toReversed()).toEqual(shares)
      }),
    )
  })

  it('says that it cannot tell rather than guess when the weights are too uncertain', () => {
    const loose = (id: string, low: bigint, high: bigint): Party => ({
      id,
      weight: { low, high },
      capFen: null,
      firstPaidNs: null,
      recipe: null,
    })
    expect(shareByLargestRemainder(101n, [loose('V1', 99n, 101n), loose('V2', 99n, 101n)])).toBeUndefined()
    expect(shareByLargestRemainder(7n, [loose('V1', 1_000n, 1_001n), loose('V2', 2_999n, 3_000n)])).toEqual([
      2n,
      5n,
    ])
  })
})
