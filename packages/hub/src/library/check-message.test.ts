import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What is answered without any model: the library, and the comparison of sender and links. */
describe('a message, checked by the library alone', () => {
  let hub: TestHub
  let modelsDirectory: string
  beforeAll(async () => {
    modelsDirectory = await mkdtemp(join(tmpdir(), 'wuzei-models-'))
    hub = await startTestHub({ modelsDirectory })
  })
  afterAll(async () => {
    await hub.stop()
    await rm(modelsDirectory, { recursive: true, force: true })
  })

  const post = async (body: string) => {
    const answer = await fetch(`${hub.url}/v1/messages/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    return { status: answer.status, body: await answer.json() }
  }
  const checkOf = async (text: string, from?: string) => (await post(JSON.stringify({ text, from }))).body

  it('says that a link is not the sender’s, and marks it', async () => {
    const text = '您的积分将过期，请登录 jifen-duihuan.top 兑换'
    const checked = await checkOf(text, '95588')
    expect(checked.level).toBe('suspicious')
    expect(checked.sender).toMatchObject({ level: 'safe', identity: { id: 'icbc' } })
    expect(checked.reasons.map(({ code }: { code: string }) => code)).toEqual(['LINK_NOT_OF_SENDER'])
    expect(checked.reasons[0].text.zh).toMatch(/工商银行.*95588.*jifen-duihuan\.top/)
    expect(checked.parts).toHaveLength(1)
    expect(text.slice(checked.parts[0].start, checked.parts[0].end)).toBe('jifen-duihuan.top')
    expect(checked.text).toBeNull()
  })

  it('finds nothing odd in a link of the sender’s own, nor without a known sender', async () => {
    const own = await checkOf('您尾号1234的账户余额变动，详情 www.icbc.com.cn', '95588')
    expect(own).toMatchObject({ level: 'unknown', reasons: [], parts: [] })
    expect(await checkOf('jifen-duihuan.top', '13900001111')).toMatchObject({ level: 'unknown', parts: [] })
    expect(await checkOf('jifen-duihuan.top', '')).toMatchObject({ level: 'unknown', sender: null })
  })

  it('refuses an empty text and one that is too long, and reads the longest', async () => {
    expect(await post('{"text":""}')).toMatchObject({ status: 400, body: { code: 'BODY_INVALID' } })
    expect(await post('{}')).toMatchObject({ status: 400, body: { code: 'BODY_INVALID' } })
    const long = '请转账 '.repeat(16_384)
    expect((await post(JSON.stringify({ text: long }))).status).toBe(200)
    expect((await post(JSON.stringify({ text: `${long}x` }))).status).toBe(400)
  })

  it('reads halves of characters as they come', async () => {
    const { status, body } = await post(String.raw`{"text":"\ud83d 点 bad-half.top \udc00","from":"\ud83d"}`)
    expect(status).toBe(200)
    expect(body.indicators).toMatchObject([{ start: 4, end: 16 }])
  })

  it('judges no more of a message than its limit, and answers with everything found', async () => {
    const links = Array.from({ length: 3_000 }, (_, n) => `a${n}.top`).join(' ')
    const { indicators } = await checkOf(links)
    expect(indicators).toHaveLength(3_000)
  })
})
