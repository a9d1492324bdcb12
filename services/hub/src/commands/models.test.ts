import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadUrlModel } from '@wuzei/detect'
import { encodeUrlModel } from '@wuzei/detect/train'
import { send, solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wuzei-models-'))
  hub = await startTestHub({ models: true, dataDirectory: folder })
  const shipped = loadUrlModel(await readFile(new URL(import.meta.resolve('@wuzei/detect/models/url.wzm'))))
  const careful = encodeUrlModel({ ...shipped, version: '9.9.9', marginAt1: 999, marginAt01: 999 })
  await writeFile(join(folder, 'careful.wzm'), careful)
})
afterAll(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Runs the command as a user would, beside the hub. */
async function wuzei(...args: readonly string[]) {
  const main = join(import.meta.dirname, '..', '..', 'bin', 'wuzei.js')
  const child = spawn('node', [main, ...args], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: hub.options.databaseUrl },
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { status, ...output }
}

const phishing = 'http://icbc.com.cn.jf-replayed.top:8080/wap/login.php'

test('old and new are put to the same links, and what people know of them', async () => {
  const lines = [
    { url: phishing, label: 'fraud' },
    { url: 'https://www.gov.cn/', label: 'harmless' },
    { url: 'https://weibo.com/u/1' },
  ]
  await writeFile(join(folder, 'links.ndjson'), lines.map((line) => JSON.stringify(line)).join('\n'))
  const replayed = await wuzei('models', 'replay', 'careful.wzm', '--file', 'links.ndjson')
  expect(replayed.stderr).toBe('')
  expect(JSON.parse(replayed.stdout)).toMatchObject({
    candidate: 'url@9.9.9',
    compared: 3,
    agreed: 2,
    moved: [{ from: 'high', to: 'unknown', count: 1 }],
    onLabels: {
      current: { labels: 2, frauds: 1, precision: 1, recall: 1 },
      candidate: { precision: null, recall: 0 },
    },
  })
  await writeFile(join(folder, 'bad.ndjson'), '{"text":"x"}\n')
  expect(await wuzei('models', 'replay', 'careful.wzm', '--file', 'bad.ndjson')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('line 1'),
  })
})

test('a model is added once and no other file is; labels come out without what names people', async () => {
  expect(await wuzei('models', 'add', 'careful.wzm')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('"id":"url@9.9.9"'),
  })
  expect(await wuzei('models', 'add', 'careful.wzm')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('MODEL_STATE'),
  })
  expect(await wuzei('models', 'add', 'links.ndjson')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('MODEL_INVALID'),
  })

  const text = '我叫李小明，电话 13900001111，骗子让我打开这个网址'
  const indicators = [{ value: phishing }, { value: '13900002222' }]
  await hub.client.report(await solvedReport(hub.client, { indicators, text }))
  await send(hub, 'POST', '/v1/admin/reports/1/decision', {
    headers: hub.administrator,
    body: { status: 'confirmed', reason: 'looked into' },
  })
  await hub.settled()
  await send(hub, 'GET', '/v1/console/models', { headers: hub.administrator })
  const exported = await wuzei('labels', 'export', '--data', folder)
  expect(exported.status).toBe(0)
  const labels: unknown[] = exported.stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(labels).toContainEqual(
    expect.objectContaining({ kind: 'url', value: expect.stringContaining('jf-replayed'), label: 'fraud' }),
  )
  expect(labels).toContainEqual(expect.objectContaining({ kind: 'text', label: 'fraud' }))
  for (const secret of ['李小明', '13900001111', '13900002222']) expect(exported.stdout).not.toContain(secret)
})
