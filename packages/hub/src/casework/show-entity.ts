import type { Entity, FactValue, Facts } from '@wuzei/casework'
import type { CaseworkEntity } from '@wuzei/contract'
import { definitionOfKind } from './definitions.ts'
import { maskedFacts } from './mask-facts.ts'

/** What a partner needs to act, and no more of the case (rules §8.4): account, action, reference. */
const partnerFields: ReadonlySet<string> = new Set([
  'partnerId',
  'linePartnerId',
  'accountNo',
  'accountName',
  'number',
  'numberKind',
  'action',
  'scope',
  'claimedFen',
  'appliedFen',
  'limitFen',
  'securedFen',
  'frozenFen',
  'balanceAtStopFen',
  'currency',
  'mode',
  'tier',
  'transferAtMs',
  'isUrgent',
  'stopNo',
  'serialNo',
  'outcome',
  'freezeResult',
  'numberResult',
  'matchResult',
  'startAtMs',
  'expireAtMs',
  'releasedAtMs',
  'executedAtMs',
  'documentNo',
  'coversInterest',
  'fraudType',
  'bankReference',
])

/** An entity as it goes out. */
export function shownEntity(
  entity: Entity,
  { isMasked, isPartner }: { readonly isMasked: boolean; readonly isPartner: boolean },
): CaseworkEntity {
  const definition = definitionOfKind(entity.kind)
  const state = definition.states[entity.state]
  const known = isPartner
    ? Object.fromEntries(Object.entries(entity.facts).filter(([name]) => partnerFields.has(name)))
    : entity.facts
  const facts = isMasked ? maskedFacts(definition, known) : known
  return {
    id: entity.id,
    kind: entity.kind,
    state: entity.state,
    stateName: { zh: state?.zh ?? entity.state, en: state?.en ?? entity.state },
    isOver: state?.terminal === true,
    version: entity.version,
    ruleSet: entity.ruleSetId,
    organisationId: entity.organisationId === '' || isPartner ? null : entity.organisationId,
    region: entity.region,
    createdAt: new Date(entity.createdAtMs).toISOString(),
    isMasked,
    facts: wireFacts(facts),
    steps: [
      ...new Set(
        definition.transitions
          .filter(
            ({ from, by }) =>
              from?.includes(entity.state) === true && by.some((rule) => !rule.startsWith('system:')),
          )
          .map(({ event }) => event),
      ),
    ],
  }
}

/** Facts as JSON of the wire: fen are whole numbers, far below what JSON holds exactly. */
function wireFacts(facts: Facts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, wireValue(value)]])),
  )
}

function wireValue(value: FactValue): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(wireValue)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, wireValue(inner)]))
  return value
}
