import { createHmac, generateKeyPairSync } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type {
  OrderDelivery,
  OrderKeys,
  OrderMessage,
  OrderMessages,
  StopResult,
} from '@wuzei/contract/orders'
import {
  answerOrder,
  importSigningKey,
  importVerificationKeys,
  newSerial,
  openOrders,
  type SigningKey,
} from '@wuzei/sdk/orders'
import { addClient, addOrganisation, send, type TestHub } from '@wuzei/testkit'

/** What the bank says to an order, beside its acknowledgement; nothing yet when undefined. */
export type BankDecision = (order: OrderMessage) => Promise<readonly string[]> | readonly string[]

/** A bank at the other end of a socket: it verifies, acknowledges and answers as docs/orders.md says. */
export interface TestBank {
  readonly organisationId: string
  readonly headers: Readonly<Record<string, string>>
  readonly key: SigningKey
  readonly orders: readonly OrderMessage[]
  /** Deliveries or messages that did not verify. */
  readonly refused: readonly string[]
  decide: BankDecision
  /** Whether it acknowledges, or behaves as if it were gone. */
  isSilent: boolean
  /** Says something to an order, as the reply of a delivery or by `POST /v1/orders/messages`. */
  stopResult(order: OrderMessage, result: Partial<StopResult>, serial?: string): Promise<string>
  released(order: OrderMessage): Promise<string>
  frozen(order: OrderMessage): Promise<string>
  /** Sends what it signed; gives back what the hub says. */
  answer(messages: readonly string[]): Promise<{ taken: { outcome: string }[]; refused: { code: string }[] }>
  close(): Promise<void>
}

/** Starts a bank that is a member of the hub, with a system of its own and an address for orders. */
export async function startBank(hub: TestHub, nowMs: () => number, name = 'bank'): Promise<TestBank> {
  const organisation = await addOrganisation(hub, { kind: 'bank', name: { zh: `银行 ${name}`, en: name } })
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const kid = `${name}-1`
  const jwk = { kty: 'OKP' as const, crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' }
  // One system signs with its key, another one brings what was signed.
  await addClient(hub, organisation.id, ['orders'], { jwks: { keys: [jwk] } })
  const { headers } = await addClient(hub, organisation.id, ['orders', 'webhooks'])
  const key = await importSigningKey({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' })
  const keysOfHub = await fetch(`${hub.url}/.well-known/wuzei-orders.json`)
  const hubKeys: OrderKeys = JSON.parse(await keysOfHub.text())
  const keys = await importVerificationKeys(hubKeys)
  const orders: OrderMessage[] = []
  const refused: string[] = []
  const secret = { value: '' }

  const receive = async (
    body: string,
    headersOfCall: Record<string, string>,
  ): Promise<string | undefined> => {
    if (signatureOf(secret.value, body, headersOfCall) !== headersOfCall['webhook-signature']) {
      refused.push('webhook')
      return undefined
    }
    const delivery: OrderDelivery = JSON.parse(body)
    const opened = await openOrders(delivery.data.messages, {
      keys,
      from: hubKeys.issuer,
      to: organisation.id,
      nowMs: nowMs(),
    })
    refused.push(...opened.refused.map(({ code }) => code))
    const messages: string[] = []
    for (const { message } of opened.orders) {
      orders.push(message)
      messages.push(await ackOf(message), ...(await bank.decide(message)))
    }
    return JSON.stringify({ messages, refused: opened.refused })
  }
  const ackOf = async (order: OrderMessage) =>
    await answerOrder(
      order,
      'ack',
      {
        orderId: order.body.orderId,
        receivedAt: new Date(nowMs()).toISOString(),
        isDuplicate: orders.filter(({ serial }) => serial === order.serial).length > 1,
        flags: [],
      },
      { key, serial: newSerial('103100000000'), nowMs: nowMs() },
    )

  const reply = async (body: string, headersOfCall: Record<string, string>, response: ServerResponse) => {
    const said = await receive(body, headersOfCall)
    if (said === undefined) response.writeHead(401).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(said)
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (bank.isSilent) {
        response.writeHead(503).end()
        return
      }
      const headersOfCall = Object.fromEntries(
        ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((field) => [
          field,
          String(request.headers[field]),
        ]),
      )
      void reply(Buffer.concat(parts).toString('utf8'), headersOfCall, response)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const set: { secret: string } = await send(hub, 'PUT', '/v1/orders/webhook', {
    headers,
    body: { url: `http://127.0.0.1:${port}/orders` },
  })
  secret.value = set.secret

  const bank: TestBank = {
    organisationId: organisation.id,
    headers,
    key,
    orders,
    refused,
    decide: () => [],
    isSilent: false,
    stopResult: async (order, result, serial = newSerial('103100000000')) =>
      await answerOrder(order, 'stop.result', stopResultOf(order, nowMs(), result), {
        key,
        serial,
        nowMs: nowMs(),
      }),
    released: async (order) =>
      await answerOrder(
        order,
        'release.result',
        {
          orderId: order.body.orderId,
          decidedAt: new Date(nowMs()).toISOString(),
          flags: [],
          answeredBy: { desk: 'test desk', isAutomatic: true },
          outcome: 'RELEASED',
          releasedAt: new Date(nowMs()).toISOString(),
        },
        { key, serial: newSerial('103100000000'), nowMs: nowMs() },
      ),
    frozen: async (order) => {
      const { body }: OrderMessages['freeze.request'] = order as OrderMessages['freeze.request']
      return await answerOrder(
        order,
        'freeze.result',
        {
          orderId: body.orderId,
          decidedAt: new Date(nowMs()).toISOString(),
          flags: [],
          answeredBy: { desk: 'test desk', isAutomatic: true },
          outcome: 'FROZEN_FULL',
          matchResult: 'MATCH',
          startAt: new Date(nowMs()).toISOString(),
          expiresAt: null,
          appliedFen: body.amountFen,
          frozenFen: body.amountFen,
          availableFen: 0,
          currency: 'CNY',
          queuePosition: null,
          formerFreezes: [],
          next: [],
        },
        { key, serial: newSerial('103100000000'), nowMs: nowMs() },
      )
    },
    answer: async (messages) =>
      await send(hub, 'POST', '/v1/orders/messages', { headers, body: { messages } }),
    close: async () =>
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return bank
}

/** As Standard Webhooks say; their library compares with the real time, which tests do not keep. */
function signatureOf(secret: string, body: string, headers: Record<string, string>): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

/** A full stop, unless told otherwise. */
function stopResultOf(order: OrderMessage, nowMs: number, more: Partial<StopResult>): StopResult {
  const { body }: OrderMessages['stop.request'] = order as OrderMessages['stop.request']
  return {
    orderId: body.orderId,
    decidedAt: new Date(nowMs).toISOString(),
    flags: [],
    answeredBy: { desk: 'test desk', isAutomatic: true },
    outcome: 'STOPPED_FULL',
    matchResult: 'MATCH',
    startAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + 48 * 3_600_000).toISOString(),
    balanceAtStopFen: body.claimedFen,
    securedFen: body.claimedFen,
    currency: 'CNY',
    savedBy: 'STOP',
    isStillControlled: true,
    next: [],
    ...more,
  }
}
