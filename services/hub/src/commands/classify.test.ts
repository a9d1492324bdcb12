import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const main = join(import.meta.dirname, '..', '..', 'bin', 'wuzei.js')

/** Runs the command as a user would, with no library and no hub in reach. */
async function wuzei(args: readonly string[], input = '') {
  const folder = await mkdtemp(join(tmpdir(), 'wuzei-classify-'))
  const child = spawn('node', [main, ...args], { cwd: folder })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  child.stdin.end(input)
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  await rm(folder, { recursive: true })
  return { status, ...output, lines: output.stdout.trimEnd().split('\n') }
}

test('links are judged line by line, bad lines answered in their place', async () => {
  const input = [
    '{"id":1,"url":"https://www.icbc.com.cn/"}',
    'nonsense',
    '{"id":2,"link":"x"}',
    '{"id":"c","url":"http://icbc.com.cn.login-verify.top/wap/login.php"}',
    '{"url":""}',
  ]
  const { status, lines } = await wuzei(['classify', 'url', '--stdin'], `${input.join('\n')}\n`)
  expect(status).toBe(1)
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { id: 1, level: 'safe', fraudType: null, reasons: [{ code: 'VERIFIED_OWNER' }] },
    { line: 2, error: { code: 'LINE_INVALID' } },
    { line: 3, error: { code: 'LINE_INVALID', message: 'the line has no "url"' } },
    { id: 'c', fraudType: 'F13.03', model: expect.stringMatching(/^url@\d/) as string },
    { level: 'unknown' },
  ])
})

test('many links keep their order and the exit status is 0', async () => {
  const count = 20_000
  const input = Array.from({ length: count }, (_, id) => `{"id":${id},"url":"http://a${id}.com/"}\n`).join('')
  const { status, lines } = await wuzei(['classify', 'url', '--stdin'], input)
  expect(status).toBe(0)
  expect(lines.length).toBe(count)
  expect(lines.every((line, id) => (JSON.parse(line) as { id: number }).id === id)).toBe(true)
})

test('what cannot run says how it is called', async () => {
  expect(await wuzei(['classify'])).toMatchObject({ status: 2, stdout: '' })
  expect(await wuzei(['classify', 'tea-leaves', '--stdin'])).toMatchObject({ status: 2 })
  expect(await wuzei(['train', 'url'])).toMatchObject({ status: 2 })
  const missing = await wuzei(['train', 'url', '--data', 'nowhere', '--out', 'out'])
  expect(missing.status).toBe(2)
  expect(missing.stderr).toContain('nowhere')
})
