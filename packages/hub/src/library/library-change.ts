import { assess, type VerdictState } from '@wuzei/domain'
import {
  appendEvent,
  loadIndicators,
  lockIndicators,
  toJsonValue,
  writeStates,
  type IndicatorName,
  type NewAttachment,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { encodeVerdicts } from './bulk/commit-import.ts'
import type { EventSubject, LibraryMemory } from './library-memory.ts'
import { keyFromHex } from './subject.ts'
import { verdictBatchMediaType, verdictBatchName } from './verdict-batch.ts'

/**
 * One way in which the library changes. The payload carries everything the change depends on, so that the same
 * events folded in memory give the same verdicts as the database, bit for bit.
 */
export interface LibraryChange<Payload> {
  readonly type: string
  /** Every indicator whose verdict the change may touch. */
  subjects(payload: Payload): readonly EventSubject[]
  /** Writes the change; the subjects exist and are locked. */
  write(client: PoolClient, payload: Payload): Promise<void>
  /** The same change on a library in memory. */
  fold(memory: LibraryMemory, payload: Payload): void
}

/** A verdict as events carry it. */
export interface EventVerdict extends EventSubject {
  readonly state: VerdictState
}

/** Who acts, and the event's subject line (no personal data). */
export interface ChangeAuthor {
  readonly actor: string
  readonly subject: string | null
}

/**
 * Makes one change inside the caller's transaction: state, verdicts and event commit together or not at all.
 * Returns the verdicts that now stand, by key.
 */
export async function commitChange<Payload extends object>(
  client: PoolClient,
  change: LibraryChange<Payload>,
  payload: Payload,
  author: ChangeAuthor,
): Promise<Map<bigint, VerdictState>> {
  const subjects = change.subjects(payload)
  const names: IndicatorName[] = subjects.map((subject) => ({ ...subject, key: keyFromHex(subject.key) }))
  await lockIndicators(client, names)
  await change.write(client, payload)
  const states = await reassess(client, names)
  await writeStates(client, states)
  const verdicts: EventVerdict[] = []
  const seen = new Set<string>()
  for (const subject of subjects) {
    const state = states.get(keyFromHex(subject.key))
    if (!state || seen.has(subject.key)) continue
    seen.add(subject.key)
    verdicts.push({ key: subject.key, kind: subject.kind, canonical: subject.canonical, state })
  }
  const whole = toJsonValue({ ...payload, verdicts })
  const fits = Buffer.byteLength(JSON.stringify(whole)) <= payloadBytes
  await appendEvent(client, {
    type: change.type,
    ...author,
    payload: fits ? whole : toJsonValue(payload),
    attachments: fits ? [] : [verdictAttachment(verdicts)],
  })
  return states
}

/** Verdicts that would make a payload longer than this go into an attachment; an event holds 128 KiB at most. */
const payloadBytes = 96 * 1024

function verdictAttachment(verdicts: readonly EventVerdict[]): NewAttachment {
  const entries = verdicts.map((verdict) => ({ ...verdict, key: keyFromHex(verdict.key) }))
  return {
    name: verdictBatchName,
    mediaType: verdictBatchMediaType,
    bytes: encodeVerdicts(entries, new Map(entries.map(({ key, state }) => [key, state]))),
  }
}

/** Verdicts of these indicators from what the database holds now. */
async function reassess(
  client: PoolClient,
  names: readonly IndicatorName[],
): Promise<Map<bigint, VerdictState>> {
  const loaded = await loadIndicators(client, [...new Set(names.map((name) => name.key))])
  return new Map(
    [...loaded].map(([key, row]) => [
      key,
      assess({ kind: row.kind, evidence: row.evidence, ...row.decisions }),
    ]),
  )
}
