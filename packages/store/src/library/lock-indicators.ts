import { CodedError, indicatorKinds } from '@wuzei/domain'
import type { ClientBase } from 'pg'
import type { IndicatorName } from './row-types.ts'

/**
 * Makes sure that the indicators exist and locks their rows until the transaction ends, in key order so that two
 * writers never wait for each other in a circle. Events that are appended afterwards get their ids under these
 * locks, which keeps the events of one indicator in the order of its changes.
 *
 * Two values with one 64-bit key (about 3 in 10,000 chance at 100 M entries) are refused rather than mixed.
 */
export async function lockIndicators(client: ClientBase, names: readonly IndicatorName[]): Promise<void> {
  const unique = new Map(names.map((name) => [name.key, name]))
  const sorted = [...unique.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const keys = sorted.map((name) => name.key.toString())
  await client.query(
    `insert into indicators (key, kind, canonical)
     select key, kind, canonical from unnest($1::bigint[], $2::smallint[], $3::text[]) as n(key, kind, canonical)
     order by key on conflict (key) do nothing`,
    [keys, sorted.map((name) => indicatorKinds.indexOf(name.kind)), sorted.map((name) => name.canonical)],
  )
  const locked = await client.query<{ key: string; kind: number; canonical: string }>(
    'select key, kind, canonical from indicators where key = any($1::bigint[]) order by key for update',
    [keys],
  )
  for (const row of locked.rows) {
    const name = unique.get(BigInt(row.key))
    if (!name || name.canonical !== row.canonical || indicatorKinds[row.kind] !== name.kind)
      throw new CodedError('INTERNAL', 'two indicators share one key')
  }
}
