import {
  entityKinds,
  ruleSetIds,
  type Definition,
  type Entity,
  type EntityKind,
  type Facts,
} from '@wuzei/casework'
import type { CaseworkLinks, CaseworkRow } from '@wuzei/store'
import type { PersonalDataCipher } from '../personal-data/cipher.ts'
import { definitionOfKind } from './definitions.ts'
import { factsFromJson, factsToJson } from './fact-json.ts'

/**
 * Text fields that name nobody: references, codes, versions. Every other text, list and record is sealed, so that a new
 * field of a definition is sealed until somebody says here that it need not be.
 */
const openTexts: ReadonlySet<string> = new Set([
  'partnerId',
  'linePartnerId',
  'reportId',
  'caseId',
  'parentOrderId',
  'stopOrderId',
  'freezeOrderId',
  'targetId',
  'supersedes',
  'organisationId',
  'region',
  'currency',
  'fraudType',
  'serialNo',
  'truthStatementVersion',
  'consentVersion',
  'receiptNumber',
  'caseNumber',
  'decisionNo',
  'documentNo',
  'linkedTo',
  // Pseudonyms: they name nobody to whoever has not the key.
  'reporterKey',
  'appellantKey',
  'targetCaseId',
  'targetOrganisationId',
])

/** Opens a stored entity. */
export function entityOf(cipher: PersonalDataCipher, row: CaseworkRow): Entity {
  const sealed = row.sealed === null ? {} : readJson(cipher.openText('casework', row.id, row.sealed))
  const ruleSetId = ruleSetIds.find((id) => id === row.ruleSet)
  if (!ruleSetId) throw new Error(`the rule set ${row.ruleSet} is not known to this version`)
  return {
    kind: kindOf(row.kind),
    id: row.id,
    version: row.version,
    state: row.state,
    ruleSetId,
    organisationId: row.organisationId ?? '',
    region: row.region,
    createdAtMs: row.createdAt.getTime(),
    createdBy: row.createdBy,
    facts: factsFromJson({ ...row.facts, ...sealed }),
    hands: row.hands,
  }
}

export function kindOf(name: string): EntityKind {
  const kind = entityKinds.find((known) => known === name)
  if (!kind) throw new Error(`stored kind ${name} is not known to this version`)
  return kind
}

/** An entity as it is stored: what names somebody sealed, what is looked for beside it. */
export function rowOfEntity(cipher: PersonalDataCipher, entity: Entity, changedAt: Date): CaseworkRow {
  const definition = definitionOfKind(entity.kind)
  const { open, closed } = divided(definition, entity.facts)
  const hidden = JSON.stringify(factsToJson(closed))
  return {
    id: entity.id,
    kind: entity.kind,
    version: entity.version,
    state: entity.state,
    isOver: definition.states[entity.state]?.terminal === true,
    ruleSet: entity.ruleSetId,
    organisationId: entity.organisationId === '' ? null : entity.organisationId,
    region: entity.region,
    createdBy: entity.createdBy,
    createdAt: new Date(entity.createdAtMs),
    changedAt,
    facts: factsToJson(open),
    sealed: hidden === '{}' ? null : cipher.seal('casework', entity.id, hidden),
    hands: entity.hands,
    ...linksOf(cipher, definition, entity),
  }
}

/** Facts that may stand open, and those that are sealed. */
function divided(definition: Definition, facts: Facts): { readonly open: Facts; readonly closed: Facts } {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null)
  const isOpen = ([name]: [string, unknown]) => {
    const type = definition.fields[name]
    if (type === undefined) return false
    if (typeof type !== 'string') return true
    return type === 'text' ? openTexts.has(name) : type !== 'list' && type !== 'record'
  }
  return {
    open: Object.fromEntries(entries.filter(isOpen)),
    closed: Object.fromEntries(entries.filter((entry) => !isOpen(entry))),
  }
}

/** The account or number that an entity is about, as it is looked for; undefined when it is about none. */
export function subjectIndexOf(cipher: PersonalDataCipher, facts: Facts): Buffer | undefined {
  const account = text(facts['accountNo'])
  if (account !== null) return accountIndexOf(cipher, account)
  const number = text(facts['number'])
  return number === null ? undefined : cipher.blindIndex('casework', `number ${number}`)
}

/** Spaces and hyphens are how a number is written, not what it is (rules §1.3). */
export function accountIndexOf(cipher: PersonalDataCipher, accountNo: string): Buffer {
  return cipher.blindIndex('casework', `account ${accountNo.replaceAll(/[\s-]/g, '').toUpperCase()}`)
}

function linksOf(cipher: PersonalDataCipher, definition: Definition, entity: Entity): CaseworkLinks {
  const { facts } = entity
  return {
    partnerId: text(facts['partnerId']),
    linePartnerId: text(facts['linePartnerId']),
    reportId: text(facts['reportId']),
    caseId: text(facts['caseId']),
    parentId: text(facts['parentOrderId']),
    targetId: text(facts['targetId']) ?? text(facts['freezeOrderId']),
    subjectIndex: subjectIndexOf(cipher, facts) ?? null,
    naturalKey: naturalKeyOf(cipher, definition, facts),
    tier: whole(facts['tier']),
    stopNo: whole(facts['stopNo']),
    claimedFen: fen(facts['claimedFen']),
    securedFen: fen(facts['securedFen']),
    balanceFen: fen(facts['balanceAtStopFen']),
    frozenFen: fen(facts['frozenFen']),
    limitFen: fen(facts['limitFen']),
    expiresAt: instant(facts['expireAtMs']),
    filedAt: definition.kind === 'case' ? instant(facts['filedAtMs']) : null,
  }
}

/**
 * What makes it the same matter as another live entity. Which stop it is plays no part: two officers who order the
 * same thing at once are to find each other before either is approved, and the stops are counted by rows of their own.
 */
function naturalKeyOf(cipher: PersonalDataCipher, definition: Definition, facts: Facts): Buffer | null {
  const fields = definition.naturalKey.filter((field) => field !== 'stopNo')
  const values = fields.map((field) => {
    const value = facts[field]
    return field === 'accountNo' && typeof value === 'string'
      ? accountIndexOf(cipher, value).toString('hex')
      : value === undefined || value === null
        ? ''
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value)
  })
  if (values.every((value) => value === '')) return null
  return cipher.blindIndex('casework', `matter ${JSON.stringify([definition.kind, ...values])}`)
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null
}

function fen(value: unknown): bigint | null {
  return typeof value === 'bigint' ? value : null
}

function instant(value: unknown): Date | null {
  return typeof value === 'number' ? new Date(value) : null
}

function readJson(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object' || value === null) throw new Error('sealed facts are no object')
  return { ...value }
}
