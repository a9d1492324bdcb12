import { ProblemSchema } from '@wuzei/contract'
import type { FastifyReply } from 'fastify'
import Type, { type TSchema } from 'typebox'
import { taxiiMediaType } from '../../exchange/taxii/media-types.ts'
import type { RouteAccess } from '../route-access.ts'

/** Requests a minute and address: a first take-over of a million objects runs through in some minutes. */
const requestsPerMinute = 1_200

export const taxiiReading: RouteAccess = { action: 'read', object: 'taxii', orAdministrator: true }
export const taxiiHandingIn: RouteAccess = { action: 'create', object: 'taxii' }

/** Config of a route of TAXII. */
export function taxiiConfig(access: RouteAccess) {
  return { access, rateLimit: { max: requestsPerMinute } }
}

/** What every route of TAXII says of itself. */
export function taxiiSchema(summary: string, access: RouteAccess) {
  return {
    tags: ['taxii'],
    summary,
    security: [{ member: [] }, { session: [] }, ...(access === taxiiReading ? [{ administrator: [] }] : [])],
  }
}

/** Answers of a route: the body is text already, so that it is written once and as it is. */
export function taxiiReply(body: TSchema) {
  return { 200: Type.Unsafe<string>(body), ...taxiiFailures }
}

export const taxiiFailures = { '4xx': ProblemSchema, 503: ProblemSchema } as const

export async function answerTaxii(reply: FastifyReply, body: object): Promise<FastifyReply> {
  return await reply.type(taxiiMediaType).send(JSON.stringify(body))
}

/** Names in paths: a type of 100 letters and a UUID at most. */
const NameText = Type.String({ maxLength: 150 })
export const CollectionParams = Type.Object({ collection: NameText })
export const ObjectParams = Type.Object({ collection: NameText, object: NameText })
export const StatusParams = Type.Object({ status: NameText })

const FilterText = Type.Optional(Type.String({ maxLength: 16_000 }))
export const VersionsQuery = Type.Object({
  added_after: FilterText,
  limit: FilterText,
  next: FilterText,
  'match[spec_version]': FilterText,
})
export const ObjectQuery = Type.Object({ ...VersionsQuery.properties, 'match[version]': FilterText })
export const ObjectsQuery = Type.Object({
  ...ObjectQuery.properties,
  'match[id]': FilterText,
  'match[type]': FilterText,
})
