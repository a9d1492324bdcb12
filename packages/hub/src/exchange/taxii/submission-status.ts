import { parseStixId } from '../stix/stix-ids.ts'
import { timestampOf } from './taxii-time.ts'
import type { SubmissionStatus } from '@wuzei/store'

/** A status as TAXII 2.1 has it: the counts add up, and each list is as long as its count says. */
export function taxiiStatus({ id, at, objects }: SubmissionStatus) {
  const of = (state: 'success' | 'failure' | 'pending') =>
    objects
      .filter((object) => object.state === state)
      .map((object) => ({
        id: `${object.type}--${object.id}`,
        version: object.versionAt.toISOString(),
        ...(object.message === null ? {} : { message: object.message }),
      }))
  const [successes, failures, pendings] = [of('success'), of('failure'), of('pending')]
  return {
    id,
    status: pendings.length === 0 ? 'complete' : 'pending',
    request_timestamp: timestampOf(BigInt(at.getTime()) * 1000n),
    total_count: objects.length,
    success_count: successes.length,
    successes,
    failure_count: failures.length,
    failures,
    pending_count: pendings.length,
    pendings,
  }
}

/** Whether a path names a status at all: identifiers are UUIDs. */
export function isStatusId(text: string): boolean {
  return parseStixId(`status--${text}`) !== undefined
}
