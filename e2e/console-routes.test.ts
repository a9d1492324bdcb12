import type {
  AlertList,
  AuditPage,
  BulkDecisionReply,
  DisputeQueue,
  EntryHistory,
  EntryReply,
  EvidencePage,
  LibraryPage,
  QueuePage,
  SourceList,
  TreeHeadList,
  UnmaskReply,
} from '@wuzei/contract'
import { fromBase64, isConsistent, isHeadSigned, isSameHash, leafHashOf, rootOfInclusion } from '@wuzei/sdk'
import { inTransaction, openLogKey, sealTreeHead } from '@wuzei/store'
import {
  addOrganisation,
  addPerson,
  reportBody,
  send,
  solvedReport,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let hub: TestHub
let officer: TestPerson
let supervisor: TestPerson
let secondSupervisor: TestPerson
let bank: TestPerson
let auditor: TestPerson
let now = Date.parse('2026-03-01T01:00:00Z')

beforeAll(async () => {
  hub = await startTestHub({ clock: () => now, limits: { decisionsPerMinute: 10_000 } })
  const operator = await addOrganisation(hub, { kind: 'hub-operator' })
  await addPerson(hub, operator.id, ['SYS_ADM'])
  const centre = await addOrganisation(hub, { kind: 'police', level: 'city', region: 'cn/44/03' })
  officer = await addPerson(hub, centre.id, ['CTY_OFF'])
  supervisor = await addPerson(hub, centre.id, ['CTY_SUP'])
  secondSupervisor = await addPerson(hub, centre.id, ['CTY_SUP'])
  bank = await addPerson(hub, (await addOrganisation(hub, { kind: 'bank' })).id, ['BNK_DSK'])
  auditor = await addPerson(hub, (await addOrganisation(hub, { kind: 'auditor' })).id, ['AUD'])
})
afterAll(async () => await hub.stop())

const as = (person: TestPerson) => ({
  get: async <Reply>(path: string, status?: number) =>
    await send<Reply>(hub, 'GET', `/v1/console/${path}`, {
      headers: person.headers,
      ...(status ? { status } : {}),
    }),
  post: async <Reply>(path: string, body?: unknown, status?: number) =>
    await send<Reply>(hub, 'POST', `/v1/console/${path}`, {
      headers: person.headers,
      ...(body === undefined ? {} : { body }),
      ...(status ? { status } : {}),
    }),
})

async function report(value: string, more: Parameters<typeof reportBody>[1] = {}): Promise<void> {
  await hub.client.report(await solvedReport(hub.client, reportBody(value, more)))
}

describe('the triage desk', () => {
  it('shows reports masked, those with money gone first, with their duplicates', async () => {
    const text = '我叫李小明，对方让我打 13900001111 转账到 6222020200112233445，我的邮箱 me@example.com'
    await report('bad-parcel-1.top', { text, contact: '13800138000' })
    await report('bad-parcel-1.top', { text: text.replace('13900001111', '13900002222') })
    await report('13712340000', { loss: { amountFen: 500_000, currency: 'CNY' } })
    const page = await as(officer).get<QueuePage>('reports')
    expect(page.reports.map(({ loss }) => loss !== null)).toEqual([true, false, false])
    expect(page).toMatchObject({ mayWork: true, mayApprove: false, counts: { received: 3 } })
    const [, first, second] = page.reports
    expect(first?.text).toContain('[name]')
    for (const secret of ['李小明', '13900001111', '6222020200112233445', 'me@example.com', '13712340000'])
      expect(JSON.stringify(page)).not.toContain(secret)
    // A number is somebody's, a site is nobody's secret.
    expect(page.reports.map(({ indicators }) => indicators.map(({ display }) => display))).toEqual([
      ['137****0000'],
      ['bad-parcel-1.top'],
      ['bad-parcel-1.top'],
    ])
    expect(first?.contact).toBe('138****8000')
    expect(first?.sameSubject).toEqual([second?.id])
    expect(first?.sameText).toEqual([second?.id])
  })

  it('is not for a bank, and reading it does not open anything', async () => {
    expect(await as(bank).get('reports', 403)).toMatchObject({ code: 'FORBIDDEN' })
    const [event] = (await as(auditor).get<AuditPage>('events?type=personal-data.unmasked')).events
    expect(event).toBeUndefined()
  })

  it('confirms several at once; rejecting waits for a second person, who is not the first', async () => {
    const { reports } = await as(officer).get<QueuePage>('reports')
    const [money, one, other] = reports.map(({ id }) => id)
    if (!money || !one || !other) throw new Error('reports are missing')
    const confirmation = {
      reports: [one, other, '999999'],
      decision: 'confirmed',
      reason: 'Two people, one page',
      fraudType: 'F06',
    }
    const refused = async (fraudType: string, decision = 'confirmed') =>
      await as(officer).post('report-decisions', { ...confirmation, decision, fraudType }, 400)
    expect(await refused('F77')).toMatchObject({ code: 'FRAUD_TYPE_UNKNOWN' })
    expect(await refused('F06', 'rejected')).toMatchObject({ code: 'BODY_INVALID' })
    const done = await as(officer).post<BulkDecisionReply>('report-decisions', confirmation)
    expect(done.results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['done', null],
      ['done', null],
      ['failed', 'RECEIPT_UNKNOWN'],
    ])
    const types = async () => {
      const { reports: confirmed } = await as(officer).get<QueuePage>('reports?queue=confirmed')
      await hub.settled()
      const { fraudTypes } = await hub.client.check('bad-parcel-1.top')
      return [confirmed.map(({ fraudType, decidedType }) => [fraudType, decidedType]), fraudTypes]
    }
    expect(await types()).toEqual([
      [
        [null, 'F06'],
        [null, 'F06'],
      ],
      ['F06'],
    ])
    // Confirmed as something else: a correction, and said to be one.
    const retyping = { ...confirmation, reports: [one, other], fraudType: 'F08' }
    const silent = await as(officer).post<BulkDecisionReply>('report-decisions', retyping)
    expect(silent.results.map(({ code }) => code)).toEqual(['REPORT_DECIDED', 'REPORT_DECIDED'])
    await as(officer).post('report-decisions', { ...retyping, correction: true })
    expect(await types()).toEqual([
      [
        [null, 'F08'],
        [null, 'F08'],
      ],
      ['F08'],
    ])
    const proposal = { reports: [money], decision: 'rejected', reason: 'It is a shop' }
    const waiting = await as(officer).post<BulkDecisionReply>('report-decisions', proposal)
    expect(waiting.results).toMatchObject([{ outcome: 'waiting' }])
    expect((await as(officer).get<QueuePage>('reports')).reports).toEqual([])
    const queue = await as(supervisor).get<QueuePage>('reports?queue=waiting')
    expect(queue.reports).toMatchObject([{ id: money, status: 'received', rejection: { isOwn: false } }])
    expect(await as(officer).post(`reports/${money}/rejection`, { decision: 'agree' }, 403)).toMatchObject({
      code: 'FORBIDDEN',
    })
    await as(supervisor).post(`reports/${money}/rejection`, { decision: 'agree' })
    const rejected = await as(supervisor).get<QueuePage>('reports?queue=rejected')
    expect(rejected.reports).toMatchObject([{ id: money, rejection: null }])
    expect(await as(supervisor).post(`reports/${money}/rejection`, { decision: 'agree' }, 404)).toMatchObject(
      { code: 'REJECTION_UNKNOWN' },
    )
  })

  it('keeps what lies in another place from those who do not work there', async () => {
    await report('far-away-8.top', { region: 'cn/11' })
    const { rows } = await hub.hub.context.database.pool.query<{ id: string }>(
      `select id from reports where region = 'cn/11'`,
    )
    const id = rows[0]?.id ?? ''
    expect(id).not.toBe('')
    const { reports, counts } = await as(officer).get<QueuePage>('reports')
    expect(reports.map((one) => one.id)).not.toContain(id)
    expect(counts['received']).toBe(reports.length)
    const body = { record: 'report', id, purpose: 'INTAKE' }
    expect(await as(officer).post('unmaskings', body, 403)).toMatchObject({ code: 'FORBIDDEN' })
    const decided = await as(supervisor).post<BulkDecisionReply>('report-decisions', {
      reports: [id],
      decision: 'confirmed',
      reason: 'Not ours',
    })
    expect(decided.results).toMatchObject([{ outcome: 'failed', code: 'FORBIDDEN' }])
  })

  it('lets whoever proposed it take it back', async () => {
    await report('bad-parcel-3.top')
    const { reports } = await as(officer).get<QueuePage>('reports')
    const id = reports[0]?.id ?? ''
    await as(officer).post('report-decisions', { reports: [id], decision: 'rejected', reason: 'No' })
    expect(await as(supervisor).post(`reports/${id}/rejection`, { decision: 'withdraw' }, 403)).toBeDefined()
    await as(officer).post(`reports/${id}/rejection`, { decision: 'withdraw' })
    expect((await as(officer).get<QueuePage>('reports')).reports.map((one) => one.id)).toContain(id)
  })
})

describe('opening personal data', () => {
  it('needs a purpose that fits, lasts five minutes for files too, and stands in the log', async () => {
    const { reports } = await as(officer).get<QueuePage>('reports?queue=confirmed')
    const id = reports[0]?.id ?? ''
    const body = { record: 'report', id, purpose: 'INTAKE' }
    expect(await as(officer).post('unmaskings', { ...body, purpose: 'STATISTICS' }, 403)).toBeDefined()
    expect(await as(bank).post('unmaskings', body, 403)).toBeDefined()
    expect(await as(auditor).post('unmaskings', body, 403)).toBeDefined()
    const opened = await as(officer).post<UnmaskReply>('unmaskings', body)
    expect(opened.text).toContain('李小明')
    expect(opened.indicators).toMatchObject([{ kind: 'domain', display: 'bad-parcel-1.top' }])
    expect(opened.contact).toBe('13800138000')
    expect(Date.parse(opened.expiresAt) - now).toBe(300_000)
    expect(opened.watermark).toContain(officer.id)
    const file = `reports/${id}/attachments/${'0'.repeat(64)}`
    expect(await as(officer).get(file, 404)).toMatchObject({ code: 'EVIDENCE_UNKNOWN' })
    expect(await as(supervisor).get(file, 403)).toMatchObject({ code: 'UNMASK_FIRST' })
    now += 301_000
    expect(await as(officer).get(file, 403)).toMatchObject({ code: 'UNMASK_FIRST' })
    await hub.settled()
    const { events } = await as(auditor).get<AuditPage>('events?type=personal-data.unmasked')
    expect(events).toMatchObject([
      { actor: `person:${officer.id}`, subject: `report:${id}`, payload: { purpose: 'INTAKE' } },
    ])
    expect(JSON.stringify(events)).not.toContain('李小明')
  })

  it('locks out whoever opens more than fifty in an hour, and tells the supervisor', async () => {
    const { reports } = await as(officer).get<QueuePage>('reports?queue=confirmed')
    const id = reports[0]?.id ?? ''
    const body = { record: 'report', id, purpose: 'INTAKE' }
    for (let count = 0; count < 50; count++) await as(secondSupervisor).post('unmaskings', body)
    expect(await as(secondSupervisor).post('unmaskings', body, 403)).toMatchObject({ code: 'UNMASK_LOCKED' })
    await send(hub, 'GET', '/v1/alliance/me', { headers: secondSupervisor.headers, status: 401 })
    expect((await as(officer).get<AlertList>('alerts')).alerts).toEqual([])
    const { alerts } = await as(supervisor).get<AlertList>('alerts')
    expect(alerts).toMatchObject([{ personId: secondSupervisor.id, span: 'hour', name: '测试人员' }])
    await as(supervisor).post(`alerts/${alerts[0]?.id}/seen`)
    expect((await as(supervisor).get<AlertList>('alerts')).alerts).toEqual([])
  })
})

describe('the library', () => {
  it('is paged, filtered, and masked for those who only read', async () => {
    await hub.settled()
    const page = await as(supervisor).get<LibraryPage>('library?kind=domain&source=public')
    expect(page.entries.map(({ canonical }) => canonical)).toEqual(
      expect.arrayContaining(['bad-parcel-1.top', 'bad-parcel-3.top']),
    )
    await report('13912345678')
    const number = async (person: TestPerson) =>
      (await as(person).get<LibraryPage>('library?kind=phone&source=public')).entries.map(
        ({ shown, canonical }) => [shown, canonical],
      )
    expect(await number(auditor)).toContainEqual(['139****5678', null])
    expect(await number(supervisor)).toContainEqual([expect.stringContaining('5678'), '+8613912345678'])
    expect(await as(bank).get('library?kind=domain', 403)).toMatchObject({ code: 'FORBIDDEN' })
    const none = await as(supervisor).get<LibraryPage>('library?level=safe&source=public')
    expect(none.entries).toEqual([])
    expect(none.scanned).toBeGreaterThan(0)
  })

  it('shows every piece of evidence, why one is silent, and what happened', async () => {
    const entry = await as(supervisor).get<EntryReply>('library/entry?value=bad-parcel-1.top')
    expect(entry).toMatchObject({ canonical: 'bad-parcel-1.top', mayDecide: true, pin: null })
    const evidence = `library/evidence?key=${entry.key}`
    const before = await as(supervisor).get<EvidencePage>(evidence)
    expect(before.pieces.filter(({ source }) => source === 'public')).toHaveLength(2)
    expect(before.pieces.every(({ silent }) => silent === null)).toBe(true)
    const texts = before.pieces.flatMap(({ marks }) => marks.filter((mark) => mark.startsWith('text:')))
    expect(new Set(texts).size).toBe(1)
    const decide = async (method: string, path: string, body: object, person = supervisor, status = 204) =>
      await send(hub, method, `/v1/admin/${path}`, { headers: person.headers, body, status })
    const value = { value: 'bad-parcel-1.top', reason: 'seen by us' }
    await decide('PUT', 'pins', { ...value, level: 'high' }, officer, 403)
    await decide('PUT', 'pins', { ...value, level: 'high' })
    const pinned = await as(supervisor).get<EntryReply>('library/entry?value=bad-parcel-1.top')
    expect(pinned.pin).toMatchObject({ level: 'high', by: `organisation:${supervisor.organisationId}` })
    await decide('DELETE', 'pins', value)
    now += 2_000
    await decide('POST', 'retractions', value)
    const after = await as(supervisor).get<EvidencePage>(evidence)
    expect(after.pieces.every(({ silent }) => silent === 'retracted')).toBe(true)
    await hub.settled()
    const { events } = await as(supervisor).get<EntryHistory>(`library/history?key=${entry.key}`)
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['indicator.retracted', 'indicator.pinned', 'report.decided']),
    )
    const { sources } = await as(bank).get<SourceList>('sources')
    expect(sources.find(({ id }) => id === 'public')).toMatchObject({ tier: 'citizen' })
  })

  it('has its disputes decided by somebody who did not fix the verdict', async () => {
    const value = '13712349999'
    await report(value)
    await hub.settled()
    await send(hub, 'PUT', '/v1/admin/pins', {
      headers: supervisor.headers,
      body: { value, level: 'high', reason: 'seen' },
    })
    const proofOfWork = (await solvedReport(hub.client, {})).proofOfWork ?? ''
    await hub.client.dispute({ value, statement: '我是店主，电话 13700007777', proofOfWork })
    const { disputes, mayDecide } = await as(supervisor).get<DisputeQueue>('disputes')
    expect(mayDecide).toBe(true)
    expect(disputes).toMatchObject([{ display: '137****9999', statement: '我是[name]，电话 [phone]' }])
    const path = `/v1/admin/disputes/${disputes[0]?.id}/decision`
    const body = { state: 'upheld', explanation: 'It is a shop' }
    await send(hub, 'POST', path, { headers: officer.headers, body, status: 403 })
    await send(hub, 'POST', path, { headers: supervisor.headers, body, status: 403 })
    const opened = await as(officer).post<UnmaskReply>('unmaskings', {
      record: 'dispute',
      id: disputes[0]?.id,
      purpose: 'APPEAL',
    })
    expect(opened.text).toContain('13700007777')
    expect(opened.indicators[0]?.display.replaceAll(' ', '')).toContain(value)
  })
})

/** Heads are sealed once a minute; a test does not wait for that. */
async function sealHead(): Promise<void> {
  const key = await openLogKey({
    dataDirectory: hub.options.dataDirectory,
    environmentKey: undefined,
  })
  await inTransaction(hub.hub.context.database, async (client) => await sealTreeHead(client, key, new Date()))
}

describe('the log', () => {
  it('shows auditors everything and others their own', async () => {
    await hub.settled()
    const all = await as(auditor).get<AuditPage>('events')
    const own = await as(officer).get<AuditPage>('events')
    expect(all.events.length).toBe(50)
    expect(all.next).not.toBeNull()
    expect(new Set(own.events.map(({ actor }) => actor))).toEqual(new Set([`person:${officer.id}`]))
    const other = all.events.find(({ actor }) => actor !== `person:${officer.id}`)
    await as(officer).get(`events/${other?.seq}`, 404)
    await send(hub, 'GET', '/v1/console/events', { status: 401 })
    await send(hub, 'GET', '/v1/console/reports', { status: 401 })
  })

  it('proves itself to whoever computes it again, and not when anything was touched', async () => {
    await sealHead()
    await as(officer).post('unmaskings', { record: 'dispute', id: '1', purpose: 'APPEAL' })
    await hub.settled()
    await sealHead()
    const { heads, keys } = await as(officer).get<TreeHeadList>('tree-heads')
    const [head] = heads
    const older = heads.at(-1)
    if (!head || !older) throw new Error('the log has no head')
    const key = fromBase64(keys.find(({ keyId }) => keyId === head.keyId)?.publicKey ?? '')
    expect(isHeadSigned(head, key)).toBe(true)
    expect(isHeadSigned({ ...head, size: head.size + 1 }, key)).toBe(false)
    const { events } = await as(auditor).get<AuditPage>(`events?after=${head.size + 1}`)
    const event = events[7]
    if (!event) throw new Error('the log is short')
    const hashes = async (path: string) =>
      (
        await send<{ hashes: string[] }>(hub, 'GET', `/v1/log/proof/${path}`, { headers: officer.headers })
      ).hashes.map(fromBase64)
    const proof = await hashes(`inclusion?seq=${event.seq}&size=${head.size}`)
    const leadsToRoot = (changed: typeof event, by = proof) => {
      const root = rootOfInclusion({
        seq: event.seq,
        size: head.size,
        leafHash: leafHashOf(changed),
        proof: by,
      })
      return root !== null && isSameHash(root, fromBase64(head.rootHash))
    }
    expect(Buffer.from(leafHashOf(event)).toString('hex')).toBe(event.leafHash)
    expect(leadsToRoot(event)).toBe(true)
    expect(leadsToRoot({ ...event, actor: 'person:somebody-else' })).toBe(false)
    expect(leadsToRoot(event, proof.slice(1))).toBe(false)
    const consistency = {
      from: older.size,
      to: head.size,
      fromRoot: fromBase64(older.rootHash),
      toRoot: fromBase64(head.rootHash),
      proof: await hashes(`consistency?from=${older.size}&to=${head.size}`),
    }
    expect(isConsistent(consistency)).toBe(true)
    expect(isConsistent({ ...consistency, fromRoot: fromBase64(head.rootHash) })).toBe(
      older.size === head.size,
    )
    expect(isConsistent({ ...consistency, proof: consistency.proof.toReversed() })).toBe(false)
  })
})
