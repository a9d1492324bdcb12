import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'

const root = dirname(import.meta.dirname)

/** Below the repository, from which the pinned Node resolves. */
mkdirSync(join(root, '.tmp'), { recursive: true })
const folder = mkdtempSync(join(root, '.tmp/wuzei-command-'))
const command = join(folder, 'bin/wuzei.js')

const main = `
const given: string[] = process.argv.slice(2)
if (given[0] === 'echo') process.stdin.pipe(process.stdout)
else if (given[0] === 'wait') {
  process.once('SIGTERM', () => process.exit(7))
  setInterval(() => {}, 1_000)
  console.log('waiting')
} else {
  console.log(JSON.stringify({ major: Number.parseInt(process.versions.node), given }))
  process.exitCode = 3
}
`

beforeAll(() => {
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  copyFileSync(join(root, 'services/hub/bin/wuzei.js'), command)
  writeFileSync(join(folder, 'src/main.ts'), main)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(['the pinned Node', 'an older Node'])('under %s', (which) => {
  const nodePath = which === 'the pinned Node' ? process.execPath : olderNode()

  it('runs the main with the arguments, under Node 24 or newer, and hands its exit status on', (context) => {
    const result = spawnSync(program(context, nodePath), [command, 'a', 'b c'], { encoding: 'utf8' })
    const { major, given }: { major: number; given: string[] } = JSON.parse(result.stdout)
    expect(given).toEqual(['a', 'b c'])
    expect(major).toBeGreaterThanOrEqual(24)
    expect(result.status).toBe(3)
  })

  it('hands input and output through', (context) => {
    const result = spawnSync(program(context, nodePath), [command, 'echo'], {
      input: '无贼',
      encoding: 'utf8',
    })
    expect(result.stdout).toBe('无贼')
    expect(result.status).toBe(0)
  })

  it('hands a request to end on, and waits for the end', async (context) => {
    const child = spawn(program(context, nodePath), [command, 'wait'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    expect(await exited).toEqual([7, null])
  })
})

function program(context: TestContext, path: string | null): string {
  if (path === null) context.skip('no Node older than 24 is on the search path')
  return path ?? ''
}

/** The first `node` on the search path that is too old to run TypeScript by itself. */
function olderNode(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((entry) => entry !== '')
  const candidates = folders.map((entry) => join(entry, 'node'))
  return candidates.find((path) => majorOf(path) < 24) ?? null
}

function majorOf(path: string): number {
  const result = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return result.status === 0 ? Number.parseInt(result.stdout.slice(1), 10) : Number.POSITIVE_INFINITY
}
