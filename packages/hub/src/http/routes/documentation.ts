import helmet from '@fastify/helmet'
import { completeDocument } from '../documentation/complete-document.ts'
import { documentationPage, errorsPage } from '../documentation/documentation-page.ts'
import type { OpenApiDocument } from '../documentation/open-api.ts'
import { pageStyle } from '../documentation/page-style.ts'
import type { HubServer } from '../hub-server.ts'
import { pageHeaders } from '../page-headers.ts'

/** API documentation without a script: readable on anything, and nothing to load from elsewhere. */
export async function documentationRoutes(server: HubServer): Promise<void> {
  const hidden = { config: { access: 'public' as const }, schema: { hide: true } }
  let made: OpenApiDocument | undefined
  // Made when it is first asked for: only then every route is there.
  const document = (): OpenApiDocument => {
    made ??= completeDocument(JSON.parse(JSON.stringify(server.swagger())))
    return made
  }
  await server.register(async (pages) => {
    await pages.register(helmet, pageHeaders)
    pages.get('/openapi.json', hidden, async () => document())
    pages.get('/docs', hidden, async (request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .send(documentationPage(document(), `${request.protocol}://${request.host}`)),
    )
    pages.get('/docs/errors', hidden, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(errorsPage()),
    )
    pages.get('/docs/style.css', hidden, async (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(pageStyle),
    )
  })
}
