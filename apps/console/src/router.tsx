import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { Frame } from './frame/frame.tsx'
import { NotFound } from './frame/not-found.tsx'
import { ProblemPanel } from './parts/problem-panel.tsx'

const root = createRootRoute({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignInPage'),
})
const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  component: lazyRouteComponent(() => import('./pages/join.tsx'), 'JoinPage'),
})
const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => import('./pages/reset.tsx'), 'ResetPage'),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./pages/setup.tsx'), 'SetupPage'),
})

const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame })
const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home.tsx'), 'HomePage'),
})
const start = createRoute({
  getParentRoute: () => frame,
  path: '/start',
  component: lazyRouteComponent(() => import('./pages/start.tsx'), 'StartPage'),
})
const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account.tsx'), 'AccountPage'),
})
const organisations = createRoute({
  getParentRoute: () => frame,
  path: '/organisations',
  validateSearch: (search: Record<string, unknown>): { id?: string } =>
    typeof search['id'] === 'string' ? { id: search['id'] } : {},
  component: lazyRouteComponent(() => import('./pages/organisations.tsx'), 'OrganisationsPage'),
})
const library = createRoute({
  getParentRoute: () => frame,
  path: '/library',
  validateSearch: (search: Record<string, unknown>): { key?: string; value?: string } => ({
    ...(typeof search['value'] === 'string' ? { value: search['value'] } : {}),
    ...(typeof search['key'] === 'string' && /^[0-9a-f]{16}$/.test(search['key'])
      ? { key: search['key'] }
      : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/library.tsx'), 'LibraryPage'),
})
const webPages = createRoute({
  getParentRoute: () => frame,
  path: '/web-pages',
  component: lazyRouteComponent(() => import('./pages/web-pages.tsx'), 'WebPagesPage'),
})
const campaigns = createRoute({
  getParentRoute: () => frame,
  path: '/campaigns',
  validateSearch: (search: Record<string, unknown>): { id?: string } =>
    typeof search['id'] === 'string' ? { id: search['id'] } : {},
  component: lazyRouteComponent(() => import('./pages/campaigns.tsx'), 'CampaignsPage'),
})
const payments = createRoute({
  getParentRoute: () => frame,
  path: '/payments',
  component: lazyRouteComponent(() => import('./pages/payments.tsx'), 'PaymentsPage'),
})
const payeeLists = createRoute({
  getParentRoute: () => frame,
  path: '/payee-lists',
  component: lazyRouteComponent(() => import('./pages/payee-lists.tsx'), 'PayeeListsPage'),
})
const clients = createRoute({
  getParentRoute: () => frame,
  path: '/clients',
  component: lazyRouteComponent(() => import('./pages/clients.tsx'), 'ClientsPage'),
})
const groups = createRoute({
  getParentRoute: () => frame,
  path: '/groups',
  component: lazyRouteComponent(() => import('./pages/groups.tsx'), 'GroupsPage'),
})
const triage = createRoute({
  getParentRoute: () => frame,
  path: '/triage',
  component: lazyRouteComponent(() => import('./pages/triage.tsx'), 'TriagePage'),
})
const disputes = createRoute({
  getParentRoute: () => frame,
  path: '/disputes',
  component: lazyRouteComponent(() => import('./pages/disputes.tsx'), 'DisputesPage'),
})
const labels = createRoute({
  getParentRoute: () => frame,
  path: '/labels',
  component: lazyRouteComponent(() => import('./pages/labels.tsx'), 'LabelsPage'),
})
const models = createRoute({
  getParentRoute: () => frame,
  path: '/models',
  component: lazyRouteComponent(() => import('./pages/models.tsx'), 'ModelsPage'),
})
const sources = createRoute({
  getParentRoute: () => frame,
  path: '/sources',
  component: lazyRouteComponent(() => import('./pages/sources.tsx'), 'SourcesPage'),
})
const shares = createRoute({
  getParentRoute: () => frame,
  path: '/shares',
  component: lazyRouteComponent(() => import('./pages/shares.tsx'), 'SharesPage'),
})
const retractions = createRoute({
  getParentRoute: () => frame,
  path: '/retractions',
  component: lazyRouteComponent(() => import('./pages/retractions.tsx'), 'RetractionsPage'),
})
const feed = createRoute({
  getParentRoute: () => frame,
  path: '/feed',
  component: lazyRouteComponent(() => import('./pages/feed.tsx'), 'FeedPage'),
})
const inbound = createRoute({
  getParentRoute: () => frame,
  path: '/inbound',
  component: lazyRouteComponent(() => import('./pages/inbound.tsx'), 'InboundPage'),
})
const audit = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  component: lazyRouteComponent(() => import('./pages/audit.tsx'), 'AuditPage'),
})

/** Every screen, each fetched when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    join,
    newPassword,
    setup,
    frame.addChildren([
      home,
      start,
      account,
      organisations,
      clients,
      groups,
      library,
      webPages,
      campaigns,
      payments,
      payeeLists,
      triage,
      disputes,
      labels,
      models,
      sources,
      inbound,
      shares,
      retractions,
      feed,
      audit,
    ]),
  ]),
  basepath: '/console',
  defaultPreload: 'intent',
  defaultErrorComponent: ({ error, reset }) => <ProblemPanel error={error} onAgain={reset} />,
  defaultNotFoundComponent: NotFound,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
