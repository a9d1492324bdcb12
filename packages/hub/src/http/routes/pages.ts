import {
  CampaignDetailsSchema,
  CampaignListSchema,
  CampaignQuerySchema,
  MemberParamsSchema,
  PageCheckBodySchema,
  PageCheckReplySchema,
  ProblemSchema,
  SeenPageBodySchema,
  SeenPageReplySchema,
} from '@wuzei/contract'
import { mostClosed, type SharingLabel } from '@wuzei/domain'
import { checkPage, type PageJudges } from '../../pages/check-page.ts'
import { readCampaign, readCampaigns, readSeenPage } from '../../pages/read-campaigns.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import { setSharingLabel } from '../sharing-label.ts'
import { allianceRoute } from './alliance-route.ts'

/** Bytes of a page in a JSON body: the longest one in Chinese, with its icon and scripts; beyond, nobody sends pages. */
const pageBodyBytes = 10 * 1024 * 1024
/** Pages a minute and address: a gateway that sends what it doubts, not all it sees. */
const pagesPerMinute = 120
/** Campaigns are read by people and a few systems. */
const readingsPerMinute = 600

/** Pages that members send, and the campaigns they fall into. */
export function pageRoutes(root: HubServer, context: RouteContext, judges: PageJudges): void {
  root.post(
    '/v1/pages/seen',
    {
      config: { access: 'public', rateLimit: { max: readingsPerMinute } },
      schema: {
        tags: ['check'],
        summary: 'What was found lately on a page of this host',
        body: SeenPageBodySchema,
        response: { 200: SeenPageReplySchema, '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async (request) => await context.heavy(async () => await readSeenPage(context.hub, request.body.url)),
  )
  memberScope(root, context, (server) => {
    checkRoute(server, context, judges)
    campaignRoutes(server, context, judges)
  })
}

function checkRoute(server: HubServer, { hub, limits, heavy }: RouteContext, judges: PageJudges): void {
  const check = allianceRoute(limits, 'member', 'Check a page by its source', PageCheckReplySchema)
  server.post(
    '/v1/pages/check',
    {
      ...check,
      config: { ...check.config, rateLimit: { max: pagesPerMinute } },
      bodyLimit: pageBodyBytes,
      schema: {
        ...check.schema,
        tags: ['check'],
        body: PageCheckBodySchema,
        response: { ...check.schema.response, 502: ProblemSchema },
      },
    },
    async (request, reply) => {
      const answer = await heavy(async () => await checkPage(hub, judges, request.caller.actor, request.body))
      setSharingLabel(reply, labelOf(answer.tlp))
      return answer
    },
  )
}

function campaignRoutes(server: HubServer, { hub, limits, heavy }: RouteContext, judges: PageJudges): void {
  const list = allianceRoute(limits, 'member', 'Campaigns: sites made from one kit', CampaignListSchema)
  server.get(
    '/v1/campaigns',
    { ...list, schema: { ...list.schema, tags: ['check'], querystring: CampaignQuerySchema } },
    async (request, reply) => {
      setSharingLabel(reply, labelOf('TLP:AMBER'))
      return await heavy(async () => await readCampaigns(hub, request.caller.actor, request.query.after))
    },
  )
  const show = allianceRoute(limits, 'member', 'One campaign', CampaignDetailsSchema)
  server.get(
    '/v1/campaigns/:id',
    { ...show, schema: { ...show.schema, tags: ['check'], params: MemberParamsSchema } },
    async (request, reply) => {
      const campaign = await heavy(
        async () => await readCampaign(hub, judges.library, request.caller.actor, request.params.id),
      )
      setSharingLabel(reply, mostClosed(campaign.pages.map(({ tlp }) => labelOf(tlp))))
      return campaign
    },
  )
}

/** Whoever may read what was sent may block by it, except where it is held within members. */
function labelOf(tlp: SharingLabel['tlp']): SharingLabel {
  if (tlp === 'TLP:CLEAR') return { tlp, pap: 'PAP:CLEAR' }
  return { tlp, pap: tlp === 'TLP:GREEN' ? 'PAP:GREEN' : 'PAP:AMBER' }
}
