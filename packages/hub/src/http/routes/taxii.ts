import {
  problemMediaType,
  TaxiiApiRootSchema,
  TaxiiCollectionSchema,
  TaxiiCollectionsSchema,
  TaxiiDiscoverySchema,
  TaxiiStatusSchema,
  type Problem,
} from '@wuzei/contract'
import { CodedError, organisationIdOf } from '@wuzei/domain'
import { submissionStatus } from '@wuzei/store'
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { collectionFor, collectionsFor, type TaxiiCollection } from '../../exchange/taxii/collections.ts'
import { deleteSubmitted } from '../../exchange/taxii/delete-object.ts'
import { submissionKeptMs } from '../../exchange/taxii/forget-submitted.ts'
import {
  requireAccepted,
  requireTaxiiBody,
  stixMediaType,
  taxiiMediaType,
} from '../../exchange/taxii/media-types.ts'
import { maxEnvelopeBytes, submitObjects } from '../../exchange/taxii/submit-objects.ts'
import { isStatusId, taxiiStatus } from '../../exchange/taxii/submission-status.ts'
import { taxiiError } from '../../exchange/taxii/taxii-error.ts'
import { takeBasicKey } from '../basic-key.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import { taxiiObjectRoutes } from './taxii-objects.ts'
import {
  answerTaxii,
  CollectionParams,
  ObjectParams,
  ObjectQuery,
  StatusParams,
  taxiiConfig,
  taxiiFailures,
  taxiiHandingIn,
  taxiiReading,
  taxiiReply,
  taxiiSchema,
} from './taxii-route.ts'

const rootPath = '/taxii2/alliance/'

/** TAXII 2.1: what is listed, as STIX, and a place where members hand in what they know. */
export function taxiiRoutes(root: HubServer, context: RouteContext): void {
  void root.register(
    async (scope: HubServer) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
        try {
          requireTaxiiBody(request.headers['content-type'])
          done(null, JSON.parse(String(body)))
        } catch (error) {
          done(
            error instanceof CodedError
              ? error
              : new CodedError('BODY_INVALID', 'the body is not valid JSON'),
          )
        }
      })
      scope.addHook('onRequest', async (request) => await Promise.resolve(takeBasicKey(request)))
      scope.addHook(
        'onSend',
        async (_request, reply, payload) => await Promise.resolve(inItsForm(reply, payload)),
      )
      scope.setNotFoundHandler(() => {
        throw new CodedError('NOT_FOUND', 'nothing is at this path; those of TAXII end with a slash')
      })
      memberScope(scope, context, (server) => {
        server.addHook(
          'preParsing',
          async (request) => await Promise.resolve(requireAccepted(request.headers.accept)),
        )
        describing(server, context)
        taxiiObjectRoutes(server, context)
        changingObjects(server, context)
      })
      await Promise.resolve()
    },
    { prefix: '/taxii2' },
  )
}

/**
 * Errors as TAXII has them; whoever must sign in is told of both ways. The media type is set here once more, because the
 * framework has added a charset to it and quotes, which real clients do not understand.
 */
function inItsForm(reply: FastifyReply, payload: unknown): unknown {
  const type = reply.getHeader('content-type')
  if (type !== undefined) reply.type(taxiiMediaType)
  if (typeof payload !== 'string' || typeof type !== 'string' || !type.startsWith(problemMediaType))
    return payload
  const problem: Problem = JSON.parse(payload)
  if (problem.status === 401) reply.header('www-authenticate', 'Basic realm="wuzei", charset="UTF-8", Bearer')
  const text = JSON.stringify(taxiiError(problem))
  reply.header('content-length', Buffer.byteLength(text))
  return text
}

function describing(server: HubServer, { hub }: RouteContext): void {
  const config = taxiiConfig(taxiiReading)
  const schema = (summary: string) => taxiiSchema(summary, taxiiReading)
  const apiRoot = `${hub.publicUrl ?? ''}${rootPath}`
  server.get(
    '/',
    { config, schema: { ...schema('Where the API root is'), response: taxiiReply(TaxiiDiscoverySchema) } },
    async (_request, reply) =>
      await answerTaxii(reply, {
        title: 'Wuzei',
        description: '无贼反诈联盟枢纽: indicators of telecommunication and payment fraud',
        default: apiRoot,
        api_roots: [apiRoot],
      }),
  )
  server.get(
    '/alliance/',
    { config, schema: { ...schema('The API root'), response: taxiiReply(TaxiiApiRootSchema) } },
    async (_request, reply) =>
      await answerTaxii(reply, {
        title: 'Alliance',
        description: 'What the hub lists, and what members hand in',
        versions: [taxiiMediaType],
        max_content_length: maxEnvelopeBytes,
      }),
  )
  server.get(
    '/alliance/collections/',
    {
      config,
      schema: {
        ...schema('The collections that the caller may use'),
        response: taxiiReply(TaxiiCollectionsSchema),
      },
    },
    async (request, reply) =>
      await answerTaxii(reply, { collections: collectionsFor(hub, request.caller.actor).map(described) }),
  )
  server.get(
    '/alliance/collections/:collection/',
    {
      config,
      schema: {
        ...schema('One collection'),
        params: CollectionParams,
        response: taxiiReply(TaxiiCollectionSchema),
      },
    },
    async (request, reply) =>
      await answerTaxii(
        reply,
        described(collectionFor(hub, request.caller.actor, request.params.collection)),
      ),
  )
}

function described({ id, alias, title, description, canRead, canWrite }: TaxiiCollection) {
  return {
    id,
    title,
    description,
    alias,
    can_read: canRead,
    can_write: canWrite,
    media_types: [stixMediaType],
  }
}

function changingObjects(server: HubServer, { hub, heavy }: RouteContext): void {
  const config = taxiiConfig(taxiiHandingIn)
  const schema = (summary: string) => taxiiSchema(summary, taxiiHandingIn)
  server.post(
    '/alliance/collections/:collection/objects/',
    {
      bodyLimit: maxEnvelopeBytes,
      config,
      schema: {
        ...schema('Hand objects in'),
        params: CollectionParams,
        response: { 202: Type.Unsafe<string>(TaxiiStatusSchema), ...taxiiFailures },
      },
    },
    async (request, reply) => {
      const { actor } = request.caller
      requireWritable(collectionFor(hub, actor, request.params.collection))
      const status = await heavy(async () => await submitObjects(hub, actor, request.body))
      return await reply
        .code(202)
        .type(taxiiMediaType)
        .send(JSON.stringify(taxiiStatus(status)))
    },
  )
  server.delete(
    '/alliance/collections/:collection/objects/:object/',
    {
      config,
      schema: {
        ...schema('Take an object back'),
        params: ObjectParams,
        querystring: ObjectQuery,
        response: taxiiReply(Type.Object({})),
      },
    },
    async (request, reply) => {
      const { actor } = request.caller
      requireWritable(collectionFor(hub, actor, request.params.collection))
      await heavy(async () => await deleteSubmitted(hub, actor, request.params.object, request.query))
      return await answerTaxii(reply, {})
    },
  )
  server.get(
    '/alliance/status/:status/',
    {
      config,
      schema: {
        ...schema('What became of what was handed in'),
        params: StatusParams,
        response: taxiiReply(TaxiiStatusSchema),
      },
    },
    async (request, reply) => {
      const organisationId = organisationIdOf(request.caller.actor)
      const { status: id } = request.params
      const status =
        organisationId !== null && isStatusId(id)
          ? await submissionStatus(
              hub.database.pool,
              organisationId,
              id,
              new Date(hub.clock() - submissionKeptMs),
            )
          : undefined
      if (!status) throw new CodedError('NOT_FOUND', 'there is no such status')
      return await answerTaxii(reply, taxiiStatus(status))
    },
  )
}

function requireWritable({ canWrite, title }: TaxiiCollection): void {
  if (!canWrite) throw new CodedError('FORBIDDEN', `the collection “${title}” is read only`)
}
