import type { FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { authenticateAdministrator } from '../administration/administrator-key.ts'

/**
 * Who reads a list. Everything listed is labelled TLP:GREEN or freer, so lists go to every member and to nobody else.
 *
 * @throws CodedError UNAUTHENTICATED
 */
export async function mayReadLists(pool: Pool, request: Pick<FastifyRequest, 'headers'>): Promise<string> {
  return await authenticateAdministrator(pool, request.headers.authorization)
}
