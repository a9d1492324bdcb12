import type { ClientBase } from 'pg'

/** What is known of a key: nothing yet, and it is now taken; or what it was used for. */
export type CommandClaim =
  | { readonly known: false }
  | { readonly known: true; readonly digest: Buffer; readonly response: Buffer | null }

/**
 * Takes an idempotency key for a command within the caller's transaction. Whoever comes with the same key at the same
 * time waits here until this transaction has ended, and then reads its answer.
 */
export async function claimCommand(
  client: ClientBase,
  command: { readonly actorKey: string; readonly key: string; readonly digest: Buffer; readonly at: Date },
): Promise<CommandClaim> {
  const taken = await client.query({
    name: 'wuzei-casework-claim',
    text: `insert into casework_commands (actor_key, key, digest, at) values ($1, $2, $3, $4)
           on conflict do nothing`,
    values: [command.actorKey, command.key, command.digest, command.at],
  })
  if (taken.rowCount === 1) return { known: false }
  const found = await client.query<{ digest: Buffer; response: Buffer | null }>(
    'select digest, response from casework_commands where actor_key = $1 and key = $2',
    [command.actorKey, command.key],
  )
  const row = found.rows[0]
  // Forgotten in between: it is older than a week, so it is a new command.
  return row ? { known: true, ...row } : { known: false }
}

/** Remembers how a command was answered. */
export async function answerCommand(
  client: ClientBase,
  command: {
    readonly actorKey: string
    readonly key: string
    readonly entityId: string
    readonly response: Buffer
  },
): Promise<void> {
  await client.query({
    name: 'wuzei-casework-answer',
    text: 'update casework_commands set entity_id = $3, response = $4 where actor_key = $1 and key = $2',
    values: [command.actorKey, command.key, command.entityId, command.response],
  })
}

/** Forgets keys that were used before an instant. */
export async function forgetCommands(client: ClientBase, before: Date): Promise<void> {
  await client.query('delete from casework_commands where at < $1', [before])
}

/** Lets go of a key whose command was refused: nothing happened by it. */
export async function forgetCommand(
  client: ClientBase,
  command: { readonly actorKey: string; readonly key: string },
): Promise<void> {
  await client.query('delete from casework_commands where actor_key = $1 and key = $2', [
    command.actorKey,
    command.key,
  ])
}
