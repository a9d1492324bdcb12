import type { Factors, PasskeyChallengeReply } from '@wuzei/contract'
import {
  addOrganisation,
  addPerson,
  pageHeaders,
  send,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Authenticator, flags } from './software-authenticator.fixture.ts'

let hub: TestHub
let person: TestPerson
beforeAll(async () => {
  hub = await startTestHub()
  const bank = await addOrganisation(hub, { kind: 'bank' })
  person = await addPerson(hub, bank.id, ['BNK_DSK'])
})
afterAll(async () => await hub.stop())

const pageOrigin = () => `http://localhost:${new URL(hub.url).port}`

const question = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
  await send<PasskeyChallengeReply>(hub, 'POST', path, { headers })

/** Each code is taken once. */
const codes = new Map<string, number>()
function bothFactors() {
  const used = codes.get(person.id) ?? 0
  codes.set(person.id, used + 1)
  return { password: person.password, code: person.recoveryCodes[used] ?? '' }
}
const registration = async (proof: unknown, status = 200) =>
  await send<PasskeyChallengeReply>(hub, 'POST', '/v1/alliance/me/passkey-challenges', {
    headers: person.headers,
    body: { proof },
    status,
  })

async function register(authenticator: Authenticator, origin = pageOrigin(), status = 204) {
  const asked = await registration(bothFactors())
  await send(hub, 'POST', '/v1/alliance/me/passkeys', {
    headers: person.headers,
    body: { challengeId: asked.challengeId, credential: authenticator.register(asked, origin) },
    status,
  })
}

const signIn = async (challengeId: string, credential: unknown) =>
  await fetch(`${hub.url}/v1/alliance/passkey-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ challengeId, credential }),
  })

test('a passkey is registered by its owner and signs in alone', async () => {
  const authenticator = new Authenticator()
  await register(authenticator)
  const asked = await question('/v1/alliance/passkey-challenges')
  expect(JSON.stringify(asked)).not.toContain(authenticator.id.toString('base64url'))
  const answer = authenticator.answer(asked, pageOrigin())
  const response = await signIn(asked.challengeId, answer)
  expect(response.status).toBe(200)
  expect(await send(hub, 'GET', '/v1/alliance/me', { headers: pageHeaders(hub, response) })).toMatchObject({
    id: person.id,
  })
  // The question is answered; the same answer opens nothing again.
  expect((await signIn(asked.challengeId, answer)).status).toBe(400)
})

test('a wrong page, key, question or untouched authenticator does not sign in', async () => {
  const authenticator = new Authenticator()
  await register(authenticator, 'https://evil.example', 400)
  await register(authenticator)
  const tries: ((asked: PasskeyChallengeReply) => unknown)[] = [
    (asked) => authenticator.answer(asked, 'https://evil.example'),
    (asked) => authenticator.answer(asked, pageOrigin(), flags.seenOnly),
    (asked) => new Authenticator().answer(asked, pageOrigin()),
    (asked) => ({
      ...new Authenticator().answer(asked, pageOrigin()),
      id: authenticator.id.toString('base64url'),
      rawId: authenticator.id.toString('base64url'),
    }),
    (asked) =>
      authenticator.answer({ ...asked, options: { ...asked.options, challenge: 'AAAA' } }, pageOrigin()),
  ]
  for (const [index, attempt] of tries.entries()) {
    const asked = await question('/v1/alliance/passkey-challenges')
    const response = await signIn(asked.challengeId, attempt(asked))
    expect(response.status, String(index)).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'PASSKEY_INVALID' })
  }
  // A question for registering is none for signing in.
  const asked = await registration(bothFactors())
  const response = await signIn(asked.challengeId, authenticator.answer(asked, pageOrigin()))
  expect(response.status).toBe(400)
})

test('whoever is suspended has no passkey either', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const before = person
  person = await addPerson(hub, bank.id, ['BNK_DSK'])
  const authenticator = new Authenticator()
  await register(authenticator)
  await send(hub, 'PUT', `/v1/alliance/people/${person.id}/state`, {
    headers: hub.administrator,
    body: { state: 'suspended', reason: 'on leave' },
  })
  const asked = await question('/v1/alliance/passkey-challenges')
  expect((await signIn(asked.challengeId, authenticator.answer(asked, pageOrigin()))).status).toBe(400)
  person = before
})

test('a screen left open registers nothing: both factors are asked for anew', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const before = person
  person = await addPerson(hub, bank.id, ['BNK_DSK'])
  const { password, recoveryCodes } = person
  await send(hub, 'POST', '/v1/alliance/me/passkey-challenges', { headers: person.headers, status: 400 })
  await registration({}, 400)
  for (const proof of [
    { password },
    { code: recoveryCodes[0] },
    { password: 'a wrong one altogether', code: recoveryCodes[0] },
    { password, code: '000000' },
  ])
    expect(await registration(proof, 403), JSON.stringify(proof)).toMatchObject({ code: 'PROOF_FAILED' })
  // A wrong password has not used the code up.
  await registration({ password, code: recoveryCodes[0] })
  await registration({ password, code: recoveryCodes[0] }, 403)

  codes.set(person.id, 1)
  const first = new Authenticator()
  await register(first)
  const asked = await question('/v1/alliance/me/passkey-questions', person.headers)
  const passkey = { challengeId: asked.challengeId, credential: first.answer(asked, pageOrigin()) }
  const second = await registration({ passkey })
  await send(hub, 'POST', '/v1/alliance/me/passkeys', {
    headers: person.headers,
    body: {
      challengeId: second.challengeId,
      name: '  the one on my keys  ',
      credential: new Authenticator().register(second, pageOrigin()),
    },
  })
  // An answer is taken once.
  await registration({ passkey }, 400)
  const names = async () => {
    const { passkeys } = await send<Factors>(hub, 'GET', '/v1/alliance/me/factors', {
      headers: person.headers,
    })
    return passkeys
  }
  const [unnamed, named] = await names()
  expect([unnamed?.name, named?.name]).toEqual([null, 'the one on my keys'])
  const rename = async (headers: TestPerson['headers'], name: string, status: number) =>
    await send(hub, 'PUT', `/v1/alliance/me/passkeys/${unnamed?.id}/name`, {
      headers,
      body: { name },
      status,
    })
  await rename(person.headers, 'phone', 204)
  await rename(before.headers, 'mine now', 404)
  await rename(person.headers, ' ', 400)
  expect((await names()).map(({ name }) => name)).toEqual(['phone', 'the one on my keys'])
  person = before
})
