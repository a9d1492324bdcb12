import type { OrganisationLevel, RoleCode } from '@wuzei/domain'
import type { ComputationName } from '../guards/computations.ts'
import type { ConditionName } from '../guards/conditions.ts'
import type { GuardName } from '../guards/guards.ts'
import type { Period, RuleSet } from '../rule-sets/rule-set.ts'
import type { EffectName } from './effects.ts'
import type { EntityKind } from './entity.ts'

/** One kind of entity as a table: its states, what leads from one to the next, and by whom. */
export interface Definition {
  readonly kind: EntityKind
  readonly zh: string
  readonly en: string
  /** Whom the entity is addressed to, when a partner answers it: only that organisation may. */
  readonly partner: 'bank' | 'operator' | 'platform' | 'certificate-authority' | null
  readonly states: Readonly<Record<string, State>>
  readonly fields: Readonly<Record<string, FieldType>>
  readonly timers: Readonly<Record<string, Timer>>
  readonly transitions: readonly Transition[]
  /** Events that answer a message; out of turn they become a late answer instead of a refusal. */
  readonly answers: readonly LateAnswerRule[]
  /** Fields that together name one matter: no second entity of the same kind may be live with the same values. */
  readonly naturalKey: readonly string[]
}

export interface State {
  readonly zh: string
  readonly en: string
  /** Nothing leads out of it; a correction is a new entity that names it in `supersedes`. */
  readonly terminal?: true
}

export interface Transition {
  readonly event: string
  /** States it starts from; null creates the entity. */
  readonly from: readonly string[] | null
  readonly to: string
  /** Who may. */
  readonly by: readonly ActorRule[]
  /** Taken only when this holds; of several transitions with one event the first that fits is taken. */
  readonly when?: ConditionName
  /** Fields that must be known afterwards, from the command or before. */
  readonly needs?: readonly string[]
  /** Further fields that the command may bring. */
  readonly takes?: readonly string[]
  /** All must hold; the first that does not refuses the command with its code. */
  readonly guards?: readonly GuardName[]
  /** Fields worked out after the guards, in this order. */
  readonly computes?: readonly ComputationName[]
  /** Events whose doer may not be the doer of this one as well (four eyes). */
  readonly notSameAs?: readonly string[]
  /** First contact: allowed outside the actor's region (PROC 169, 175). */
  readonly anywhere?: true
  readonly sets?: readonly string[]
  /**
   * Timers to stop; `'all'` stops every one. Besides, every step stops the timers whose event does not happen in the state
   * it leads to, so that no timer outlives what it watches.
   */
  readonly clears?: readonly string[] | 'all'
  readonly effects?: readonly (EffectName | ConditionalEffect)[]
}

/** Takes place only when the condition holds of what is known after the step. */
export type ConditionalEffect = readonly [when: ConditionName, effect: EffectName]

/** A role, a role from a level upward, the public, or a part of the system itself. */
export type ActorRule = RoleCode | `${RoleCode}@${OrganisationLevel}` | 'PUB' | `system:${SystemPart}`

/** `timer` fires what is due, `sender` delivers messages, `engine` follows what happened to other entities. */
export const systemParts = ['timer', 'sender', 'engine'] as const
export type SystemPart = (typeof systemParts)[number]

/** What a field holds; a list of words allows only these. */
export type FieldType = 'text' | 'fen' | 'instant' | 'number' | 'flag' | 'list' | 'record' | readonly string[]

/** When an event happens by itself. A timer with several periods fires several times. */
export interface Timer {
  /** The event it fires, as `system:timer`. */
  readonly fires: string
  /** Field with the instant to count from; by default the moment at which the timer is set. */
  readonly from?: string
  /** True when the periods are counted back from that instant; those already past are left out. */
  readonly before?: true
  readonly periods: (rules: RuleSet, facts: TimerFacts) => readonly Period[]
}
export type TimerFacts = Readonly<Record<string, unknown>>

/** What may still be learned from an answer that comes too late or a second time (§7.3). */
export interface LateAnswerRule {
  readonly event: string
  /** Fields that it may fill where nothing is known yet. It never changes a state or a known fact. */
  readonly improves: readonly string[]
}
