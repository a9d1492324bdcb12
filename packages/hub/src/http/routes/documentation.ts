import helmet from '@fastify/helmet'
import { errorCodes } from '@wuzei/domain'
import type { HubServer } from '../hub-server.ts'
import { pageHeaders } from '../page-headers.ts'

/** API documentation without a script: readable on anything, and nothing to load from elsewhere. */
export async function documentationRoutes(server: HubServer): Promise<void> {
  await server.register(async (pages) => {
    await pages.register(helmet, pageHeaders)
    pages.get('/openapi.json', { schema: { hide: true } }, async () => server.swagger())
    pages.get('/docs', { schema: { hide: true } }, async (request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .send(documentationPage(openApiOf(server), `${request.protocol}://${request.host}`)),
    )
    pages.get('/docs/errors', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(errorsPage()),
    )
    pages.get('/docs/style.css', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(style),
    )
  })
}

interface OpenApi {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly tags?: readonly { readonly name: string; readonly description?: string }[]
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema?: unknown
  }[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }>
  >
}

/** The document as plain data: what is shown is what `/openapi.json` sends. */
function openApiOf(server: HubServer): OpenApi {
  const api: OpenApi = JSON.parse(JSON.stringify(server.swagger()))
  return api
}

function documentationPage(api: OpenApi, origin: string): string {
  const operations = Object.entries(api.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const sections = (api.tags ?? []).map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(tag.name))
    return `<section aria-labelledby="tag-${tag.name}"><h2 id="tag-${tag.name}">${escape(tag.name)}</h2>
      <p>${escape(tag.description ?? '')}</p>${own.map(operationHtml).join('')}</section>`
  })
  return page(
    `${api.info.title} ${api.info.version}`,
    `<p>${escape(api.info.description ?? '')}</p>
     <p><a href="/openapi.json">OpenAPI 3.1</a> · <a href="/docs/errors">Error codes</a> · <a href="/">Portal</a></p>
     <pre tabindex="0">curl '${escape(origin)}/v1/check?value=95588'</pre>${sections.join('')}`,
  )
}

function operationHtml({
  path,
  method,
  operation,
}: {
  path: string
  method: string
  operation: Operation
}): string {
  const parameters = (operation.parameters ?? []).map(
    (parameter) =>
      `<li><code>${escape(parameter.name)}</code> (${parameter.in}${parameter.required ? ', required' : ''})</li>`,
  )
  const body = Object.entries(operation.requestBody?.content ?? {}).map(
    ([type, content]) =>
      `<details><summary>Body: ${escape(type)}</summary>${schemaHtml(content.schema)}</details>`,
  )
  const answers = Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const schema = Object.values(response.content ?? {})[0]?.schema
    return `<details><summary>${escape(status)}</summary>${schemaHtml(schema)}</details>`
  })
  return `<article><h3><code>${method.toUpperCase()} ${escape(path)}</code></h3>
    <p>${escape(operation.summary ?? '')}${operation.security ? ' <strong>(administrator key)</strong>' : ''}</p>
    <p>${escape(operation.description ?? '')}</p>
    ${parameters.length > 0 ? `<ul>${parameters.join('')}</ul>` : ''}${body.join('')}${answers.join('')}</article>`
}

function schemaHtml(schema: unknown): string {
  return `<pre tabindex="0">${escape(JSON.stringify(schema ?? {}, null, 2))}</pre>`
}

function errorsPage(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, { status, title }]) =>
      `<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${escape(title)}</td></tr>`,
  )
  return page(
    'Error codes',
    `<p>Errors are RFC 9457 problem details; <code>code</code> is one of these.</p>
     <table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead>
     <tbody>${rows.join('')}</tbody></table>`,
  )
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="/docs/style.css"></head>
<body><main><h1>${escape(title)}</h1>${body}</main></body></html>`
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const style = `:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;margin:0}
main{max-width:60rem;margin:0 auto;padding:1rem}h2{margin-top:2.5rem;text-transform:capitalize}
article{border-top:1px solid #8886;padding:.5rem 0}h3{margin:.5rem 0 0}code,pre{font:14px/1.5 ui-monospace,monospace}
pre{overflow:auto;padding:.75rem;background:#8881;border-radius:8px}summary{cursor:pointer;padding:.25rem 0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem;border-bottom:1px solid #8884}`
