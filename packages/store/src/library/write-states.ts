import { createHash } from 'node:crypto'
import { relativeState, type VerdictState } from '@wuzei/domain'
import type { ClientBase } from 'pg'

/** Stores new verdicts of indicators that this transaction has locked. */
export async function writeStates(
  client: ClientBase,
  states: ReadonlyMap<bigint, VerdictState>,
): Promise<void> {
  const ids = await internStates(client, [...states.values()])
  const rows = [...states].map(([key, state]) => ({ key, stateId: ids.get(state), refAt: state.refAt }))
  await client.query(
    `update indicators i set state_id = n.state_id, ref_at = n.ref_at
       from unnest($1::bigint[], $2::integer[], $3::bigint[]) as n(key, state_id, ref_at) where i.key = n.key`,
    [rows.map((row) => row.key.toString()), rows.map((row) => row.stateId), rows.map((row) => row.refAt)],
  )
}

/** Ids of the shared parts of these states, adding those that are new. */
export async function internStates(
  client: ClientBase,
  states: readonly VerdictState[],
): Promise<Map<VerdictState, number>> {
  const bySha = new Map<string, string>()
  const shaOf = new Map<VerdictState, string>()
  for (const state of states) {
    const json = JSON.stringify(relativeState(state))
    const sha = createHash('sha256').update(json).digest('hex')
    bySha.set(sha, json)
    shaOf.set(state, sha)
  }
  // Sorted, so that two transactions adding the same states never wait for each other in a circle.
  const shas = [...bySha.keys()].sort()
  await client.query(
    `insert into verdict_states (sha256, relative)
     select decode(sha, 'hex'), relative::json from unnest($1::text[], $2::text[]) as n(sha, relative)
      where not exists (select 1 from verdict_states v where v.sha256 = decode(sha, 'hex'))
      order by sha on conflict (sha256) do nothing`,
    [shas, shas.map((sha) => bySha.get(sha))],
  )
  const found = await client.query<{ id: number; sha: string }>(
    `select id, encode(sha256, 'hex') as sha from verdict_states
      where sha256 = any(select decode(sha, 'hex') from unnest($1::text[]) as n(sha))`,
    [shas],
  )
  const idOf = new Map(found.rows.map((row) => [row.sha, row.id]))
  return new Map(
    [...shaOf].map(([state, sha]) => {
      const id = idOf.get(sha)
      if (id === undefined) throw new Error('a verdict state vanished while it was being stored')
      return [state, id]
    }),
  )
}
