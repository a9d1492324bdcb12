import { createHash, randomBytes } from 'node:crypto'
import {
  inListingSnapshot,
  insertShieldList,
  inTransaction,
  readShieldFile,
  shieldHead,
  type Database,
  type PackedKeys,
  type ShieldListRow,
} from '@wuzei/store'
import type { ExchangeKey } from '../signing-key.ts'
import { deltaParents, keptVersions } from './delta-steps.ts'
import type { ShieldListDefinition } from './list-definitions.ts'
import { makeList } from './make-list.ts'

const dayMs = 86_400_000

/** How long a list is to be trusted: a phone off the net for a week shows that it is out of date. */
export const validDays = 7

/** A list that has not changed is signed anew after this, so that whoever keeps up never holds an expired one. */
const renewAfterMs = dayMs

/** A salt serves a month at most: holders of two versions of one epoch can compare them. */
const epochDays = 30

/** Deltas are kept twice as long as a list is valid; then the full list is the shorter way. */
const deltasKeptDays = 14

/**
 * Publishes the next version of a list if what it is made from has changed, or if it is due to be signed anew. Gives
 * back the new version; undefined where there is none.
 */
export async function publishList(
  database: Database,
  definition: ShieldListDefinition,
  options: { readonly key: ExchangeKey; readonly nowMs: number; readonly signal: AbortSignal },
): Promise<number | undefined> {
  const { key, nowMs, signal } = options
  const head = await shieldHead(database.pool, definition.name)
  const source = await readSource(database, definition, head, nowMs)
  if (!source) return undefined
  const version = (head?.version ?? 0) + 1
  const epochIsOver = head !== undefined && nowMs - head.epochStartedAt.getTime() > epochDays * dayMs
  const validUntilMs = nowMs + validDays * dayMs
  const made = await makeList(
    {
      name: definition.name,
      purpose: definition.purpose,
      kinds: definition.kinds,
      version,
      createdAtMs: nowMs,
      validUntilMs,
      falsePositiveRate: definition.falsePositiveRate,
      keys: keyWords(source.keys),
      parents: epochIsOver ? [] : await readParents(database, definition.name, version, head),
      publicKey: key.publicKey,
      salt: randomBytes(16),
      newEpoch: epochIsOver,
    },
    (message) => key.sign(message),
    signal,
  )
  await inTransaction(database, async (client) => {
    await insertShieldList(client, {
      name: definition.name,
      version,
      source: source.state,
      epochVersion: made.beganEpoch || !head ? version : head.epochVersion,
      epochStartedAt: made.beganEpoch || !head ? new Date(nowMs) : head.epochStartedAt,
      createdAt: new Date(nowMs),
      validUntil: new Date(validUntilMs),
      entries: made.entries,
      bytes: made.file.length,
      sha256: createHash('sha256').update(made.file).digest(),
      file: made.file,
      deltas: made.deltas,
      kept: keptVersions(version),
      deltasSince: new Date(nowMs - deltasKeptDays * dayMs),
    })
  })
  return version
}

/** State and keys of one instant; undefined where there is nothing to publish. */
async function readSource(
  database: Database,
  { source }: ShieldListDefinition,
  head: ShieldListRow | undefined,
  nowMs: number,
): Promise<{ readonly state: string; readonly keys: PackedKeys } | undefined> {
  return await inListingSnapshot(database, async (client) => {
    const { state, keys } = await source(client)
    const isDue = head === undefined || nowMs - head.createdAt.getTime() > renewAfterMs
    return head?.source === state && !isDue ? undefined : { state, keys: await keys() }
  })
}

/** Files that deltas start from. One made with another key, before the hub's keys were changed, is none. */
async function readParents(
  database: Database,
  name: string,
  version: number,
  head: ShieldListRow | undefined,
): Promise<Uint8Array[]> {
  const oldest = head?.epochVersion ?? version
  const files: Uint8Array[] = []
  for (const parent of deltaParents(version).filter((candidate) => candidate >= oldest)) {
    const file = await readShieldFile(database.pool, name, parent)
    if (file) files.push(file)
  }
  return files
}

/** As the machine orders words; the database gives bytes most significant first. */
function keyWords({ bytes, count }: PackedKeys): Uint32Array {
  const words = new Uint32Array(count * 2)
  bytes.copy(Buffer.from(words.buffer))
  Buffer.from(words.buffer).swap32()
  return words
}
