import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkBoundaries } from './boundaries.ts'

const manifests = {
  domain: { name: '@wuzei/domain', exports: { '.': './src/index.ts', './tables/*': './src/tables/*.ts' } },
  contract: { name: '@wuzei/contract', exports: { '.': './src/index.ts' }, dependencies: { typebox: '1' } },
  store: { name: '@wuzei/store', exports: { '.': './src/index.ts' }, dependencies: { '@wuzei/domain': '0' } },
  hub: {
    name: '@wuzei/hub',
    exports: { '.': './src/index.ts' },
    dependencies: { '@wuzei/domain': '0', fastify: '5' },
    devDependencies: { '@types/pg': '8' },
  },
  sdk: { name: '@wuzei/sdk', exports: { '.': './src/index.ts' }, dependencies: { '@wuzei/contract': '0' } },
  testkit: { name: '@wuzei/testkit', exports: { '.': './src/index.ts' } },
}
const portal = {
  name: '@wuzei/portal',
  dependencies: { '@wuzei/sdk': '0' },
  devDependencies: { '@wuzei/contract': '0' },
}

const root = mkdtempSync(join(tmpdir(), 'wuzei-boundaries-'))

beforeEach(() => {
  write('package.json', JSON.stringify({ name: 'wuzei', devDependencies: { vitest: '5' } }))
  for (const [folder, manifest] of Object.entries(manifests)) {
    write(`packages/${folder}/package.json`, JSON.stringify(manifest))
  }
  write('apps/portal/package.json', JSON.stringify(portal))
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('what the boundaries allow', () => {
  it.each([
    [
      'packages/domain/src/a.ts',
      "import { b } from './deep/b.ts'; export const at = (s: number) => new Date(s)",
    ],
    [
      'packages/store/src/a.ts',
      "import { readFile } from 'node:fs/promises'; import '@wuzei/domain'; Date.now()",
    ],
    ['packages/hub/src/a.ts', "import '@wuzei/domain/tables/banks'; import type { Pool } from 'pg'"],
    [
      'packages/hub/src/a.test.ts',
      "import 'vitest'; import '@wuzei/testkit'; import '../../../scripts/tally.ts'",
    ],
    ['packages/domain/src/a.test.ts', "import 'node:fs'; Date.now(); import('vitest')"],
    ['apps/portal/src/a.tsx', "import '@wuzei/sdk'; import type { Verdict } from '@wuzei/contract'"],
    ['apps/portal/src/a.ts', "import { type Verdict } from '@wuzei/contract'"],
    ['packages/domain/src/a.ts', "// Date.now()\nexport const text = 'Math.random() and fetch()'"],
    [
      'packages/domain/src/a.ts',
      'export const read = (door: { fetch(): void; now(): void }) => door.fetch()',
    ],
    ['scripts/a.ts', "import '../packages/domain/src/index.ts'; process.exit()"],
    ['packages/domain/src/a.ts', '//\n'.repeat(400)],
  ])('%s: %s', (file, text) => {
    write(file, text)
    expect(checkBoundaries(root)).toEqual([])
  })
})

describe('layers', () => {
  it.each([
    ['packages/domain/src/a.ts', "import '@wuzei/contract'", 'may not import @wuzei/contract'],
    ['packages/store/src/a.ts', "import type { T } from '@wuzei/contract'", 'may not import @wuzei/contract'],
    ['packages/hub/src/a.ts', "export * from '@wuzei/sdk'", 'may not import @wuzei/sdk'],
    ['packages/hub/src/a.ts', "import '@wuzei/testkit'", 'may not import @wuzei/testkit'],
    ['packages/hub/src/a.test.ts', "import '@wuzei/sdk'", 'may not import @wuzei/sdk'],
    ['apps/portal/src/a.ts', "import '@wuzei/domain'", 'may not import @wuzei/domain'],
    ['apps/portal/src/a.ts', "import { a, type B } from '@wuzei/contract'", 'write import type'],
    ['packages/sdk/src/a.ts', "type T = import('@wuzei/hub').T", 'may not import @wuzei/hub'],
    ['packages/sdk/src/a.ts', "await import('@wuzei/store')", 'may not import @wuzei/store'],
    ['packages/domain/src/a.ts', "import '@wuzei/shield'", 'does not exist yet'],
    ['packages/domain/src/a.ts', "import '@wuzei/domain'", 'by relative path'],
  ])('%s: %s', (file, text, message) => {
    write(file, text)
    expectOne(file, 1, message)
  })

  it('refuses a declared dependency that points up', () => {
    const manifest = { ...manifests.store, dependencies: { '@wuzei/hub': '0' } }
    write('packages/store/package.json', JSON.stringify(manifest))
    expectOne('packages/store/package.json', 1, 'may not depend on @wuzei/hub')
  })

  it('refuses a package nobody placed', () => {
    write('packages/misc/package.json', JSON.stringify({ name: '@wuzei/misc' }))
    expectOne('packages/misc/package.json', 1, 'has no layer')
  })
})

describe('dependencies', () => {
  it.each([
    ['packages/hub/src/a.ts', "import 'kysely'", 'kysely is not declared'],
    ['packages/hub/src/a.ts', "import 'fastify-plugin'", 'fastify-plugin is not declared'],
    ['packages/hub/src/a.ts', "import { Pool } from 'pg'", 'pg is not declared'],
    ['packages/contract/src/a.ts', "import '@wuzei/domain'", '@wuzei/domain is not declared'],
    ['packages/hub/src/a.ts', "import 'vitest'", 'vitest is not declared'],
    ['packages/hub/src/a.test.ts', "import 'fast-check'", 'fast-check is not declared'],
    ['packages/hub/src/a.ts', "import '@wuzei/domain/src/errors.ts'", "not among @wuzei/domain's exports"],
    ['packages/hub/src/a.ts', "import '../../domain/src/errors.ts'", 'leaves packages/hub'],
    ['packages/hub/src/a.test.ts', "import '../../domain/src/errors.ts'", 'leaves packages/hub'],
    ['packages/hub/src/a.ts', "import '../../../scripts/tally.ts'", 'leaves packages/hub'],
  ])('%s: %s', (file, text, message) => {
    write(file, text)
    expectOne(file, 1, message)
  })
})

describe('purity', () => {
  it.each([
    'Date.now()',
    "Date['now']()",
    'const clock = Date.now',
    'Math.random()',
    'new Date()',
    'Date()',
    "fetch('/')",
    'globalThis.fetch',
    'setTimeout(() => {}, 1)',
    'process.env',
    'performance.now()',
    'crypto.randomUUID()',
  ])('%s', (expression) => {
    const file = 'packages/domain/src/a.ts'
    write(file, `export const a = 1\nexport const b = () => { ${expression} }`)
    expectOne(file, 2, 'is pure and may not use')
  })

  it.each(['domain', 'contract', 'sdk'])('%s imports no Node module', (name) => {
    const file = `packages/${name}/src/a.ts`
    write(file, "import 'node:fs'")
    expectOne(file, 1, 'must run without Node')
  })

  it('knows a name that every object has from one of its own', () => {
    write('packages/domain/src/a.ts', 'export const a = (toString: string[]) => toString.length')
    expect(checkBoundaries(root)).toEqual([])
  })

  it('leaves the clock to the packages that own resources', () => {
    write('packages/hub/src/a.ts', 'export const now = () => Date.now()')
    expect(checkBoundaries(root)).toEqual([])
  })
})

describe('files', () => {
  it('refuses one of 401 lines', () => {
    write('packages/domain/src/a.ts', '//\n'.repeat(401))
    expectOne('packages/domain/src/a.ts', 401, '401 lines')
  })

  it('does not pass over one that it cannot read', () => {
    write('packages/domain/src/a.ts', 'const = ')
    expect(() => checkBoundaries(root)).toThrow('does not parse')
  })
})

function expectOne(file: string, line: number, message: string): void {
  expect(checkBoundaries(root)).toEqual([{ file, line, message: expect.stringContaining(message) as string }])
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
