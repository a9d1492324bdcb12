import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

/** A program of somebody who installed the package. */
const program = `
import { createClient, createShield, memoryStorage, verifyWebhook, readFeed, WuzeiError } from '@wuzei/sdk'
import type { RouteInput, RouteReply, ShieldAnswer } from '@wuzei/sdk'
import { solveProofOfWork } from '@wuzei/sdk/solve-proof-of-work'

declare const process: { readonly argv: readonly string[] }
const client = createClient({ baseUrl: process.argv[2] ?? '', credentials: 'none', retries: 0 })
const verdict = await client.check('95588')
const level: 'safe' | 'unknown' | 'suspicious' | 'high' | 'confirmed' = verdict.level
const input: RouteInput<'GET /v1/check'> = { query: { value: '95588' } }
const again: RouteReply<'GET /v1/check'> = await client.routes.check(input)
const organisations = async (): Promise<readonly { readonly id: string }[]> =>
  (await client.routes.organisations({ query: { after: 'x' } })).organisations
// @ts-expect-error: there is no such field
const wrong: unknown = async () => await client.routes.check({ query: { velue: '95588' } })
const shield = await createShield({ client, publicKey: new Uint8Array(32), storage: memoryStorage(), updateEveryMs: 0 })
const answer: ShieldAnswer = await shield.check('95588')
const failed: unknown = await shield.update().catch((error: unknown) => error)
const code = failed instanceof WuzeiError ? failed.code : 'none'
const functions = [organisations, wrong, verifyWebhook, readFeed, solveProofOfWork].map((one) => typeof one)
console.log(JSON.stringify({ level, again: again.level, outcome: answer.outcome, code, functions: [...new Set(functions)] }))
`

const options = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.asynciterable'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    // The package's own types are checked too.
    skipLibCheck: false,
    types: [],
  },
  files: ['program.ts'],
}

let hub: TestHub
let folder: string
let figures: { path: string; packedBytes: number; gzippedJavaScriptBytes: number }
let notInstalled = ''
beforeAll(async () => {
  hub = await startTestHub()
  folder = await mkdtemp(join(tmpdir(), 'wuzei-sdk-'))
  await run(
    process.execPath,
    [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--build', 'packages/sdk'],
    {
      cwd: root,
    },
  )
  const packed = await run(process.execPath, [join(root, 'scripts', 'pack-sdk.ts'), folder], { cwd: root })
  figures = JSON.parse(packed.stdout)
  console.log(`The package: ${packed.stdout.trim()}`)
  await writeFile(join(folder, 'package.json'), '{"name":"scratch","private":true,"type":"module"}')
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(options))
  await writeFile(join(folder, 'program.ts'), program)
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', figures.path], {
    cwd: folder,
    timeout: 90_000,
  }).catch((error: unknown) => {
    notInstalled = String(error).split('\n')[0] ?? 'it could not be installed'
  })
}, 240_000)
afterAll(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('the package as it is published', () => {
  test('installs in an empty project, is type-checked there strictly, and runs', async (context) => {
    if (notInstalled !== '') context.skip(`the packages it depends on are out of reach: ${notInstalled}`)
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const checked = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch(
      (error: { stdout?: string }) => ({ stdout: error.stdout ?? 'tsc did not run' }),
    )
    expect(checked.stdout).toBe('')
    const { stdout } = await run(process.execPath, ['program.js', hub.url], { cwd: folder })
    expect(JSON.parse(stdout)).toEqual({
      level: 'safe',
      again: 'safe',
      outcome: 'not-listed',
      code: 'UNAUTHENTICATED',
      functions: ['function'],
    })
  })

  test('names nothing private, and stays small', async () => {
    const manifest = await readFile(join(folder, 'package', 'package.json'), 'utf8')
    expect(manifest).not.toContain('"private"')
    expect(
      Object.keys(JSON.parse(manifest).dependencies).filter((name) => name.startsWith('@wuzei/')),
    ).toEqual([])
    const code = await readFile(join(folder, 'package', 'dist', 'index.js'), 'utf8')
    expect(code).not.toMatch(/^import .*["'](@wuzei|node:)/m)
    expect(figures.gzippedJavaScriptBytes).toBeLessThan(120_000)
  })
})
