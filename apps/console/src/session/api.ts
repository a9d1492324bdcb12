import { createClient, createPublicClient, type PublicClient, type RouteMethods } from '@wuzei/sdk'

/** The hub this page came from, on the session of whoever sits here. */
export const api: RouteMethods = createClient({ baseUrl: '', credentials: 'session' }).routes

/** The same, for what must reach the hub even when the page closes under it. */
export const lastingApi: RouteMethods = createClient({
  baseUrl: '',
  credentials: 'session',
  fetch: (input, init) => fetch(input, { ...init, keepalive: true }),
}).routes

/** What every citizen may ask of the hub, asked as one. */
export const everybody: PublicClient = createPublicClient({ baseUrl: '' })
