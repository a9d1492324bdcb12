import type { FastifyInstance } from 'fastify'
import type { RouteAccess } from './route-access.ts'

/** One route as it was registered. */
export interface RegisteredRoute {
  readonly methods: readonly string[]
  readonly url: string
  /** What it asks of its caller; undefined where nobody has declared it. */
  readonly access: RouteAccess | undefined
}

/** Every route of a server: what tests go through, and how a wrong method is told from a wrong path. */
export interface RouteTable {
  readonly routes: readonly RegisteredRoute[]
  /** Methods that a path of the API answers to; none when there is nothing at it. */
  methodsAt(path: string): string[]
}

/** Collects the routes that are registered from now on. */
export function collectRoutes(server: FastifyInstance): RouteTable {
  const routes: (RegisteredRoute & { readonly parts: readonly string[] })[] = []
  server.addHook('onRoute', (route) => {
    const { method, url } = route
    routes.push({
      methods: Array.isArray(method) ? method : [method],
      url,
      // Asked for later: a scope may declare it for routes that a plugin registers in it.
      get access() {
        return route.config?.access
      },
      // A colon of its own is written twice: `/v5/hashes::search`.
      parts: url.split('/').map((part) => part.replaceAll('::', ':')),
    })
  })
  return {
    routes,
    methodsAt(path) {
      const parts = path.split('/')
      const methods = routes
        // The portal's catch-all answers whatever is left: it says nothing about one path.
        .filter((route) => !route.url.includes('*') && fits(route.parts, parts))
        .flatMap((route) => route.methods)
      return [...new Set(methods)].toSorted()
    },
  }
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((part, index) => (part.startsWith(':') ? parts[index] !== '' : part === parts[index]))
  )
}
