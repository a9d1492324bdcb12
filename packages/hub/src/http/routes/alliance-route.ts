import { ProblemSchema } from '@wuzei/contract'
import Type from 'typebox'
import type { RouteContext } from '../hub-server.ts'
import type { RouteAccess } from '../route-access.ts'

/** Config and schema of a route of the alliance that answers with JSON. */
export function allianceRoute<Reply>(
  limits: RouteContext['limits'],
  access: RouteAccess,
  summary: string,
  reply: Reply,
) {
  return {
    config: {
      access,
      rateLimit: { max: access === 'public' ? limits.signInsPerMinute : limits.decisionsPerMinute },
    },
    schema: {
      tags: ['alliance'],
      summary,
      ...(access === 'public' ? {} : { security: [{ session: [] }, { member: [] }, { administrator: [] }] }),
      response: { 200: reply, '4xx': ProblemSchema, 503: ProblemSchema },
    },
  }
}

/** As `allianceRoute`, for one that answers with nothing but 204. */
export function allianceDeed(limits: RouteContext['limits'], access: RouteAccess, summary: string) {
  const { config, schema } = allianceRoute(limits, access, summary, Type.Null())
  return {
    config,
    schema: { ...schema, response: { 204: Type.Null(), '4xx': ProblemSchema, 503: ProblemSchema } },
  }
}
