import type { ClientBase } from 'pg'
import { copyInto, encodeCopy } from '../library/binary-copy.ts'
import type { ListingCause } from './listing-types.ts'

/** An indicator whose verdict may have changed, by signed key. */
export interface TouchedIndicator {
  readonly key: bigint
  /** The event that touched it; null when only time did. */
  readonly seq: number | null
  readonly cause: ListingCause
}

/** Bytes of an encoded row. */
const rowBytes = 48

/**
 * Lays these indicators, each once, beside what the library says of them now. Everything that follows in this
 * transaction reads them there: measured, looking half a hundred thousand up again for each question cost as much as
 * writing them. The tables live as long as the connection and are empty outside of transactions.
 */
export async function stageTouched(client: ClientBase, touched: readonly TouchedIndicator[]): Promise<void> {
  await client.query(stageSql)
  await copyInto(
    client,
    'listing_given (key, seq, cause)',
    encodeCopy(touched.length, rowBytes, (index, writer) => {
      const given = touched[index]
      if (!given) throw new RangeError(`no indicator ${index}`)
      writer.startRow(3)
      writer.bigintOfWords(Number(given.key >> 32n), Number(given.key & 0xffffffffn))
      writer.bigint(given.seq ?? 0)
      writer.text(given.cause)
    }),
  )
  // A decision before what it set going, such as the weighing anew of a source that was wrong: the change is the
  // decision's doing, and the same removal is not announced once for each.
  await client.query(`
    insert into listing_touched (key, seq, cause, kind, canonical, state_id, ref_at)
    select distinct on (g.key) g.key, nullif(g.seq, 0), g.cause, i.kind, i.canonical, i.state_id, i.ref_at
      from listing_given g join indicators i on i.key = g.key
     order by g.key, g.cause = 'verdict', g.seq desc`)
}

const stageSql = `
create temp table if not exists listing_given (key bigint, seq bigint, cause text) on commit delete rows;
create temp table if not exists listing_touched (
  key bigint, seq bigint, cause text, kind smallint, canonical text, state_id integer, ref_at bigint
) on commit delete rows;
delete from listing_given;
delete from listing_touched`
