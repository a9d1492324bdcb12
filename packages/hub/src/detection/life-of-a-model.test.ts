import { readFile } from 'node:fs/promises'
import type { ConsoleModels, EntryReply, LabelPage, LabelQueue } from '@wuzei/contract'
import { loadUrlModel } from '@wuzei/detect'
import { encodeUrlModel } from '@wuzei/detect/train'
import {
  addOfficer,
  addOrganisation,
  addPerson,
  send,
  solvedReport,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addAdministratorKey } from '../administration/administrator-key.ts'
import { rebuildVerdicts } from '../library/rebuild-verdicts.ts'
import { addModel } from '../models/add-model.ts'
import { startHub, type RunningHub } from '../start-hub.ts'

let hub: TestHub
let officer: TestPerson
let shipped: string
let second: { readonly authorization: string }
beforeAll(async () => {
  hub = await startTestHub({ models: true, limits: { decisionsPerMinute: 10_000 } })
  officer = await addOfficer(hub)
  shipped = hub.hub.context.models.shipped.url ?? ''
  second = { authorization: `Bearer ${await addAdministratorKey(hub.hub.context.database.pool)}` }
})
afterAll(async () => await hub.stop())

const settle = { timeout: 20_000, interval: 50 }

/** Links above the upper threshold of the shipped model. */
const phishing = (name: string) => `http://icbc.com.cn.jf-${name}.top:8080/wap/login.php`

async function report(value: string, text?: string): Promise<string> {
  const said = text === undefined ? {} : { text }
  const body = { indicators: [{ value }], device: crypto.randomUUID(), ...said }
  await hub.client.report(await solvedReport(hub.client, body))
  await hub.settled()
  const found = await hub.hub.context.database.pool.query<{ id: string }>('select max(id) as id from reports')
  return found.rows[0]?.id ?? ''
}

const decide = async (id: string, status: 'confirmed' | 'rejected') =>
  await send(hub, 'POST', '/v1/console/report-decisions', {
    headers: officer.headers,
    body: { reports: [id], decision: status, reason: 'looked into' },
  })

const entryOf = async (value: string): Promise<EntryReply> =>
  await send(hub, 'GET', `/v1/console/library/entry?value=${encodeURIComponent(value)}`, {
    headers: officer.headers,
  })

test('a check leaves nothing; a report leaves what the model finds, once for all reports', async () => {
  const link = phishing('duihuan')
  const asked = await hub.client.check(link)
  expect(asked.level).toBe('high')
  expect((await entryOf(link)).verdict.evidence).toEqual([])

  await report(link)
  const told = await hub.client.check(link)
  expect(told.level).toBe('high')
  // A bare report of what the model had warned of is an echo: only the model speaks.
  expect(told.evidence).toMatchObject([{ source: 'detector', count: 1, independent: 1, model: shipped }])
  expect(told.reasons.map(({ code }) => code)).toEqual(asked.reasons.map(({ code }) => code))

  await report(link, '收到这条短信后点进去，要我输入银行卡密码')
  const again = await hub.client.check(link)
  expect(again.evidence).toMatchObject([
    { source: 'citizen', independent: 1 },
    { source: 'detector', count: 2, independent: 1, model: shipped },
  ])
  // Desks and gateways, which ask no model, are told of it by the library and by its name.
  const entry = await entryOf(link)
  expect(entry.verdict.level).toBe('high')
  expect(JSON.stringify(entry.verdict.reasons)).toContain(`检查模型 ${shipped}`)
})

test('what a person has cleared is not found again, and a model learns from people', async () => {
  const link = phishing('cleared')
  await report(link)
  for (const value of [link, new URL(link).hostname])
    await send(hub, 'POST', '/v1/admin/retractions', {
      headers: hub.administrator,
      body: { value, reason: 'its owner explained' },
    })
  await hub.settled()
  await report(link)
  expect(await hub.client.check(link)).toMatchObject({ level: 'unknown' })
  const found = await hub.hub.context.database.pool.query('select alpha, beta from sources where id = $1', [
    `model:${shipped}`,
  ])
  expect(found.rows[0]).toMatchObject({ alpha: 42, beta: 10 })
})

test('decisions come back as labels, with what the model had said', async () => {
  const bad = phishing('confirmed')
  await decide(await report(bad, '冒充工商银行让我登录'), 'confirmed')
  const good = 'https://weibo-helper.example.org/hello'
  await decide(await report(good, '这是我同学的网站'), 'rejected')
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value: 'https://pinned.example.org/x', level: 'safe', reason: 'looked at' },
  })
  const labels = await vi.waitUntil(async () => {
    const page: LabelPage = await send(hub, 'GET', '/v1/console/labels', { headers: officer.headers })
    const urls = page.labels.filter(({ kind }) => kind === 'url')
    return urls.length >= 4 && urls
  }, settle)
  const of = (shown: string) => labels.find((label) => label.shown?.includes(shown))
  expect(of('jf-confirmed')).toMatchObject({
    label: 'fraud',
    act: 'report',
    decidedAs: 'CTY_SUP',
    opinion: { model: shipped, level: 'high' },
  })
  expect(of('weibo-helper')).toMatchObject({ label: 'harmless', act: 'report' })
  expect(of('pinned.example')).toMatchObject({ label: 'harmless', act: 'pin', decidedAs: 'administrator' })
  expect(of('jf-cleared')).toMatchObject({ label: 'harmless', act: 'retraction' })
  // The words of reports are nobody's to page through.
  expect(JSON.stringify(labels)).not.toContain('冒充')

  const bank = await addOrganisation(hub, { kind: 'bank' })
  const clerk = await addPerson(hub, bank.id, ['BNK_DSK'])
  const theirs: LabelPage = await send(hub, 'GET', '/v1/console/labels', { headers: clerk.headers })
  expect(theirs.labels.map(({ kind }) => kind)).not.toContain('url')
  await send(hub, 'GET', '/v1/console/labels', { status: 401 })
  expect(await send(hub, 'GET', '/v1/console/labels/queue', { headers: clerk.headers })).toMatchObject({
    waiting: [],
  })
})

test('the queue asks where the model stands alone, and a label changes no verdict', async () => {
  const link = phishing('alone')
  await report(link)
  const queue: LabelQueue = await send(hub, 'GET', '/v1/console/labels/queue', { headers: officer.headers })
  const item = queue.waiting.find(({ shown }) => shown.includes('jf-alone'))
  expect(item).toMatchObject({ why: 'model-alone', modelLevel: 'high' })
  const before = await hub.client.check(link)
  await send(hub, 'POST', '/v1/console/labels', {
    headers: officer.headers,
    body: { key: item?.key, label: 'harmless' },
    status: 204,
  })
  await hub.settled()
  expect((await hub.client.check(link)).level).toBe(before.level)
  const after: LabelQueue = await send(hub, 'GET', '/v1/console/labels/queue', { headers: officer.headers })
  expect(after.waiting.map(({ key }) => key)).not.toContain(item?.key)
})

test('a candidate is scored beside, promoted by two, followed by all, and gone back from', async () => {
  const { database } = hub.hub.context
  await expect(addModel(database, Buffer.from('WZM1 and no model'), 'test', 0)).rejects.toMatchObject({
    code: 'MODEL_INVALID',
  })
  await addModel(database, await candidate(), 'wuzei:test', hub.hub.context.clock())
  const models = async (): Promise<ConsoleModels> =>
    await send(hub, 'GET', '/v1/console/models', { headers: hub.administrator })
  await vi.waitUntil(async () => (await models()).kinds[0]?.candidate === 'url@9.9.9', settle)

  for (let n = 0; n < 10; n += 1) await hub.client.check(phishing(`n${n}`))
  await hub.hub.context.models.shadow.finish()
  const compared = (await models()).kinds[0]
  expect(compared?.comparison).toMatchObject({
    current: shipped,
    candidate: 'url@9.9.9',
    compared: 10,
    agreed: 0,
    moved: [{ from: 'high', to: 'suspicious', count: 10 }],
  })
  expect(compared?.comparison?.onLabels?.current).toMatchObject({ frauds: 2, recall: 1 })
  expect(compared?.disagreements).toHaveLength(10)

  // A second process on the same database answers by the same model.
  const other: RunningHub = await startHub({ ...hub.options, role: 'api' })
  try {
    const promote = async (headers: Record<string, string>, body: object, status = 204) =>
      await send(hub, 'POST', '/v1/console/models/url@9.9.9/promotion', { headers, body, status })
    await promote({ ...hub.administrator }, { decision: 'propose', reason: 'fewer false alarms' })
    await promote({ ...hub.administrator }, { decision: 'agree' }, 403)
    await promote({ ...second }, { decision: 'agree' })
    const nameAt = async (url: string): Promise<unknown> => {
      const health: { models: { url: { model: string } } } = JSON.parse(
        await (await fetch(`${url}/healthz`)).text(),
      )
      return health.models.url.model
    }
    for (const url of [hub.url, other.url])
      await vi.waitUntil(async () => (await nameAt(url)) === 'url@9.9.9', settle)
    expect(await hub.client.check(phishing('afterwards'))).toMatchObject({ level: 'suspicious' })
    const logged = await database.pool.query<{ payload: { comparison: { compared: number } } }>(
      `select payload from events where type = 'model.promoted'`,
    )
    expect(logged.rows[0]?.payload.comparison.compared).toBe(10)

    await send(hub, 'POST', `/v1/console/models/${shipped}/roll-back`, {
      headers: hub.administrator,
      body: { reason: 'it missed one' },
      status: 204,
    })
    for (const url of [hub.url, other.url])
      await vi.waitUntil(async () => (await nameAt(url)) === shipped, settle)
  } finally {
    await other.stop()
  }
})

test('everything that a version found is taken back in one act, and the log rebuilds every verdict', async () => {
  const link = phishing('alone')
  expect((await entryOf(link)).verdict.level).toBe('high')
  const withdraw = async (status: number) =>
    await send(hub, 'POST', `/v1/console/models/${shipped}/withdrawal`, {
      headers: hub.administrator,
      body: { reason: 'trained on spoilt data' },
      status,
    })
  await withdraw(204)
  await withdraw(409)
  await vi.waitUntil(async () => (await entryOf(link)).verdict.level === 'unknown', settle)
  await report(link)
  expect((await entryOf(link)).verdict.evidence).toEqual([])
  expect(await rebuildVerdicts(hub.hub.context.database)).toMatchObject({ mismatches: [] })
})

/** The shipped model as version 9.9.9, with an upper threshold that no link reaches. */
async function candidate(): Promise<Uint8Array> {
  const bytes = await readFile(new URL(import.meta.resolve('@wuzei/detect/models/url.wzm')))
  return encodeUrlModel({ ...loadUrlModel(bytes), version: '9.9.9', marginAt01: 999 })
}
