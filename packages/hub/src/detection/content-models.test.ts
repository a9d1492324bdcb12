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
