import { errorCodes } from '@wuzei/domain'
import { escapeHtml, lineHtml, pageHtml, proseHtml } from './html.ts'
import type { OpenApiDocument } from './open-api.ts'
import { operationHtml, type DocumentedOperation } from './operation-html.ts'
import { schemaHtml } from './schema-html.ts'

/** The document as a page to read: no script, nothing from elsewhere. */
export function documentationPage(document: OpenApiDocument, origin: string): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): DocumentedOperation => ({ path, method, operation })),
  )
  const sections = (document.tags ?? []).map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(tag.name))
    return `<section aria-labelledby="tag-${tag.name}"><h2 id="tag-${tag.name}">${escapeHtml(tag.name)}</h2>
      <p>${lineHtml(tag.description ?? '')}</p>${own.map((one) => operationHtml(one, origin)).join('')}</section>`
  })
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<article id="schema-${name}"><h3><code>${name}</code></h3>${
        typeof schema['description'] === 'string' && 'properties' in schema
          ? `<p>${lineHtml(schema['description'])}</p>`
          : ''
      }${schemaHtml(schema)}</article>`,
  )
  const title = `${document.info.title} ${document.info.version}`
  return pageHtml(
    title,
    `${proseHtml(document.info.description ?? '')}
     <p><a href="/openapi.json">OpenAPI 3.1</a> · <a href="/docs/errors">Error codes</a> · <a href="/">Portal</a></p>
     <pre tabindex="0">curl '${escapeHtml(origin)}/v1/check?value=95588'</pre>
     ${contentsHtml(document, operations)}${sections.join('')}
     <section aria-labelledby="schemas"><h2 id="schemas">schemas</h2>${schemas.join('')}</section>`,
  )
}

function contentsHtml(document: OpenApiDocument, operations: readonly DocumentedOperation[]): string {
  const lists = (document.tags ?? []).map((tag) => {
    const items = operations
      .filter(({ operation }) => operation.tags?.includes(tag.name))
      .map(
        ({ method, path, operation }) =>
          `<li><a href="#${operation.operationId ?? ''}">${escapeHtml(operation.summary ?? path)}</a> <small>${method.toUpperCase()} ${escapeHtml(path)}</small></li>`,
      )
    return `<li><a href="#tag-${tag.name}">${escapeHtml(tag.name)}</a><ul>${items.join('')}</ul></li>`
  })
  return `<nav aria-label="Contents"><ul>${lists.join('')}<li><a href="#schemas">schemas</a></li></ul></nav>`
}

/** Every error code with its status and meaning. */
export function errorsPage(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, { status, title }]) =>
      `<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${escapeHtml(title)}</td></tr>`,
  )
  return pageHtml(
    'Error codes',
    `<p>Errors are RFC 9457 problem details; <code>code</code> is one of these. <a href="/docs">API documentation</a></p>
     <table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead>
     <tbody>${rows.join('')}</tbody></table>`,
  )
}
