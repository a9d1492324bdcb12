import { indicatorKinds, papLabels, tlpLabels, type IndicatorKind, type Reader } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import { readableFilter } from '../alliance/readable-filter.ts'
import { feedItemTypes, type FeedHead, type FeedItem, type FeedItemType } from './feed-types.ts'

type Queryable = Pool | ClientBase

export async function feedHead(db: Queryable): Promise<FeedHead> {
  const found = await db.query<{ position: string; compacted_to: string }>({
    name: 'wuzei-feed-head',
    text: 'select position, compacted_to from feed_head',
  })
  const row = found.rows[0]
  if (!row) throw new Error('feed_head has lost its row')
  return { position: Number(row.position), compactedTo: Number(row.compacted_to) }
}

/** Everything after a position, for a process that hands it to many readers; each is asked about before it gets any. */
export async function readFeedTail(db: Queryable, after: number, limit: number): Promise<FeedItem[]> {
  const found = await db.query<FeedRow>({
    name: 'wuzei-feed-tail',
    text: `select ${columns} from feed_items f where position > $1 order by position limit $2`,
    values: [after, limit],
  })
  return found.rows.map(itemFrom)
}

/** The items in a stretch (`after`, `upTo`] that one reader may read, oldest first. */
export async function readFeedPage(
  db: Queryable,
  reader: Reader,
  stretch: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<FeedItem[]> {
  const filter = readableFilter(reader, sharedColumns, 4)
  const named = 4 + filter.params.length
  const found = await db.query<FeedRow>({
    name: 'wuzei-feed-page',
    text: `select ${columns} from feed_items f where position > $1 and position <= $2 and ${filter.text}
      and (not addressed or exists (select from feed_recipients r where r.position = f.position
                                     and r.recipient_id::text = any($${named}::text[])))
      order by position limit $3`,
    values: [
      stretch.after,
      stretch.upTo,
      stretch.limit,
      ...filter.params,
      [reader.organisationId, reader.personId].filter((id) => id !== null),
    ],
  })
  return found.rows.map(itemFrom)
}

/** Items by position, where the reader may read them: for letters that are sent again. */
export async function readFeedItems(
  db: Queryable,
  reader: Reader,
  positions: readonly number[],
): Promise<FeedItem[]> {
  const items: FeedItem[] = []
  for (const position of positions)
    items.push(...(await readFeedPage(db, reader, { after: position - 1, upTo: position, limit: 1 })))
  return items
}

const sharedColumns = {
  originId: 'f.origin_id',
  tlp: 'f.tlp',
  pap: 'f.pap',
  groupId: 'f.group_id',
  recipients: {
    table: 'feed_recipients',
    objectColumn: 'position',
    object: 'f.position',
    recipientColumn: 'recipient_id',
  },
} as const

const columns = `position, type, event_seq, key, kind, canonical, level, fraud_types, cause, origin_id, tlp, pap, group_id,
  addressed, object_id, detail, at,
  array(select r.recipient_id::text from feed_recipients r where r.position = f.position) as recipients`

interface FeedRow {
  position: string
  type: string
  event_seq: string | null
  key: string | null
  kind: number | null
  canonical: string | null
  level: string | null
  fraud_types: string[]
  cause: string | null
  origin_id: string | null
  tlp: string
  pap: string
  group_id: string | null
  addressed: boolean
  object_id: string | null
  detail: unknown
  at: Date
  recipients: string[]
}

function itemFrom(row: FeedRow): FeedItem {
  const tlp = tlpLabels.find((label) => label === row.tlp)
  const pap = papLabels.find((label) => label === row.pap)
  if (!tlp || !pap) throw new Error(`the label of feed item ${row.position} is not known`)
  return {
    position: Number(row.position),
    type: typeOf(row.type),
    eventSeq: row.event_seq === null ? null : Number(row.event_seq),
    key: row.key === null ? null : BigInt(row.key),
    kind: row.kind === null ? null : kindOf(row.kind),
    canonical: row.canonical,
    level: row.level,
    fraudTypes: row.fraud_types,
    cause: row.cause,
    objectId: row.object_id,
    detail: row.detail,
    at: row.at,
    shared: {
      originId: row.origin_id,
      label: { tlp, pap },
      groupId: row.group_id,
      recipientIds: row.recipients,
    },
    addressed: row.addressed,
  }
}

function typeOf(value: string): FeedItemType {
  const type = feedItemTypes.find((known) => known === value)
  if (!type) throw new Error(`stored feed type ${value} is not known to this version`)
  return type
}

function kindOf(code: number): IndicatorKind {
  const kind = indicatorKinds[code]
  if (!kind) throw new Error(`stored kind ${code} is not known to this version`)
  return kind
}
