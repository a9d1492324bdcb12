import { recordOutcome, reliabilityOf, type Outcome, type Reliability } from '@wuzei/domain'
import { appendEvent, enqueueJob } from '@wuzei/store'
import type { PoolClient } from 'pg'

/**
 * A source's mean must move this far before all its evidence is weighed again: less changes no level, and weighing a
 * list of 300,000 entries again costs seconds.
 */
const reweighStep = 0.02

/**
 * Lets sources learn from what became of something they said. When a source's mean has moved far enough, a job that
 * commits with this transaction weighs all its evidence again. `corrected` is the outcome that this one takes the
 * place of, if any: it is taken back out of the record.
 */
export async function recordSourceOutcome(
  client: PoolClient,
  sourceIds: readonly string[],
  outcome: Outcome,
  actor: string,
  corrected?: Outcome,
): Promise<void> {
  // Not "for update": statements name their source by a key, and who adds one must not wait for an outcome.
  const locked = await client.query<{ id: string; alpha: number; beta: number; reliability: number }>(
    'select id, alpha, beta, reliability from sources where id = any($1::text[]) order by id for no key update',
    [sourceIds],
  )
  for (const source of locked.rows) {
    const record = recordOutcome(corrected ? takeBack(source, corrected) : source, outcome)
    await client.query('update sources set alpha = $2, beta = $3 where id = $1', [
      source.id,
      record.alpha,
      record.beta,
    ])
    await appendEvent(client, {
      type: 'source.rated',
      actor,
      subject: `source:${source.id}`,
      payload: { source: source.id, outcome, alpha: record.alpha, beta: record.beta },
    })
    const moved = Math.abs(reliabilityOf(record) - source.reliability)
    // Citizens are weighed by their own records, one by one; their statements keep the weight of their day.
    if (source.id !== 'public' && moved >= reweighStep)
      await enqueueJob(client, 'reweigh-source', { source: source.id })
  }
}

/** The record without one outcome; at least half stays, since long records are scaled down and hold parts of outcomes. */
function takeBack({ alpha, beta }: Reliability, outcome: Outcome): Reliability {
  const without = (count: number) => Math.max(count - 1, count / 2)
  return outcome === 'confirmed' ? { alpha: without(alpha), beta } : { alpha, beta: without(beta) }
}

/** Sources whose statements about an indicator count now: not taken out, not withdrawn, about its present holder. */
export async function sourcesBehind(client: PoolClient, key: bigint): Promise<string[]> {
  const found = await client.query<{ id: string }>(
    `select distinct s.id from evidence e join sources s on s.code = e.source_code
       left join indicator_decisions d on d.indicator_key = e.indicator_key
      where e.indicator_key = $1 and not e.retracted and not e.echo
        and (d.retracted_at is null or e.last_at > d.retracted_at)
        and (d.tenure_from is null or e.last_at >= d.tenure_from)
        and (d.dispute->>'state' is distinct from 'upheld' or e.last_at > (d.dispute->>'at')::bigint)
      order by s.id`,
    [key.toString()],
  )
  return found.rows.map((row) => row.id)
}
