import {
  addClient,
  addOfficer,
  addOrganisation,
  reportBody,
  solvedReport,
  startTestHub,
  type TestHub,
} from '@wuzei/testkit'
import { readHashLists } from '@wuzei/testkit/safe-browsing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  firefoxPath,
  listWrittenAt,
  makeProfile,
  removeProfile,
  startFakeWeb,
  startFirefox,
  type FakeWeb,
  type RunningFirefox,
} from './safe-browsing-firefox.ts'

/*
 * A real Firefox takes its lists from the hub. Its only way out is a proxy of this test, which plays every web site
 * there is and remembers what was asked for; so nothing leaves the machine, and a page that Firefox blocks is a page
 * that was never asked for.
 */

const soon = { timeout: 30_000, interval: 100 }
const trap = 'bank-trap.top'
/** A host below which somebody vouches for a site. */
const parent = 'free-pages.top'

let hub: TestHub
let key: string
let officer: Readonly<Record<string, string>>
let web: FakeWeb
let firefox: RunningFirefox | undefined
let profile: string | undefined
/** What Firefox asked the hub for, as path and query. */
const asked: URLSearchParams[] = []
const searches: URLSearchParams[] = []

beforeAll(async () => {
  hub = await startTestHub()
  const bank = await addOrganisation(hub, { kind: 'bank' })
  key = (await addClient(hub, bank.id, ['lists'])).key
  officer = (await addOfficer(hub)).headers
  web = await startFakeWeb()
  hub.hub.server.server.on('request', ({ url = '', headers }) => {
    if (!headers['user-agent']?.includes('Firefox')) return
    const { pathname, searchParams } = new URL(url, hub.url)
    if (pathname === '/v5/hashLists:batchGet') asked.push(searchParams)
    if (pathname === '/v5/hashes:search') searches.push(searchParams)
  })
})
afterEach(async () => await firefox?.stop())
afterAll(async () => {
  await web.stop()
  await hub.stop()
  if (profile !== undefined) await removeProfile(profile)
})

test('Firefox opens a page, blocks it once it is reported and confirmed, and opens it again after a retraction', {
  timeout: 150_000,
}, async (context) => {
  context.skip(firefoxPath === undefined, 'Firefox (firefox-esr) is not installed')
  profile = await makeProfile({ url: hub.url, key }, web)
  await reportAndConfirm('https://other-trap.top/')
  await listedForBrowsers('other-trap.top', true)

  // Control: with a list in which it is not, the page opens.
  await startWithUpdate(profile)
  await visit(`http://${trap}/before`, () => web.asked.includes(`${trap}/before`))
  await firefox?.stop()

  await reportAndConfirm(`https://www.${trap}/login`)
  await listedForBrowsers(trap, true)
  // A listed host with a site below it that somebody vouches for.
  await administer('pins', { value: `good.${parent}`, level: 'safe', reason: 'a known shop' }, 'PUT')
  await reportAndConfirm(`https://${parent}/`)
  await listedForBrowsers(`www.${parent}`, true)
  await listedForBrowsers(parent, false)
  await startWithUpdate(profile)
  expect(searches).toEqual([])
  await visit(`http://${trap}/login`, () => searches.length > 0)
  web.visit(`http://www.${trap}/any/other?page=1`)
  web.visit(`http://below.${trap}/`)
  web.visit(`http://www.${parent}/`)
  await visit(`http://good.${parent}/pay`, () => web.asked.includes(`good.${parent}/pay`))
  await visit('http://unlisted.top/welcome', () => web.asked.includes('unlisted.top/welcome'))
  // The control run's page and its icon are all of it that was ever asked for.
  expect(web.asked).not.toContain(`${trap}/login`)
  expect(web.asked).not.toContain(`www.${trap}/any/other`)
  expect(web.asked).not.toContain(`below.${trap}/`)
  expect(web.asked).not.toContain(`www.${parent}/`)
  await firefox?.stop()

  // Nothing is left on the list: its last entries, sites and links, go by a delta.
  const entries = [trap, `https://${trap}/login`, parent, `https://${parent}/`]
  for (const value of [...entries, 'other-trap.top', 'https://other-trap.top/']) {
    const answer = await administer('retractions', { value, reason: 'appeal' })
    expect(answer.status).toBe(204)
  }
  for (const site of [trap, `www.${parent}`, 'other-trap.top']) await listedForBrowsers(site, false)
  await startWithUpdate(profile)
  await visit(`http://${trap}/after`, () => web.asked.includes(`${trap}/after`))
})

/** Sends Firefox to an address until it has been there: a tab opened while Firefox is still busy starting may come to nothing. */
async function visit(address: string, hasArrived: () => boolean): Promise<void> {
  const look = () => {
    if (!hasArrived()) web.visit(address)
    return hasArrived()
  }
  await expect.poll(look, { timeout: 30_000, interval: 2_000 }).toBe(true)
}

/** Starts Firefox and waits until it has taken what the hub has for it: the first time all, then what changed. */
async function startWithUpdate(folder: string): Promise<void> {
  const before = await listWrittenAt(folder)
  firefox = await startFirefox(folder)
  await expect.poll(async () => await listWrittenAt(folder), soon).toBeGreaterThan(before)
  // What Firefox was answered, asked for once more.
  const answer = await fetch(`${hub.url}/v5/hashLists:batchGet?${asked.at(-1)}`)
  const lists = readHashLists(new Uint8Array(await answer.arrayBuffer()))
  expect(lists.find(({ name }) => name === 'se-4b')?.partialUpdate).toBe(before > 0)
}

/** Waits until the hub's lists for browsers have a site, or no longer have it. */
async function listedForBrowsers(site: string, isListed: boolean): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${site}/`))
  const prefix = Buffer.from(digest).subarray(0, 4).toString('base64url')
  const found = async () => {
    const answer = await fetch(`${hub.url}/v5/hashes:search?hashPrefixes=${prefix}&alt=json&key=${key}`)
    const { fullHashes = [] }: { fullHashes?: unknown[] } = await answer.json()
    return fullHashes.length > 0
  }
  await expect.poll(found, soon).toBe(isListed)
}

/** A report by the public and its confirmation by the police. */
async function reportAndConfirm(value: string): Promise<void> {
  await hub.client.report(await solvedReport(hub.client, reportBody(value)))
  const open = await fetch(`${hub.url}/v1/admin/reports`, { headers: hub.administrator })
  const { reports }: { reports: { id: string }[] } = await open.json()
  const decided = await fetch(`${hub.url}/v1/admin/reports/${reports.at(-1)?.id}/decision`, {
    method: 'POST',
    headers: { ...officer, 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'confirmed', reason: 'seen it' }),
  })
  expect(decided.status).toBe(204)
}

async function administer(path: string, body: object, method = 'POST'): Promise<Response> {
  return await fetch(`${hub.url}/v1/admin/${path}`, {
    method,
    headers: { ...hub.administrator, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
