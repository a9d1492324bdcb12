import { generateKeyPairSync, sign } from 'node:crypto'
import { indicatorKey } from '@wuzei/domain'
import type * as Shield from '@wuzei/shield'
import { applyDelta, buildDelta, buildList, encodeList, openList, planEpoch } from '@wuzei/shield'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'
import { openPackagePage, type PackagePage } from './package-page.ts'

const name = 'suspects/all'
const nowMs = Date.UTC(2026, 10, 22)
const pair = generateKeyPairSync('ed25519')
const publicKey = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
const epoch = planEpoch({ salt: Buffer.alloc(16, 5), expectedCount: 3000, falsePositiveRate: 1e-4 })

function phone(index: number): string {
  return `+861380000${String(index).padStart(4, '0')}`
}

/** A list of the numbers from one index up to another, signed by OpenSSL. */
function listOf(from: number, to: number, version: number): Promise<Uint8Array> {
  const keys = Array.from({ length: to - from }, (_, at) => indicatorKey('phone', phone(from + at)))
  const list = buildList({
    name,
    purpose: 'suspect',
    kinds: ['phone'],
    version,
    createdAtMs: nowMs,
    validUntilMs: nowMs + 86_400_000,
    epoch,
    keys: Uint32Array.from(keys.flatMap((key) => [Number(key >> 32n), Number(key & 0xffff_ffffn)])),
  })
  return encodeList(list, (message) => sign(null, message, pair.privateKey))
}

function opened(bytes: Uint8Array) {
  return openList(bytes, { publicKey, name, minimumVersion: 1, nowMs })
}

describeWithBrowser('shield lists in a browser', () => {
  let browser: Browser
  let shieldPage: PackagePage<typeof Shield>

  beforeAll(async () => {
    const first = await listOf(0, 3000, 1)
    const second = await listOf(100, 3100, 2)
    const delta = buildDelta(opened(first), opened(second))
    if (delta === undefined) throw new Error('two lists of one epoch have no delta')
    // What Node makes of it is what the browser must make of it.
    expect(Buffer.from(applyDelta(opened(first), delta, { publicKey, nowMs }).bytes).equals(second)).toBe(
      true,
    )
    browser = await launchBrowser()
    shieldPage = await openPackagePage<typeof Shield>(browser, 'shield', {
      '/first': first,
      '/second': second,
      '/delta': delta,
    })
  })

  afterAll(async () => {
    await shieldPage.close()
    await browser.close()
  })

  it('are verified, asked, and brought up to date by a delta', async () => {
    const values = Array.from({ length: 3200 }, (_, index) => phone(index))
    const { page, module: shield } = shieldPage
    const seen = await page.evaluate(
      async (given) => {
        const read = async (path: string) => new Uint8Array(await (await fetch(path)).arrayBuffer())
        const second = await read('/second')
        const options = { ...given.options, publicKey: Uint8Array.from(given.key) }
        const list = given.shield.openList(await read('/first'), options)
        const before = given.values.filter((value) => list.mayContain('phone', value))
        const applied = given.shield.applyDelta(list, await read('/delta'), options)
        return {
          before,
          after: given.values.filter((value) => applied.mayContain('phone', value)),
          same: applied.bytes.join() === second.join(),
        }
      },
      { shield, key: [...publicKey], options: { name, minimumVersion: 1, nowMs }, values },
    )
    expect(seen.same).toBe(true)
    expect(seen.before).toEqual(expect.arrayContaining(values.slice(0, 3000)))
    expect(seen.after).toEqual(expect.arrayContaining(values.slice(100, 3100)))
    // One of 10,000 strangers; of the 300 here, more than two would be a fault.
    expect(seen.before.length).toBeLessThan(3003)
    expect(seen.after.length).toBeLessThan(3003)
  })

  it.each([
    ['SHIELD_TAMPERED', 'were changed', { flip: true }],
    ['SHIELD_SIGNATURE', 'are of another key', { key: 0 }],
    ['SHIELD_ROLLBACK', 'are older than they may be', { minimumVersion: 3 }],
    ['opened', 'only then', {}],
  ])('are refused with %s when they %s', async (expected, _when, wrong: Wrong) => {
    const { page, module: shield } = shieldPage
    const code = await page.evaluate(
      async (given) => {
        const bytes = new Uint8Array(await (await fetch('/second')).arrayBuffer())
        if (given.wrong.flip) bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1
        const publicKeyBytes = Uint8Array.from(given.key)
        publicKeyBytes[0] = given.wrong.key ?? publicKeyBytes[0] ?? 0
        const minimumVersion = given.wrong.minimumVersion ?? 1
        try {
          given.shield.openList(bytes, { ...given.options, publicKey: publicKeyBytes, minimumVersion })
        } catch (error) {
          return error instanceof Error && 'code' in error ? error.code : 'no code'
        }
        return 'opened'
      },
      { shield, key: [...publicKey], options: { name, nowMs }, wrong },
    )
    expect(code).toBe(expected)
  })
})

interface Wrong {
  readonly flip?: boolean
  readonly key?: number
  readonly minimumVersion?: number
}
