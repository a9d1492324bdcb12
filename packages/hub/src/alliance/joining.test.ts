import type { MeReply, SessionList } from '@wuzei/contract'
import {
  addClient,
  addOrganisation,
  addPerson,
  oneTimeCode,
  send,
  signInPerson,
  startTestHub,
  type TestHub,
} from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parsePublicUrl } from './public-address.ts'

let hub: TestHub
const time = { nowMs: Date.parse('2026-03-02T09:00:00Z') }

beforeAll(async () => {
  hub = await startTestHub({ clock: () => time.nowMs })
})
afterAll(async () => await hub.stop())

const me = async (headers: Record<string, string>, status?: number) =>
  await send<MeReply>(hub, 'GET', '/v1/alliance/me', { headers, ...(status ? { status } : {}) })

const eventsOf = async (subject: string) =>
  (
    await hub.hub.context.database.pool.query<{ type: string; actor: string }>(
      'select type, actor from events where subject = $1 order by id',
      [subject],
    )
  ).rows

test('a member joins, signs in, gets a key, calls, and is out the moment it is suspended', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank', region: 'cn/44' })
  const person = await addPerson(hub, bank.id, ['BNK_DSK'])
  expect(await me({ ...person.headers })).toMatchObject({
    type: 'person',
    id: person.id,
    roles: ['BNK_DSK'],
    organisation: { id: bank.id, kind: 'bank', state: 'active' },
    clearance: { tlp: 'TLP:RED' },
  })
  const client = await addClient(hub, bank.id, ['check', 'feed'])
  expect(client.key).toMatch(/^wzc_[A-Za-z0-9_-]{43}$/)
  expect(await me({ ...client.headers })).toMatchObject({
    type: 'client',
    scopes: ['check', 'feed'],
    clearance: { tlp: 'TLP:AMBER+STRICT' },
  })
  await send(hub, 'PUT', `/v1/alliance/organisations/${bank.id}/state`, {
    headers: hub.administrator,
    body: { state: 'suspended', reason: 'contract ended' },
  })
  await me({ ...person.headers }, 401)
  await me({ ...client.headers }, 401)
  time.nowMs += 60_000
  await expect(
    signInPerson(hub, { ...person, code: oneTimeCode(person.totpUri, time.nowMs) }),
  ).rejects.toThrow(/SIGN_IN_FAILED/)
  await send(hub, 'PUT', `/v1/alliance/organisations/${bank.id}/state`, {
    headers: hub.administrator,
    body: { state: 'active', reason: 'contract renewed' },
  })
  await me({ ...client.headers }, 200)
  await send(hub, 'PUT', `/v1/alliance/organisations/${bank.id}/state`, {
    headers: hub.administrator,
    body: { state: 'left', reason: 'left' },
  })
  await me({ ...client.headers }, 401)
  await send(hub, 'PUT', `/v1/alliance/organisations/${bank.id}/state`, {
    headers: hub.administrator,
    body: { state: 'active', reason: 'again' },
    status: 409,
  })
  expect((await eventsOf(`organisation:${bank.id}`)).map(({ type }) => type)).toEqual([
    'organisation.created',
    'organisation.state-changed',
    'organisation.state-changed',
    'organisation.state-changed',
  ])
  const log = await hub.hub.context.database.pool.query('select payload::text from events')
  const text = JSON.stringify(log.rows)
  expect(text).not.toContain(person.email)
  expect(text).not.toContain('测试人员')
  expect(text).not.toContain(client.key)
})

test('an invitation works once, for its lifetime, and only with the code of its own enrolment', async () => {
  const vendor = await addOrganisation(hub, { kind: 'vendor' })
  const invite = async () =>
    await send<{ id: string; token: string }>(
      hub,
      'POST',
      `/v1/alliance/organisations/${vendor.id}/invitations`,
      {
        headers: hub.administrator,
        body: { email: `${crypto.randomUUID()}@vendor.example`, roles: ['SEC_VND'] },
      },
    )
  const enrol = async (token: string, status = 200) =>
    await send<{ enrolment: string; totpUri: string }>(hub, 'POST', '/v1/alliance/enrolments', {
      body: { token },
      status,
    })
  const finish = async (token: string, enrolment: string, totpUri: string, more: object, status: number) =>
    await send(hub, 'POST', '/v1/alliance/people', {
      body: {
        token,
        enrolment,
        name: 'A',
        password: 'seven quiet rivers below',
        code: oneTimeCode(totpUri, time.nowMs),
        ...more,
      },
      status,
    })
  const first = await invite()
  const other = await invite()
  const mine = await enrol(first.token)
  const theirs = await enrol(other.token)
  await finish(first.token, theirs.enrolment, theirs.totpUri, {}, 404)
  await finish(first.token, mine.enrolment, mine.totpUri, { code: '000000' }, 401)
  await finish(first.token, mine.enrolment, mine.totpUri, { password: 'aaaaaaaaaaaa' }, 400)
  await finish(first.token, mine.enrolment, mine.totpUri, {}, 200)
  await finish(first.token, mine.enrolment, mine.totpUri, {}, 404)
  await send(hub, 'DELETE', `/v1/alliance/invitations/${other.id}`, { headers: hub.administrator })
  await enrol(other.token, 404)
  const late = await invite()
  time.nowMs += 8 * 86_400_000
  await enrol(late.token, 404)
})

test('a code is taken once, a recovery code too, and sessions end when left alone or told to', async () => {
  const media = await addOrganisation(hub, { kind: 'media' })
  const person = await addPerson(hub, media.id, [])
  const code = oneTimeCode(person.totpUri, time.nowMs)
  await expect(signInPerson(hub, { ...person, code })).rejects.toThrow(/SIGN_IN_FAILED/)
  const [recovery = ''] = person.recoveryCodes
  const second = await signInPerson(hub, { ...person, code: recovery.toUpperCase().replace('-', ' ') })
  await expect(signInPerson(hub, { ...person, code: recovery })).rejects.toThrow(/SIGN_IN_FAILED/)
  const list: SessionList = await send(hub, 'GET', '/v1/alliance/sessions', { headers: person.headers })
  expect(list.sessions.map(({ method }) => method).toSorted()).toEqual(['recovery-code', 'totp'])
  await send(hub, 'DELETE', `/v1/alliance/sessions/${second.reply.sessionId}`, { headers: person.headers })
  await me({ ...second.headers }, 401)
  time.nowMs += 29 * 60_000
  await me({ ...person.headers }, 200)
  time.nowMs += 29 * 60_000
  await me({ ...person.headers }, 200)
  time.nowMs += 31 * 60_000
  await me({ ...person.headers }, 401)
  const third = await signInPerson(hub, { ...person, code: oneTimeCode(person.totpUri, time.nowMs) })
  for (let minutes = 0; minutes < 12 * 60; minutes += 25) {
    await me({ ...third.headers }, 200)
    time.nowMs += 25 * 60_000
  }
  await me({ ...third.headers }, 401)
})

test('a cookie is HttpOnly and strict, and changes nothing for another site', async () => {
  const platform = await addOrganisation(hub, { kind: 'platform' })
  const person = await addPerson(hub, platform.id, ['PLT_OPR'])
  time.nowMs += 60_000
  const response = await fetch(`${hub.url}/v1/alliance/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...person, code: oneTimeCode(person.totpUri, time.nowMs) }),
  })
  expect(response.headers.get('set-cookie')).toMatch(
    /^wuzei-session=wzs_[A-Za-z0-9_-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
  )
  const { 'x-wuzei-request': _own, ...withoutHeader } = person.headers
  const foreign = [
    withoutHeader,
    { ...person.headers, origin: 'https://evil.example' },
    { ...person.headers, 'sec-fetch-site': 'cross-site' },
    { cookie: person.headers['cookie'] ?? '', 'x-wuzei-request': '1' },
  ]
  for (const headers of foreign)
    expect(
      await send(hub, 'POST', '/v1/alliance/me/passkey-questions', { headers, status: 403 }),
    ).toMatchObject({ code: 'CROSS_SITE' })
  await send(hub, 'POST', '/v1/alliance/me/passkey-questions', { headers: person.headers })
})

test('behind HTTPS the cookie is bound to the host, and the public address is the hub’s only name', async () => {
  for (const wrong of [
    'hub.example',
    'https://hub.example/path',
    'ftp://hub.example',
    'https://a@hub.example',
  ])
    expect(() => parsePublicUrl(wrong), wrong).toThrow(/WUZEI_PUBLIC_URL/)
  const secure = await startTestHub({ publicUrl: 'https://hub.example', clock: () => time.nowMs })
  try {
    const bank = await addOrganisation(secure, { kind: 'bank' })
    const person = await addPerson(secure, bank.id, ['BNK_DSK'])
    expect(person.headers['cookie']).toMatch(/^__Host-wuzei-session=wzs_/)
    const asked = async (headers: Record<string, string>, status: number) =>
      await send(secure, 'POST', '/v1/alliance/me/passkey-questions', { headers, status })
    await asked({ ...person.headers, origin: secure.url }, 403)
    await asked({ ...person.headers, origin: 'https://hub.example' }, 200)
    const plain = (person.headers['cookie'] ?? '').replace('__Host-', '')
    await asked({ ...person.headers, cookie: plain, origin: 'https://hub.example' }, 401)
    expect(await send(secure, 'GET', '/.well-known/oauth-authorization-server')).toMatchObject({
      issuer: 'https://hub.example',
    })
  } finally {
    await secure.stop()
  }
})

test('whoever guesses is slowed down, and learns nothing about who exists', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const person = await addPerson(hub, bank.id, ['BNK_DSK'])
  const guess = async (email: string) => {
    const response = await fetch(`${hub.url}/v1/alliance/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'wrong wrong wrong', code: '123456' }),
    })
    return {
      status: response.status,
      retry: response.headers.get('retry-after'),
      body: await response.text(),
    }
  }
  const nobody = `${crypto.randomUUID()}@member.example`
  const answers = []
  for (let attempt = 0; attempt < 11; attempt += 1)
    answers.push([await guess(person.email), await guess(nobody)] as const)
  for (const [known, unknown] of answers) expect(known).toEqual(unknown)
  expect(answers.map(([known]) => known.status)).toEqual([...Array.from({ length: 10 }, () => 401), 429])
  expect(Number(answers.at(-1)?.[0].retry)).toBeGreaterThan(0)
  time.nowMs += 16 * 60_000
  await signInPerson(hub, { ...person, code: oneTimeCode(person.totpUri, time.nowMs) })
})
