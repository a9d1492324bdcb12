import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { errorCodes } from '../packages/domain/src/errors.ts'
import { checkBoundaries } from './boundaries.ts'
import { errorsDocument } from './errors-document.ts'

const root = dirname(import.meta.dirname)

const manifestPaths = globSync(['package.json', '{packages,services,apps}/*/package.json'], { cwd: root })

/** A cold type check of the whole tree on a busy machine of two cores. */
const toolTimeoutMs = 5 * 60_000

describe('boundaries', () => {
  it('hold', () => {
    expect(checkBoundaries(root).map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([])
  })
})

describe('docs/errors.md', () => {
  const document = readFileSync(join(root, 'docs/errors.md'), 'utf8')

  it('names every code with its status, and no other', () => {
    const rows = document.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| (.+) \|$/gm)
    const documented = Object.fromEntries(
      [...rows].map(([, code, status, title]) => [code, { status: Number(status), title }]),
    )
    expect(documented).toEqual(errorCodes)
  })

  it('is what npm run docs:errors writes', () => {
    expect(document).toBe(errorsDocument())
  })
})

describe('packages', () => {
  it.each(manifestPaths)('%s says what it is and under which licence', (path) => {
    const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(root, path), 'utf8'))
    expect(manifest.description).toMatch(/\S/)
    expect(manifest.license).toBe('Apache-2.0')
  })

  it.each(manifestPaths)('%s pins exact versions', (path) => {
    const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(
      readFileSync(join(root, path), 'utf8'),
    )
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([name, version]) => !name.startsWith('@wuzei/') && !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    expect(loose).toEqual([])
  })
})

describe('documents', () => {
  const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root })

  it('link to nothing that is not there', () => {
    const broken = documents.flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/\]\((?!\w+:)([^)#\s]+)/g)]
        .map(([, target = '']) => join(dirname(path), target))
        .filter((target) => !existsSync(join(root, target)))
        .map((target) => `${path}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('give a reason for every dependency', () => {
    const reasons = readFileSync(join(root, 'docs/adr/0002-chosen-parts.md'), 'utf8')
    const unexplained = manifestPaths.flatMap((path) => {
      const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(
        readFileSync(join(root, path), 'utf8'),
      )
      return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
        .filter((name) => !name.startsWith('@wuzei/') && !reasons.includes(`${name} `))
        .map((name) => `${path}: ${name}`)
    })
    expect(unexplained).toEqual([])
  })
})

describe('tracked files', () => {
  it('name no path of somebody’s machine', (context) => {
    const pattern = /(^|[\s'"`(=:])(\/root\/|\/work\/|\/home\/[a-z]|\/Users\/[A-Za-z]|[A-Z]:\\Users\\)/
    expect(linesMatching(context, pattern)).toEqual([])
  })

  it('name no package registry', (context) => {
    const address = spawnSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8' })
    const here = URL.canParse(address.stdout.trim()) ? new URL(address.stdout.trim()).host : null
    const any = /\/\/[\w.-]*(registry|mirror|artifactory|nexus)[\w.-]*[:/]/i
    expect(linesMatching(context, any)).toEqual([])
    const escaped = here?.replaceAll(/[^a-z0-9]/gi, String.raw`\$&`)
    if (escaped !== undefined) expect(linesMatching(context, new RegExp(escaped, 'i'))).toEqual([])
  })

  it('run every test, and skip one only with a reason', (context) => {
    const pattern = /\b(describe|it|test)\.(only|skip|todo)\(/
    const inTests = linesMatching(context, pattern).filter((place) => /\.test\.tsx?:/.test(place))
    expect(inTests).toEqual([])
  })

  it('lock packages by content, wherever they come from', () => {
    const lock: { packages: Record<string, { resolved?: string; link?: boolean }> } = JSON.parse(
      readFileSync(join(root, 'package-lock.json'), 'utf8'),
    )
    const addressed = Object.entries(lock.packages).filter(
      ([, entry]) => entry.resolved !== undefined && entry.link !== true,
    )
    expect(addressed.map(([path]) => path)).toEqual([])
  })
})

describe('tools', () => {
  it('types: tsc --build', { timeout: toolTimeoutMs }, (context) => {
    expectSuccess(context, 'typescript/bin/tsc', ['--build'])
  })

  it('format: biome', { timeout: toolTimeoutMs }, (context) => {
    expectSuccess(context, '@biomejs/biome/bin/biome', ['format', '.'])
  })

  it('lint: oxlint', { timeout: toolTimeoutMs }, (context) => {
    expectSuccess(context, 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings'])
  })
})

/** `FILE:LINE` of every line of a tracked text file that matches; skips the test where there is no repository. */
function linesMatching(context: TestContext, pattern: RegExp): string[] {
  const listing = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  if (listing.status !== 0) context.skip('this is not a git checkout, so there are no tracked files to read')
  const paths = listing.stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
  return paths.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    // A file with a zero byte is not text.
    if (text.includes('\0') || path === 'scripts/house.test.ts') return []
    return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : []))
  })
}

/** Runs a tool of node_modules; skips where its build for this system is not published in the registry at hand. */
function expectSuccess(context: TestContext, script: string, toolArguments: string[]): void {
  const program = join(root, 'node_modules', script)
  const run = (given: string[]) =>
    spawnSync(process.execPath, [program, ...given], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    })
  if (run(['--version']).status !== 0)
    context.skip(`${script} has no build for ${process.platform} ${process.arch} here`)
  const result = run(toolArguments)
  expect(result.status, `${result.stdout}${result.stderr}`).toBe(0)
}
