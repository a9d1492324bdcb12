import type { OutstandingList, Retraction, RetractionState } from '@wuzei/contract'
import { CodedError, definitionOf, organisationIdOf, type Actor, type IndicatorKind } from '@wuzei/domain'
import {
  confirmationsOf,
  findRetraction,
  isListed,
  outstandingRetractions,
  retractionsOf,
  type ConfirmationRow,
  type RetractionRow,
} from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { subjectOfValue } from '../../library/subject-of-value.ts'
import { keyFromHex } from '../../library/subject.ts'

/** Retractions shown of one indicator. */
const shownOfOne = 20

const outstandingPerPage = 1_000

/**
 * One retraction, as everybody may see it: masked and without its signature, by which values could be tried. Whoever
 * knows the value asks with it.
 */
export async function showRetraction(hub: HubContext, id: string): Promise<Retraction> {
  const row = await findRetraction(hub.database.pool, id)
  if (!row) throw new CodedError('RETRACTION_UNKNOWN', 'nothing was taken back under this number')
  return shown(row, await confirmationsOf(hub.database.pool, id))
}

/** Whether everybody who was told of an indicator has taken it back. */
export async function retractionStateOf(
  hub: HubContext,
  value: string,
  kind: IndicatorKind | undefined,
): Promise<RetractionState> {
  const { pool } = hub.database
  const subject = subjectOfValue(value, kind)
  const key = keyFromHex(subject.key)
  const listed = await isListed(pool, key)
  const rows = await retractionsOf(pool, key, shownOfOne)
  const retractions: RetractionState['retractions'] = []
  for (const row of rows)
    retractions.push({ ...shown(row, await confirmationsOf(pool, row.id)), ...signedOf(row) })
  return {
    indicator: { kind: subject.kind, canonical: subject.canonical },
    listed,
    cleanEverywhere: !listed && retractions.every(({ confirmations }) => confirmations.outstanding === 0),
    retractions,
  }
}

/** What the actor's organisation has yet to confirm. */
export async function outstandingOf(
  hub: HubContext,
  actor: Actor,
  after: string | undefined,
): Promise<OutstandingList> {
  const organisationId = organisationIdOf(actor)
  // Only members confirm; the holder of an administrator key has nothing to.
  if (organisationId === null) return { retractions: [], next: null }
  const rows = await outstandingRetractions(hub.database.pool, organisationId, {
    after: after ?? null,
    limit: outstandingPerPage,
  })
  return {
    retractions: rows.map((row) => ({ id: row.id, at: row.at.toISOString(), ...signedOf(row) })),
    next: rows.length === outstandingPerPage ? (rows.at(-1)?.id ?? null) : null,
  }
}

function signedOf(row: RetractionRow) {
  return { statement: row.statement, signature: row.signature.toString('base64'), keyId: row.keyId }
}

/** One retraction as it is shown, naming those members that `isNamed` says. */
export function shown(
  row: RetractionRow,
  confirmations: readonly ConfirmationRow[],
  isNamed: (one: ConfirmationRow) => boolean = (one) => one.isNamed,
): Retraction {
  const named = confirmations.filter(isNamed)
  const others = Map.groupBy(
    confirmations.filter((one) => !isNamed(one)),
    ({ kind }) => kind,
  )
  return {
    id: row.id,
    kind: row.kind,
    masked: definitionOf(row.kind).mask(row.canonical),
    reason: row.reason,
    since: row.since.toISOString(),
    at: row.at.toISOString(),
    reachedAt: row.reachedAt?.toISOString() ?? null,
    reachedAfterMs: row.reachedAt === null ? null : row.reachedAt.getTime() - row.since.getTime(),
    completedAt: row.completedAt?.toISOString() ?? null,
    confirmations: {
      confirmed: confirmedAmong(confirmations),
      outstanding: confirmations.length - confirmedAmong(confirmations),
      named: named.map((one) => ({
        name: { zh: one.nameZh, en: one.nameEn },
        kind: one.kind,
        connected: one.connected,
        confirmedAt: one.confirmedAt?.toISOString() ?? null,
        signed: one.signed,
      })),
      others: Array.from(others, ([kind, rows]) => ({
        kind,
        confirmed: confirmedAmong(rows),
        outstanding: rows.length - confirmedAmong(rows),
        lastConfirmedAt: lastConfirmed(rows),
      })),
    },
  }
}

function confirmedAmong(rows: readonly ConfirmationRow[]): number {
  return rows.filter(({ confirmedAt }) => confirmedAt !== null).length
}

function lastConfirmed(rows: readonly ConfirmationRow[]): string | null {
  const times = rows.flatMap(({ confirmedAt }) => (confirmedAt ? [confirmedAt.toISOString()] : []))
  return times.toSorted().at(-1) ?? null
}
