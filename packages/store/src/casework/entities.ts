import type { ClientBase, Pool } from 'pg'

/** One report, case, order … as it is stored. */
export interface CaseworkRow extends CaseworkLinks {
  readonly id: string
  readonly kind: string
  readonly version: number
  readonly state: string
  readonly isOver: boolean
  readonly ruleSet: string
  /** Null for what the public brought. */
  readonly organisationId: string | null
  readonly region: string
  readonly createdBy: string
  readonly createdAt: Date
  readonly changedAt: Date
  /** Fields that name nobody. */
  readonly facts: Readonly<Record<string, unknown>>
  /** The others. */
  readonly sealed: Buffer | null
  readonly hands: Readonly<Record<string, string>>
}

/** What constraints and lists ask for beside the facts. */
export interface CaseworkLinks {
  readonly partnerId: string | null
  readonly linePartnerId: string | null
  readonly reportId: string | null
  readonly caseId: string | null
  readonly parentId: string | null
  readonly targetId: string | null
  readonly subjectIndex: Buffer | null
  readonly naturalKey: Buffer | null
  readonly tier: number | null
  readonly stopNo: number | null
  readonly claimedFen: bigint | null
  readonly securedFen: bigint | null
  readonly balanceFen: bigint | null
  readonly frozenFen: bigint | null
  readonly limitFen: bigint | null
  readonly expiresAt: Date | null
  readonly filedAt: Date | null
}

type Queryable = Pool | ClientBase

/** The name of the constraint that keeps one matter from being two entities. */
export const naturalKeyConstraint = 'casework_natural_key'
/** The name of the constraint that allows no third stop. */
export const stopLimitConstraint = 'casework_stops_twice_at_most'

/** Reads an entity. */
export async function findCaseworkEntity(db: Queryable, id: string): Promise<CaseworkRow | undefined> {
  return await readOne(db, id, '')
}

/** Reads an entity and keeps everybody else from changing it until the transaction ends. */
export async function lockCaseworkEntity(client: ClientBase, id: string): Promise<CaseworkRow | undefined> {
  return await readOne(client, id, 'for update')
}

async function readOne(db: Queryable, id: string, lock: '' | 'for update'): Promise<CaseworkRow | undefined> {
  const found = await db.query<RawRow>({
    name: `wuzei-casework-entity${lock === '' ? '' : '-locked'}`,
    text: `select ${caseworkColumns} from casework_entities e where id = $1 ${lock}`,
    values: [id],
  })
  return found.rows.map(caseworkRowFrom)[0]
}

/** Stores a new entity. */
export async function insertCaseworkEntity(client: ClientBase, row: CaseworkRow): Promise<void> {
  await client.query({
    name: 'wuzei-casework-insert',
    text: `insert into casework_entities (id, kind, rule_set, created_by, created_at, ${changing.join(', ')})
           values ($1, $2, $3, $4, $5, ${changing.map((_, index) => `$${index + 6}`).join(', ')})`,
    values: [row.id, row.kind, row.ruleSet, row.createdBy, row.createdAt, ...changingValues(row)],
  })
}

/** Stores the next version of a locked entity. */
export async function updateCaseworkEntity(client: ClientBase, row: CaseworkRow): Promise<void> {
  const updated = await client.query({
    name: 'wuzei-casework-update',
    text: `update casework_entities set ${changing.map((column, index) => `${column} = $${index + 2}`).join(', ')}
            where id = $1`,
    values: [row.id, ...changingValues(row)],
  })
  if (updated.rowCount !== 1) throw new Error('the entity is gone')
}

const changing = [
  'version',
  'state',
  'is_over',
  'organisation_id',
  'partner_id',
  'line_partner_id',
  'region',
  'changed_at',
  'facts',
  'sealed',
  'hands',
  'report_id',
  'case_id',
  'parent_id',
  'target_id',
  'subject_index',
  'natural_key',
  'tier',
  'stop_no',
  'claimed_fen',
  'secured_fen',
  'balance_fen',
  'frozen_fen',
  'limit_fen',
  'expires_at',
  'filed_at',
] as const

function changingValues(row: CaseworkRow): unknown[] {
  return [
    row.version,
    row.state,
    row.isOver,
    row.organisationId,
    row.partnerId,
    row.linePartnerId,
    row.region,
    row.changedAt,
    JSON.stringify(row.facts),
    row.sealed,
    JSON.stringify(row.hands),
    row.reportId,
    row.caseId,
    row.parentId,
    row.targetId,
    row.subjectIndex,
    row.naturalKey,
    row.tier,
    row.stopNo,
    row.claimedFen?.toString() ?? null,
    row.securedFen?.toString() ?? null,
    row.balanceFen?.toString() ?? null,
    row.frozenFen?.toString() ?? null,
    row.limitFen?.toString() ?? null,
    row.expiresAt,
    row.filedAt,
  ]
}

/** Columns of an entity, of a table named `e`. */
export const caseworkColumns = ['id', 'kind', 'rule_set', 'created_by', 'created_at', ...changing]
  .map((column) => `e.${column}`)
  .join(', ')

/** A row as the driver gives it. */
export interface RawRow {
  id: string
  kind: string
  rule_set: string
  created_by: string
  created_at: Date
  version: number
  state: string
  is_over: boolean
  organisation_id: string | null
  partner_id: string | null
  line_partner_id: string | null
  region: string
  changed_at: Date
  facts: Record<string, unknown>
  sealed: Buffer | null
  hands: Record<string, string>
  report_id: string | null
  case_id: string | null
  parent_id: string | null
  target_id: string | null
  subject_index: Buffer | null
  natural_key: Buffer | null
  tier: number | null
  stop_no: number | null
  claimed_fen: string | null
  secured_fen: string | null
  balance_fen: string | null
  frozen_fen: string | null
  limit_fen: string | null
  expires_at: Date | null
  filed_at: Date | null
}

export function caseworkRowFrom(row: RawRow): CaseworkRow {
  return {
    id: row.id,
    kind: row.kind,
    version: row.version,
    state: row.state,
    isOver: row.is_over,
    ruleSet: row.rule_set,
    organisationId: row.organisation_id,
    region: row.region,
    createdBy: row.created_by,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    facts: row.facts,
    sealed: row.sealed,
    hands: row.hands,
    partnerId: row.partner_id,
    linePartnerId: row.line_partner_id,
    reportId: row.report_id,
    caseId: row.case_id,
    parentId: row.parent_id,
    targetId: row.target_id,
    subjectIndex: row.subject_index,
    naturalKey: row.natural_key,
    tier: row.tier,
    stopNo: row.stop_no,
    claimedFen: fen(row.claimed_fen),
    securedFen: fen(row.secured_fen),
    balanceFen: fen(row.balance_fen),
    frozenFen: fen(row.frozen_fen),
    limitFen: fen(row.limit_fen),
    expiresAt: row.expires_at,
    filedAt: row.filed_at,
  }
}

function fen(value: string | null): bigint | null {
  return value === null ? null : BigInt(value)
}
