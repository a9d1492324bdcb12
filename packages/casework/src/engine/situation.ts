import type { ErrorCode, OrganisationLevel } from '@wuzei/domain'
import type { RuleSet } from '../rule-sets/rule-set.ts'
import type { HolidayCalendar } from '../time/holiday-calendar.ts'
import type { Command, Entity, Facts } from './entity.ts'

/** What `apply` is told besides entity and command. */
export interface ApplyContext {
  readonly nowMs: number
  readonly rules: RuleSet
  readonly calendar: HolidayCalendar
  readonly related: Related
}

/**
 * What the decision needs to know of other entities, read in the same transaction. A guard that needs one of them and
 * does not find it refuses: unknown is never taken for harmless.
 */
export interface Related {
  /** Stops of this account for this report or case before this one. */
  readonly stopsUsed?: number
  readonly isProtectedAccount?: boolean
  readonly caseFiledAtMs?: number | null
  /** State of the freeze on the same account, null when there is none. */
  readonly freezeState?: string | null
  readonly freezeExpireAtMs?: number
  readonly freezeStartAtMs?: number
  /** Another live order for the same account, and whether it belongs to the same case. */
  readonly otherLiveOrder?: { readonly id: string; readonly isSameCase: boolean } | null
  /** A live order on this account that was given elsewhere keeps the account stopped. */
  readonly isLastLiveOrder?: boolean
  readonly openOrders?: number
  readonly openFreezes?: number
  readonly openPlans?: number
  readonly openAppeals?: number
  readonly isFeedbackEmitted?: boolean
  readonly applicationsInWindow?: number
  /** Who created or approved the measure that an appeal is about. */
  readonly measureHands?: readonly string[]
  readonly measureApproverLevel?: OrganisationLevel
  readonly isSpoofCheckPassed?: boolean
  readonly openObjections?: number
  /** True when an earlier appeal against the same measure was rejected. */
  readonly wasAppealRejected?: boolean
  readonly existingListing?: { readonly startAtMs: number; readonly endAtMs: number } | null
}

/** All that guards, conditions and computations look at. `facts` already hold what the command brought. */
export interface Situation extends ApplyContext {
  /** Null when the command creates the entity. */
  readonly entity: Entity | null
  readonly command: Command
  readonly facts: Facts
}

/** Why a guard refuses. */
export interface GuardRefusal {
  readonly code: ErrorCode
  readonly detail: string
}

/** Null lets the command pass. */
export type Guard = (situation: Situation) => GuardRefusal | null
