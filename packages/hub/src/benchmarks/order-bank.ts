import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerTypeOf, isOrderType, orderMessageTyp, ordersVersion } from '@wuzei/contract/orders'

/** What of an order the banks of benchmarks look at. */
export interface BenchOrder {
  readonly type: string
  readonly id: string
  readonly serial: string
  readonly from: string
  readonly to: string
  readonly body: { readonly orderId: string; readonly tier: number; readonly claimedFen: number }
}

/** A bank that acknowledges and answers at once, by the real protocol over a socket. */
export interface OrderBank {
  readonly url: string
  readonly jwk: { readonly kty: 'OKP'; readonly crv: string; readonly x: string; readonly kid: string }
  close(): Promise<void>
}

/** Starts it. `decide` gives the fields of a stop.result beside the usual ones; `arrived` is told of each order. */
export async function startOrderBank(
  decide: (order: BenchOrder) => object,
  arrived: (order: BenchOrder) => void,
): Promise<OrderBank> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const kid = randomUUID()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const delivery: { data: { messages: string[] } } = JSON.parse(Buffer.concat(parts).toString('utf8'))
      const orders = delivery.data.messages.map(
        (jws): BenchOrder => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')),
      )
      for (const order of orders) arrived(order)
      const messages = orders.flatMap((order) => answersOf(order, decide(order), privateKey, kid))
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ messages, refused: [] }))
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/orders`,
    jwk: { kty: 'OKP', crv: 'Ed25519', x, kid },
    close: async () =>
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answersOf(order: BenchOrder, more: object, key: KeyObject, kid: string): string[] {
  const { orderId, claimedFen } = order.body
  const nowMs = Date.now()
  const now = new Date(nowMs).toISOString()
  const ack = { orderId, receivedAt: now, isDuplicate: false, flags: [] }
  const result = {
    orderId,
    decidedAt: now,
    flags: [],
    answeredBy: { desk: 'bench', isAutomatic: true },
    outcome: 'STOPPED_FULL',
    matchResult: 'MATCH',
    startAt: now,
    expiresAt: new Date(nowMs + 48 * 3_600_000).toISOString(),
    balanceAtStopFen: claimedFen,
    securedFen: claimedFen,
    currency: 'CNY',
    savedBy: 'STOP',
    isStillControlled: true,
    next: [],
    ...more,
  }
  if (!isOrderType(order.type)) return []
  return [signed(order, 'ack', ack, key, kid), signed(order, answerTypeOf[order.type], result, key, kid)]
}

function signed(order: BenchOrder, type: string, body: object, key: KeyObject, kid: string): string {
  const nowMs = Date.now()
  const payload = {
    v: ordersVersion,
    type,
    id: randomUUID(),
    serial: randomUUID().replaceAll('-', ''),
    from: order.to,
    to: order.from,
    issuedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + 600_000).toISOString(),
    inReplyTo: { id: order.id, serial: order.serial },
    body,
  }
  const text = [{ alg: 'EdDSA', typ: orderMessageTyp, kid }, payload]
    .map((part) => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url'))
    .join('.')
  return `${text}.${sign(null, Buffer.from(text, 'ascii'), key).toString('base64url')}`
}
