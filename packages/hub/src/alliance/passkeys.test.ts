import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
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

let hub: TestHub
let person: TestPerson
beforeAll(async () => {
  hub = await startTestHub()
  const bank = await addOrganisation(hub, { kind: 'bank' })
  person = await addPerson(hub, bank.id, ['BNK_DSK'])
})
afterAll(async () => await hub.stop())

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()

/** User present and verified; with a new credential in it (WebAuthn §6.1). */
const flags = { seen: 0x01, seenOnly: 0x01, verified: 0x05, registered: 0x45 }

/** An authenticator in software: one P-256 key, attestation `none`. */
class Authenticator {
  readonly id = randomBytes(16)
  readonly #keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } = generateKeyPairSync(
    'ec',
    { namedCurve: 'P-256' },
  )
  #count = 0

  register(question: PasskeyChallengeReply, origin: string) {
    const rpId = (question.options['rp'] as { id: string }).id
    const length = Buffer.from([0, this.id.length])
    const authenticatorData = Buffer.concat([
      this.#data(rpId, flags.registered),
      Buffer.alloc(16),
      length,
      this.id,
      this.#coseKey(),
    ])
    // CBOR: {"fmt":"none","attStmt":{},"authData":bytes}
    const attestationObject = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
      Buffer.from([0x58, authenticatorData.length]),
      authenticatorData,
    ])
    return this.#credential({
      clientDataJSON: clientData('webauthn.create', question, origin).toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
    })
  }

  answer(question: PasskeyChallengeReply, origin: string, flag = flags.verified) {
    const data = this.#data(String(question.options['rpId']), flag)
    const client = clientData('webauthn.get', question, origin)
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.#keys.privateKey)
    return this.#credential({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    })
  }

  #credential<Response>(response: Response) {
    const id = this.id.toString('base64url')
    return { id, rawId: id, type: 'public-key', response }
  }

  #data(rpId: string, flag: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE((this.#count += 1))
    return Buffer.concat([sha256(rpId), Buffer.from([flag]), count])
  }

  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    return Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
  }
}

function clientData(type: string, question: PasskeyChallengeReply, origin: string): Buffer {
  const { challenge } = question.options
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

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
