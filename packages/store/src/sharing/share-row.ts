import {
  indicatorKinds,
  type IndicatorKind,
  type Reader,
  type SeenCode,
  type ShareObject,
  type SharingLabel,
  type VerdictLevel,
  type WithdrawalReason,
} from '@wuzei/domain'
import { readableFilter, type SqlCondition } from '../alliance/readable-filter.ts'

/** One share as it is stored. Instants of the statement are epoch seconds; `note` is sealed. */
export interface ShareRow {
  readonly id: string
  readonly originId: string
  /** Signed. */
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly object: ShareObject
  readonly seen: SeenCode
  readonly fraudType: string | null
  readonly firstAt: number
  readonly lastAt: number
  readonly count: number
  readonly note: Buffer | null
  readonly label: SharingLabel
  readonly groupId: string | null
  /** Organisations and people. */
  readonly recipientIds: readonly string[]
  readonly passedOnFrom: string | null
  readonly echo: boolean
  readonly reference: string | null
  readonly givenBy: string
  readonly at: Date
  readonly levelBefore: VerdictLevel | null
  readonly levelAfter: VerdictLevel | null
  readonly withdrawnAt: Date | null
  readonly withdrawalReason: WithdrawalReason | null
}

/** What `shareColumns` gives, before `toShareRow`. */
export interface RawShareRow
  extends Omit<ShareRow, 'key' | 'kind' | 'firstAt' | 'lastAt' | 'label'>,
    SharingLabel {
  readonly key: string
  readonly kind: number
  readonly firstAt: string
  readonly lastAt: string
}

/** Columns of a share; the table is called `s`. */
export const shareColumns = `s.id, s.origin_id as "originId", s.indicator_key as key, s.kind, s.canonical, s.object,
  s.seen, s.fraud_type as "fraudType", s.first_at as "firstAt", s.last_at as "lastAt", s.count, s.note, s.tlp, s.pap,
  s.group_id as "groupId", s.passed_on_from as "passedOnFrom", s.echo, s.reference, s.given_by as "givenBy", s.at,
  s.level_before as "levelBefore", s.level_after as "levelAfter", s.withdrawn_at as "withdrawnAt",
  s.withdrawal_reason as "withdrawalReason",
  array(select n.recipient_id::text from share_recipients n where n.share_id = s.id order by n.recipient_id)
    as "recipientIds"`

/** The shares `s` that this reader may be given: every query that answers somebody has it. */
export function readableShares(reader: Reader, firstParam: number): SqlCondition {
  return readableFilter(
    reader,
    {
      originId: 's.origin_id',
      tlp: 's.tlp',
      pap: 's.pap',
      groupId: 's.group_id',
      recipients: {
        table: 'share_recipients',
        objectColumn: 'share_id',
        object: 's.id',
        recipientColumn: 'recipient_id',
      },
    },
    firstParam,
  )
}

export function toShareRow(raw: RawShareRow): ShareRow {
  const { key, kind, firstAt, lastAt, tlp, pap, ...same } = raw
  const known = indicatorKinds[kind]
  if (!known) throw new Error(`stored kind ${kind} is not known to this version`)
  return {
    ...same,
    key: BigInt(key),
    kind: known,
    firstAt: Number(firstAt),
    lastAt: Number(lastAt),
    label: { tlp, pap },
  }
}
