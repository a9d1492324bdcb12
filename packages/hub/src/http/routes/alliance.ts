import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import { allianceAccountRoutes } from './alliance-account.ts'
import { allianceActRoutes } from './alliance-acts.ts'
import { allianceClientRoutes } from './alliance-clients.ts'
import { allianceOrganisationRoutes } from './alliance-organisations.ts'
import { alliancePeopleRoutes } from './alliance-people.ts'
import { allianceSignInRoutes } from './alliance-sign-in.ts'
import { oauthRoutes } from './oauth.ts'

/** Members: organisations, people, roles, systems, groups, signing in, tokens. */
export function allianceRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => {
    allianceOrganisationRoutes(server, context)
    alliancePeopleRoutes(server, context)
    allianceClientRoutes(server, context)
    allianceSignInRoutes(server, context)
    allianceAccountRoutes(server, context)
    allianceActRoutes(server, context)
  })
  oauthRoutes(root, context)
}
