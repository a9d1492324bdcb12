import { PassThrough } from 'node:stream'
import { ProblemSchema } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import { consistencyProof, exportLog, inclusionProof, latestTreeHead, type TreeHead } from '@wuzei/store'
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
export function logRoutes(server: HubServer, { hub, heavy }: RouteContext): void {
  const { pool } = hub.database

  server.get(
    '/v1/log/head',
    {
      schema: {
        tags: ['log'],
        summary: 'The newest signed tree head',
        response: { 200: HeadSchema, 404: ProblemSchema },
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
      schema: {
        tags: ['log'],
        summary: 'RFC 9162 proof that an entry is in the tree',
        querystring: Type.Object({
          seq: Type.String({ pattern: '^\\d{1,15}$' }),
          size: Type.String({ pattern: '^\\d{1,15}$' }),
        }),
        response: { 200: ProofSchema, '4xx': ProblemSchema },
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
      schema: {
        tags: ['log'],
        summary: 'RFC 9162 proof that one tree is the beginning of another',
        querystring: Type.Object({
          from: Type.String({ pattern: '^\\d{1,15}$' }),
          to: Type.String({ pattern: '^\\d{1,15}$' }),
        }),
        response: { 200: ProofSchema, '4xx': ProblemSchema },
      },
    },
    async (request) => {
      const [from, to] = [Number(request.query.from), Number(request.query.to)]
      await requireSealed(to)
      if (from < 1 || from > to) throw new CodedError('NOT_FOUND', 'from must lie between 1 and to')
      return proofReply(await heavy(async () => await consistencyProof(pool, from, to)))
    },
  )
  server.get(
    '/v1/log/export',
    {
      schema: {
        tags: ['log'],
        summary: 'Events with attachments, heads and keys as NDJSON, for `wuzei audit verify`',
        security: [{ administrator: [] }],
      },
    },
    async (request, reply) => {
      await authenticateAdministrator(pool, request.headers.authorization)
      const body = new PassThrough()
      // A reader that goes away ends the export; there is nothing else to do about it.
      exportLog(hub.database.pool, body).then(
        () => body.end(),
        (error: unknown) => body.destroy(error instanceof Error ? error : new Error(String(error))),
      )
      return await reply.type('application/x-ndjson').send(body)
    },
  )

  async function requireSealed(size: number): Promise<void> {
    const head = await latestTreeHead(pool)
    if (!head || size > head.size) throw new CodedError('NOT_FOUND', 'no signed head covers this size yet')
  }
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
