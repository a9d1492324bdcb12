import { assess, readVerdict, type VerdictLevel, type VerdictState } from '@wuzei/domain'
import {
  appendEvent,
  loadIndicators,
  lockIndicators,
  toJsonValue,
  writeStates,
  type IndicatorName,
  type IndicatorRow,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { keyFromHex } from '../subject.ts'
import {
  isPublicChange,
  writeShareEvidence,
  type PublicShareChanged,
  type ShareChanged,
  type ShareChangeType,
} from './share-changes.ts'

export interface ShareChange {
  readonly type: ShareChangeType
  /** As `actorName` writes it. */
  readonly actor: string
  readonly payload: ShareChanged
}

/** What a change did to the public verdict. */
export interface VerdictMove {
  readonly share: string
  readonly before: VerdictLevel
  readonly after: VerdictLevel
}

/**
 * Makes changes of shares inside the caller's transaction, each one event whose verdict is that after it: what many
 * `commitChange` would do, but a thousand of them in some twenty statements and an insert each. Changes of one
 * indicator are made one after the other, in their order.
 */
export async function commitShareChanges(
  client: PoolClient,
  changes: readonly ShareChange[],
  atS: number,
): Promise<VerdictMove[]> {
  await lockIndicators(
    client,
    changes.flatMap(({ payload }) => namesOf(payload)),
  )
  const moves: VerdictMove[] = []
  for (const round of roundsOf(changes)) moves.push(...(await commitRound(client, round, atS)))
  return moves
}

/** Stretches in which no indicator stands twice. */
function roundsOf(changes: readonly ShareChange[]): ShareChange[][] {
  const rounds: ShareChange[][] = []
  let keys = new Set<string>()
  for (const change of changes) {
    const key = isPublicChange(change.payload) ? change.payload.subject.key : undefined
    const last = rounds.at(-1)
    if (last === undefined || (key !== undefined && keys.has(key))) {
      rounds.push([change])
      keys = new Set()
    } else last.push(change)
    if (key !== undefined) keys.add(key)
  }
  return rounds
}

async function commitRound(
  client: PoolClient,
  round: readonly ShareChange[],
  atS: number,
): Promise<VerdictMove[]> {
  const open = round.map(({ payload }) => payload).filter(isPublicChange)
  const keys = open.map(({ subject }) => keyFromHex(subject.key))
  const before = statesOf(await loadIndicators(client, keys))
  await writeShareEvidence(client, open)
  const states = statesOf(await loadIndicators(client, keys))
  await writeStates(client, states)
  for (const { type, actor, payload } of round) {
    const verdicts = isPublicChange(payload) ? [verdictOf(payload, states)] : []
    await appendEvent(client, {
      type,
      actor,
      subject: `share:${payload.share}`,
      payload: toJsonValue(isPublicChange(payload) ? { ...payload, verdicts } : payload),
    })
  }
  const levelIn = (all: ReadonlyMap<bigint, VerdictState>, { subject }: PublicShareChanged): VerdictLevel => {
    const state = all.get(keyFromHex(subject.key))
    return state ? readVerdict(state, atS).level : 'unknown'
  }
  return open.map((payload) => ({
    share: payload.share,
    before: levelIn(before, payload),
    after: levelIn(states, payload),
  }))
}

function verdictOf({ subject }: PublicShareChanged, states: ReadonlyMap<bigint, VerdictState>) {
  const state = states.get(keyFromHex(subject.key))
  if (!state) throw new Error('an indicator vanished while a share about it was written')
  return { ...subject, state }
}

function statesOf(rows: ReadonlyMap<bigint, IndicatorRow>): Map<bigint, VerdictState> {
  return new Map(
    [...rows].map(([key, row]) => [
      key,
      assess({ kind: row.kind, evidence: row.evidence, ...row.decisions }),
    ]),
  )
}

function namesOf(payload: ShareChanged): IndicatorName[] {
  if (!isPublicChange(payload)) return []
  const { key, kind, canonical } = payload.subject
  return [{ key: keyFromHex(key), kind, canonical }]
}
