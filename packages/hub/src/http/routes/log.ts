import { Readable } from 'node:stream'
import { ProblemSchema } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import { consistencyProof, inclusionProof, latestTreeHead, readLogRecords, type TreeHead } from '@wuzei/store'
import type { Pool } from 'pg'
import Type from 'typebox'
import { authenticateAdministrator } from '../../administration/administrator-key.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'

const HeadSchema = Type.Object({
  size: Type.Integer(),
  rootHash: Type.String({ description: 'base64' }),
  at: Type.String(),
  keyId: Type.String(),
  signature: Type.String({ description: 'Ed25519, base64' }),
})
const ProofSchema = Type.Object({ hashes: Type.Array(Type.String({ description: 'base64' })) })

/** The event log for auditors. Heads and proofs are public; events name indicators and need the key. */
export function logRoutes(server: HubServer, { hub, heavy, limits }: RouteContext): void {
  const { pool } = hub.database
  const config = { access: 'public' as const, rateLimit: { max: limits.proofsPerMinute } }

  server.get(
    '/v1/log/head',
    {
      config,
      schema: {
        tags: ['log'],
        summary: 'The newest signed tree head',
        response: { 200: HeadSchema, '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async () => {
      const head = await latestTreeHead(pool)
      if (!head) throw new CodedError('NOT_FOUND', 'the log has no signed head yet')
      return headReply(head)
    },
  )
  server.get(
    '/v1/log/proof/inclusion',
    {
      config,
      schema: {
        tags: ['log'],
        summary: 'RFC 9162 proof that an entry is in the tree',
        querystring: Type.Object({
          seq: Type.String({ pattern: '^\\d{1,15}$' }),
          size: Type.String({ pattern: '^\\d{1,15}$' }),
        }),
        response: { 200: ProofSchema, '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async (request) => {
      const { seq, size } = request.query
      await requireSealed(Number(size))
      if (Number(seq) < 1 || Number(seq) > Number(size))
        throw new CodedError('NOT_FOUND', 'the entry is not in this tree')
      return proofReply(await heavy(async () => await inclusionProof(pool, Number(seq), Number(size))))
    },
  )
  server.get(
    '/v1/log/proof/consistency',
    {
      config,
      schema: {
        tags: ['log'],
        summary: 'RFC 9162 proof that one tree is the beginning of another',
        querystring: Type.Object({
          from: Type.String({ pattern: '^\\d{1,15}$' }),
          to: Type.String({ pattern: '^\\d{1,15}$' }),
        }),
        response: { 200: ProofSchema, '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async (request) => {
      const [from, to] = [Number(request.query.from), Number(request.query.to)]
      if (from < 1 || from > to)
        throw new CodedError(
          'LOG_RANGE_INVALID',
          'from must be at least 1 and at most to: the older tree first',
        )
      await requireSealed(to)
      return proofReply(await heavy(async () => await consistencyProof(pool, from, to)))
    },
  )
  server.get(
    '/v1/log/export',
    {
      config: { ...config, access: 'administrator' },
      schema: {
        tags: ['log'],
        summary: 'The whole log as NDJSON',
        security: [{ administrator: [] }],
      },
    },
    async (request, reply) => {
      await authenticateAdministrator(pool, request.headers.authorization)
      reply.header('cache-control', 'no-store')
      // Pulled by its reader: one that is slow holds no memory, and one that goes away ends the reading.
      return await reply.type('application/x-ndjson').send(Readable.from(exportLines(pool)))
    },
  )

  async function requireSealed(size: number): Promise<void> {
    const head = await latestTreeHead(pool)
    if (!head || size > head.size) throw new CodedError('NOT_FOUND', 'no signed head covers this size yet')
  }
}

async function* exportLines(pool: Pool): AsyncGenerator<string, void> {
  for await (const record of readLogRecords(pool)) yield `${JSON.stringify(record)}\n`
}

function headReply(head: TreeHead) {
  return {
    size: head.size,
    rootHash: Buffer.from(head.rootHash).toString('base64'),
    at: head.at,
    keyId: head.keyId,
    signature: Buffer.from(head.signature).toString('base64'),
  }
}

function proofReply(hashes: readonly Uint8Array[]) {
  return { hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')) }
}
