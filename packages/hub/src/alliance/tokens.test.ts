import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, expect, test } from 'vitest'

let hub: TestHub
let keys: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey }
let organisationId: string
let clientId: string
const offset = { ms: 0 }

beforeAll(async () => {
  hub = await startTestHub({ clock: () => Date.now() + offset.ms })
  keys = await generateKeyPair('ES256', { extractable: true })
  organisationId = (await addOrganisation(hub, { kind: 'bank' })).id
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' }
  clientId = (await addClient(hub, organisationId, ['check', 'feed'], { jwks: { keys: [jwk as never] } })).id
})
afterAll(async () => await hub.stop())

/** An assertion as a member's system makes it, with what a test changes. */
async function assertion(
  changes: { readonly [claim: string]: unknown } = {},
  key: CryptoKey = keys.privateKey,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return await new SignJWT({
    iss: clientId,
    sub: clientId,
    aud: hub.url,
    iat: now,
    exp: now + 60,
    jti: crypto.randomUUID(),
    ...changes,
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .sign(key)
}

async function ask(clientAssertion: string, more: Record<string, string> = {}) {
  const response = await fetch(`${hub.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: clientAssertion,
      ...more,
    }),
  })
  const body: Record<string, unknown> = JSON.parse(await response.text())
  return { status: response.status, body }
}

const me = async (token: unknown, status = 200) =>
  await send<{ id: string; scopes: string[] }>(hub, 'GET', '/v1/alliance/me', {
    headers: { authorization: `Bearer ${String(token)}` },
    status,
  })

test('an independent OAuth client finds the hub, proves itself and calls', async () => {
  const insecure = { [oauth.allowInsecureRequests]: true }
  const issuer = new URL(hub.url)
  const discovered = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure })
  const server = await oauth.processDiscoveryResponse(issuer, discovered)
  const client: oauth.Client = { client_id: clientId }
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.PrivateKeyJwt({ key: keys.privateKey, kid: 'one' }),
    new URLSearchParams({ scope: 'feed' }),
    insecure,
  )
  const token = await oauth.processClientCredentialsResponse(server, client, response)
  expect(token.expires_in).toBe(900)
  expect(await me(token.access_token)).toMatchObject({ id: clientId, scopes: ['feed'] })
  offset.ms = 901_000
  await me(token.access_token, 401)
  offset.ms = 0
})

test('an assertion counts once, for this hub, for a short while, with the right key', async () => {
  const once = await assertion()
  expect((await ask(once)).status).toBe(200)
  const now = Math.floor(Date.now() / 1000)
  const other = await generateKeyPair('ES256')
  const refusals = [
    once,
    await assertion({ aud: 'https://another-hub.example' }),
    await assertion({ aud: undefined }),
    await assertion({ exp: now - 60 }),
    await assertion({ exp: now + 3600 }),
    await assertion({ exp: undefined }),
    await assertion({ jti: undefined }),
    await assertion({ iss: crypto.randomUUID() }),
    await assertion({ sub: crypto.randomUUID() }),
    await assertion({}, other.privateKey),
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${once.split('.')[1]}.`,
    'no token at all',
  ]
  for (const [index, wrong] of refusals.entries())
    expect(await ask(wrong), String(index)).toEqual({
      status: 401,
      body: {
        error: 'invalid_client',
        error_description: 'the client assertion is not accepted',
      },
    })
  expect((await ask(await assertion(), { client_id: crypto.randomUUID() })).body['error']).toBe(
    'invalid_client',
  )
  expect((await ask(await assertion(), { scope: 'feed orders' })).body['error']).toBe('invalid_scope')
  expect((await ask(await assertion(), { grant_type: 'password' })).body['error']).toBe(
    'unsupported_grant_type',
  )
})

test('of many copies sent at once one counts', async () => {
  const same = await assertion()
  const answers = await Promise.all(Array.from({ length: 8 }, async () => await ask(same)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('who sends the request does not decide what the hub is called', async () => {
  const { request } = await import('node:http')
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion({ aud: 'http://another-hub.example' }),
  }).toString()
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(
      `${hub.url}/oauth/token`,
      {
        method: 'POST',
        headers: {
          host: 'another-hub.example',
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
  expect(status).toBe(401)
})

test('a token dies with its client or organisation', async () => {
  const { body } = await ask(await assertion())
  await me(body['access_token'])
  const change = async (state: string) =>
    await send(hub, 'PUT', `/v1/alliance/organisations/${organisationId}/state`, {
      headers: hub.administrator,
      body: { state, reason: 'test' },
    })
  await change('suspended')
  await me(body['access_token'], 401)
  expect((await ask(await assertion())).status).toBe(401)
  await change('active')
  await me(body['access_token'])
  await send(hub, 'DELETE', `/v1/alliance/clients/${clientId}`, { headers: hub.administrator })
  await me(body['access_token'], 401)
  expect((await ask(await assertion())).status).toBe(401)
})
