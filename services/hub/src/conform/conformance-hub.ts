import { createHash, createHmac, createPrivateKey, hkdfSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  answerTypeOf,
  maxMessageBytes,
  type AnswerMessage,
  type AnswerMessages,
  type OrderMessages,
  type OrderRefusal,
  type OrderType,
} from '@wuzei/contract/orders'
import {
  importSigningKey,
  importVerificationKeys,
  makeOrder,
  newSerial,
  openAnswers,
  signMessage,
  type PublicJwk,
  type SigningKey,
  type VerificationKeys,
} from '@wuzei/sdk/orders'
import { need, needSame } from './check.ts'

export interface ConformanceHubOptions {
  /** The member's webhook. */
  readonly memberUrl: string
  readonly member: string
  /** The member's public keys. */
  readonly memberKeys: { readonly keys: readonly PublicJwk[] }
  readonly secret: string
  readonly port: number
  readonly host: string
  /** How others reach this kit, where that is not where it listens. */
  readonly publicUrl?: string
  /** How long an answer that was not in the reply is waited for. */
  readonly answerWaitMs: number
}

/** How a delivery is spoiled on purpose. */
export interface DeliveryChange {
  readonly secret?: string
  readonly timestampS?: number
  readonly body?: string
}

export interface DeliveryAnswer {
  readonly status: number
  readonly messages: readonly string[]
  readonly refused: readonly OrderRefusal[]
}

/** What came of one order. */
export interface Asked<Type extends OrderType> {
  readonly jws: string
  readonly serial: string
  readonly ack: AnswerMessages['ack']
  readonly answer: AnswerMessages[(typeof answerTypeOf)[Type]]
}

/** Plays the hub against one member: signs, delivers, takes answers. */
export interface ConformanceHub {
  readonly url: string
  readonly member: string
  readonly key: SigningKey
  /** Answers and notices that came by POST. */
  readonly inbox: readonly AnswerMessage[]
  deliver(messages: readonly string[], change?: DeliveryChange): Promise<DeliveryAnswer>
  sign<Type extends OrderType>(
    type: Type,
    body: OrderMessages[Type]['body'],
    serial?: string,
  ): Promise<string>
  /** Signs any payload, to try what a member does with what no hub sends. */
  signRaw(payload: object, key?: SigningKey): Promise<string>
  /** Verifies what the member said, strictly. */
  open(messages: readonly string[]): Promise<readonly AnswerMessage[]>
  /** Delivers a signed order and waits for ack and answer. */
  settle<Type extends OrderType>(type: Type, jws: string): Promise<Asked<Type>>
  ask<Type extends OrderType>(type: Type, body: OrderMessages[Type]['body']): Promise<Asked<Type>>
  stop(): Promise<void>
}

/** 12 digits that the serials of the kit begin with. */
const kitOrgan = '990000000000'

export async function startConformanceHub(options: ConformanceHubOptions): Promise<ConformanceHub> {
  const { kid, x, jwk } = keyOfKit(options.secret)
  const key = await importSigningKey(jwk)
  const memberKeys = await importVerificationKeys(options.memberKeys)
  const inbox: AnswerMessage[] = []
  const server = createServer((request, response) => {
    reply(request)
      .then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      )
      .catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(options.port, options.host, resolve))
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  const url = options.publicUrl ?? `http://${options.host}:${port}`

  async function reply(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const text = await readText(request)
    if (request.url === '/.well-known/wuzei-orders.json')
      return {
        status: 200,
        body: {
          issuer: url,
          algorithms: ['EdDSA', 'ES256'],
          keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' }],
        },
      }
    // Whether the assertion is right is the hub's affair; here every message is verified by itself.
    if (request.url === '/oauth/token')
      return { status: 200, body: { access_token: 'kit', token_type: 'Bearer', expires_in: 900 } }
    if (request.url === '/v1/orders/messages' && request.method === 'POST') {
      const { messages }: { readonly messages: readonly string[] } = JSON.parse(text)
      const { answers, refused } = await openAnswers(messages, expected())
      inbox.push(...answers.map(({ message }) => message))
      const taken = answers.map(({ index, message, flags }) => ({
        index,
        serial: message.serial,
        outcome: 'TAKEN',
        flags,
      }))
      return { status: 200, body: { taken, refused } }
    }
    if (request.url?.startsWith('/v1/orders/messages')) return { status: 200, body: { messages: [] } }
    return { status: 404, body: { code: 'NOT_FOUND' } }
  }
  const expected = (): { from: string; to: string; nowMs: number; keys: VerificationKeys } => ({
    from: options.member,
    to: url,
    nowMs: Date.now(),
    keys: memberKeys,
  })
  const open = async (messages: readonly string[]): Promise<readonly AnswerMessage[]> => {
    const { answers, refused } = await openAnswers(messages, expected())
    const [first] = refused
    need(first === undefined, `a message of the member cannot be taken: ${first?.code}: ${first?.detail}`)
    return answers.map(({ message }) => message)
  }
  const hub: ConformanceHub = {
    url,
    member: options.member,
    key,
    inbox,
    open,
    deliver: async (messages, change = {}) => await deliver(options, messages, change),
    sign: async (type, body, serial = newSerial(kitOrgan)) =>
      await makeOrder({ from: url, to: options.member }, type, body, { key, serial, nowMs: Date.now() }),
    signRaw: async (payload, other = key) => await signMessage(payload, other),
    async settle(type, jws) {
      const delivered = await hub.deliver([jws])
      needSame('the status of the reply', delivered.status, 200)
      const [refusal] = delivered.refused
      need(refusal === undefined, `the order was refused: ${refusal?.code}: ${refusal?.detail}`)
      const said = await open(delivered.messages)
      const { id, serial } = envelopeOf(jws)
      const ack = said.find((one) => one.type === 'ack')
      need(ack?.type === 'ack', 'there is no ack in the reply')
      needSame('inReplyTo of the ack', ack.inReplyTo, { id, serial })
      const answer = await waitFor(
        () => [...said, ...inbox].find((one) => one.type !== 'ack' && one.inReplyTo?.serial === serial),
        options.answerWaitMs,
      )
      need(answer !== undefined, `no answer came within ${options.answerWaitMs} ms`)
      const due = answerTypeOf[type]
      need(isAnswer(answer, due), `the answer is ${answer.type}, not ${due}`)
      return { jws, serial, ack, answer }
    },
    ask: async (type, body) => await hub.settle(type, await hub.sign(type, body)),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return hub
}

/** What RFC 8410 puts before the 32 bytes of an Ed25519 private key. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The same key in each run with the same secret: a member asks for new keys once a minute at most. */
function keyOfKit(secret: string) {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'wuzei conformance kit', 32))
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  const jwk = key.export({ format: 'jwk' })
  const kid = `kit-${createHash('sha256')
    .update(jwk.x ?? '')
    .digest('hex')
    .slice(0, 8)}`
  return { kid, x: jwk.x, jwk: { ...jwk, kid } }
}

/** What is in a message, whoever signed it. */
export function envelopeOf(jws: string): Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly serial: string
} {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString())
}

function isAnswer<Type extends AnswerMessage['type']>(
  answer: AnswerMessage,
  type: Type,
): answer is AnswerMessages[Type] {
  return answer.type === type
}

/** Longer than the 30 s that a member has. */
const replyTimeoutMs = 35_000

async function deliver(
  { memberUrl, secret }: ConformanceHubOptions,
  messages: readonly string[],
  change: DeliveryChange,
): Promise<DeliveryAnswer> {
  const timestampS = change.timestampS ?? Math.floor(Date.now() / 1000)
  const body =
    change.body ?? JSON.stringify({ type: 'orders', timestamp: new Date().toISOString(), data: { messages } })
  const id = randomUUID()
  const secretBytes = Buffer.from((change.secret ?? secret).replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', secretBytes).update(`${id}.${timestampS}.${body}`).digest('base64')
  const response = await fetch(memberUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestampS),
      'webhook-signature': `v1,${signature}`,
    },
    body,
    signal: AbortSignal.timeout(replyTimeoutMs),
  })
  const text = await response.text()
  if (response.status !== 200) return { status: response.status, messages: [], refused: [] }
  const reply: { readonly messages?: readonly string[]; readonly refused?: readonly OrderRefusal[] } =
    JSON.parse(text)
  return { status: 200, messages: reply.messages ?? [], refused: reply.refused ?? [] }
}

async function waitFor<Found>(find: () => Found | undefined, waitMs: number): Promise<Found | undefined> {
  const until = Date.now() + waitMs
  for (;;) {
    const found = find()
    if (found !== undefined || Date.now() >= until) return found
    await sleep(25)
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const text = Buffer.concat(chunks)
  if (text.length > 20 * maxMessageBytes + 10_000)
    throw new RangeError('A request of the member is too large')
  return text.toString()
}
