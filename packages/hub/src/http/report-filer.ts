import { actorName, type Actor } from '@wuzei/domain'
import type { FastifyRequest } from 'fastify'
import { authenticate } from '../alliance/authenticate.ts'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'
import type { ReportFiler } from '../reports/submit-report.ts'
import { readSessionCookie, requireSameSite, sameSiteHeader } from './session-cookie.ts'

/**
 * Which member files a report; undefined for everybody else, who stay anonymous. A session alone says nothing: whoever
 * is signed in and reports on the public pages does it as anybody.
 *
 * @throws CodedError UNAUTHENTICATED, FORBIDDEN for a member that files no reports, CROSS_SITE
 */
export async function filerOf(hub: HubContext, request: FastifyRequest): Promise<ReportFiler | undefined> {
  const { authorization } = request.headers
  const isPage = request.headers[sameSiteHeader] !== undefined
  const session = isPage ? readSessionCookie(request, hub.publicUrl) : undefined
  if (authorization === undefined && session === undefined) return undefined
  const { actor, sessionId } = await authenticate(hub, { authorization, session })
  if (sessionId !== null) requireSameSite(request, hub.publicUrl)
  return filing(actor)
}

function filing(actor: Actor): ReportFiler | undefined {
  if (actor.type !== 'person' && actor.type !== 'client') return undefined
  requirePermission(actor, 'create', { kind: 'report' })
  return { name: actorName(actor), organisationId: actor.organisation.id }
}
