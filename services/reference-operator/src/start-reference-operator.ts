import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { orderTypesFor, type OrderMessage } from '@wuzei/contract/orders'
import {
  createHubIdentity,
  createOrderDesk,
  createOrdersClient,
  importSigningKey,
  memoryRecords,
  type Decision,
  type OrderDesk,
  type OrderRecords,
} from '@wuzei/sdk/orders'
import { decideNumberResume, decideNumberStop, decideStatus } from './decide-number.ts'
import { mayConnect, openSubscribers, type SubscriberBase, type SubscribersFile } from './subscribers.ts'

/** What the operator is told at its start. */
export interface ReferenceOperatorOptions {
  /** Origin of the hub. */
  readonly hub: string
  readonly member: string
  /** 12 digits of the operator. */
  readonly organ: string
  /** Private JSON Web Key with `kid`, whose public part the API client registered. */
  readonly key: JsonWebKey & { readonly kid: string }
  /** Id of the API client. */
  readonly clientId: string
  /** The secret of the webhook endpoint. */
  readonly secret: string
  readonly subscribers: SubscribersFile
  readonly port?: number
  /** Lets tests ask the switch at `/control/connect`; never where others reach it. */
  readonly hasControl?: boolean
  readonly now?: () => number
}

export interface ReferenceOperator {
  /** Where the hub delivers orders to. */
  readonly url: string
  readonly base: SubscriberBase
  stop(): Promise<void>
}

/** Starts the operator on 127.0.0.1. */
export async function startReferenceOperator(options: ReferenceOperatorOptions): Promise<ReferenceOperator> {
  const base = openSubscribers(options.subscribers)
  const desk = await makeDesk(options, base)
  const server = createServer((request, response) => {
    answer(request)
      .then(({ status, reply }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply)),
      )
      .catch((error: unknown) => {
        response.writeHead(500).end()
        process.stderr.write(`${String(error)}\n`)
      })
  })
  async function answer(request: IncomingMessage): Promise<{ status: number; reply: object }> {
    const body = await readBody(request)
    if (request.method === 'POST' && request.url === '/orders')
      return await desk.deliver({ body, headers: request.headers })
    if (options.hasControl && request.method === 'POST' && request.url === '/control/connect') {
      const call: { readonly from: string; readonly to: string } = JSON.parse(body.toString())
      return { status: 200, reply: { connects: mayConnect(base, call.from, call.to) } }
    }
    return { status: 404, reply: { code: 'NOT_FOUND', detail: 'Orders go to POST /orders' } }
  }
  const url = await listen(server, options.port ?? 0)
  return {
    url: `${url}/orders`,
    base,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function makeDesk(options: ReferenceOperatorOptions, base: SubscriberBase): Promise<OrderDesk> {
  const now = options.now ?? Date.now
  const records = memoryRecords()
  const client = createOrdersClient({
    baseUrl: options.hub,
    credentials: { privateKeyJwt: { clientId: options.clientId, privateKey: options.key } },
  })
  return createOrderDesk({
    member: options.member,
    organ: options.organ,
    key: await importSigningKey(options.key),
    hub: createHubIdentity(client, now),
    secret: options.secret,
    takes: orderTypesFor.operator,
    records,
    now,
    send: async (messages) => await client.sendAnswers(messages),
    decide: async (order) => await decide(base, records, order, now()),
  })
}

async function decide(
  base: SubscriberBase,
  records: OrderRecords,
  order: OrderMessage,
  nowMs: number,
): Promise<Decision> {
  if (order.type === 'number.stop') return decideNumberStop(base, order, nowMs)
  if (order.type === 'number.resume') return decideNumberResume(base, order, nowMs)
  if (order.type === 'query.status')
    return decideStatus(base, order, await records.bySerial(order.body.orderSerial), nowMs)
  return { is: 'refused', code: 'TYPE_UNKNOWN', detail: 'An operator does not do this' }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    // One byte more than the desk takes is enough for it to say no.
    if (bytes <= maxBodyBytes) chunks.push(chunk)
  }
  return bytes > maxBodyBytes ? Buffer.alloc(maxBodyBytes + 1) : Buffer.concat(chunks)
}

const maxBodyBytes = 6_000_000

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`
}
