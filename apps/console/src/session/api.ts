import { createClient, type RouteMethods } from '@wuzei/sdk'

/** The hub this page came from, on the session of whoever sits here. */
export const api: RouteMethods = createClient({ baseUrl: '', credentials: 'session' }).routes
