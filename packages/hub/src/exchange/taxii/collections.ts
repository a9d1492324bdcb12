import { can, CodedError, organisationIdOf, type Actor } from '@wuzei/domain'
import { databaseId, readExchangeObjects, readSubmitted, type ExchangeFilter } from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { derivedUuid } from '../stix/stix-ids.ts'
import { stixObject } from '../stix/stix-indicator.ts'
import { hubIdentity } from '../stix/stix-surroundings.ts'
import { submittedRecord } from './submit-objects.ts'

/** One object of a page. */
export interface CollectedObject {
  readonly addedUs: bigint
  readonly type: string
  /** UUID of the whole name `type--id`. */
  readonly id: string
  /** Its `modified`, or `created` where it has none. */
  readonly version: Date
  /** The object as JSON text. */
  json(): string
}

/** One collection as a caller sees it. */
export interface TaxiiCollection {
  readonly id: string
  readonly alias: string
  readonly title: string
  readonly description: string
  readonly canRead: boolean
  readonly canWrite: boolean
  /** One page in the order in which they were added; one more than the limit says that more follow. */
  read(filter: ExchangeFilter): Promise<CollectedObject[]>
}

/** What is listed: the same identifier in every hub, because it is the same collection of each. */
export const listedCollectionId = derivedUuid('collection', 'listed')
export const submissionsCollectionId = derivedUuid('collection', 'submissions')

/** The collections that the caller may use for anything. */
export function collectionsFor(hub: HubContext, actor: Actor): TaxiiCollection[] {
  const organisationId = organisationIdOf(actor)
  const mayWrite = can(actor, 'create', { kind: 'taxii' }).allowed && organisationId !== null
  return [listedCollection(hub), ...(mayWrite ? [submissionsCollection(hub, organisationId)] : [])]
}

/** @throws CodedError NOT_FOUND */
export function collectionFor(hub: HubContext, actor: Actor, name: string): TaxiiCollection {
  const found = collectionsFor(hub, actor).find(({ id, alias }) => id === name || alias === name)
  if (!found) throw new CodedError('NOT_FOUND', 'there is no such collection for you')
  return found
}

function listedCollection({ database }: HubContext): TaxiiCollection {
  return {
    id: listedCollectionId,
    alias: 'listed',
    title: 'Listed indicators',
    description:
      'Every indicator whose verdict is high or confirmed, TLP:GREEN. One that is listed no more comes once again, revoked.',
    canRead: true,
    canWrite: false,
    async read(filter) {
      const giver = hubIdentity(await databaseId(database.pool)).id
      const objects = await readExchangeObjects(database.pool, filter)
      return objects.map((object) => ({
        addedUs: object.addedUs,
        type: object.type,
        id: object.id,
        version: object.modifiedAt,
        json: () => JSON.stringify(stixObject(object, giver)),
      }))
    },
  }
}

function submissionsCollection({ database, cipher }: HubContext, organisationId: string): TaxiiCollection {
  return {
    id: submissionsCollectionId,
    alias: 'submissions',
    title: 'Submissions of your organisation',
    description:
      'What your organisation hands in. Indicators become its shares, under the TLP marking they bear. Read by nobody ' +
      'else here; who may read the shares reads them there.',
    canRead: true,
    canWrite: true,
    async read(filter) {
      const rows = await readSubmitted(database.pool, organisationId, filter)
      return rows.map((row) => ({
        addedUs: row.addedUs,
        type: row.type,
        id: row.id,
        version: row.versionAt,
        json: () => cipher.openText('share', submittedRecord(row.submissionId, row.position), row.document),
      }))
    },
  }
}
