import { startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub({ portal: true })
})
afterAll(async () => {
  await hub.stop()
})

it('the service worker is asked for at every visit, so that a new one is never hours away', async () => {
  const worker = await fetch(`${hub.url}/sw.js`)
  expect(worker.status).toBe(200)
  expect(worker.headers.get('content-type')).toContain('javascript')
  expect(worker.headers.get('cache-control')).toBe('no-cache')
  const manifest = await fetch(`${hub.url}/manifest.webmanifest`)
  expect(manifest.headers.get('cache-control')).toBe('public, max-age=3600')
})

it('what browsers and crawlers ask for by themselves is there', async () => {
  const robots = await fetch(`${hub.url}/robots.txt`)
  expect(robots.headers.get('content-type')).toContain('text/plain')
  const lines = (await robots.text()).split('\n')
  expect(lines).toContain('User-agent: *')
  expect(lines).toContain('Disallow: /receipt')
  const icon = await fetch(`${hub.url}/favicon.ico`)
  expect(icon.headers.get('content-type')).toContain('image/')
  // The head of an icon file with one picture.
  expect([...new Uint8Array(await icon.arrayBuffer()).subarray(0, 6)]).toEqual([0, 0, 1, 0, 1, 0])
})
