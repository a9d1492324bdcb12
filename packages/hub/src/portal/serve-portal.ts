import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HubServer } from '../http/hub-server.ts'
import { pageHeaders } from '../http/page-headers.ts'

/** What the portal's server bundle exports (apps/portal/src/entry-server.tsx). */
interface PortalBundle {
  readPreferences(request: {
    query: Record<string, string>
    cookie: string | undefined
    acceptLanguage: string | undefined
  }): { locale: 'zh' | 'en'; textSize: 'normal' | 'large' }
  createPublicClient(options: { baseUrl: string; fetch: typeof fetch }): unknown
  render(request: {
    method: 'GET' | 'POST'
    path: string
    query: Record<string, string>
    form: Record<string, string>
    locale: 'zh' | 'en'
    textSize: 'normal' | 'large'
    api: unknown
  }): Promise<{ status: number; html: string; headers: Record<string, string> }>
}

/** Bytes of a form sent without script: the longest pasted message, percent-encoded. */
const formBytes = 1024 * 1024

/**
 * Serves the public portal from its build: files under /assets for a year (their names change with their content),
 * every other path rendered here, so that pages paint, and the check works, without script.
 */
export async function servePortal(server: HubServer, buildDirectory: string): Promise<void> {
  const entry = join(buildDirectory, 'server', 'entry-server.js')
  if (!existsSync(entry))
    throw new Error(`The portal is not built: run "npm run build -w apps/portal" (${entry})`)
  const bundle: PortalBundle = await import(pathToFileURL(entry).href)
  await server.register(async (portal) => {
    // Pages and files are for everybody; those of the file plugin cannot say so themselves.
    portal.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' }
    })
    await portal.register(helmet, pageHeaders)
    await portal.register(fastifyStatic, {
      root: join(buildDirectory, 'client'),
      prefix: '/',
      index: false,
      wildcard: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', cacheControlOf(path))
      },
    })
    portal.removeContentTypeParser('application/x-www-form-urlencoded')
    portal.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formBytes },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    portal.route({
      method: ['GET', 'POST'],
      url: '/*',
      schema: { hide: true },
      handler: async (request, reply) => await renderPage(server, bundle, request, reply),
    })
  })
}

/** Names under /assets change with their content. The worker keeps its name and must be asked for at every visit. */
function cacheControlOf(path: string): string {
  if (path.includes('/assets/')) return 'public, max-age=31536000, immutable'
  return path.endsWith('/sw.js') ? 'no-cache' : 'public, max-age=3600'
}

async function renderPage(
  server: HubServer,
  bundle: PortalBundle,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const path = request.url.split('?', 1)[0] ?? '/'
  // Unknown API paths answer as an API, not with a page.
  if (path.startsWith('/v1/')) return reply.callNotFound()
  const query = Object.fromEntries(new URLSearchParams(request.url.slice(path.length)))
  const preferences = bundle.readPreferences({
    query,
    cookie: request.headers.cookie,
    acceptLanguage: request.headers['accept-language'],
  })
  const page = await bundle.render({
    method: request.method === 'POST' ? 'POST' : 'GET',
    path,
    query,
    form: isForm(request.body) ? request.body : {},
    ...preferences,
    api: bundle.createPublicClient({
      baseUrl: 'http://hub.internal',
      fetch: fetchWithin(server, request.ip),
    }),
  })
  return await reply.code(page.status).headers(page.headers).send(page.html)
}

function isForm(body: unknown): body is Record<string, string> {
  return (
    typeof body === 'object' &&
    body !== null &&
    Object.values(body).every((value) => typeof value === 'string')
  )
}

/** `fetch` that calls this hub's own routes without a socket, for the visitor's address and limits. */
function fetchWithin(server: HubServer, remoteAddress: string): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const answer = await server.inject({
      method: init?.method === 'POST' ? 'POST' : 'GET',
      url: url.pathname + url.search,
      headers: Object.fromEntries(new Headers(init?.headers)),
      remoteAddress,
      ...(typeof init?.body === 'string' ? { payload: init.body } : {}),
    })
    return new Response(answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: Object.fromEntries(
        Object.entries(answer.headers).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        ),
      ),
    })
  }
}
