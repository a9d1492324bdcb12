import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import { eventFrom, type EventRow } from '../log/read-events.ts'
import type { LoggedEvent } from '../log/entry.ts'

export type LabelWord = 'fraud' | 'harmless' | 'unsure'
export type LabelAct = 'report' | 'pin' | 'dispute' | 'retraction' | 'queue'

/** What somebody decided about a value or a text. */
export interface LabelRow {
  readonly id: bigint
  readonly eventId: bigint
  /** `text` for the words of a report. */
  readonly kind: IndicatorKind | 'text'
  readonly key: bigint | null
  readonly canonical: string | null
  readonly reportId: bigint | null
  readonly label: LabelWord
  readonly fraudType: string | null
  readonly act: LabelAct
  readonly decidedBy: string
  readonly decidedAs: string
  readonly at: Date
  /** `name@version` of the model that judged then; null where none did. */
  readonly model: string | null
  readonly score: number | null
  readonly modelLevel: string | null
  readonly tlp: string
}

export type NewLabel = Omit<LabelRow, 'id'>

/** Adds labels; those of an event that was taken before are left out. */
export async function insertLabels(client: ClientBase, labels: readonly NewLabel[]): Promise<void> {
  for (const label of labels)
    await client.query(
      `insert into labels (event_id, kind, indicator_key, canonical, report_id, label, fraud_type, act, decided_by,
                           decided_as, at, model, score, model_level, tlp)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing`,
      [
        label.eventId.toString(),
        label.kind,
        label.key?.toString() ?? null,
        label.canonical,
        label.reportId?.toString() ?? null,
        label.label,
        label.fraudType,
        label.act,
        label.decidedBy,
        label.decidedAs,
        label.at,
        label.model,
        label.score,
        label.modelLevel,
        label.tlp,
      ],
    )
}

/** How far decisions were taken over from the log; locked until the transaction ends. */
export async function lockLabelCursor(client: ClientBase): Promise<number> {
  const found = await client.query<{ seq: string }>('select seq from label_cursor for update')
  return Number(found.rows[0]?.seq ?? 0)
}

export async function moveLabelCursor(client: ClientBase, seq: number): Promise<void> {
  await client.query('update label_cursor set seq = $1', [seq])
}

/** Numbered events of these types after one and up to another, in order. */
export async function readEventsOfTypes(
  client: ClientBase,
  types: readonly string[],
  range: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<LoggedEvent[]> {
  const found = await client.query<EventRow>(
    `select seq, id, at, type, actor, subject, payload, attachments from events
      where seq > $1 and seq <= $2 and type = any($3::text[]) order by seq limit $4`,
    [range.after, range.upTo, types, range.limit],
  )
  return found.rows.map(eventFrom)
}

interface StoredLabel extends Omit<LabelRow, 'id' | 'eventId' | 'key' | 'reportId'> {
  readonly id: string
  readonly eventId: string
  readonly key: string | null
  readonly reportId: string | null
}

const columns = `l.id, l.event_id as "eventId", l.kind, l.indicator_key as key, l.canonical, l.report_id as "reportId",
  l.label, l.fraud_type as "fraudType", l.act, l.decided_by as "decidedBy", l.decided_as as "decidedAs", l.at, l.model,
  l.score, l.model_level as "modelLevel", l.tlp`

/**
 * Labels of these kinds and sharing labels. With `newestFirst` every one of them, newest first; else the newest about
 * each thing, in the order in which they were given. `after` is the last one of the page before.
 */
export async function listLabels(
  client: ClientBase | Pool,
  filter: {
    readonly kinds: readonly string[]
    readonly tlps: readonly string[]
    readonly after: bigint | null
    readonly limit: number
    readonly newestFirst: boolean
  },
): Promise<LabelRow[]> {
  const { kinds, tlps, after, limit, newestFirst } = filter
  const found = await client.query<StoredLabel>(
    newestFirst
      ? `select ${columns} from labels l
          where l.kind = any($1::text[]) and l.tlp = any($2::text[]) and ($3::bigint is null or l.id < $3)
          order by l.id desc limit $4`
      : `select ${columns} from labels l
          where l.kind = any($1::text[]) and l.tlp = any($2::text[]) and ($3::bigint is null or l.id > $3)
            and not exists (
              select from labels m where m.id > l.id and m.kind = l.kind
                and m.indicator_key is not distinct from l.indicator_key and m.report_id is not distinct from l.report_id)
          order by l.id limit $4`,
    [kinds, tlps, after?.toString() ?? null, limit],
  )
  return found.rows.map((row) => ({
    ...row,
    id: BigInt(row.id),
    eventId: BigInt(row.eventId),
    key: row.key === null ? null : BigInt(row.key),
    reportId: row.reportId === null ? null : BigInt(row.reportId),
  }))
}

/** A value nobody has decided about. */
export interface UndecidedRow {
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  /** How often people, members and models spoke of it; entries of lists do not count. */
  readonly times: number
  /** Epoch seconds of the newest statement that counts. */
  readonly refAt: number
}

/**
 * The newest values of these kinds that no person has decided about and nobody has labelled. Reads the table of
 * indicators from end to end, as the console's library does: people ask for it, and no import should pay for an index.
 */
export async function listUndecided(
  pool: Pool,
  kinds: readonly IndicatorKind[],
  limit: number,
): Promise<UndecidedRow[]> {
  const found = await pool.query<{
    key: string
    kind: number
    canonical: string
    times: string | null
    ref_at: string
  }>(
    `with newest as (
       select i.key, i.kind, i.canonical, i.ref_at from indicators i
        where i.kind = any($1::smallint[]) and i.ref_at > 0
          and not exists (select from indicator_decisions d where d.indicator_key = i.key
                and (d.pin is not null or d.identity_id is not null or d.retracted_at is not null or d.dispute is not null))
          and not exists (select from labels l where l.indicator_key = i.key)
        order by i.ref_at desc, i.key desc limit $2)
     select n.*, (select sum(e.count) from evidence e join sources s on s.code = e.source_code
                   where e.indicator_key = n.key and not e.retracted and s.tier <> 'feed') as times
       from newest n`,
    [kinds.map((kind) => indicatorKinds.indexOf(kind)), limit],
  )
  return found.rows.flatMap((row) => {
    const kind = indicatorKinds[row.kind]
    if (!kind) return []
    return {
      key: BigInt(row.key),
      kind,
      canonical: row.canonical,
      times: Number(row.times ?? 0),
      refAt: Number(row.ref_at),
    }
  })
}

/** The words of a report, still sealed; undefined where it has none. */
export async function findSealedWords(
  client: ClientBase | Pool,
  reportId: bigint,
): Promise<{ readonly receiptIndex: Buffer; readonly narrative: Buffer } | undefined> {
  const found = await client.query<{ receiptIndex: Buffer; narrative: Buffer }>(
    'select receipt_index as "receiptIndex", narrative from reports where id = $1 and narrative is not null',
    [reportId.toString()],
  )
  return found.rows[0]
}
