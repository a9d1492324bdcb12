import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CodedError } from '@wuzei/domain'
import { describe, expect, it } from 'vitest'
import { planReturn, type ReturnPlan } from './plan-return.ts'
import { readReturnPlanInput, returnPlanInputOf } from './read-return-plan-input.ts'
import { shareByLargestRemainder } from './share-by-weight.ts'

const folder = join(import.meta.dirname, '../../../../vectors/casework/return-plan')

interface Vector {
  readonly why: string
  readonly input: unknown
  readonly expected: unknown
}

describe('worked examples', () => {
  it.each(readdirSync(folder))('%s', (file) => {
    const vector: Vector = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    expect(shown(planReturn(returnPlanInputOf(vector.input), { announceDays: 30 }))).toEqual(vector.expected)
  })

  it('E8: nearly equal weights', () => {
    const weights = [333_333n, 333_333n, 333_334n]
    const parties = weights.map((weight, index) => ({
      id: `V${index + 1}`,
      weight,
      capFen: null,
      firstPaidNs: BigInt(index),
    }))
    expect(shareByLargestRemainder(1_000_001n, parties)).toEqual([333_333n, 333_333n, 333_335n])
  })
})

function shown({ flow: _, ...plan }: ReturnPlan): unknown {
  return JSON.parse(
    JSON.stringify(plan, (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
  )
}
void CodedError
void readReturnPlanInput
