import { setTimeout } from 'node:timers/promises'
import {
  libraryPageRows,
  type EntryHistory,
  type EntryQuery,
  type EntryReply,
  type EvidencePage,
  type EvidencePiece,
  type Verdict,
} from '@wuzei/contract'
import {
  CodedError,
  parseIndicator,
  readVerdict,
  type Actor,
  type Indicator,
  type VerdictState,
} from '@wuzei/domain'
import {
  findLibraryRow,
  listAuditEvents,
  listEvidencePieces,
  reportsNaming,
  loadIndicators,
  type Decisions,
  type EvidencePieceRow,
  type JsonValue,
} from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import type { Checker } from '../library/checker.ts'
import { indexedState } from '../library/indexed-state.ts'
import { indicatorOfValue } from '../library/subject-of-value.ts'
import { keyFromHex, subjectOf } from '../library/subject.ts'
import { sightOf } from './sight.ts'

/** One indicator, found by its key or by anything a person writes, with what people decided about it. */
export async function readEntry(
  hub: HubContext,
  checker: Checker,
  actor: Actor,
  query: EntryQuery,
): Promise<EntryReply> {
  const indicator = await indicatorOf(hub, query)
  const { key } = subjectOf(indicator)
  const sight = requireSight(actor, indicator)
  const known = (await loadIndicators(hub.database.pool, [keyFromHex(key)])).get(keyFromHex(key))
  await untilIndexed(hub, key, known?.decisions.pin?.at ?? null)
  const checked: Verdict = JSON.parse(checker.checkIndicator(indicator, '').toString('utf8'))
  const { value: _value, canonical, display: _display, ...verdict } = checked
  const { pin, retractedAt, tenureFrom } = known?.decisions ?? nothingDecided
  return {
    key,
    shown: sight.show(indicator.canonical),
    canonical: sight.isMasked ? null : canonical,
    verdict: sight.isMasked ? { ...verdict, facts: {}, matched: null } : verdict,
    pin: pin && { level: pin.level, by: pin.by, at: instant(pin.at), reason: pin.reason },
    retractedAt: retractedAt === null ? null : instant(retractedAt),
    tenureFrom: tenureFrom === null ? null : instant(tenureFrom),
    isKnown: known !== undefined,
    mayDecide: sight.mayDecide,
  }
}

/** The index follows a decision within a twentieth of a second; whoever made it must not read the verdict of before. */
const indexLookMs = 20
const indexLooks = 50

async function untilIndexed(hub: HubContext, key: string, pinnedAt: number | null): Promise<void> {
  for (let look = 0; look < indexLooks; look += 1) {
    if ((indexedState(hub.index, key)?.pin?.at ?? null) === pinnedAt) return
    await setTimeout(indexLookMs)
  }
}

const nothingDecided: Decisions = {
  pin: null,
  identity: null,
  tenureFrom: null,
  dispute: null,
  retractedAt: null,
}

/** Every statement about an indicator, and whether it counts now. */
export async function readEvidence(
  hub: HubContext,
  actor: Actor,
  query: { readonly key: string; readonly after?: string },
): Promise<EvidencePage> {
  const { pool } = hub.database
  const indicator = await indicatorOf(hub, query)
  requireSight(actor, indicator)
  const key = keyFromHex(query.key)
  const decisions = (await loadIndicators(pool, [key])).get(key)?.decisions ?? nothingDecided
  const rows = await listEvidencePieces(pool, key, placeOf(query.after), libraryPageRows)
  const last = rows.at(-1)
  return {
    pieces: rows.map((row) => pieceOf(row, decisions)),
    next: rows.length === libraryPageRows && last ? `${last.sourceCode}.${last.statement}` : null,
  }
}

function pieceOf(row: EvidencePieceRow, decisions: Decisions): EvidencePiece {
  return {
    id: `${row.sourceCode}.${row.statement}`,
    source: row.source,
    sourceName: row.sourceName,
    tier: row.tier,
    reliability: row.reliability,
    report: row.source === 'public' && row.statement > 0n ? row.statement.toString() : null,
    fraudType: row.fraudType,
    count: row.count,
    firstAt: instant(row.firstAt),
    lastAt: instant(row.lastAt),
    // Enough of a pseudonym to see on one screen what hangs together, too little to follow anybody elsewhere.
    marks: row.marks.map(({ type, value }) => `${type}:${value.slice(0, 4)}`),
    silent: silenceOf(row, decisions),
  }
}

function silenceOf(row: EvidencePieceRow, decisions: Decisions): EvidencePiece['silent'] {
  if (row.retracted) return 'withdrawn'
  if (row.echo) return 'echo'
  if (decisions.tenureFrom !== null && row.lastAt < decisions.tenureFrom) return 'former-holder'
  if (decisions.retractedAt !== null && row.lastAt <= decisions.retractedAt) return 'retracted'
  const { dispute } = decisions
  return dispute?.state === 'upheld' && row.lastAt <= dispute.at ? 'dispute-upheld' : null
}

/** What happened to an indicator, newest first, with the verdict after each event. */
export async function readHistory(
  hub: HubContext,
  actor: Actor,
  query: { readonly key: string; readonly after?: string },
): Promise<EntryHistory> {
  const indicator = await indicatorOf(hub, query)
  requireSight(actor, indicator)
  const reports = await reportsNaming(hub.database.pool, keyFromHex(query.key))
  const events = await listAuditEvents(
    hub.database.pool,
    { isAll: true, organisationId: null, actor: '' },
    {
      type: null,
      actor: null,
      subjects: [`${indicator.kind}:${indicator.canonical}`, ...reports.map((report) => `report:${report}`)],
      withReadings: false,
      before: query.after === undefined ? null : Number(query.after),
      limit: libraryPageRows,
    },
  )
  const last = events.at(-1)
  return {
    events: events.map(({ seq, at, type, actor: by, payload }) => {
      const { state, reason } = toldBy(payload, query.key)
      return {
        seq,
        at,
        type,
        actor: by,
        level: state ? readVerdict(state, Date.parse(at) / 1000).level : null,
        reason,
      }
    }),
    next: events.length === libraryPageRows && last ? String(last.seq) : null,
  }
}

/** What the payload of an event tells of an entry; events too large for that carry their verdicts elsewhere. */
function toldBy(
  payload: JsonValue,
  key: string,
): { readonly state: VerdictState | undefined; readonly reason: string | null } {
  // Written by our own library, whose tests hold it to this form.
  const told: { reason?: unknown; verdicts?: { key: string; state: VerdictState }[] } = JSON.parse(
    JSON.stringify(payload),
  )
  const state = told.verdicts?.find((verdict) => verdict.key === key)?.state
  return { state, reason: typeof told.reason === 'string' ? told.reason : null }
}

/** Reads the indicator that is asked for; what the library has never heard of has to be written out. */
async function indicatorOf(hub: HubContext, query: EntryQuery): Promise<Indicator> {
  if (query.value !== undefined) return indicatorOfValue(query.value, query.kind)
  if (query.key === undefined) throw new CodedError('INDICATOR_EMPTY', 'send a key or a value')
  const row = await findLibraryRow(hub.database.pool, keyFromHex(query.key))
  if (!row) throw new CodedError('INDICATOR_UNKNOWN', 'the library has no entry of this key')
  const parsed = parseIndicator(row.canonical, { kind: row.kind })
  if (parsed.ok) return parsed.indicator
  return { kind: row.kind, canonical: row.canonical, marks: [], facts: {} }
}

function requireSight(actor: Actor, indicator: Indicator) {
  const sight = sightOf(actor, indicator.kind)
  if (!sight) throw new CodedError('FORBIDDEN', 'your role does not work with this kind of thing')
  return sight
}

function instant(epochS: number): string {
  return new Date(epochS * 1000).toISOString()
}

function placeOf(cursor: string | undefined): { sourceCode: number; statement: bigint } | null {
  if (cursor === undefined) return null
  const [, code, statement] = /^(\d{1,9})\.(\d{1,18})$/.exec(cursor) ?? []
  if (code === undefined || statement === undefined)
    throw new CodedError('BODY_INVALID', 'after: send what `next` of the page before said')
  return { sourceCode: Number(code), statement: BigInt(statement) }
}
