import { TaxiiEnvelopeSchema, TaxiiManifestSchema, TaxiiVersionsSchema } from '@wuzei/contract'
import { CodedError, type Actor } from '@wuzei/domain'
import type { FastifyReply } from 'fastify'
import { collectionFor, type CollectedObject } from '../../exchange/taxii/collections.ts'
import { stixMediaType, taxiiMediaType } from '../../exchange/taxii/media-types.ts'
import { readTaxiiFilter, type TaxiiQuery } from '../../exchange/taxii/taxii-filter.ts'
import { timestampOf } from '../../exchange/taxii/taxii-time.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import {
  answerTaxii,
  CollectionParams,
  ObjectParams,
  ObjectQuery,
  ObjectsQuery,
  taxiiConfig,
  taxiiReading,
  taxiiReply,
  taxiiSchema,
  VersionsQuery,
} from './taxii-route.ts'

/** Reading collections: manifest, objects, versions. */
export function taxiiObjectRoutes(server: HubServer, context: RouteContext): void {
  const config = taxiiConfig(taxiiReading)
  const schema = (summary: string) => taxiiSchema(summary, taxiiReading)

  server.get(
    '/alliance/collections/:collection/manifest/',
    {
      config,
      schema: {
        ...schema('What is in a collection'),
        params: CollectionParams,
        querystring: ObjectsQuery,
        response: taxiiReply(TaxiiManifestSchema),
      },
    },
    async (request, reply) => {
      const { objects, more } = await readPage(context, request.caller.actor, request.params, request.query)
      const listed = objects.map((object) => ({
        id: `${object.type}--${object.id}`,
        date_added: timestampOf(object.addedUs),
        version: object.version.toISOString(),
        media_type: stixMediaType,
      }))
      return await answerTaxii(
        dated(reply, objects),
        objects.length === 0 ? {} : { ...more, objects: listed },
      )
    },
  )
  server.get(
    '/alliance/collections/:collection/objects/',
    {
      config,
      schema: {
        ...schema('Objects of a collection'),
        params: CollectionParams,
        querystring: ObjectsQuery,
        response: taxiiReply(TaxiiEnvelopeSchema),
      },
    },
    async (request, reply) =>
      await envelope(reply, await readPage(context, request.caller.actor, request.params, request.query)),
  )
  server.get(
    '/alliance/collections/:collection/objects/:object/',
    {
      config,
      schema: {
        ...schema('One object'),
        params: ObjectParams,
        querystring: ObjectQuery,
        response: taxiiReply(TaxiiEnvelopeSchema),
      },
    },
    async (request, reply) => {
      const page = await readPage(context, request.caller.actor, request.params, request.query)
      if (page.objects.length === 0) await requireThere(context, request.caller.actor, request.params)
      return await envelope(reply, page)
    },
  )
  server.get(
    '/alliance/collections/:collection/objects/:object/versions/',
    {
      config,
      schema: {
        ...schema('Versions of one object'),
        params: ObjectParams,
        querystring: VersionsQuery,
        response: taxiiReply(TaxiiVersionsSchema),
      },
    },
    async (request, reply) => {
      const query = { ...request.query, 'match[version]': 'all' }
      const { objects, more } = await readPage(context, request.caller.actor, request.params, query)
      if (objects.length === 0) await requireThere(context, request.caller.actor, request.params)
      const versions = objects.map(({ version }) => version.toISOString())
      return await answerTaxii(dated(reply, objects), objects.length === 0 ? {} : { ...more, versions })
    },
  )
}

interface Page {
  readonly objects: readonly CollectedObject[]
  readonly more: { readonly more?: true; readonly next?: string }
}

interface Place {
  readonly collection: string
  readonly object?: string
}

async function readPage(
  { hub, heavy }: RouteContext,
  actor: Actor,
  { collection, object }: Place,
  query: TaxiiQuery,
): Promise<Page> {
  const found = collectionFor(hub, actor, collection)
  const filter = readTaxiiFilter(query, object)
  if (!filter) return { objects: [], more: {} }
  // One more than asked for says whether more follow.
  const read = await heavy(async () => await found.read({ ...filter, limit: filter.limit + 1 }))
  const objects = read.slice(0, filter.limit)
  const last = objects.at(-1)
  return {
    objects,
    more: last && read.length > filter.limit ? { more: true, next: last.addedUs.toString() } : {},
  }
}

/** A filter that fits no version is answered with an empty envelope, a name that is not there with 404. */
async function requireThere(context: RouteContext, actor: Actor, place: Place): Promise<void> {
  const any = await readPage(context, actor, place, { 'match[version]': 'all', limit: '1' })
  if (any.objects.length === 0) throw new CodedError('NOT_FOUND', 'the collection has no such object')
}

/** The envelope as text: each object is written once. */
async function envelope(reply: FastifyReply, { objects, more }: Page): Promise<FastifyReply> {
  dated(reply, objects).type(taxiiMediaType)
  if (objects.length === 0) return await reply.send('{}')
  const head = more.next === undefined ? '{' : `{"more":true,"next":"${more.next}",`
  return await reply.send(`${head}"objects":[${objects.map((object) => object.json()).join(',')}]}`)
}

function dated(reply: FastifyReply, objects: readonly CollectedObject[]): FastifyReply {
  const [first, last] = [objects[0], objects.at(-1)]
  if (!first || !last) return reply
  return reply
    .header('x-taxii-date-added-first', timestampOf(first.addedUs))
    .header('x-taxii-date-added-last', timestampOf(last.addedUs))
}
