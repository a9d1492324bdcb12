import { definitions } from '../definitions/definitions.ts'
import { ruleSets } from '../rule-sets/rule-sets.ts'
import { chinaHolidays } from '../time/china-holidays.ts'
import { apply, type Applied, type ApplyResult } from './apply.ts'
import type { CaseActor, Entity, EntityKind, Facts } from './entity.ts'
import type { Related } from './situation.ts'

/** People, partners and a way to play a story, for tests of the definitions. */
export const at = (text: string) => Date.parse(`${text}+08:00`)
export const startMs = at('2026-03-02T10:00:00')

export const person = (
  id: string,
  role: CaseActor['roles'][number],
  level: CaseActor['level'],
  region = 'cn/44/03',
): CaseActor => ({
  type: 'person',
  id,
  organisationId: 'police',
  roles: [role],
  level,
  region,
})
export const officer = person('officer', 'CTY_OFF', 'city')
export const supervisor = person('supervisor', 'CTY_SUP', 'city')
export const deputy = person('deputy', 'CTY_SUP', 'city')
export const head = person('head', 'AGENCY_HEAD', 'city')
export const countyHead = person('county-head', 'AGENCY_HEAD', 'county')
export const bank: CaseActor = {
  type: 'client',
  id: 'bank-client',
  organisationId: 'bank',
  roles: ['BNK_DSK'],
  level: null,
  region: null,
}
export const system = (part: string): CaseActor => ({
  type: 'system',
  id: `system:${part}`,
  organisationId: null,
  roles: [],
  level: null,
  region: null,
})

export interface Act {
  readonly event: string
  readonly actor: CaseActor
  readonly payload?: Facts
  readonly related?: Related
  readonly nowMs?: number
  readonly reason?: string
  readonly expectedVersion?: number
}

export function attempt(kind: EntityKind, entity: Entity | null, act: Act): ApplyResult {
  const { event, actor, payload = {}, related = {}, nowMs = startMs, reason = 'because' } = act
  const expectedVersion = act.expectedVersion ?? entity?.version
  return apply(
    definitions[kind],
    entity,
    {
      event,
      actor,
      payload,
      reason,
      idempotencyKey: event,
      newId: 'new',
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    },
    { nowMs, rules: ruleSets['CN-2024'], calendar: chinaHolidays, related },
  )
}

export function play(
  kind: EntityKind,
  acts: readonly Act[],
  from: Entity | null = null,
): Applied & { readonly entity: Entity } {
  let result: ApplyResult | undefined
  let entity = from
  for (const act of acts) {
    result = attempt(kind, entity, act)
    if (result.outcome !== 'applied')
      throw new Error(`${act.event}: ${JSON.stringify({ ...result, entity: undefined })}`)
    entity = result.entity
  }
  if (result?.outcome !== 'applied') throw new Error('nothing was played')
  return result
}
