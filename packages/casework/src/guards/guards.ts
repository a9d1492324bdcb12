import { measureGuards } from './measure-guards.ts'
import { stopGuards } from './stop-guards.ts'

/** Every guard by name. A definition can only name one of these, and a test sees to it that each is named. */
export const guards = { ...measureGuards, ...stopGuards }

export type GuardName = keyof typeof guards
