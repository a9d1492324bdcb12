import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply } from 'fastify'
import type { HubServer } from '../http/hub-server.ts'
import { pageHeaders } from '../http/page-headers.ts'

/** Where a page's script finds the nonce for the styles it makes; the build writes it into the document. */
const noncePlaceholder = '%STYLE_NONCE%'

/**
 * Serves the members' console from its build: files under /console/assets for a year (their names change with their
 * content), the one document at every other path below /console, where its script finds its way itself.
 *
 * The components make their styles while they run, so the policy lets in styles that carry the nonce of this answer,
 * and no others. Scripts come from files alone.
 */
export async function serveConsole(root: HubServer, buildDirectory: string): Promise<void> {
  const documentPath = join(buildDirectory, 'index.html')
  if (!existsSync(documentPath))
    throw new Error(`The console is not built: run "npm run build -w apps/console" (${documentPath})`)
  const parts = readFileSync(documentPath, 'utf8').split(noncePlaceholder)
  await root.register(async (server) => {
    await server.register(fastifyStatic, {
      root: join(buildDirectory, 'assets'),
      prefix: '/console/assets/',
      index: false,
      wildcard: true,
      maxAge: '365d',
      immutable: true,
      schemaHide: true,
    })
    for (const url of ['/console', '/console/*'])
      server.get(url, { schema: { hide: true }, config: { access: 'public' } }, (_request, reply) => {
        const nonce = randomBytes(16).toString('base64')
        return documentHeaders(reply, nonce).send(parts.join(nonce))
      })
  })
}

function documentHeaders(reply: FastifyReply, nonce: string): FastifyReply {
  const { directives } = pageHeaders.contentSecurityPolicy
  const policy = {
    ...directives,
    'style-src': [...directives['style-src'], `'nonce-${nonce}'`],
    'worker-src': ["'none'"],
  }
  return reply.headers({
    'content-type': 'text/html; charset=utf-8',
    // Another nonce each time; and nobody finds the desk of who used this machine before.
    'cache-control': 'no-store',
    'content-security-policy': Object.entries(policy)
      .map(([name, sources]) => `${name} ${sources.join(' ')}`)
      .join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  })
}
