import { createHash } from 'node:crypto'
import { CodedError } from '@wuzei/domain'
import { appendEvent, dropCandidate, insertCandidate, inTransaction, type Database } from '@wuzei/store'
import { readModelFile } from '../detection/read-model-file.ts'

/** A model as it was taken in. */
export interface AddedModel {
  readonly id: string
  readonly kind: 'url' | 'text'
  readonly sha256: string
}

/**
 * Takes a model file in as the candidate of its kind: from now on every process scores it beside the one that answers.
 * A candidate before it is dropped.
 *
 * @throws CodedError MODEL_INVALID; MODEL_STATE where this version is there already
 */
export async function addModel(
  database: Database,
  bytes: Uint8Array,
  by: string,
  nowMs: number,
): Promise<AddedModel> {
  const { kind, name } = readModelFile(bytes)
  const sha256 = createHash('sha256').update(bytes).digest()
  await inTransaction(database, async (client) => {
    const dropped = await dropCandidate(client, kind)
    const isNew = await insertCandidate(client, {
      id: name,
      kind,
      version: name.slice(kind.length + 1),
      sha256,
      bytes,
      addedAt: new Date(nowMs),
      addedBy: by,
    })
    if (!isNew) throw new CodedError('MODEL_STATE', `${name} was brought in before; a version is made once`)
    if (dropped !== undefined)
      await appendEvent(client, {
        type: 'model.dropped',
        actor: by,
        subject: `model:${dropped}`,
        payload: { model: dropped, for: name },
      })
    await appendEvent(client, {
      type: 'model.added',
      actor: by,
      subject: `model:${name}`,
      payload: { model: name, sha256: sha256.toString('hex'), bytes: bytes.length },
    })
  })
  return { id: name, kind, sha256: sha256.toString('hex') }
}
