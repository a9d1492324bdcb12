import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../../..')
const example: { input: unknown } = JSON.parse(
  readFileSync(join(root, 'vectors/casework/return-plan/E2b.json'), 'utf8'),
)

function wuzei(args: readonly string[], input = '') {
  const command = join(root, 'services/hub/bin/wuzei.js')
  return spawnSync('node', [command, 'return-plan', ...args], { input, encoding: 'utf8' })
}

test('a plan in one line of JSON, amounts as numbers with all their digits', () => {
  const huge = JSON.stringify(example.input).replaceAll(/"amountFen":(\d+)/g, '"amountFen":$10000000000000')
  const { status, stdout } = wuzei(['-'], huge)
  expect(status).toBe(0)
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  expect(stdout).toContain('"BY_LOSS":{"lines":[{"claim":"V1","returnFen":3666666666666666667},')
  expect(JSON.parse(stdout)).toMatchObject({ method: 'PRO_RATA', announcementDays: 30, chosen: 'BY_BALANCE' })
})

test('contradictory input is answered with its code; what cannot run says why', () => {
  const bad = wuzei(['-'], JSON.stringify(example.input).replace('1100000', '1100001'))
  expect(bad.status).toBe(1)
  expect(JSON.parse(bad.stdout)).toMatchObject({ error: { code: 'RETURN_FROZEN_MISMATCH' } })
  expect(wuzei(['/nowhere/plan.json']).status).toBe(2)
  expect(wuzei([]).status).toBe(2)
})
