import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Manifest } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** 90 KB is the promise; this is the line at which somebody should ask what got in. */
const budgetBytes = 40 * 1024

let folder: string
let manifest: Manifest

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wuzei-portal-'))
  const root = dirname(import.meta.dirname)
  await build({ root, logLevel: 'silent', build: { outDir: folder, emptyOutDir: true } })
  manifest = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function scriptsOfFirstLoad(language: string): Promise<Map<string, number>> {
  const waiting = ['src/entry-client.tsx', language]
  const sizes = new Map<string, number>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${name} is not in the manifest`)
    if (sizes.has(chunk.file)) continue
    sizes.set(chunk.file, gzipSync(await readFile(join(folder, chunk.file))).length)
    waiting.push(...(chunk.imports ?? []))
  }
  return sizes
}

test.each(['src/language/zh.ts', 'src/language/en.ts'])(
  'the first load with %s stays within its budget of compressed script',
  async (language) => {
    const sizes = await scriptsOfFirstLoad(language)
    const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
    expect(sizes.size).toBeGreaterThanOrEqual(2)
    expect(total, JSON.stringify(Object.fromEntries(sizes))).toBeLessThan(budgetBytes)
  },
)

test('the QR decoder and the proof of work are fetched only when needed', async () => {
  const first = [...(await scriptsOfFirstLoad('src/language/zh.ts')).keys()]
  const later = Object.values(manifest)
    .filter((chunk) => chunk.isDynamicEntry)
    .map((chunk) => chunk.file)
  const lazy = later.filter((file) => !first.includes(file))
  expect(lazy.filter((file) => /jsqr/i.test(file))).toHaveLength(1)
  expect(lazy.filter((file) => /proof-of-work/.test(file))).toHaveLength(1)
})
