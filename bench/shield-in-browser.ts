// `WUZEI_BROWSER=/usr/bin/chromium node bench/shield-in-browser.ts [ENTRIES]`: how long Chromium takes for a shield list.
import { generateKeyPairSync, sign } from 'node:crypto'
import type * as Shield from '@wuzei/shield'
import { buildList, encodeList, planEpoch } from '@wuzei/shield'
import { launchBrowser } from '../e2e/browser.ts'
import { openPackagePage } from '../e2e/package-page.ts'

const entries = Number(process.argv[2] ?? 10_000_000)
const name = 'suspects/bench'
const pair = generateKeyPairSync('ed25519')
const keys = new Uint32Array(entries * 2).map(() => Math.random() * 4_294_967_296)
const unsigned = buildList({
  name,
  purpose: 'suspect',
  kinds: ['phone'],
  version: 1,
  createdAtMs: 0,
  validUntilMs: 0,
  epoch: planEpoch({ salt: new Uint8Array(16), expectedCount: entries, falsePositiveRate: 1e-4 }),
  keys,
})
const file = await encodeList(unsigned, (message) => sign(null, message, pair.privateKey))
const browser = await launchBrowser()
try {
  const opened = await openPackagePage<typeof Shield>(browser, 'shield', {
    '/list': file,
    '/keys': new Uint8Array(keys.buffer, 0, Math.min(keys.byteLength, 8_000_000)),
  })
  const publicKey = [...Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')]
  const figures = await opened.page.evaluate(measure, { shield: opened.module, publicKey, name })
  console.log(JSON.stringify({ browser: `Chromium ${browser.version()}`, entries, ...figures }))
  await opened.close()
} finally {
  await browser.close()
}

/** Runs in the page. Its clock is coarse, so a round takes milliseconds; of each question the median and the fastest tenth. */
async function measure(given: {
  readonly shield: typeof Shield
  readonly publicKey: readonly number[]
  readonly name: string
}) {
  const bytes = new Uint8Array(await (await fetch('/list')).arrayBuffer())
  const words = new Uint32Array(await (await fetch('/keys')).arrayBuffer())
  const started = performance.now()
  const list = given.shield.openList(bytes, {
    publicKey: Uint8Array.from(given.publicKey),
    name: given.name,
    minimumVersion: 1,
    nowMs: 0,
  })
  const openMs = performance.now() - started
  const texts = Array.from({ length: 5000 }, (_, index) => `+861${String(index * 99_991).padStart(10, '0')}`)
  const strangers = words.map((word) => Math.imul(word ^ 0x5bd1e995, 0x9e3779b1) >>> 0)
  const asked = 5000
  const rounds = 100
  const keysFound = (of: Uint32Array) => (from: number) => {
    let found = 0
    for (let index = 0; index < asked; index += 1) {
      const at = ((from + index * 7919) * 2) % of.length
      if (list.mayContainKey(of[at] ?? 0, of[at + 1] ?? 0)) found += 1
    }
    return found
  }
  const textsFound = (from: number) => {
    let found = 0
    for (let index = 0; index < asked; index += 1) {
      if (list.mayContain('phone', texts[(from + index) % texts.length] ?? '')) found += 1
    }
    return found
  }
  const nanoseconds = (act: (from: number) => number) => {
    let found = 0
    const times = Array.from({ length: rounds }, (_, round) => {
      const from = performance.now()
      found += act(round * asked)
      return ((performance.now() - from) * 1e6) / asked
    }).toSorted((left, right) => left - right)
    return {
      foundShare: found / asked / rounds,
      medianNs: Math.round(times[rounds / 2] ?? 0),
      fastestTenthNs: Math.round(times[rounds / 10] ?? 0),
    }
  }
  return {
    openMs: Math.round(openMs),
    keyHit: nanoseconds(keysFound(words)),
    keyMiss: nanoseconds(keysFound(strangers)),
    textMiss: nanoseconds(textsFound),
  }
}
