import { expect, it } from 'vitest'
import type { Command } from './entity.ts'
import { commandText, isReplay } from './idempotency.ts'
import { officer } from './orders.fixture.ts'

const command: Command = {
  event: 'create',
  actor: officer,
  idempotencyKey: 'k',
  payload: { claimedFen: 1n, list: [{ b: 1, a: null }], reportId: undefined },
}

it('the same command is the same text, another is not', () => {
  const again: Command = {
    ...command,
    idempotencyKey: 'other',
    payload: { list: [{ a: null, b: 1 }], claimedFen: 1n },
  }
  expect(commandText(command, null)).toBe(commandText(again, null))
  for (const other of [
    { ...command, payload: { ...command.payload, claimedFen: 2n } },
    { ...command, payload: { ...command.payload, claimedFen: 1 } },
    { ...command, reason: 'r' },
  ])
    expect(commandText(other, null)).not.toBe(commandText(command, null))
  expect(commandText(command, 'e1')).not.toBe(commandText(command, null))
})

it('a key stands for one command', () => {
  expect(isReplay(null, 'h')).toBe(false)
  expect(isReplay('h', 'h')).toBe(true)
  expect(() => isReplay('h', 'other')).toThrow(expect.objectContaining({ code: 'KEY_REUSED' }))
})
