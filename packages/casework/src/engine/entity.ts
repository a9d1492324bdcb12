import type { OrganisationLevel, Region, RoleCode } from '@wuzei/domain'
import type { RuleSetId } from '../rule-sets/rule-set.ts'

/** The kinds of thing that casework moves through states. */
export const entityKinds = [
  'report',
  'case',
  'stop-order',
  'freeze-order',
  'return-plan',
  'number-order',
  'sanction',
  'url-order',
  'dissuasion-task',
  'protective-hold',
  'appeal',
  'evidence-item',
  'delayed-transfer',
] as const
export type EntityKind = (typeof entityKinds)[number]

/** One report, case, order … at one version. Never changed in place: `apply` gives the next one. */
export interface Entity {
  readonly kind: EntityKind
  readonly id: string
  /** 1 when it is created, one more with every change. */
  readonly version: number
  readonly state: string
  readonly ruleSetId: RuleSetId
  /** The organisation that owns it. */
  readonly organisationId: string
  readonly region: Region
  readonly createdAtMs: number
  readonly createdBy: string
  /** What is known of it, by the field names of its definition. */
  readonly facts: Facts
  /** Who did what to it last, by event: what the four-eyes rule looks at. */
  readonly hands: Readonly<Record<string, string>>
}

/** Values of fields; instants are milliseconds since 1970, money is fen. */
export type FactValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly FactValue[]
  | { readonly [name: string]: FactValue }
export type Facts = Readonly<Record<string, FactValue | undefined>>

/** Somebody or something that acts. */
export interface CaseActor {
  readonly type: 'person' | 'client' | 'public' | 'system'
  /** `person:…`, `client:…`, `public:…`, or `system:timer` and the like. */
  readonly id: string
  readonly organisationId: string | null
  /** Roles of a person; of a client the role of its organisation's desk. */
  readonly roles: readonly RoleCode[]
  readonly level: OrganisationLevel | null
  readonly region: Region | null
}

/** What somebody wants done. */
export interface Command {
  readonly event: string
  readonly actor: CaseActor
  readonly payload: Facts
  /** The version the actor saw. People must say it; partners and timers answer whatever version there is. */
  readonly expectedVersion?: number
  readonly idempotencyKey: string
  readonly reason?: string
  /** The id of an entity that this command creates. */
  readonly newId?: string
}
