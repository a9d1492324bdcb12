import type { PasskeyChallengeReply } from '@wuzei/contract'
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

async function register(authenticator: Authenticator, origin = pageOrigin(), status = 204) {
  const asked = await question('/v1/alliance/me/passkey-challenges', person.headers)
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
  const asked = await question('/v1/alliance/me/passkey-challenges', person.headers)
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
