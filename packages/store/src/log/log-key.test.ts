import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testLogKey } from '../testing/index.ts'
import { openLogKey } from './log-key.ts'
import { signTreeHead, verifyTreeHead } from './tree-head.ts'

let dataDirectory: string
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-key-'))
})
afterEach(() => rm(dataDirectory, { recursive: true }))

test('hubs that start at once on one folder share one key, which only its owner may read', async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, () => openLogKey({ dataDirectory })))
  expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1)
  expect((await openLogKey({ dataDirectory })).keyId).toBe(keys[0]?.keyId)
  expect((await stat(join(dataDirectory, 'log-key.pem'))).mode & 0o777).toBe(0o600)
})

test('a key from the environment goes before, as PEM or as base64', async () => {
  const { privateKey, keyId } = testLogKey('environment')
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  const base64 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  for (const environmentKey of [pem, base64]) {
    const key = await openLogKey({ dataDirectory, environmentKey })
    expect(key.keyId).toBe(keyId)
    const head = signTreeHead({ size: 1, rootHash: Buffer.alloc(32), at: '2026-01-01T00:00:00.000Z' }, key)
    expect(verifyTreeHead(head, testLogKey('environment').publicKey)).toBe(true)
    expect(verifyTreeHead(head, testLogKey('another').publicKey)).toBe(false)
  }
  await expect(openLogKey({ dataDirectory, environmentKey: 'nonsense' })).rejects.toThrow()
})
