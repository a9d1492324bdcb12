import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestHub } from '@wuzei/testkit'
import { expect, it } from 'vitest'

it('goes on without models that are missing or damaged, and says so', async () => {
  const modelsDirectory = await mkdtemp(join(tmpdir(), 'wuzei-models-'))
  await writeFile(join(modelsDirectory, 'url.wzm'), 'this is no model at all')
  const hub = await startTestHub({ modelsDirectory })
  try {
    const health = await (await fetch(`${hub.url}/healthz`)).json()
    expect(health).toEqual({
      status: 'ok',
      models: { url: { state: 'damaged', model: null }, text: { state: 'missing', model: null } },
    })
    expect(await hub.client.check('https://icbc-refund.top/login')).toMatchObject({
      level: 'unknown',
      evidence: [],
    })
  } finally {
    await hub.stop()
    await rm(modelsDirectory, { recursive: true, force: true })
  }
})

it('judges by the shipped models what nobody has reported, until a person decides', async () => {
  const link = 'http://icbc.com.cn.jf-duihuan.top:8080/wap/login.php'
  const hub = await startTestHub({ models: true })
  try {
    const health: object = await (await fetch(`${hub.url}/healthz`)).json()
    expect(health).toMatchObject({ models: { url: { state: 'ready' }, text: { state: 'ready' } } })
    const verdict = await hub.client.check(link)
    expect(verdict.level).toBe('high')
    expect(verdict.evidence).toMatchObject([{ source: 'model', model: expect.stringMatching(/^url@/) }])
    expect(verdict.reasons.map(({ code }) => code)).toContain('BRAND_IN_SUBDOMAIN')
    const text = `【工商银行】您的账户已冻结，请立即登录 ${link} 解冻，逾期将扣款`
    const message = await hub.client.checkMessage(text)
    expect(message).toMatchObject({ level: 'high', text: { label: 'fraud' } })
    expect(message.parts.map(({ start, end }) => text.slice(start, end))).toContain(link)
    expect((await hub.client.checkMessage('妈，晚上回来吃饭')).level).toBe('unknown')
    await fetch(`${hub.url}/v1/admin/pins`, {
      method: 'PUT',
      headers: { ...hub.administrator, 'content-type': 'application/json' },
      body: JSON.stringify({ value: link, level: 'safe', reason: 'looked at' }),
    })
    await hub.settled()
    expect(await hub.client.check(link)).toMatchObject({ level: 'safe', evidence: [] })
  } finally {
    await hub.stop()
  }
})
