import { createPublicKey, verify } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  importSigningKey,
  importVerificationKeys,
  makeOrder,
  openAnswers,
  openOrders,
  answerOrder,
} from '../orders.ts'
import { signMessage } from './message-jws.ts'

const folder = join(import.meta.dirname, '../../../../vectors/orders')
const issuer = 'https://hub.example'
const member = '3e0c4a52-8b6e-4a53-9f6c-0d3b0a0f7f11'
const nowMs = Date.parse('2026-11-23T02:00:00Z')

/** Of RFC 8037 appendix A, and of RFC 8032 §7.1 (test 2): known to everybody, so good for nothing but vectors. */
const hubJwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  kid: 'hub-1',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}
const memberJwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  kid: 'bank-1',
  d: 'TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs',
  x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw',
}
const keys = { hubKeys: [publicOf(hubJwk)], memberKeys: [publicOf(memberJwk)] }

function publicOf({ kty, crv, kid, x }: typeof hubJwk) {
  return { kty, crv, kid, x }
}

interface Line {
  readonly name: string
  readonly reader: 'member' | 'hub'
  readonly nowMs: number
  readonly jws: string
  /** The code of a refusal; null where it is taken. */
  readonly refused: string | null
  readonly flags: readonly string[]
}

async function open(line: Pick<Line, 'reader' | 'nowMs' | 'jws'>) {
  const isHub = line.reader === 'hub'
  const expected = {
    keys: await importVerificationKeys({ keys: isHub ? keys.memberKeys : keys.hubKeys }),
    from: isHub ? member : issuer,
    to: isHub ? issuer : member,
    nowMs: line.nowMs,
  }
  if (isHub) {
    const { answers, refused } = await openAnswers([line.jws], expected)
    return { opened: answers[0], refused: refused[0] }
  }
  const { orders, refused } = await openOrders([line.jws], expected)
  return { opened: orders[0], refused: refused[0] }
}

test('every vector is taken or refused as it says', { timeout: 30_000 }, async () => {
  const lines = await vectors()
  if (process.env['WUZEI_WRITE_TABLES']) {
    const text = lines.map((line) => JSON.stringify(line)).join('\n')
    writeFileSync(join(folder, 'messages.ndjson'), `${text}\n`)
    writeFileSync(join(folder, 'keys.json'), `${JSON.stringify({ issuer, member, ...keys }, null, 2)}\n`)
  }
  const written = readFileSync(join(folder, 'messages.ndjson'), 'utf8').trimEnd().split('\n')
  // Ed25519 gives one signature for one text, so another implementation writes the same lines.
  expect(written).toEqual(lines.map((line) => JSON.stringify(line)))
  for (const text of written) {
    const line: Line = JSON.parse(text)
    const { opened, refused } = await open(line)
    expect({ name: line.name, refused: refused?.code ?? null, flags: opened?.flags ?? [] }).toEqual({
      name: line.name,
      refused: line.refused,
      flags: line.flags,
    })
  }
})

test('what is signed here is a JWS to whoever reads RFC 7515 and 8037', async () => {
  const [first] = await vectors()
  const [head = '', body = '', signature = ''] = first?.jws.split('.') ?? []
  const key = createPublicKey({ key: publicOf(hubJwk), format: 'jwk' })
  expect(verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))).toBe(true)
  const header: unknown = JSON.parse(Buffer.from(head, 'base64url').toString())
  expect(header).toEqual({ alg: 'EdDSA', typ: 'wuzei-order+jws', kid: 'hub-1' })
})

test('a message above the limit is not even read', async () => {
  const [first] = await vectors()
  const [head, , signature] = first?.jws.split('.') ?? []
  const jws = `${head}.${'A'.repeat(262_144)}.${signature}`
  expect((await open({ reader: 'member', nowMs, jws })).refused?.code).toBe('MESSAGE_TOO_LARGE')
})

test('P-256 keys sign and verify as well', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const key = await importSigningKey({
    ...(await crypto.subtle.exportKey('jwk', pair.privateKey)),
    kid: 'es',
  })
  const jwk = { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), kid: 'es' }
  const jws = await makeOrder({ from: issuer, to: member }, 'query.status', statusBody, {
    key,
    serial,
    nowMs,
  })
  const expected = { from: issuer, to: member, nowMs, keys: await importVerificationKeys({ keys: [jwk] }) }
  expect((await openOrders([jws], expected)).orders[0]?.message.type).toBe('query.status')
  const other = await importVerificationKeys({ keys: [{ ...keys.hubKeys[0], kid: 'es' }] })
  expect((await openOrders([jws], { ...expected, keys: other })).refused[0]?.code).toBe('SIGNATURE_INVALID')
})

const serial = '1021000000420000000000000000000000000000000000000017'
const statusBody = {
  orderId: 'stop-000017',
  orderSerial: '1021000000420000000000000000000000000000000000000016',
}

async function vectors(): Promise<Line[]> {
  const hub = await importSigningKey(hubJwk)
  const bank = await importSigningKey(memberJwk)
  const parties = { from: issuer, to: member }
  const id = 'vector-0000000001'
  const signer = { key: hub, serial, nowMs, id }
  const order = await makeOrder(parties, 'query.status', statusBody, signer)
  const envelope = { ...payloadOf(order) }
  const line = (name: string, jws: string, refused: string | null, more: Partial<Line> = {}): Line => ({
    name,
    reader: 'member',
    nowMs,
    jws,
    refused,
    flags: [],
    ...more,
  })
  const signed = async (change: object) => await signMessage({ ...envelope, ...change }, hub)
  const [head = '', body = '', signature = ''] = order.split('.')
  const ack = await answerOrder(
    { ...parties, id, serial },
    'ack',
    { orderId: 'stop-000017', receivedAt: '2026-11-23T10:00:01+08:00', isDuplicate: false, flags: [] },
    {
      key: bank,
      serial: '3333000000003333000000000000000000000000000000000001',
      nowMs,
      id: 'vector-0000000002',
    },
  )
  return [
    line('an order', order, null),
    line(
      'with fields that nobody knows yet',
      await signed({ body: { ...statusBody, more: [1] }, later: {} }),
      null,
    ),
    line('issued 119 s ahead of the clock', order, null, { nowMs: nowMs - 119_000 }),
    line('issued 121 s ahead of the clock', order, null, { nowMs: nowMs - 121_000, flags: ['CLOCK_SKEW'] }),
    line('expired 119 s ago', order, null, { nowMs: nowMs + 719_000 }),
    line('expired 121 s ago', order, 'MESSAGE_EXPIRED', { nowMs: nowMs + 721_000 }),
    line(
      'lives 15 minutes',
      await makeOrder(parties, 'query.status', statusBody, { ...signer, lifetimeS: 900 }),
      null,
    ),
    line(
      'lives longer',
      await makeOrder(parties, 'query.status', statusBody, { ...signer, lifetimeS: 901 }),
      'MESSAGE_LIFETIME',
    ),
    line('ends before it begins', await signed({ expiresAt: '2026-11-23T01:00:00Z' }), 'MESSAGE_LIFETIME'),
    line('a day that does not exist', await signed({ issuedAt: '2026-13-41T01:00:00Z' }), 'MESSAGE_LIFETIME'),
    line('a time without an offset', await signed({ issuedAt: '2026-11-23T02:00:00' }), 'MESSAGE_INVALID'),
    line('for another member', await signed({ to: 'somebody-else' }), 'RECIPIENT_WRONG'),
    line('from another hub', await signed({ from: 'https://other.example' }), 'SENDER_WRONG'),
    line('a later version', await signed({ v: 2 }), 'VERSION_UNKNOWN'),
    line('an unknown type', await signed({ type: 'account.burn' }), 'TYPE_UNKNOWN'),
    line('a type of the other direction', await signed({ type: 'ack' }), 'TYPE_UNKNOWN'),
    line('a name every object has', await signed({ type: 'constructor' }), 'TYPE_UNKNOWN'),
    line('a body without its order', await signed({ body: { orderSerial: serial } }), 'MESSAGE_INVALID'),
    line('a serial of other characters', await signed({ serial: '17/..' }), 'MESSAGE_INVALID'),
    line(
      'changed after it was signed',
      `${head}.${encoded({ ...envelope, to: 'x' })}.${signature}`,
      'SIGNATURE_INVALID',
    ),
    line('with another signature', `${head}.${body}.A${signature.slice(1)}`, 'SIGNATURE_INVALID'),
    line(
      'without a signature',
      `${encoded({ alg: 'none', typ: 'wuzei-order+jws' })}.${body}.`,
      'SIGNATURE_INVALID',
    ),
    line(
      'alg none with a kid',
      `${encoded({ alg: 'none', typ: 'wuzei-order+jws', kid: 'hub-1' })}.${body}.${signature}`,
      'SIGNATURE_INVALID',
    ),
    line(
      'alg of another key',
      `${encoded({ alg: 'HS256', typ: 'wuzei-order+jws', kid: 'hub-1' })}.${body}.${signature}`,
      'SIGNATURE_INVALID',
    ),
    line(
      'another token of the same key',
      `${encoded({ alg: 'EdDSA', typ: 'JWT', kid: 'hub-1' })}.${body}.${signature}`,
      'SIGNATURE_INVALID',
    ),
    line(
      'crit',
      `${encoded({ alg: 'EdDSA', typ: 'wuzei-order+jws', kid: 'hub-1', crit: ['b64'], b64: false })}.${body}.${signature}`,
      'SIGNATURE_INVALID',
    ),
    line(
      'an unknown key',
      `${encoded({ alg: 'EdDSA', typ: 'wuzei-order+jws', kid: 'hub-2' })}.${body}.${signature}`,
      'KEY_UNKNOWN',
    ),
    line(
      'signed by the member itself',
      await signMessage(envelope, { ...bank, kid: 'hub-1' }),
      'SIGNATURE_INVALID',
    ),
    line('no JWS', 'stop everything', 'SIGNATURE_INVALID'),
    line('an ack', ack, null, { reader: 'hub' }),
    line(
      'an order where answers are read',
      await signMessage({ ...envelope, from: member, to: issuer }, bank),
      'TYPE_UNKNOWN',
      {
        reader: 'hub',
      },
    ),
    line(
      'an ack signed by the hub',
      await signMessage(payloadOf(ack), { ...hub, kid: 'bank-1' }),
      'SIGNATURE_INVALID',
      {
        reader: 'hub',
      },
    ),
  ]
}

function payloadOf(jws: string): Readonly<Record<string, unknown>> {
  const payload: Readonly<Record<string, unknown>> = JSON.parse(
    Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString(),
  )
  return payload
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
