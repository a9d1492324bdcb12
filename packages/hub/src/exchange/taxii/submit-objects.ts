import { randomUUID } from 'node:crypto'
import { CodedError, type Actor } from '@wuzei/domain'
import {
  enqueueJob,
  insertSubmission,
  inTransaction,
  type NewSubmittedObject,
  type SubmissionStatus,
} from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { isRecord } from '../../importers/read-element.ts'
import { parseStixId } from '../stix/stix-ids.ts'
import { dateOf } from './taxii-time.ts'

/** Bytes of an envelope: a thousand indicators with long descriptions. */
export const maxEnvelopeBytes = 8 * 1024 * 1024
/** Objects of an envelope: what one transaction of shares takes. */
export const maxEnvelopeObjects = 1_000

/**
 * Takes objects in for the submissions collection. They are kept, sealed, at once; what becomes of each is told by the
 * status, when the job has looked at them.
 *
 * @throws CodedError ENVELOPE_INVALID, BODY_TOO_LARGE
 */
export async function submitObjects(
  hub: HubContext,
  actor: Actor,
  envelope: unknown,
): Promise<SubmissionStatus> {
  if (actor.type !== 'person' && actor.type !== 'client')
    throw new CodedError('FORBIDDEN', 'only members hand something in')
  const objects = isRecord(envelope) ? envelope['objects'] : undefined
  if (!Array.isArray(objects) || objects.length === 0)
    throw new CodedError('ENVELOPE_INVALID', 'an envelope has objects, at least one')
  if (objects.length > maxEnvelopeObjects)
    throw new CodedError('BODY_TOO_LARGE', `an envelope holds at most ${maxEnvelopeObjects} objects`)
  const submission = {
    id: randomUUID(),
    organisationId: actor.organisation.id,
    actorType: actor.type,
    actorId: actor.id,
    at: new Date(hub.clock()),
  }
  const rows = objects.map((object: unknown, position) =>
    submitted(hub, submission.id, object, position, submission.at),
  )
  return await inTransaction(hub.database, async (client) => {
    const status = await insertSubmission(client, submission, rows)
    await enqueueJob(client, 'take-submission', { submission: submission.id })
    return status
  })
}

/** What a sealed object opens for. */
export function submittedRecord(submissionId: string, position: number): string {
  return `taxii ${submissionId} ${position}`
}

function submitted(
  hub: HubContext,
  submissionId: string,
  object: unknown,
  position: number,
  at: Date,
): NewSubmittedObject {
  const bad = (why: string) => new CodedError('ENVELOPE_INVALID', `objects/${position}: ${why}`)
  if (!isRecord(object)) throw bad('it is no object')
  const name = parseStixId(String(object['id']))
  if (!name || name.type !== object['type']) throw bad('its id and type do not go together')
  if ((object['spec_version'] ?? '2.1') !== '2.1') throw bad('only STIX 2.1 is taken')
  const created = instantIn(object, 'created') ?? at
  return {
    position,
    ...name,
    createdAt: created,
    versionAt: instantIn(object, 'modified') ?? created,
    document: hub.cipher.seal('share', submittedRecord(submissionId, position), JSON.stringify(object)),
  }
}

function instantIn(object: Readonly<Record<string, unknown>>, name: string): Date | undefined {
  const value = object[name]
  return typeof value === 'string' ? dateOf(value, name) : undefined
}
