import type { LedgerReply, MemberCheckReply, ReportList, ShareList } from '@wuzei/contract'
import { indicatorKey, mayRead, parseIndicator } from '@wuzei/domain'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { giveReports, mayReadReport, type ModelReport } from './sharing/reports-of-places.ts'
import { allianceOfEveryKind, type Alliance, type Asker } from './sharing/alliance-of-every-kind.ts'
import {
  asksOf,
  excluded,
  logRoutes,
  notCompared,
  pairOf,
  probes,
  type Ask,
  type Subject,
} from './sharing/route-probes.ts'
import { anyDraft, domainToken, giveDrafts, phoneToken, type ModelShare } from './sharing/shared-objects.ts'

let hub: TestHub
let alliance: Alliance
/** Every share of every run: what is listed must be all of them that the asker may read. */
const shares: ModelShare[] = []

const wide = 1_000_000
beforeAll(async () => {
  hub = await startTestHub({
    limits: {
      checksPerMinute: wide,
      messagesPerMinute: wide,
      reportsPerMinute: wide,
      uploadsPerMinute: wide,
      receiptsPerMinute: wide,
      decisionsPerMinute: wide,
      signInsPerMinute: wide,
      proofsPerMinute: wide,
      importsPerMinute: wide,
      listsPerMinute: wide,
    },
  })
  alliance = await allianceOfEveryKind(hub)
}, 240_000)
afterAll(async () => await hub.stop())

it('every route of the hub is asked, or left out for a reason', () => {
  const routes = hub.hub.server.routeTable.routes
    .flatMap(({ methods, url }) => methods.map((method) => `${method} ${url}`))
    .filter((route) => !route.startsWith('HEAD ') && !route.startsWith('OPTIONS '))
  const known = new Set([...Object.keys(probes), ...Object.keys(excluded)])
  expect(
    routes.filter((route) => !known.has(route)),
    'list it in e2e/sharing/route-probes.ts',
  ).toEqual([])
})

it('whoever asks, no answer holds a word, a file or a contact of a report that is not theirs to read', async () => {
  const reports = await giveReports(hub, alliance)
  const reads = (asker: Asker) => reports.filter((report) => mayReadReport(asker.actor, report))
  for (const asker of alliance.askers) {
    const readable = reads(asker)
    const isHub = asker.actor.type === 'administrator'
    for (const [index, route] of Object.keys(probes).entries()) {
      const report = reports[index % reports.length]
      if (!report || !route.startsWith('GET ')) continue
      const asks = [
        ...asksOf(route, { id: report.id, value: report.value }),
        ...(route.includes('/attachments/')
          ? [
              {
                method: 'GET',
                path: route.slice(4).replace(':id', report.id).replace(':sha256', report.file),
              },
            ]
          : []),
      ]
      for (const asked of asks) {
        const { text } = await ask(asker, asked)
        // Opened only for a purpose, person by person, which nobody here has done.
        for (const { fileWord, contact, word, ...other } of reports) {
          const opened = isHub ? [] : [fileWord, contact]
          // Of evidence auditors have the hashes: who read a file stands in the log by its name.
          const named = logRoutes.includes(route) ? [] : [other.file]
          const kept = readable.some(({ id }) => id === other.id) ? opened : [word, ...named, ...opened]
          for (const mark of kept)
            if (!JSON.stringify(asked).includes(mark) && text.includes(mark))
              expect.fail(`${asker.name} got ${mark} by ${asked.path}: ${text.slice(0, 500)}`)
        }
      }
    }
    await expectQueueExactly(asker, readable)
  }
  const views = alliance.askers.map((asker) => reads(asker).length)
  expect(new Set(views)).toEqual(new Set([0, 1, 3]))
  await expectOpenedByThePolice(reports)
}, 300_000)

/** The desk's queue is what its reader may read, masked. */
async function expectQueueExactly(asker: Asker, readable: readonly ModelReport[]): Promise<void> {
  const answer = await ask(asker, { method: 'GET', path: '/v1/admin/reports' })
  if (readable.length === 0 && answer.status !== 200) return
  const list: ReportList = JSON.parse(answer.text)
  expect(list.reports.map(({ id }) => id).toSorted(), asker.name).toEqual(
    readable.map(({ id }) => id).toSorted(),
  )
}

/** Its place opens a report and its file for a purpose; to an auditor, who reads it masked, it stays closed. */
async function expectOpenedByThePolice(reports: readonly ModelReport[]): Promise<void> {
  const [report] = reports
  const open = async (role: string) => {
    const asker = alliance.askers.find(
      ({ actor }) => actor.type === 'person' && actor.roles.some((one) => one === role),
    )
    if (!report || !asker) throw new Error('nobody of this role')
    const body = { record: 'report', id: report.id, purpose: 'INTAKE' }
    const opened = await ask(asker, { method: 'POST', path: '/v1/console/unmaskings', body })
    const file = await ask(asker, {
      method: 'GET',
      path: `/v1/console/reports/${report.id}/attachments/${report.file}`,
    })
    return { opened, file }
  }
  const police = await open('CTY_OFF')
  expect([police.opened.text.includes(report?.contact ?? '?'), police.file.text]).toEqual([
    true,
    report?.fileWord,
  ])
  const auditor = await open('AUD')
  expect([auditor.opened.status, auditor.file.status]).toEqual([403, 403])
}

it('whoever asks, no answer holds a word, an id or a count of what a label keeps from them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDraft, { minLength: 30, maxLength: 40 }), async (drafts) => {
      shares.push(...(await giveDrafts(hub, alliance, drafts, shares.length)))
      await hub.settled()
      for (const asker of alliance.askers) {
        const seen = seenBy(asker)
        await expectExactly(asker, seen)
        await expectNoLeak(asker, seen)
      }
      expectClosedIndex()
      await expectClosedLog()
    }),
    // One alliance and thousands of requests a run: what fails is told with its seed, not made smaller.
    { numRuns: 1, endOnFailure: true },
  )
  const views = alliance.askers.map((asker) => seenBy(asker))
  expect(views.some(({ readable }) => readable.some(({ isHeld }) => isHeld))).toBe(true)
  expect(views.every(({ unreadable }) => unreadable.length > 0)).toBe(true)
}, 600_000)

interface Seen {
  readonly readable: readonly ModelShare[]
  readonly unreadable: readonly ModelShare[]
}

function seenBy({ reader }: Asker): Seen {
  const isReadable = (share: ModelShare) => reader !== undefined && mayRead(reader, share)
  return {
    readable: shares.filter(isReadable),
    unreadable: shares.filter((share) => !isReadable(share)),
  }
}

/** What lists, counts and exports for members is exactly what they may read. */
async function expectExactly(asker: Asker, { readable }: Seen): Promise<void> {
  if (asker.actor.type !== 'person' && asker.actor.type !== 'client') return
  const own = asker.actor.organisation.id
  const listed: string[] = []
  let page: ShareList = await read(asker, '/v1/alliance/shares')
  for (;;) {
    listed.push(...page.shares.map(({ id }) => id))
    if (page.next === null) break
    page = await read(asker, `/v1/alliance/shares?after=${page.next}`)
  }
  expect(listed.toSorted(), asker.name).toEqual(readable.map(({ id }) => id).toSorted())
  const file = await ask(asker, { method: 'GET', path: '/v1/alliance/share-export' })
  const [head] = file.text.split('\n')
  expect(JSON.parse(head ?? ''), asker.name).toMatchObject({ count: readable.length })
  const [first] = readable
  if (first) {
    const shown = await ask(asker, { method: 'GET', path: `/v1/alliance/shares/${first.id}` })
    expect(shown.text, asker.name).toContain(first.token)
  }
  for (const { id } of alliance.organisations) {
    const ledger: LedgerReply = await read(asker, `/v1/alliance/ledger?organisationId=${id}`)
    const given = readable.filter(({ originId }) => originId === id)
    const withdrawn = given.filter(({ isWithdrawn }) => isWithdrawn)
    const shown = (count: number) => (id === own || count >= 5 ? count : null)
    expect(ledger.totals, asker.name).toMatchObject({
      given: shown(given.length),
      withdrawn: shown(withdrawn.length),
      received: id === own ? readable.length - given.length : null,
    })
  }
  await expectChecksExactly(asker, readable)
}

async function expectChecksExactly(asker: Asker, readable: readonly ModelShare[]): Promise<void> {
  const values = [...new Set(shares.map(({ value }) => value))]
  const reply: MemberCheckReply = await read(asker, '/v1/alliance/check', { values })
  for (const [index, value] of values.entries()) {
    const result = reply.results[index]
    if (!result || 'error' in result) throw new Error(`no verdict on ${value}`)
    const held = readable.filter((share) => share.isHeld && share.value === value)
    expect(result.shares.map(({ id }) => id).toSorted(), asker.name).toEqual(
      held.map(({ id }) => id).toSorted(),
    )
  }
}

/** Every route, about something that the asker may not read and about nothing: no trace of it, and no difference. */
async function expectNoLeak(asker: Asker, seen: Seen): Promise<void> {
  const known = new Set(seen.readable.map(({ token }) => token))
  const hidden = seen.unreadable.filter(({ wasPublic, token }) => !wasPublic && !known.has(token))
  const routes = Object.keys(probes)
  for (const [index, route] of routes.entries()) {
    const share = hidden[index % hidden.length]
    if (!share) return
    const decoy = decoyOf(share)
    const { about, aboutNothing } = pairOf(route, share, decoy)
    for (const [place, asked] of about.entries()) {
      const answer = await ask(asker, asked)
      expectNoTrace(asker, asked, answer, seen, logRoutes.includes(route))
      const other = aboutNothing[place]
      const depends = JSON.stringify(asked) !== JSON.stringify(other) && !notCompared.includes(route)
      if (other && depends)
        expect(plain(answer, share), `${asker.name}: ${route}`).toEqual(plain(await ask(asker, other), decoy))
    }
    if (!route.startsWith('GET /v1/alliance/organisations/:id')) continue
    for (const asked of asksOf(route, { id: share.originId, value: share.value }))
      expectNoTrace(asker, asked, await ask(asker, asked), seen)
  }
}

function decoyOf({ value }: ModelShare): Subject & { readonly token: string } {
  const unused = 5_000 + shares.length
  const token = value.endsWith('.top') ? domainToken(unused) : phoneToken(unused)
  return { id: crypto.randomUUID(), token, value: value.endsWith('.top') ? `${token}.top` : token }
}

function expectNoTrace(
  asker: Asker,
  asked: Ask,
  answer: Answer,
  { readable, unreadable }: Seen,
  mayHoldIds = false,
): void {
  // A probe that asks where nothing is would find nothing for ever.
  expect(answer.text, asked.path).not.toContain('nothing is at this path')
  expect(answer.status, `${asker.name}: ${asked.path}`).not.toBe(429)
  const sent = JSON.stringify(asked)
  const known = new Set(readable.map(({ token }) => token))
  for (const share of unreadable) {
    const marks = mayHoldIds ? [share.note] : [share.note, share.id]
    if (!share.wasPublic && !known.has(share.token))
      marks.push(share.token, Array.from(share.token).toReversed().join(''))
    for (const mark of marks)
      if (!sent.includes(mark) && `${answer.headers}${answer.text}`.includes(mark))
        expect.fail(
          `${asker.name} got ${mark} (${JSON.stringify(share.label)}) by ${sent}: ${answer.text.slice(0, 500)}`,
        )
  }
}

/** An answer without what was asked for and without instants. */
function plain({ status, text }: Answer, subject: { readonly id: string; readonly token: string }) {
  const body = text
    .replaceAll(subject.id, 'ID')
    .replaceAll(subject.token, 'TOKEN')
    // As numbers are shown to people.
    .replaceAll(subject.token.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3'), 'TOKEN')
    // As they are masked, and the key that stands for the value.
    .replaceAll(/\d{3}\*{4}\d{4}/g, 'TOKEN')
    .replaceAll(/"key":"[0-9a-f]{16}"/g, '"key":"KEY"')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'WHEN')
  return { status, body }
}

/** What was never public is in no index, whatever asks it and by whatever part of a key. */
function expectClosedIndex(): void {
  for (const { value, wasPublic } of shares) {
    const parsed = parseIndicator(value)
    if (!parsed.ok) throw new Error(`${value} is no indicator`)
    const key = BigInt.asUintN(64, indicatorKey(parsed.indicator.kind, parsed.indicator.canonical))
    const state = hub.hub.context.index.get(Number(key >> 32n), Number(key & 0xffffffffn))
    expect(state !== undefined, value).toBe(wasPublic)
  }
}

/** The log can be exported: of what was never public it holds ids and labels, and nothing that says what it is about. */
async function expectClosedLog(): Promise<void> {
  const response = await fetch(`${hub.url}/v1/log/export`, { headers: hub.administrator })
  const text = await response.text()
  expect(text).toContain('share-given')
  for (const { token, note, wasPublic } of shares) {
    expect(text.includes(note)).toBe(false)
    if (!wasPublic) expect(text.includes(token)).toBe(false)
  }
}

interface Answer {
  readonly status: number
  readonly headers: string
  readonly text: string
}

async function ask({ headers }: Asker, { method, path, body }: Ask): Promise<Answer> {
  const response = await fetch(hub.url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: JSON.stringify([...response.headers]), text }
}

async function read<Reply>(asker: Asker, path: string, body?: object): Promise<Reply> {
  const answer = await ask(asker, { method: body === undefined ? 'GET' : 'POST', path, body })
  if (answer.status !== 200)
    throw new Error(`${asker.name}: ${path} answered ${answer.status}: ${answer.text}`)
  const reply: Reply = JSON.parse(answer.text)
  return reply
}
