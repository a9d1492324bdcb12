import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Frame } from './frame/frame.tsx'

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
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./pages/setup.tsx'), 'SetupPage'),
})

const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame })
const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/organisations' })
  },
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
  validateSearch: (search: Record<string, unknown>): { value?: string; kind?: string } => ({
    ...(typeof search['value'] === 'string' ? { value: search['value'] } : {}),
    ...(typeof search['kind'] === 'string' ? { kind: search['kind'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/library.tsx'), 'LibraryPage'),
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

/** Every screen, each fetched when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    join,
    setup,
    frame.addChildren([home, account, organisations, clients, groups, library]),
  ]),
  basepath: '/console',
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
