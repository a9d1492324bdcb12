import { labelPageRows, type LabelPage } from '@wuzei/contract'
import { CodedError, indicatorKinds, type Actor } from '@wuzei/domain'
import { listLabels, type LabelRow } from '@wuzei/store'
import { sightOf } from '../console/sight.ts'
import type { HubContext } from '../hub-context.ts'
import { keyHex } from '../library/subject.ts'
import { gatherLabels } from './gather-labels.ts'

/** Sharing labels of what everybody in the community may be given. */
export const communityLabels = ['TLP:CLEAR', 'TLP:GREEN'] as const

/** Labels about the kinds that the reader works with, newest first, masked as the reader sees the library. */
export async function readLabels(
  hub: HubContext,
  actor: Actor,
  after: string | undefined,
): Promise<LabelPage> {
  const kinds = indicatorKinds.filter((kind) => sightOf(actor, kind) !== undefined)
  if (kinds.length === 0) throw new CodedError('FORBIDDEN', 'your role does not work with labels')
  await gatherLabels(hub)
  const rows = await listLabels(hub.database.pool, {
    kinds,
    tlps: communityLabels,
    after: after === undefined ? null : BigInt(after),
    limit: labelPageRows,
    newestFirst: true,
  })
  return {
    labels: rows.map((row) => labelReply(row, actor)),
    next: rows.length === labelPageRows ? (rows.at(-1)?.id.toString() ?? null) : null,
  }
}

function labelReply(row: LabelRow, actor: Actor): LabelPage['labels'][number] {
  const { id, kind, key, canonical, label, fraudType, act, decidedAs, at, model, score, modelLevel } = row
  const sight = kind === 'text' ? undefined : sightOf(actor, kind)
  return {
    id: id.toString(),
    kind,
    key: key === null ? null : keyHex(key),
    shown: canonical === null ? null : (sight?.show(canonical) ?? null),
    label,
    fraudType,
    act,
    decidedAs,
    at: at.toISOString(),
    opinion: model === null || score === null ? null : { model, score, level: modelLevel ?? 'unknown' },
  }
}
