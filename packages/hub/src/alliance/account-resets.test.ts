import type { Factors, ResetLinkReply, ResetList, ResetReply, ResetUseReply } from '@wuzei/contract'
import {
  addOrganisation,
  addPerson,
  oneTimeCode,
  send,
  signInPerson,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

let hub: TestHub
let bankId: string
let administrator: TestPerson
let colleague: TestPerson
let person: TestPerson
const time = { nowMs: Date.parse('2026-03-02T09:00:00Z') }
const fresh = 'four lanterns over cold water'

beforeAll(async () => {
  hub = await startTestHub({ clock: () => time.nowMs, limits: { signInsPerMinute: 10_000 } })
  bankId = (await addOrganisation(hub, { kind: 'bank' })).id
})
afterAll(async () => await hub.stop())
beforeEach(async () => {
  time.nowMs += 13 * 3_600_000
  administrator = await addPerson(hub, bankId, ['SYS_ADM'])
  colleague = await addPerson(hub, bankId, ['SYS_ADM'])
  person = await addPerson(hub, bankId, ['BNK_DSK'])
  time.nowMs += 60_000
})

const nextCode = (uri: string) => {
  time.nowMs += 30_000
  return oneTimeCode(uri, time.nowMs)
}
type Headers = Readonly<Record<string, string>>
const issue = async (
  by: { readonly headers: Headers },
  target: TestPerson,
  scope: 'password' | 'everything' = 'password',
  status = 200,
) =>
  await send<ResetReply>(hub, 'POST', `/v1/alliance/people/${target.id}/resets`, {
    headers: by.headers,
    body: { scope, reason: 'called from the known number' },
    status,
  })
const decide = async (by: { readonly headers: Headers }, id: string, decision = 'approve', status = 200) =>
  await send<ResetReply>(hub, 'POST', `/v1/alliance/resets/${id}/decision`, {
    headers: by.headers,
    body: { decision },
    status,
  })
const open = async (token: string | null, status = 200) =>
  await send<ResetLinkReply>(hub, 'POST', '/v1/alliance/reset-links', { body: { token }, status })
const use = async (body: object, status = 200) =>
  await send<ResetUseReply>(hub, 'POST', '/v1/alliance/passwords', {
    body: { password: fresh, ...body },
    status,
  })
const key = () => ({ headers: { ...hub.administrator } })

async function eventTypes(id: string): Promise<string[]> {
  const found = await hub.hub.context.database.pool.query<{ type: string }>(
    'select type from events where subject = $1 order by id',
    [`account-reset:${id}`],
  )
  return found.rows.map(({ type }) => type)
}

test('an administrator of the organisation gives a link that works once, with the second factor', async () => {
  const { id, token, state } = await issue(administrator, person)
  expect([state, token]).toEqual(['open', expect.stringMatching(/^wzr_[A-Za-z0-9_-]{43}$/)])
  expect(await open(token)).toMatchObject({ email: person.email, scope: 'password', authenticator: null })
  expect(await use({ token, code: '000000' }, 403)).toMatchObject({ code: 'PROOF_FAILED' })
  expect(await use({ token, password: 'password1234', code: '000000' }, 400)).toMatchObject({
    code: 'PASSWORD_WEAK',
  })
  expect(await use({ token, code: nextCode(person.totpUri) })).toEqual({ recoveryCodes: [] })
  await send(hub, 'GET', '/v1/alliance/me', { headers: person.headers, status: 401 })
  await signInPerson(hub, { email: person.email, password: fresh, code: nextCode(person.totpUri) })
  expect(await use({ token, code: nextCode(person.totpUri) }, 404)).toMatchObject({ code: 'RESET_INVALID' })
  await open(token, 404)
  expect(await eventTypes(id)).toEqual(['account-reset.issued', 'account-reset.used'])
  const stored = await hub.hub.context.database.pool.query(
    `select 1 from account_resets where encode(token_sha256, 'escape') like $1`,
    [`%${token}%`],
  )
  expect(stored.rowCount).toBe(0)
})

test('where the link alone would open the account, a second administrator agrees and gets it', async () => {
  const { id, token, state } = await issue(administrator, person, 'everything')
  expect([state, token]).toEqual(['proposed', null])
  await decide(administrator, id, 'approve', 403)
  await decide(person, id, 'approve', 403)
  const agreed = await decide(colleague, id)
  expect(await decide(colleague, id, 'approve', 409)).toMatchObject({ code: 'RESET_DECIDED' })
  const link = await open(agreed.token)
  const { enrolment, totpUri } = link.authenticator ?? { enrolment: '', totpUri: '' }
  const code = oneTimeCode(totpUri, time.nowMs)
  await use({ token: agreed.token, code }, 400)
  // The old app is lost: its code is none for the new one.
  await use({ token: agreed.token, enrolment, code: oneTimeCode(person.totpUri, time.nowMs) }, 403)
  const { recoveryCodes } = await use({ token: agreed.token, enrolment, code })
  expect(recoveryCodes).toHaveLength(10)
  const [old = ''] = person.recoveryCodes
  const signIn = async (second: string) =>
    await signInPerson(hub, { email: person.email, password: fresh, code: second })
  await expect(signIn(old)).rejects.toThrow(/SIGN_IN_FAILED/)
  await expect(signIn(nextCode(person.totpUri))).rejects.toThrow(/SIGN_IN_FAILED/)
  const { headers } = await signIn(nextCode(totpUri))
  expect(await send<Factors>(hub, 'GET', '/v1/alliance/me/factors', { headers })).toMatchObject({
    hasAuthenticator: true,
    recoveryCodesLeft: 10,
    passkeys: [],
  })
  expect(await eventTypes(id)).toEqual([
    'account-reset.proposed',
    'account-reset.approved',
    'account-reset.used',
  ])
})

test('for a system administrator, and from outside the organisation, it takes two', async () => {
  expect(await issue(administrator, colleague)).toMatchObject({ state: 'proposed', token: null })
  const byHub = await issue(key(), person)
  expect(byHub).toMatchObject({ state: 'proposed', token: null })
  await decide(key(), byHub.id, 'approve', 403)
  expect(await decide(administrator, byHub.id)).toMatchObject({ state: 'open' })
  const refused = await issue(administrator, colleague)
  await decide(colleague, refused.id, 'approve', 403)
  expect(await decide(key(), refused.id, 'refuse')).toMatchObject({ state: 'refused', token: null })
})

test('whoever may not gets no link, and nobody one for themself', async () => {
  await issue(administrator, administrator, 'password', 403)
  await issue(person, administrator, 'password', 403)
  const otherBank = await addOrganisation(hub, { kind: 'bank' })
  const stranger = await addPerson(hub, otherBank.id, ['SYS_ADM'])
  await issue(stranger, person, 'password', 403)
  const { id } = await issue(administrator, person, 'everything')
  await decide(stranger, id, 'approve', 403)
  await send(hub, 'DELETE', `/v1/alliance/resets/${id}`, { headers: stranger.headers, status: 403 })
  const list = `/v1/alliance/organisations/${bankId}/resets`
  await send(hub, 'GET', list, { headers: stranger.headers, status: 403 })
  await send(hub, 'GET', list, { headers: person.headers, status: 403 })
  await issue(administrator, { ...person, id: crypto.randomUUID() }, 'password', 404)
  await decide(administrator, crypto.randomUUID(), 'approve', 404)
})

test('a link ends: withdrawn, replaced, expired, or its owner suspended', async () => {
  const code = '123456'
  const first = await issue(administrator, person)
  const second = await issue(colleague, person)
  await use({ token: first.token, code }, 404)
  await send(hub, 'DELETE', `/v1/alliance/resets/${second.id}`, { headers: administrator.headers })
  await use({ token: second.token, code }, 404)
  await send(hub, 'DELETE', `/v1/alliance/resets/${second.id}`, {
    headers: administrator.headers,
    status: 409,
  })
  const { resets } = await send<ResetList>(hub, 'GET', `/v1/alliance/organisations/${bankId}/resets`, {
    headers: administrator.headers,
  })
  expect(resets.slice(-2).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
  const third = await issue(administrator, person)
  await open(third.token)
  time.nowMs += 86_400_000
  await open(third.token, 404)
  const waiting = await issue(key(), person, 'everything')
  time.nowMs += 7 * 86_400_000
  const late = await addPerson(hub, bankId, ['SYS_ADM'])
  await decide(late, waiting.id, 'approve', 409)
  const fourth = await issue(late, person)
  await send(hub, 'PUT', `/v1/alliance/people/${person.id}/state`, {
    headers: hub.administrator,
    body: { state: 'suspended', reason: 'on leave' },
  })
  await open(fourth.token, 404)
  expect(await issue(late, person, 'password', 409)).toMatchObject({ code: 'MEMBER_LEFT' })
})

test('who holds a link and guesses codes is slowed down', async () => {
  const { token } = await issue(administrator, person)
  for (let attempt = 0; attempt < 10; attempt += 1) await use({ token, code: '000000' }, 403)
  await use({ token, code: nextCode(person.totpUri) }, 429)
  await use({ token: `wzr_${'A'.repeat(43)}`, code: '000000' }, 404)
})
