import { expect, it } from 'vitest'
import { checkSpoof } from './spoof-check.ts'

const seen = { isOfficial: false, isAssigned: true, hasOutgoingCall: true }

it.each([
  ['13800138000', seen, 'PASSED'],
  ['96110', seen, 'OFFICIAL'],
  ['0755-96110', seen, 'OFFICIAL'],
  ['110', seen, 'OFFICIAL'],
  ['95588', seen, 'OFFICIAL'],
  ['+86110', seen, 'FOREIGN_PREFIX'],
  ['0086 96110', seen, 'FOREIGN_PREFIX'],
  ['+95588', seen, 'FOREIGN_PREFIX'],
  ['075583000000', { ...seen, isOfficial: true }, 'OFFICIAL'],
  ['19912345678', { ...seen, isAssigned: false }, 'UNASSIGNED'],
  ['13800138000', { ...seen, hasOutgoingCall: false }, 'NO_SUCH_CALL'],
  ['13800138000', { ...seen, hasOutgoingCall: null }, 'NOT_CHECKED'],
] as const)('%s: %o is %s', (display, known, expected) => {
  expect(checkSpoof({ display, ...known })).toBe(expected)
})
