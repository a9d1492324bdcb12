import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient } from '@wuzei/sdk'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenApiDocument } from '../packages/hub/src/http/documentation/open-api.ts'
import { operationsOf, routeTypes } from '../scripts/sdk-route-types.ts'
import { routeMethods } from '../packages/sdk/src/routes/route-methods.ts'

/** Routes without a method of the client, by how they begin, and why. */
const leftOut: Readonly<Record<string, string>> = {
  '/taxii2/': 'TAXII 2.1: any of its clients',
  '/v1/stix/': 'STIX bundle: for readers of STIX',
  '/v1/misp/': 'MISP feed: for MISP',
  '/v4/': 'Safe Browsing 4: for its clients',
  '/v5/': 'Safe Browsing 5: for browsers',
  '/v1/rpz/zone': 'a zone file: for resolvers',
  '/v1/gateways/': 'asked by nginx and iOS themselves',
  '/blocked': 'a page for people',
  '/metrics': 'Prometheus text',
}
const isLeftOut = (route: string) =>
  Object.keys(leftOut).some((beginning) => route.split(' ')[1]?.startsWith(beginning))

const folder = join(import.meta.dirname, '..', 'packages', 'sdk', 'src', 'routes')

let hub: TestHub
let document: OpenApiDocument
beforeAll(async () => {
  hub = await startTestHub()
  document = JSON.parse(await (await fetch(`${hub.url}/openapi.json`)).text())
})
afterAll(async () => await hub.stop())

test('every route of the hub has a method of the client, and every method has its route', () => {
  const routes = operationsOf(document)
    .map(([route]) => route)
    .filter((route) => !isLeftOut(route))
  const named: readonly string[] = Object.values(routeMethods)
  // Name new routes in packages/sdk/src/routes/route-methods.ts, then make the types as below.
  expect(
    routes.filter((route) => !named.includes(route)),
    'routes without a method',
  ).toEqual([])
  expect(
    named.filter((route) => !routes.includes(route)),
    'methods without a route',
  ).toEqual([])
  expect(new Set(named).size).toBe(named.length)
  const { routes: methods } = createClient({ baseUrl: hub.url })
  expect(Object.keys(methods)).toEqual(Object.keys(routeMethods))
  for (const method of Object.values(methods)) expect(method).toBeTypeOf('function')
})

test('the document names every route that the server has', () => {
  const documented = new Set(operationsOf(document).map(([route]) => route))
  // The documentation itself, a page for people, and a second spelling of a path.
  const hidden = ['/docs', '/docs/errors', '/docs/style.css', '/openapi.json', '/retractions/:id', '/taxii2']
  const served = hub.hub.server.routeTable.routes.flatMap(({ methods, url }) =>
    methods
      .filter((method) => method !== 'HEAD' && !url.includes('*') && !hidden.includes(url))
      .map(
        (method) =>
          `${method} ${url
            .replaceAll('::', ':\u0000')
            .replace(/:(\w+)/g, '{$1}')
            .replaceAll('\u0000', '')}`,
      ),
  )
  expect(served.filter((route) => !documented.has(route))).toEqual([])
})

test('nothing is left out that is not there', () => {
  const paths = operationsOf(document).map(([route]) => route.split(' ')[1] ?? '')
  for (const beginning of Object.keys(leftOut))
    expect(paths.filter((path) => path.startsWith(beginning)).length, beginning).toBeGreaterThan(0)
})

test('the types of the client are those of the document', async () => {
  const made = routeTypes(document, isLeftOut)
  const files = {
    'route-schemas.ts': made.schemas,
    'route-types.ts': made.routes,
    'reply-forms.ts': made.forms,
  }
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    // To make them: WUZEI_WRITE_TABLES=1 npx vitest run e2e/sdk-routes.test.ts
    if (process.env['WUZEI_WRITE_TABLES'] === '1') await writeFile(path, text)
    expect(await readFile(path, 'utf8'), name).toBe(text)
  }
})
