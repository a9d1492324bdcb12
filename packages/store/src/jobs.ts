import type { ClientBase } from 'pg'

/**
 * Queues a job for graphile-worker within the caller's transaction: it exists exactly if the transaction commits.
 * One waiting job per name and payload: a second request joins the first.
 */
export async function enqueueJob(
  client: ClientBase,
  task: string,
  payload: Record<string, string>,
): Promise<void> {
  await client.query('select graphile_worker.add_job($1, $2::json, job_key => $3)', [
    task,
    JSON.stringify(payload),
    `${task} ${JSON.stringify(payload)}`,
  ])
}
