import { indicatorKey, indicatorKinds, signedKey } from '@wuzei/domain'
import { inTransaction, internStates, type Database } from '@wuzei/store'
import { randomFrom, sampleState } from './sample-values.ts'

const insertedAtOnce = 20_000

/** Sites of lists, as an import leaves them: few states, many indicators. Of 20 states that lists give one has faded. */
export async function fillWithSites(database: Database, entries: number, seed: number): Promise<void> {
  const random = randomFrom(seed)
  const nowS = Math.floor(Date.now() / 1000)
  const states = Array.from({ length: 20 }, () => sampleState('domain', random, nowS))
  await inTransaction(database, async (client) => {
    const ids = await internStates(client, states)
    for (let at = 0; at < entries; at += insertedAtOnce) {
      const names = Array.from(
        { length: Math.min(insertedAtOnce, entries - at) },
        (_item, index) => `${Math.floor(random() * 2 ** 32).toString(36)}-${at + index}.top`,
      )
      const chosen = names.map((_name, index) => states[index % states.length])
      await client.query(
        `insert into indicators (key, kind, canonical, state_id, ref_at)
         select key, $1, canonical, state_id, ref_at
           from unnest($2::bigint[], $3::text[], $4::integer[], $5::bigint[]) as n(key, canonical, state_id, ref_at)`,
        [
          indicatorKinds.indexOf('domain'),
          names.map((name) => signedKey(indicatorKey('domain', name)).toString()),
          names,
          chosen.map((state) => state && ids.get(state)),
          chosen.map((state) => state?.refAt),
        ],
      )
    }
  })
}

/** Seconds by the clock. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return (performance.now() - startedMs) / 1000
}
