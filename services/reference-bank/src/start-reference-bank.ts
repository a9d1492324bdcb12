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
import { balanceFen, freeFen, openBooks, type Books, type BooksFile } from './books.ts'
import { decideFreeze, decideRenew } from './decisions/decide-freeze.ts'
import { decideArm, decideHold, decideRelease } from './decisions/decide-others.ts'
import { decideHolder, decideStatus, decideTransactions } from './decisions/decide-query.ts'
import { decideExtend, decideStop } from './decisions/decide-stop.ts'
import { answerOf, instant } from './decisions/answer-parts.ts'
import { endDue } from './end-due.ts'
import { pay, type Happening, type Payment } from './move-money.ts'

/** What the bank is told at its start. */
export interface ReferenceBankOptions {
  /** Origin of the hub. */
  readonly hub: string
  readonly member: string
  /** 12 digits of the bank. */
  readonly organ: string
  /** Private JSON Web Key with `kid`, whose public part the API client registered. */
  readonly key: JsonWebKey & { readonly kid: string }
  /** Id of the API client. */
  readonly clientId: string
  /** The secret of the webhook endpoint. */
  readonly secret: string
  readonly books: BooksFile
  readonly port?: number
  /** Lets tests move money and be the clerk, at `/control/…`; never where others reach it. */
  readonly hasControl?: boolean
  readonly now?: () => number
}

export interface ReferenceBank {
  /** Where the hub delivers orders to. */
  readonly url: string
  readonly books: Books
  /** Serials of orders that a clerk has to look at. */
  waiting(): readonly string[]
  stop(): Promise<void>
}

/** How often due measures and unsent answers are looked at. */
const tickMs = 500

/** Starts the bank on 127.0.0.1. */
export async function startReferenceBank(options: ReferenceBankOptions): Promise<ReferenceBank> {
  const now = options.now ?? Date.now
  const books = openBooks(options.books)
  const records = memoryRecords()
  const waiting = new Set<string>()
  const desk = await makeDesk(options, books, records, waiting, now)
  const tellOf = async (happenings: readonly Happening[]) => await tell(desk, records, happenings)
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
    if (options.hasControl && request.method === 'POST' && request.url?.startsWith('/control/'))
      return { status: 200, reply: await control(request.url, JSON.parse(body.toString())) }
    return { status: 404, reply: { code: 'NOT_FOUND', detail: 'Orders go to POST /orders' } }
  }
  async function control(path: string, body: ControlBody): Promise<object> {
    if (path === '/control/pay' && body.payment) {
      const paid = pay(books, body.payment, now())
      if (paid.ok) await tellOf(paid.happenings)
      return paid
    }
    if (path === '/control/confirm' && body.orderSerial !== undefined) {
      const record = await records.bySerial(body.orderSerial)
      if (record?.message.type !== 'stop.request') return { ok: false }
      const decision = decideStop(books, record.message, now(), body.isSame === true)
      if (decision.is === 'answered') await desk.answer(body.orderSerial, decision.answer)
      waiting.delete(body.orderSerial)
      return { ok: true }
    }
    const accountNo = body.accountNo ?? ''
    return { balanceFen: balanceFen(books, accountNo), freeFen: freeFen(books, accountNo) }
  }
  const timer = setInterval(() => {
    tellOf(endDue(books, now()))
      .then(async () => await desk.flush())
      // The hub is away: what is waiting stays, and the next tick tries again.
      .catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
  }, tickMs)
  const url = await listen(server, options.port ?? 0)
  return {
    url: `${url}/orders`,
    books,
    waiting: () => [...waiting],
    async stop() {
      clearInterval(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface ControlBody {
  readonly payment?: Payment
  readonly orderSerial?: string
  readonly isSame?: boolean
  readonly accountNo?: string
}

async function makeDesk(
  options: ReferenceBankOptions,
  books: Books,
  records: OrderRecords,
  waiting: Set<string>,
  now: () => number,
): Promise<OrderDesk> {
  const client = createOrdersClient({
    baseUrl: options.hub,
    credentials: { privateKeyJwt: { clientId: options.clientId, privateKey: options.key } },
  })
  const desk: OrderDesk = createOrderDesk({
    member: options.member,
    organ: options.organ,
    key: await importSigningKey(options.key),
    hub: createHubIdentity(client, now),
    secret: options.secret,
    takes: orderTypesFor.bank,
    records,
    now,
    send: async (messages) => await client.sendAnswers(messages),
    async decide(order) {
      const nowMs = now()
      await tell(desk, records, endDue(books, nowMs))
      const { decision, happenings } = await decide(books, records, order, nowMs)
      await tell(desk, records, happenings)
      if (decision.is === 'later') waiting.add(order.serial)
      return decision
    },
  })
  return desk
}

interface Decided {
  readonly decision: Decision
  readonly happenings: readonly Happening[]
}

async function decide(
  books: Books,
  records: OrderRecords,
  order: OrderMessage,
  nowMs: number,
): Promise<Decided> {
  switch (order.type) {
    case 'stop.release':
    case 'stop.disarm':
    case 'freeze.release':
    case 'hold.release':
      return decideRelease(books, order, nowMs)
    case 'query.status': {
      const asked = await records.bySerial(order.body.orderSerial)
      return alone(decideStatus(books, order, asked, nowMs))
    }
    case 'stop.request':
      return alone(decideStop(books, order, nowMs))
    case 'stop.extend':
      return alone(decideExtend(books, order, nowMs))
    case 'stop.arm':
      return alone(decideArm(books, order, nowMs))
    case 'freeze.request':
      return alone(decideFreeze(books, order, nowMs))
    case 'freeze.renew':
      return alone(decideRenew(books, order, nowMs))
    case 'query.tx':
      return alone(decideTransactions(books, order, nowMs))
    case 'query.holder':
      return alone(decideHolder(books, order, nowMs))
    case 'hold.request':
      return alone(decideHold(books, order, nowMs))
    default:
      return alone({ is: 'refused', code: 'TYPE_UNKNOWN', detail: 'A bank does not do this' })
  }
}

function alone(decision: Decision): Decided {
  return { decision, happenings: [] }
}

async function tell(desk: OrderDesk, records: OrderRecords, happenings: readonly Happening[]): Promise<void> {
  for (const { measure, event, atMs, amountFen, isFromSameVictim } of happenings) {
    const record = measure.orderSerial === null ? undefined : await records.bySerial(measure.orderSerial)
    if (!record) continue
    await desk.notice(record, {
      ...answerOf(measure.orderId, atMs),
      event,
      at: instant(atMs),
      accountNo: measure.accountNo,
      amountFen,
      securedFen: measure.heldFen,
      expiresAt: measure.expiresMs === null ? null : instant(measure.expiresMs),
      ...(isFromSameVictim === undefined ? {} : { isFromSameVictim }),
    })
  }
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
