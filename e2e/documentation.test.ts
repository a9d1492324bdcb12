import { errorCodes } from '@wuzei/domain'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import Schema from 'typebox/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  OpenApiBody,
  OpenApiDocument,
  OpenApiOperation,
} from '../packages/hub/src/http/documentation/open-api.ts'
import { operationNotes } from '../packages/hub/src/http/documentation/operation-notes.ts'
import { describeWithBrowser, launchBrowser } from './browser.ts'

let hub: TestHub
let api: OpenApiDocument
let operations: { name: string; method: string; path: string; operation: OpenApiOperation }[]
beforeAll(async () => {
  hub = await startTestHub()
  api = (await (await fetch(`${hub.url}/openapi.json`)).json()) as OpenApiDocument
  operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )
})
afterAll(async () => {
  await hub.stop()
})

/** What is wrong with a value by a schema of the document, references followed. */
function faultsOf(schema: unknown, value: unknown): unknown {
  // References are looked up below the root of what is checked.
  const [fits, faults] = Schema.Errors({ components: api.components, allOf: [schema] }, value)
  return fits ? [] : faults
}

function contentsOf(body: OpenApiBody | undefined) {
  return Object.values(body?.content ?? {})
}

describe('every route', () => {
  it('has notes in packages/hub/src/http/documentation, and every note has its route', () => {
    expect(Object.keys(operationNotes).toSorted()).toEqual(operations.map(({ name }) => name).toSorted())
  })

  it('says what it does and takes, with an example of each', () => {
    for (const { name, operation } of operations) {
      expect(operation.summary, name).toMatch(/\w{3}/)
      expect(operation.description?.length, name).toBeGreaterThan(40)
      for (const parameter of operation.parameters ?? []) {
        expect(parameter.description, `${name} ${parameter.name}`).toMatch(/\w{3}/)
        expect(parameter.example, `${name} ${parameter.name}`).toBeDefined()
      }
      const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
      // The page about a blocked site is no success for anybody.
      if (name !== 'GET /blocked') expect(good.length, name).toBeGreaterThan(0)
      for (const content of [
        ...contentsOf(operation.requestBody),
        ...good.flatMap(([, body]) => contentsOf(body)),
      ]) {
        expect(content.example, name).toBeDefined()
        expect(content.schema, name).toBeDefined()
      }
    }
  })

  it('has examples that fit their schemas', () => {
    for (const { name, operation } of operations) {
      for (const { name: parameter, schema, example } of operation.parameters ?? [])
        if (example !== undefined) expect(faultsOf(schema, example), `${name} ${parameter}`).toEqual([])
      for (const body of [operation.requestBody, ...Object.values(operation.responses)])
        for (const { schema, example, examples } of contentsOf(body)) {
          const values = [
            ...(example === undefined ? [] : [example]),
            ...Object.values(examples ?? {}).map(({ value }) => value),
          ]
          for (const value of values) expect(faultsOf(schema, value), name).toEqual([])
        }
    }
  })

  it('names its error codes under their statuses', () => {
    const known = new Map(Object.entries(errorCodes).map(([code, { status }]) => [code, String(status)]))
    for (const { name, operation } of operations)
      for (const [status, body] of Object.entries(operation.responses)) {
        expect(status, name).toMatch(/^\d{3}$/)
        for (const content of contentsOf(body))
          for (const code of Object.keys(content.examples ?? {})) expect(known.get(code), name).toBe(status)
      }
    const codesOf = (name: string) =>
      Object.values(operations.find((one) => one.name === name)?.operation.responses ?? {}).flatMap((body) =>
        contentsOf(body).flatMap(({ examples }) => Object.keys(examples ?? {})),
      )
    expect(codesOf('GET /v1/check')).toEqual(expect.arrayContaining(['INDICATOR_EMPTY', 'RATE_LIMITED']))
    expect(codesOf('POST /v1/reports')).toEqual(
      expect.arrayContaining(['PROOF_OF_WORK_REQUIRED', 'BODY_TOO_LARGE', 'OVERLOADED']),
    )
    for (const { name, operation } of operations)
      if (operation.security) expect(codesOf(name), name).toContain('UNAUTHENTICATED')
  })

  it('answers its own example as told, where nothing must be there before', async () => {
    const alone = operations.filter(({ path }) =>
      /^\/v1\/(check|messages|fraud-types|verdict-model|proof-of-work)|^\/(healthz|readyz|metrics)/.test(
        path,
      ),
    )
    expect(alone.length).toBeGreaterThan(7)
    for (const { name, method, path, operation } of alone) {
      const query = new URLSearchParams(
        (operation.parameters ?? []).map(({ name: key, example }) => [key, String(example)]),
      )
      const body = contentsOf(operation.requestBody)[0]?.example
      const answer = await fetch(`${hub.url}${path}?${query}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      expect(answer.status, name).toBe(200)
      const [type = '', content] = Object.entries(operation.responses['200']?.content ?? {})[0] ?? []
      expect(answer.headers.get('content-type'), name).toContain(type)
      if (type === 'application/json')
        expect(faultsOf(content?.schema, await answer.json()), name).toEqual([])
    }
  })
})

it('each shared schema stands in the document once, and every reference leads somewhere', () => {
  const text = JSON.stringify(api)
  const names = Object.keys(api.components?.schemas ?? {})
  expect(names).toEqual(expect.arrayContaining(['Verdict', 'Problem', 'ReportBody', 'Bilingual']))
  const referred = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name))
  expect(referred).toEqual(new Set(names))
  for (const schema of Object.values(api.components?.schemas ?? {}))
    if (JSON.stringify(schema).length > 400)
      expect(text.split(JSON.stringify(schema)).length - 1, JSON.stringify(schema)).toBe(1)
})

describeWithBrowser('the page', () => {
  it.each([390, 1280])(
    'fits %i px, loads nothing from elsewhere and leaves no mark-up in its prose',
    async (width) => {
      const browser = await launchBrowser()
      try {
        const page = await browser.newPage({ viewport: { width, height: 900 } })
        const asked: string[] = []
        page.on('request', (request) => asked.push(new URL(request.url()).origin))
        await page.goto(`${hub.url}/docs`)
        expect(new Set(asked)).toEqual(new Set([new URL(hub.url).origin]))
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
        const prose = await page.locator('main > p, article p, article dd').allTextContents()
        expect(prose.length).toBeGreaterThan(100)
        for (const line of prose) expect(line).not.toContain('`')
        const links = await page
          .locator('a[href^="#"]')
          .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
        expect(links.length).toBeGreaterThan(30)
        for (const link of new Set(links))
          expect(await page.locator(`[id="${link.slice(1)}"]`).count()).toBe(1)
      } finally {
        await browser.close()
      }
    },
  )
})
