import type { ClientBase, Pool } from 'pg'

/** How often two versions said these two things about one value. */
export interface ShadowCount {
  readonly currentModel: string
  readonly candidate: string
  readonly currentLevel: string
  readonly candidateLevel: string
  /** Tenths of the score, 0 to 9. */
  readonly currentTenth: number
  readonly candidateTenth: number
  readonly count: number
}

/** Something the two disagreed about; `masked` is null for a message. */
export interface ShadowDisagreement {
  readonly currentModel: string
  readonly candidate: string
  readonly masked: string | null
  readonly currentLevel: string
  readonly candidateLevel: string
  readonly currentScore: number
  readonly candidateScore: number
  readonly at: Date
}

/** Disagreements kept of a pair of versions: as many as a person may look through. */
export const keptDisagreements = 200

/** Adds what one process has counted since it last did, and its newest disagreements. */
export async function addShadowCounts(
  client: ClientBase,
  counts: readonly ShadowCount[],
  disagreements: readonly ShadowDisagreement[],
): Promise<void> {
  await client.query(
    `insert into model_shadow_counts (current_model, candidate, current_level, candidate_level, current_tenth,
                                      candidate_tenth, count)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::smallint[], $7::bigint[])
     -- Several processes add to the same rows: in one order, so that none waits for the other in a circle.
     order by 1, 2, 3, 4, 5, 6
     on conflict (current_model, candidate, current_level, candidate_level, current_tenth, candidate_tenth)
     do update set count = model_shadow_counts.count + excluded.count`,
    [
      counts.map((row) => row.currentModel),
      counts.map((row) => row.candidate),
      counts.map((row) => row.currentLevel),
      counts.map((row) => row.candidateLevel),
      counts.map((row) => row.currentTenth),
      counts.map((row) => row.candidateTenth),
      counts.map((row) => row.count),
    ],
  )
  if (disagreements.length === 0) return
  await client.query(
    `insert into model_disagreements (current_model, candidate, masked, current_level, candidate_level, current_score,
                                      candidate_score, at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::real[], $7::real[],
                          $8::timestamptz[])`,
    [
      disagreements.map((row) => row.currentModel),
      disagreements.map((row) => row.candidate),
      disagreements.map((row) => row.masked),
      disagreements.map((row) => row.currentLevel),
      disagreements.map((row) => row.candidateLevel),
      disagreements.map((row) => row.currentScore),
      disagreements.map((row) => row.candidateScore),
      disagreements.map((row) => row.at),
    ],
  )
  await client.query(
    `delete from model_disagreements d using (
       select id, row_number() over (partition by candidate, current_model order by id desc) as place
         from model_disagreements) k
      where d.id = k.id and k.place > $1`,
    [keptDisagreements],
  )
}

/** Everything counted of a pair of versions. */
export async function readShadowCounts(
  client: ClientBase | Pool,
  currentModel: string,
  candidate: string,
): Promise<ShadowCount[]> {
  const found = await client.query<Omit<ShadowCount, 'count'> & { count: string }>(
    `select current_model as "currentModel", candidate, current_level as "currentLevel",
            candidate_level as "candidateLevel", current_tenth as "currentTenth", candidate_tenth as "candidateTenth",
            count
       from model_shadow_counts where current_model = $1 and candidate = $2`,
    [currentModel, candidate],
  )
  return found.rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** The newest disagreements of a pair, newest first. */
export async function readDisagreements(
  client: ClientBase | Pool,
  currentModel: string,
  candidate: string,
  limit: number,
): Promise<ShadowDisagreement[]> {
  const found = await client.query<ShadowDisagreement>(
    `select current_model as "currentModel", candidate, masked, current_level as "currentLevel",
            candidate_level as "candidateLevel", current_score as "currentScore", candidate_score as "candidateScore", at
       from model_disagreements where current_model = $1 and candidate = $2 order by id desc limit $3`,
    [currentModel, candidate, limit],
  )
  return found.rows
}
