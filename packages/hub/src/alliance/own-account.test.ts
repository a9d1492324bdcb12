import type {
  AuthenticatorEnrolmentReply,
  Factors,
  PasskeyChallengeReply,
  RecoveryCodesReply,
  SessionList,
} from '@wuzei/contract'
import {
  addClient,
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
import { Authenticator } from './software-authenticator.fixture.ts'

let hub: TestHub
let bankId: string
let person: TestPerson
const time = { nowMs: Date.parse('2026-03-02T09:00:00Z') }
const fresh = 'four lanterns over cold water'

beforeAll(async () => {
  hub = await startTestHub({ clock: () => time.nowMs, limits: { signInsPerMinute: 10_000 } })
  bankId = (await addOrganisation(hub, { kind: 'bank', name: { zh: '示例银行', en: 'Example Bank' } })).id
})
afterAll(async () => await hub.stop())
beforeEach(async () => {
  // The window of tries is over for everybody.
  time.nowMs += 16 * 60_000
  person = await addPerson(hub, bankId, ['BNK_DSK'])
  time.nowMs += 60_000
})

const nowCode = (uri = person.totpUri) => oneTimeCode(uri, time.nowMs)
const nextCode = (uri = person.totpUri) => {
  time.nowMs += 30_000
  return nowCode(uri)
}
const own = async <Reply = null>(
  method: string,
  path: string,
  body?: unknown,
  status?: number,
): Promise<Reply> =>
  await send<Reply>(hub, method, `/v1/alliance/me/${path}`, {
    headers: person.headers,
    ...(body === undefined ? {} : { body }),
    ...(status === undefined ? {} : { status }),
  })
const signIn = async (password: string, code: string) =>
  await signInPerson(hub, { email: person.email, password, code })
const eventsOf = async (id: string) => {
  const found = await hub.hub.context.database.pool.query<{ type: string; actor: string; payload: unknown }>(
    'select type, actor, payload from events where subject = $1 order by id',
    [`person:${id}`],
  )
  return found.rows
}
const origin = () => `http://localhost:${new URL(hub.url).port}`

async function addPasskey(password = person.password): Promise<Authenticator> {
  const authenticator = new Authenticator()
  const asked = await own<PasskeyChallengeReply>('POST', 'passkey-challenges', {
    proof: { password, code: nextCode() },
  })
  await own('POST', 'passkeys', {
    challengeId: asked.challengeId,
    credential: authenticator.register(asked, origin()),
  })
  return authenticator
}
async function passkeyProof(authenticator: Authenticator) {
  const asked = await own<PasskeyChallengeReply>('POST', 'passkey-questions')
  return { passkey: { challengeId: asked.challengeId, credential: authenticator.answer(asked, origin()) } }
}

test('a new password needs the one in force or a fresh factor, and ends the other sessions', async () => {
  const other = await signIn(person.password, nextCode())
  await own('PUT', 'password', { password: fresh, proof: { password: person.password } })
  await own('GET', 'factors')
  await send(hub, 'GET', '/v1/alliance/me', { headers: other.headers, status: 401 })
  await expect(signIn(person.password, nextCode())).rejects.toThrow(/SIGN_IN_FAILED/)
  await signIn(fresh, nowCode())
  const events = await eventsOf(person.id)
  expect(events.find(({ type }) => type === 'password.changed')).toEqual({
    type: 'password.changed',
    actor: `person:${person.id}`,
    payload: { personId: person.id, endedSessions: 1 },
  })
  await own('PUT', 'password', { password: person.password, proof: { code: nextCode() } })
  const [recovery = ''] = person.recoveryCodes
  await own('PUT', 'password', { password: fresh, proof: { code: recovery } })
  await own('PUT', 'password', {
    password: person.password,
    proof: await passkeyProof(await addPasskey(fresh)),
  })
})

test('without a right proof nothing of the account changes', async () => {
  const authenticator = await addPasskey()
  const { passkeys } = await own<Factors>('GET', 'factors')
  const { enrolment, totpUri } = await own<AuthenticatorEnrolmentReply>('POST', 'authenticator-enrolments')
  const used = nextCode()
  await signIn(person.password, used)
  const before = await own<Factors>('GET', 'factors')
  const wrong = [{ password: 'wrong wrong wrong' }, { code: used }, { code: '00000-00000' }]
  for (const proof of wrong) {
    expect(await own('PUT', 'password', { password: fresh, proof }, 403)).toMatchObject({
      code: 'PROOF_FAILED',
    })
    await own('DELETE', `passkeys/${passkeys[0]?.id}`, { proof }, 403)
    await own('DELETE', 'authenticator', { proof }, 403)
    time.nowMs += 16 * 60_000
  }
  // A password alone is no proof for what stands in for the second factor.
  const proof = { password: person.password }
  await own('PUT', 'authenticator', { enrolment, code: nowCode(totpUri), proof }, 403)
  await own('POST', 'recovery-codes', { proof }, 403)
  for (const body of [{ password: fresh }, { password: fresh, proof: {} }])
    await own('PUT', 'password', body, 400)
  // Somebody else's passkey, and an answer to a question for signing in.
  const mine = person
  person = await addPerson(hub, bankId, [])
  time.nowMs += 60_000
  const foreign = await passkeyProof(await addPasskey())
  person = mine
  await own('PUT', 'password', { password: fresh, proof: foreign }, 403)
  const asked = await send<PasskeyChallengeReply>(hub, 'POST', '/v1/alliance/passkey-challenges')
  const credential = authenticator.answer(asked, origin())
  const signingIn = { passkey: { challengeId: asked.challengeId, credential } }
  await own('PUT', 'password', { password: fresh, proof: signingIn }, 400)
  expect(await own('GET', 'factors')).toEqual(before)
})

test('tries to prove count as tries to sign in do', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1)
    await own('PUT', 'password', { password: fresh, proof: { password: 'wrong wrong wrong' } }, 403)
  await own('PUT', 'password', { password: fresh, proof: { password: person.password } }, 429)
  await expect(signIn(person.password, nextCode())).rejects.toThrow(/RATE_LIMITED/)
})

test('a password that others guess, or of one’s own words, is refused and costs no code', async () => {
  const weak = [
    'password1234',
    'P@ssw0rd2024!',
    'qwertyuiop12',
    'abcabcabcabc',
    '123456789012',
    '测试人员测试人员测试人员',
    'member.example1',
    'Example Bank 1',
    person.email,
  ]
  const code = nextCode()
  for (const password of weak)
    expect(await own('PUT', 'password', { password, proof: { code } }, 400), password).toMatchObject({
      code: 'PASSWORD_WEAK',
    })
  await own('PUT', 'password', { password: 'short words', proof: { code } }, 400)
  await own('PUT', 'password', { password: fresh, proof: { code } })
})

test('another authenticator app takes the place of the old one', async () => {
  const { enrolment, totpUri } = await own<AuthenticatorEnrolmentReply>('POST', 'authenticator-enrolments')
  const proof = { code: nextCode() }
  await own('PUT', 'authenticator', { enrolment, code: '000000', proof }, 403)
  await own('PUT', 'authenticator', { enrolment: 'A'.repeat(60), code: nowCode(totpUri), proof }, 400)
  await own('PUT', 'authenticator', { enrolment, code: nowCode(totpUri), proof })
  await expect(signIn(person.password, nextCode())).rejects.toThrow(/SIGN_IN_FAILED/)
  await signIn(person.password, nowCode(totpUri))
  await expect(signIn(person.password, nowCode(totpUri))).rejects.toThrow(/SIGN_IN_FAILED/)
  // An enrolment begun by somebody else is theirs.
  const mine = person
  person = await addPerson(hub, bankId, [])
  time.nowMs += 60_000
  const foreign = await own<AuthenticatorEnrolmentReply>('POST', 'authenticator-enrolments')
  person = mine
  const [recovery = ''] = person.recoveryCodes
  const body = { enrolment: foreign.enrolment, code: nowCode(foreign.totpUri), proof: { code: recovery } }
  await own('PUT', 'authenticator', body, 400)
})

test('passkeys are listed and removed, and the last factor stays', async () => {
  await addPasskey()
  time.nowMs += 1000
  const second = await addPasskey()
  const { passkeys, ...rest } = await own<Factors>('GET', 'factors')
  expect(rest).toMatchObject({ hasAuthenticator: true, recoveryCodesLeft: 10 })
  expect(passkeys).toHaveLength(2)
  const [one, two] = passkeys.map(({ id }) => id)
  const proof = async () => await passkeyProof(second)
  await own('DELETE', `passkeys/${crypto.randomUUID()}`, { proof: await proof() }, 404)
  await own('DELETE', `passkeys/${one}`, { proof: await proof() })
  await own('DELETE', 'authenticator', { proof: await proof() })
  await own('DELETE', 'authenticator', { proof: await proof() }, 404)
  const refused = await own('DELETE', `passkeys/${two}`, { proof: await proof() }, 409)
  expect(refused).toMatchObject({ code: 'FACTOR_LAST' })
  // With an app again the passkey may go, and then the app may not.
  const app = await own<AuthenticatorEnrolmentReply>('POST', 'authenticator-enrolments')
  const { enrolment, totpUri } = app
  await own('PUT', 'authenticator', { enrolment, code: nowCode(totpUri), proof: await proof() })
  await own('DELETE', `passkeys/${two}`, { proof: { code: nextCode(totpUri) } })
  await own('DELETE', 'authenticator', { proof: { code: nextCode(totpUri) } }, 409)
  expect((await own<Factors>('GET', 'factors')).passkeys).toEqual([])
})

test('nobody removes the passkey of somebody else', async () => {
  const theirs = person
  await addPasskey()
  const { passkeys } = await own<Factors>('GET', 'factors')
  person = await addPerson(hub, bankId, ['BNK_DSK'])
  const proof = { password: person.password }
  await own('DELETE', `passkeys/${passkeys[0]?.id}`, { proof }, 404)
  person = theirs
  expect((await own<Factors>('GET', 'factors')).passkeys).toHaveLength(1)
})

test('new recovery codes are the only ones', async () => {
  const made = await own<RecoveryCodesReply>('POST', 'recovery-codes', { proof: { code: nextCode() } })
  expect(new Set(made.recoveryCodes).size).toBe(10)
  const [old = ''] = person.recoveryCodes
  const [recovery = ''] = made.recoveryCodes
  await expect(signIn(person.password, old)).rejects.toThrow(/SIGN_IN_FAILED/)
  await signIn(person.password, recovery)
  expect((await own<Factors>('GET', 'factors')).recoveryCodesLeft).toBe(9)
})

test('systems have no account, and who signed out changes nothing', async () => {
  const client = await addClient(hub, bankId, ['check'])
  const body = { password: fresh, proof: { password: person.password } }
  await send(hub, 'PUT', '/v1/alliance/me/password', { headers: client.headers, body, status: 403 })
  const list = await send<SessionList>(hub, 'GET', '/v1/alliance/sessions', { headers: person.headers })
  const current = list.sessions.find(({ isThisOne }) => isThisOne)
  await send(hub, 'DELETE', `/v1/alliance/sessions/${current?.id}`, { headers: person.headers })
  await own('PUT', 'password', body, 401)
})
