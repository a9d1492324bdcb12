import { measureGuards } from './measure-guards.ts'
import { moneyGuards } from './money-guards.ts'
import { personGuards } from './person-guards.ts'
import { reportGuards } from './report-guards.ts'
import { restrictionGuards } from './restriction-guards.ts'
import { stopGuards } from './stop-guards.ts'

/** Every guard by name. A definition can only name one of these, and a test sees to it that each is named. */
export const guards = {
  ...measureGuards,
  ...moneyGuards,
  ...personGuards,
  ...reportGuards,
  ...restrictionGuards,
  ...stopGuards,
}

export type GuardName = keyof typeof guards
