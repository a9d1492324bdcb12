import { escapeHtml, lineHtml, proseHtml } from './html.ts'
import type { OpenApiBody, OpenApiOperation, OpenApiParameter } from './open-api.ts'
import { schemaHtml, summaryHtml } from './schema-html.ts'

export interface DocumentedOperation {
  readonly path: string
  readonly method: string
  readonly operation: OpenApiOperation
}

/** One route: what it does, what it takes, an example to paste, and every answer. */
export function operationHtml(documented: DocumentedOperation, origin: string): string {
  const { path, method, operation } = documented
  const parameters = operation.parameters ?? []
  const responses = Object.entries(operation.responses)
  return `<article id="${operation.operationId ?? ''}"><h3>${escapeHtml(operation.summary ?? '')}</h3>
    <p class="route"><code>${method.toUpperCase()} ${escapeHtml(path)}</code>${keysHtml(operation.security ?? [])}</p>
    ${proseHtml(operation.description ?? '')}
    ${parameters.length === 0 ? '' : `<h4>Parameters</h4><dl>${parameters.map(parameterHtml).join('')}</dl>`}
    ${operation.requestBody ? bodyHtml('Body', operation.requestBody) : ''}
    <h4>Example</h4><pre tabindex="0">${escapeHtml(curlOf(documented, origin))}</pre>
    ${responses
      .filter(([status]) => status.startsWith('2'))
      .map(successHtml)
      .join('')}
    <h4>Errors</h4><ul class="errors">${responses
      .filter(([status]) => !status.startsWith('2'))
      .map(failureHtml)
      .join('')}</ul></article>`
}

/** Which keys open it: each alternative by the name of its scheme. */
function keysHtml(security: readonly unknown[]): string {
  const names = security.flatMap((one) => (typeof one === 'object' && one !== null ? Object.keys(one) : []))
  return names.length === 0 ? '' : ` <strong>needs ${escapeHtml(names.join(' or '))}</strong>`
}

function parameterHtml(parameter: OpenApiParameter): string {
  const place = parameter.in === 'path' ? 'in the path' : parameter.required ? 'required' : 'may be left out'
  const { description: _, ...schema } = parameter.schema ?? {}
  return `<dt><code>${escapeHtml(parameter.name)}</code> <small>${place}</small></dt>
    <dd>${summaryHtml(schema)} ${lineHtml(parameter.description ?? '')}</dd>`
}

function bodyHtml(title: string, body: OpenApiBody): string {
  return Object.entries(body.content ?? {})
    .map(
      ([type, content]) =>
        `<h4>${title} <small>${escapeHtml(type)}</small></h4>${content.schema ? schemaHtml(content.schema) : ''}`,
    )
    .join('')
}

function successHtml([status, body]: [string, OpenApiBody]): string {
  const content = Object.entries(body.content ?? {})[0]
  if (!content) return `<h4>Answer ${status}</h4><p>${lineHtml(body.description ?? '')}</p>`
  const [type, { schema, example }] = content
  return `<h4>Answer ${status} <small>${escapeHtml(type)}</small></h4>${schema ? schemaHtml(schema) : ''}
    ${example === undefined ? '' : `<details><summary>Example of the answer</summary><pre tabindex="0">${escapeHtml(textOf(example))}</pre></details>`}`
}

/** Codes with links to where they are explained. */
function failureHtml([status, body]: [string, OpenApiBody]): string {
  const codes = Object.keys(Object.values(body.content ?? {})[0]?.examples ?? {})
  if (codes.length === 0) return `<li>${status} ${lineHtml(body.description ?? '')}</li>`
  const links = codes.map((code) => `<a href="/docs/errors#${code}"><code>${code}</code></a>`)
  return `<li>${status} ${links.join(' ')}</li>`
}

/** A command that sends the example; in a file of its own where the body is one. */
function curlOf({ path, method, operation }: DocumentedOperation, origin: string): string {
  const parameters = operation.parameters ?? []
  const filled = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((url, { name, example }) => url.replace(`{${name}}`, encodeURIComponent(String(example))), path)
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.example !== undefined)
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`)
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  return [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} '${origin}${filled}${query.length > 0 ? `?${query.join('&')}` : ''}'`,
    ...(operation.security ? [`  -H 'Authorization: Bearer wzk_…'`] : []),
    ...(type === undefined ? [] : [`  -H 'Content-Type: ${type}'`]),
    ...(content?.example === undefined
      ? []
      : [type === 'application/json' ? `  --data '${textOf(content.example)}'` : '  --data-binary @FILE']),
  ].join(' \\\n')
}

function textOf(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2)
}
