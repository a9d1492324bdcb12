import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopEmbeddedServer } from '@wuzei/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { helpFor } from '../usage.ts'
import { findCommand } from './commands.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const realLists = join(root, '..', 'shared', 'data', 'indicators')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wuzei-commands-'))
})
afterAll(async () => {
  await stopEmbeddedServer(join(folder, 'data'))
  await rm(folder, { recursive: true, force: true })
})

/** Runs the command as a user would, on a data folder of its own. */
async function wuzei(args: readonly string[], input = '') {
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn('node', [join(root, 'services', 'hub', 'bin', 'wuzei.js'), ...args], {
    cwd: folder,
    env: environment,
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  child.stdin.end(input)
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { status, ...output, lines: output.stdout.trimEnd().split('\n') }
}

describe('a library made by an import', () => {
  test('import, check, audit and rebuild work without a hub', async () => {
    await writeFile(join(folder, 'list.tsv'), 'A\thttps://a-b.top/x\t9\nB\tnot a site\t1\n')
    const imported = await wuzei(['import', 'list.tsv', '--format', 'tw165', '--data', 'data'])
    expect(imported.lines.at(-1)).toBe(
      '{"read":2,"added":1,"updated":0,"unchanged":0,"rejected":1,"rejectedFile":"list.tsv.rejected.ndjson"}',
    )
    expect(imported.status).toBe(1)
    expect(imported.stderr).toContain(
      `1 refused; they stand in ${join(folder, 'list.tsv.rejected.ndjson')}\n`,
    )
    expect(JSON.parse(await readFile(join(folder, 'list.tsv.rejected.ndjson'), 'utf8'))).toMatchObject({
      line: 2,
      value: 'not a site',
      error: { code: 'INDICATOR_UNRECOGNISED' },
    })
    const checked = await wuzei(
      ['check', '--stdin', '--data', 'data'],
      '{"id":7,"value":"a-b.top/y"}\nnonsense\n{"id":8,"value":"95588"}\n{"id":9,"value":"??"}\n',
    )
    expect(checked.lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { id: 7, level: 'high' },
      { line: 2, error: { code: 'LINE_INVALID' } },
      { id: 8, level: 'safe' },
      { id: 9, value: '??', error: { code: 'INDICATOR_UNRECOGNISED' } },
    ])
    expect(checked.status).toBe(1)
    expect(await wuzei(['audit', 'rebuild', '--data', 'data'])).toMatchObject({ status: 0 })
    expect(await wuzei(['audit', 'export', 'log.ndjson', '--data', 'data'])).toMatchObject({ status: 0 })
    expect(await wuzei(['audit', 'verify', '--export', 'log.ndjson'])).toMatchObject({ status: 0 })
    const log = await readFile(join(folder, 'log.ndjson'), 'utf8')
    await writeFile(join(folder, 'log.ndjson'), log.replace('"tier":"feed"', '"tier":"police"'))
    const forged = await wuzei(['audit', 'verify', '--export', 'log.ndjson'])
    expect(forged.status).toBe(1)
    expect(forged.stderr).toContain('LEAF_HASH_WRONG')
  })
})

test('what cannot run says why and exits with 2', async () => {
  expect(await wuzei(['import', 'missing.tsv', '--format', 'ftc', '--data', 'none'])).toMatchObject({
    status: 2,
  })
  expect(await wuzei(['import', 'x', '--format', 'xml', '--data', 'none'])).toMatchObject({ status: 2 })
  expect(await wuzei(['check', 'a-b.top', '--data', 'none'])).toMatchObject({ status: 2, stdout: '' })
  expect(await wuzei(['check', '--bogus'])).toMatchObject({ status: 2 })
})

test('a file that is missing is named once, in words', async () => {
  const missing = await wuzei(['import', 'missing.tsv', '--format', 'ftc', '--data', 'none'])
  expect(missing).toMatchObject({ status: 2, stdout: '' })
  expect(missing.stderr).toBe('import: missing.tsv: there is no such file or folder\n')
  const isFolder = await wuzei(['import', '.', '--format', 'ftc', '--dry-run'])
  expect(isFolder).toMatchObject({ status: 2 })
  expect(isFolder.stderr).toContain('it is a folder, not a file')
  expect(isFolder.stderr).not.toContain('EISDIR')
})

test('a dry run writes nothing, not even what it refuses', async () => {
  await writeFile(join(folder, 'dry.tsv'), 'A\thttps://a-b.top/x\t9\nB\tnot a site\t1\n')
  const before = await readdir(folder)
  const dry = await wuzei(['import', 'dry.tsv', '--format', 'tw165', '--dry-run', '--rejects', 'dry.rejects'])
  expect(dry).toMatchObject({ status: 1, stderr: '' })
  expect(JSON.parse(dry.lines.at(-1) ?? '')).toMatchObject({ read: 2, rejected: 1, rejectedFile: null })
  expect(await readdir(folder)).toEqual(before)
})

const pseudoTerminal = '/usr/bin/script'
test.skipIf(!existsSync(pseudoTerminal)).each([
  ['check --stdin --data none', '{"id":1,"value":"95588"}'],
  ['extract --stdin', '{"id":1,"text":"..."}'],
])('%s tells a person at a terminal what it waits for (needs script)', async (command, example) => {
  const main = join(root, 'services', 'hub', 'bin', 'wuzei.js')
  const child = spawn(pseudoTerminal, ['-qec', `node ${main} ${command}`, '/dev/null'], {
    cwd: folder,
  })
  let shown = ''
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString()
    // Ctrl+D, as a person would end it.
    if (shown.includes('waiting')) child.stdin.end('\u0004')
  })
  await new Promise((resolve) => child.once('close', resolve))
  expect(shown).toContain(
    `${command.split(' ', 1)[0]}: waiting for lines such as ${example}; Ctrl+D ends them`,
  )
  expect((await wuzei(command.split(' '))).stderr).not.toContain('waiting')
})

test.each([
  ['serve', '--port --host --data --role --trust-proxy'],
  ['import', '--format --source --fraud-type --map --rejects --data --dry-run'],
  ['check', '--stdin --url --data'],
  ['extract', '--stdin'],
  ['audit', '--url --key --export --data'],
  ['bench', '--entries --json'],
  ['admin-key', '--data'],
])('the help of %s explains every option and names it in its first line', async (name, options) => {
  const command = await findCommand(name)
  if (!command) throw new Error(`there is no command ${name}`)
  const help = helpFor(command)
  for (const option of options.split(' ')) {
    expect(help).toMatch(new RegExp(`^  ${option}( \\S+)?  +\\w`, 'm'))
    expect(help.split('\n')[0]).toContain(option)
  }
})

test('help is asked for with --help, and an unknown option is refused in words', async () => {
  const help = await wuzei(['serve', '--help'])
  expect(help).toMatchObject({ status: 0, stderr: '' })
  expect(help.stdout).toContain('Options:\n  --port PORT')
  const refused = await wuzei(['serve', '--bogus'])
  expect(refused.status).toBe(2)
  expect(refused.stderr).toMatch(/^serve: [^\n]*--bogus[^\n]*\n$/)
})

test('extract answers line by line, bad lines in their place', async () => {
  const found = await wuzei(['extract', '--stdin'], '{"id":"a","text":"打13800138000"}\n[]\n')
  expect(found.lines).toEqual([
    '{"id":"a","indicators":[{"kind":"phone","canonical":"+8613800138000","start":1,"end":12}]}',
    '{"line":2,"error":{"code":"LINE_INVALID","message":"the line is no JSON object"}}',
  ])
  expect(found.status).toBe(1)
})

test.skipIf(!existsSync(realLists))('the real lists parse, unless ../shared/data is missing', async () => {
  const file = join(realLists, 'tw165-domains.tsv')
  const dry = await wuzei(['import', file, '--format', 'tw165', '--dry-run', '--data', 'none'])
  const summary = JSON.parse(dry.lines.at(-1) ?? '') as { read: number; rejected: number }
  expect(summary.read).toBe(45_258)
  expect(summary.rejected).toBeLessThan(100)
})
