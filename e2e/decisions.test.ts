import { reportBody, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importList } from './import-list.ts'
import { accepted, administer, dispute, levelOf, send, wideLimits } from './acting-people.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub({ limits: wideLimits, trustProxy: '127.0.0.1', clock: () => time.nowMs })
})
afterAll(async () => {
  await hub.stop()
})

/** The hub's clock: decisions and statements are ordered by whole seconds. */
const time = { nowMs: Date.now() }
const later = (): void => {
  time.nowMs += 10_000
}

async function reportedByFive(value: string): Promise<void> {
  for (let person = 1; person <= 5; person += 1)
    await accepted(
      hub,
      reportBody(value, {
        device: `${value} ${person}`,
        text: `${['one', 'two', 'three', 'four', 'five'][person - 1]} ${'abcde'[person - 1]?.repeat(20)} about it`,
        fraudType: 'F01',
      }),
      `198.51.${person}.7`,
    )
}

async function sourceRecord(
  id: string,
): Promise<{ alpha: number; beta: number; reliability: number } | undefined> {
  const found = await hub.hub.context.database.pool.query<{
    alpha: number
    beta: number
    reliability: number
  }>('select alpha, beta, reliability from sources where id = $1', [id])
  return found.rows[0]
}

describe('a pin', () => {
  it('stands above later reports, until it is lifted', async () => {
    const value = 'https://pinned.top/a'
    expect(
      (await administer(hub, 'PUT', 'pins', { value, level: 'safe', reason: 'checked it' })).status,
    ).toBe(204)
    later()
    await reportedByFive(value)
    expect(await levelOf(hub, value)).toBe('safe')
    expect((await hub.client.check(value)).pinnedBy).toMatch(/^administrator:/)
    expect((await administer(hub, 'DELETE', 'pins', { value, reason: 'was wrong' })).status).toBe(204)
    expect(['suspicious', 'high']).toContain(await levelOf(hub, value))
  })

  it('of a site is what the receipt of a page below it says, as the check of the page does', async () => {
    const page = 'https://pinned-site.top/tk'
    const { receipt } = await accepted(hub, reportBody(page, { device: 'd-below', fraudType: 'F01' }))
    const read = async (): Promise<string | undefined> =>
      (await hub.client.receipt(receipt)).indicators.find(({ kind }) => kind === 'url')?.level
    expect(await read()).toBe(await levelOf(hub, page))
    await administer(hub, 'PUT', 'pins', { value: 'pinned-site.top', level: 'safe', reason: 'checked it' })
    expect(await levelOf(hub, page)).toBe('safe')
    expect(await read()).toBe('safe')
  })

  it('stands in the receipt at the moment when it raised the level, whenever that is read', async () => {
    const value = 'https://raised-later.top/a'
    const { receipt } = await accepted(hub, reportBody(value, { device: 'd-raised', fraudType: 'F01' }))
    const timeline = async () => (await hub.client.receipt(receipt)).timeline
    expect((await timeline()).map(({ code }) => code)).toEqual(['RECEIVED'])
    later()
    await administer(hub, 'PUT', 'pins', { value, level: 'high', reason: 'checked it' })
    const pinnedAtMs = Math.floor(time.nowMs / 1000) * 1000
    expect(await levelOf(hub, value)).toBe('high')
    later()
    const first = await timeline()
    later()
    expect(await timeline()).toEqual(first)
    expect(first.map(({ code, at }) => [code, Date.parse(at)])).toEqual([
      ['RECEIVED', expect.any(Number)],
      ['RAISED', pinnedAtMs],
    ])
    // Whoever reports it now is told that it warned before, at a time that stays as well.
    const next = await accepted(hub, reportBody(value, { device: 'd-next', fraudType: 'F01' }))
    const reportedAtMs = time.nowMs
    later()
    const known = (await hub.client.receipt(next.receipt)).timeline
    expect(known.map(({ code, at }) => [code, Date.parse(at)])).toEqual([
      ['RECEIVED', reportedAtMs],
      ['LISTED', reportedAtMs],
    ])
  })

  it('of a site gives the receipt of a page below it no moment that nobody knows', async () => {
    const page = 'https://raised-site.top/tk'
    const { receipt } = await accepted(hub, reportBody(page, { device: 'd-site', fraudType: 'F01' }))
    later()
    await administer(hub, 'PUT', 'pins', { value: 'raised-site.top', level: 'high', reason: 'checked it' })
    expect(await levelOf(hub, page)).toBe('high')
    const shown = await hub.client.receipt(receipt)
    expect(shown.indicators[0]?.level).toBe('high')
    expect(shown.timeline.map(({ code }) => code)).toEqual(['RECEIVED'])
  })

  it('teaches its sources once, however often it is set', async () => {
    const value = 'https://taught.top/a'
    await reportedByFive(value)
    const before = await sourceRecord('public')
    await administer(hub, 'PUT', 'pins', { value, level: 'confirmed', reason: 'first' })
    const once = await sourceRecord('public')
    expect(once?.alpha).toBeGreaterThan(before?.alpha ?? 0)
    await administer(hub, 'PUT', 'pins', { value, level: 'confirmed', reason: 'again, in other words' })
    expect(await sourceRecord('public')).toEqual(once)
  })
})

it('a retraction takes back what was said so far, and its sources learn once; news counts again', async () => {
  const value = 'retracted.top'
  await reportedByFive(value)
  expect(['suspicious', 'high']).toContain(await levelOf(hub, value))
  later()
  await administer(hub, 'POST', 'retractions', { value, reason: 'it was a mix-up' })
  expect(await levelOf(hub, value)).toBe('unknown')
  const once = await sourceRecord('public')
  await administer(hub, 'POST', 'retractions', { value, reason: 'again' })
  expect(await sourceRecord('public')).toEqual(once)
  later()
  await accepted(hub, reportBody(value, { device: 'after retraction' }), '203.0.9.9')
  await hub.settled()
  expect((await hub.client.check(value)).evidence).toMatchObject([{ count: 1 }])
})

it('a new holder of a number starts clean', async () => {
  const value = '+8613500004321'
  await reportedByFive(value)
  expect(await levelOf(hub, value)).not.toBe('unknown')
  later()
  const from = new Date(time.nowMs).toISOString()
  expect((await administer(hub, 'POST', 'tenures', { value, from, reason: 'reassigned' })).status).toBe(204)
  const verdict = (await levelOf(hub, value)) && (await hub.client.check(value))
  expect(verdict).toMatchObject({ level: 'unknown', evidence: [] })
  for (const wrong of ['2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z'])
    expect(
      (await administer(hub, 'POST', 'tenures', { value, from: wrong, reason: 'x' })).json,
    ).toMatchObject({ code: 'BODY_INVALID' })
})

describe('an identity', () => {
  const bank = (indicators: { value: string }[], more: object = {}) => ({
    id: 'test-bank',
    name: { zh: '试验银行', en: 'Test Bank' },
    category: 'bank',
    spoofed: true,
    indicators,
    ...more,
  })

  it('keeps its numbers safe against reports, with a warning where callers forge it, and lets go of what it gives up', async () => {
    expect(
      (await administer(hub, 'PUT', 'identities', bank([{ value: '95111' }, { value: '95112' }]))).status,
    ).toBe(204)
    await reportedByFive('95111')
    expect(await levelOf(hub, '95111')).toBe('safe')
    const verdict = await hub.client.check('95111')
    expect(verdict.identity).toMatchObject({ id: 'test-bank', spoofed: true })
    expect(verdict.identity?.warning?.zh).toContain('伪造')
    await administer(
      hub,
      'PUT',
      'identities',
      bank([{ value: '95112' }], { name: { zh: '新名', en: 'New name' } }),
    )
    await hub.settled()
    expect((await hub.client.check('95111')).identity).toBeNull()
    expect((await hub.client.check('95112')).identity?.name.en).toBe('New name')
  })

  it('belongs to the last of two writers, whole', async () => {
    const many = await Promise.all(
      Array.from(
        { length: 8 },
        async (_, index) =>
          (
            await administer(
              hub,
              'PUT',
              'identities',
              bank([{ value: `9513${index}` }], { name: { zh: `第${index}`, en: `No ${index}` } }),
            )
          ).status,
      ),
    )
    expect(new Set(many)).toEqual(new Set([204]))
    await hub.settled()
    const owned = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => (await hub.client.check(`9513${index}`)).identity),
    )
    expect(owned.filter((identity) => identity !== null)).toHaveLength(1)
  })

  it.each([
    ['a name without end', { name: { zh: '长'.repeat(100_000), en: 'x' } }, 'BODY_TOO_LARGE'],
    ['a long name', { name: { zh: '长'.repeat(300), en: 'x' } }, 'BODY_INVALID'],
    ['no name', { name: { zh: ' ', en: 'x' } }, 'BODY_INVALID'],
    ['NUL in its name', { name: { zh: 'a\u0000b', en: 'x' } }, 'BODY_INVALID'],
    ['half a character in its name', { name: { zh: 'a\ud800b', en: 'x' } }, 'BODY_INVALID'],
    ['a value that is none', { indicators: [{ value: '???' }] }, 'INDICATOR_UNRECOGNISED'],
  ])('is refused with %s', async (_name, more, code) => {
    expect((await administer(hub, 'PUT', 'identities', bank([{ value: '95139' }], more))).json).toMatchObject(
      { code },
    )
  })

  it('and no reason of a decision holds what cannot be stored', async () => {
    for (const reason of ['a\u0000b', 'a\ud800b']) {
      const answers = [
        await administer(hub, 'PUT', 'pins', { value: '95139', level: 'safe', reason }),
        await administer(hub, 'POST', 'retractions', { value: '95139', reason }),
        await administer(hub, 'POST', 'reports/1/decision', { status: 'confirmed', reason }),
        await administer(hub, 'POST', 'disputes/1/decision', { state: 'upheld', explanation: reason }),
      ]
      for (const answer of answers) expect(answer.json).toMatchObject({ code: 'BODY_INVALID' })
    }
  })
})

describe('a dispute', () => {
  async function disputeId(statement: string): Promise<string> {
    const { json } = await administer(hub, 'GET', 'disputes')
    const disputes = json['disputes'] as { id: string; statement: string }[]
    return disputes.find((item) => item.statement === statement)?.id ?? 'none'
  }
  const decide = async (id: string, state: string) =>
    await administer(hub, 'POST', `disputes/${id}/decision`, { state, explanation: 'we called the owner' })

  it('is shown, and upheld takes the evidence and its sources down for good', async () => {
    const value = 'disputed.top'
    await reportedByFive(value)
    const before = await levelOf(hub, value)
    const reliability = await sourceRecord('public')
    later()
    const receipt = await dispute(hub, value, 'this is my honest shop')
    await hub.settled()
    expect(await hub.client.check(value)).toMatchObject({ disputed: true, level: before })
    expect((await hub.client.disputeStatus(receipt)).state).toBe('open')
    const id = await disputeId('this is my honest shop')
    later()
    expect((await decide(id, 'upheld')).status).toBe(204)
    expect((await decide(id, 'rejected')).json).toMatchObject({ code: 'DISPUTE_DECIDED', status: 409 })
    await hub.settled()
    expect(await hub.client.check(value)).toMatchObject({ disputed: false, level: 'unknown', evidence: [] })
    expect(await hub.client.disputeStatus(receipt)).toMatchObject({
      state: 'upheld',
      explanation: 'we called the owner',
    })
    expect((await sourceRecord('public'))?.beta).toBeGreaterThan(reliability?.beta ?? Infinity)

    later()
    await dispute(hub, value, 'somebody else opens it again')
    expect(await levelOf(hub, value)).toBe('unknown')
    expect((await hub.client.check(value)).disputed).toBe(true)
    await decide(await disputeId('somebody else opens it again'), 'rejected')
    expect(await levelOf(hub, value)).toBe('unknown')
  })

  it('rejected leaves the evidence as it was; the same dispute again is the same', async () => {
    const value = 'rejected.top'
    await reportedByFive(value)
    await hub.settled()
    const before = await hub.client.check(value)
    later()
    const first = await dispute(hub, value, 'not me')
    expect(await dispute(hub, value, 'not me')).toBe(first)
    await decide(await disputeId('not me'), 'rejected')
    await hub.settled()
    expect(await hub.client.check(value)).toMatchObject({
      disputed: false,
      level: before.level,
      score: before.score,
    })
    expect((await decide('99999', 'upheld')).json).toMatchObject({ code: 'DISPUTE_UNKNOWN', status: 404 })
  })

  it('upheld against a list makes all of the list weigh less', async () => {
    const { pool } = hub.hub.context.database
    const names = Array.from({ length: 6 }, (_, index) => `listed${index}.top`)
    await importList(hub, 'import:test', names, { atMs: time.nowMs })
    await hub.settled()
    const before = await hub.client.check('listed5.top')
    for (let index = 0; index < 3; index += 1) {
      later()
      await dispute(hub, `listed${index}.top`, `mine ${index}`)
      later()
      expect((await decide(await disputeId(`mine ${index}`), 'upheld')).status).toBe(204)
    }
    await expect
      .poll(async () => (await pool.query(`select from events where type = 'source.reweighed'`)).rowCount, {
        timeout: 20_000,
      })
      .toBeGreaterThan(0)
    await hub.settled()
    const after = await hub.client.check('listed5.top')
    expect(after.score).toBeLessThan(before.score)
    const shown = await sourceRecord('import:test')
    expect(shown?.reliability).toBeLessThan(0.9)
  })
})

it('a wrong value is the same error everywhere', async () => {
  for (const [method, path, more] of [
    ['PUT', 'pins', { level: 'safe', reason: 'x' }],
    ['DELETE', 'pins', { reason: 'x' }],
    ['POST', 'retractions', { reason: 'x' }],
    ['POST', 'tenures', { reason: 'x', from: '2026-01-01T00:00:00Z' }],
  ] as const)
    expect((await administer(hub, method, path, { value: '???', ...more })).json).toMatchObject({
      code: 'INDICATOR_UNRECOGNISED',
    })
  const { proofOfWork } = { proofOfWork: 'x' }
  expect((await send(hub, 'POST', '/v1/disputes', { value: '1', statement: 'x', proofOfWork })).status).toBe(
    400,
  )
})
