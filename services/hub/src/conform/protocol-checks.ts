import { randomBytes, randomUUID } from 'node:crypto'
import { maxMessageBytes, maxMessagesPerRequest, type OrderRefusalCode } from '@wuzei/contract/orders'
import { newSerial } from '@wuzei/sdk/orders'
import { need, needSame, type Check } from './check.ts'
import { envelopeOf, type ConformanceHub } from './conformance-hub.ts'

/** What every member has to do, whatever its trade; tried with `query.status`, which changes nothing. */
export const protocolChecks: readonly Check[] = [
  {
    name: 'protocol/ack',
    rule: 'Each order has an ack in the reply, signed by the member, with the order’s id and serial in inReplyTo',
    async run(hub) {
      const body = statusBody()
      const { ack } = await hub.ask('query.status', body)
      needSame('orderId of the ack', ack.body.orderId, body.orderId)
      needSame('isDuplicate of a new order', ack.body.isDuplicate, false)
      const differenceMs = Math.abs(Date.parse(ack.body.receivedAt) - Date.now())
      need(
        differenceMs <= 120_000,
        'receivedAt is over 120 s from the clock of this kit: set the clocks first',
      )
    },
  },
  {
    name: 'protocol/status-unknown',
    rule: 'A serial that never arrived has the state UNKNOWN',
    async run(hub) {
      const { answer } = await hub.ask('query.status', statusBody())
      needSame('the state', answer.body.state, 'UNKNOWN')
    },
  },
  {
    name: 'protocol/unknown-fields',
    rule: 'Fields that are not known are skipped',
    async run(hub) {
      const jws = await changed(hub, { later: { more: 1 }, body: { ...statusBody(), alsoLater: [true] } })
      await hub.settle('query.status', jws)
    },
  },
  {
    name: 'protocol/webhook-signature',
    rule: 'A delivery with another webhook signature is answered 401, and nothing in it is taken',
    async run(hub) {
      const jws = await hub.sign('query.status', statusBody())
      const spoiled = await hub.deliver([jws], { secret: `whsec_${randomBytes(32).toString('base64')}` })
      needSame('the status', spoiled.status, 401)
      const { ack } = await hub.settle('query.status', jws)
      needSame('isDuplicate when it comes rightly signed', ack.body.isDuplicate, false)
    },
  },
  {
    name: 'protocol/webhook-time',
    rule: 'A delivery whose webhook-timestamp is over 5 minutes old is answered 401',
    async run(hub) {
      const jws = await hub.sign('query.status', statusBody())
      const old = await hub.deliver([jws], { timestampS: Math.floor(Date.now() / 1000) - 400 })
      needSame('the status', old.status, 401)
    },
  },
  {
    name: 'protocol/delivery-form',
    rule: 'What is no delivery of orders, or has more than 20 messages, is answered 400',
    async run(hub) {
      needSame('the status for broken JSON', (await hub.deliver([], { body: '{"type":' })).status, 400)
      needSame(
        'the status for another form',
        (await hub.deliver([], { body: '{"type":"orders"}' })).status,
        400,
      )
      const jws = await hub.sign('query.status', statusBody())
      const many = await hub.deliver(Array.from({ length: maxMessagesPerRequest + 1 }, () => jws))
      needSame(`the status for ${maxMessagesPerRequest + 1} messages`, many.status, 400)
    },
  },
  {
    name: 'protocol/delivery-size',
    rule: 'A delivery above 5 MB is answered 413 (or the connection is ended)',
    async run(hub) {
      const body = `{"type":"orders","timestamp":"x","data":{"messages":["${'A'.repeat(6_000_000)}"]}}`
      const status = await hub.deliver([], { body }).then(
        (answer) => answer.status,
        () => 413,
      )
      needSame('the status', status, 413)
    },
  },
  {
    name: 'protocol/others-of-delivery',
    rule: 'A refused message does not keep the others of its delivery from being taken',
    async run(hub) {
      const [good, bad] = [
        await hub.sign('query.status', statusBody()),
        await changed(hub, { to: 'somebody' }),
      ]
      const { messages, refused } = await hub.deliver([bad, good])
      needSame(
        'what was refused',
        refused.map(({ index, code }) => [index, code]),
        [[0, 'RECIPIENT_WRONG']],
      )
      const said = await hub.open(messages)
      need(
        said.some(({ type, inReplyTo }) => type === 'ack' && inReplyTo?.serial === envelopeOf(good).serial),
        'the other message has no ack',
      )
    },
  },
  refusal('signature', 'SIGNATURE_INVALID', 'The signature has to fit', async (hub) => {
    const [head, body] = (await hub.sign('query.status', statusBody())).split('.')
    return `${head}.${body}.${Buffer.alloc(64, 7).toString('base64url')}`
  }),
  refusal('changed-payload', 'SIGNATURE_INVALID', 'Nothing may be changed after signing', async (hub) => {
    const [head, body = '', signature] = (await hub.sign('query.status', statusBody())).split('.')
    const said: object = JSON.parse(Buffer.from(body, 'base64url').toString())
    return `${head}.${encoded({ ...said, body: statusBody() })}.${signature}`
  }),
  refusal(
    'alg-none',
    'SIGNATURE_INVALID',
    'The key decides about the algorithm, not the message',
    async (hub) => {
      const jws = await hub.sign('query.status', statusBody())
      return withHeader(jws, { alg: 'none', typ: 'wuzei-order+jws', kid: hub.key.kid })
    },
  ),
  refusal('typ', 'SIGNATURE_INVALID', 'Another kind of token of the same key is no order', async (hub) => {
    const jws = await hub.sign('query.status', statusBody())
    return withHeader(jws, { alg: 'EdDSA', typ: 'JWT', kid: hub.key.kid })
  }),
  refusal('unknown-key', 'KEY_UNKNOWN', 'kid has to be a key of the hub', async (hub) =>
    hub.signRaw(await payload(hub), { ...hub.key, kid: 'nobodys' }),
  ),
  refusal('recipient', 'RECIPIENT_WRONG', 'An order for another member is refused', async (hub) =>
    changed(hub, { to: randomUUID() }),
  ),
  refusal('sender', 'SENDER_WRONG', '`from` has to be the hub whose key signed', async (hub) =>
    changed(hub, { from: 'https://other.example' }),
  ),
  refusal('expired', 'MESSAGE_EXPIRED', 'Over 120 s after expiresAt a message is refused', async (hub) =>
    changed(hub, times(-900, -300)),
  ),
  refusal('lifetime', 'MESSAGE_LIFETIME', 'A message lives 900 s at most', async (hub) =>
    changed(hub, times(0, 1000)),
  ),
  refusal('version', 'VERSION_UNKNOWN', 'Another version is refused', async (hub) => changed(hub, { v: 2 })),
  refusal('type', 'TYPE_UNKNOWN', 'A type that is not known is refused', async (hub) =>
    changed(hub, { type: 'account.burn' }),
  ),
  refusal('body', 'MESSAGE_INVALID', 'A body that lacks something is refused', async (hub) =>
    changed(hub, { body: { orderId: orderId() } }),
  ),
  refusal('message-size', 'MESSAGE_TOO_LARGE', 'A message has 256 KiB at most', async (hub) =>
    changed(hub, { padding: 'x'.repeat(maxMessageBytes) }),
  ),
  {
    name: 'protocol/clock-ahead',
    rule: 'Issued more than 120 s ahead it is taken, and the ack is flagged CLOCK_SKEW; up to that it is not flagged',
    async run(hub) {
      const far = await hub.settle('query.status', await changed(hub, times(400, 900)))
      need(far.ack.body.flags.includes('CLOCK_SKEW'), '400 s ahead the ack lacks the flag CLOCK_SKEW')
      const near = await hub.settle('query.status', await changed(hub, times(60, 600)))
      need(!near.ack.body.flags.includes('CLOCK_SKEW'), '60 s ahead is flagged already')
    },
  },
  {
    name: 'protocol/expired-shortly',
    rule: 'Up to 120 s after expiresAt a message is taken',
    async run(hub) {
      await hub.settle('query.status', await changed(hub, times(-600, -60)))
    },
  },
  {
    name: 'protocol/replay',
    rule: 'The same message again: ack with isDuplicate, and the same answer with the same serial',
    async run(hub) {
      const jws = await hub.sign('query.status', statusBody())
      const first = await hub.settle('query.status', jws)
      const second = await hub.settle('query.status', jws)
      needSame('isDuplicate', second.ack.body.isDuplicate, true)
      needSame('the serial of the answer', second.answer.serial, first.answer.serial)
      needSame('the body of the answer', second.answer.body, first.answer.body)
    },
  },
  {
    name: 'protocol/signed-anew',
    rule: 'The same serial signed anew is the same order: same answer, in reply to the new id',
    async run(hub) {
      const [body, serial] = [statusBody(), newSerial('990000000000')]
      const first = await hub.settle('query.status', await hub.sign('query.status', body, serial))
      const second = await hub.settle('query.status', await hub.sign('query.status', body, serial))
      needSame('isDuplicate', second.ack.body.isDuplicate, true)
      needSame('the serial of the answer', second.answer.serial, first.answer.serial)
      needSame('the answer’s inReplyTo', second.answer.inReplyTo?.id, envelopeOf(second.jws).id)
    },
  },
  {
    name: 'protocol/copies-at-once',
    rule: 'Two copies that arrive at the same time are one order',
    async run(hub) {
      const jws = await hub.sign('query.status', statusBody())
      const both = await Promise.all([hub.settle('query.status', jws), hub.settle('query.status', jws)])
      needSame('the serials of the answers', both[1].answer.serial, both[0].answer.serial)
      const duplicates = both.filter(({ ack }) => ack.body.isDuplicate)
      needSame('acks with isDuplicate', duplicates.length, 1)
    },
  },
  {
    name: 'protocol/serial-reused',
    rule: 'A serial that named another order is refused with SERIAL_REUSED',
    async run(hub) {
      const serial = newSerial('990000000000')
      await hub.settle('query.status', await hub.sign('query.status', statusBody(), serial))
      await needRefusal(hub, await hub.sign('query.status', statusBody(), serial), 'SERIAL_REUSED')
    },
  },
  {
    name: 'protocol/id-reused',
    rule: 'An id that another message had is refused with ID_REUSED',
    async run(hub) {
      const first = await hub.sign('query.status', statusBody())
      await hub.settle('query.status', first)
      await needRefusal(hub, await changed(hub, { id: envelopeOf(first).id }), 'ID_REUSED')
    },
  },
  {
    name: 'protocol/status-known',
    rule: 'query.status tells the state of a known serial, and the order’s answer comes beside it',
    async run(hub) {
      const first = await hub.ask('query.status', statusBody())
      const jws = await hub.sign('query.status', { orderId: orderId(), orderSerial: first.serial })
      const said = await hub.open((await hub.deliver([jws])).messages)
      const status = said.find(
        (one) => one.type === 'status.result' && one.inReplyTo?.serial === envelopeOf(jws).serial,
      )
      need(status?.type === 'status.result', 'there is no status.result in the reply')
      needSame('answerSerial', status.body.answerSerial, first.answer.serial)
      need(
        said.some(({ serial }) => serial === first.answer.serial),
        'the answer that was asked about is not sent again beside it',
      )
    },
  },
]

function refusal(
  name: string,
  code: OrderRefusalCode,
  rule: string,
  message: (hub: ConformanceHub) => Promise<string>,
): Check {
  return {
    name: `protocol/${name}`,
    rule: `${rule}: ${code}`,
    run: async (hub) => await needRefusal(hub, await message(hub), code),
  }
}

async function needRefusal(hub: ConformanceHub, jws: string, code: OrderRefusalCode): Promise<void> {
  const { status, messages, refused } = await hub.deliver([jws])
  needSame('the status', status, 200)
  needSame(
    'what was refused',
    refused.map((one) => [one.index, one.code]),
    [[0, code]],
  )
  needSame('signed messages in the reply', messages.length, 0)
}

async function payload(hub: ConformanceHub): Promise<object> {
  return envelopeOf(await hub.sign('query.status', statusBody()))
}

async function changed(hub: ConformanceHub, change: object): Promise<string> {
  return await hub.signRaw({ ...(await payload(hub)), ...change })
}

function times(issuedS: number, expiresS: number) {
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
  return { issuedAt: at(issuedS), expiresAt: at(expiresS) }
}

function withHeader(jws: string, header: object): string {
  const [, body, signature] = jws.split('.')
  return `${encoded(header)}.${body}.${signature}`
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function statusBody() {
  return { orderId: orderId(), orderSerial: newSerial('990000000000') }
}

/** An order of this run. */
export function orderId(): string {
  return `kit-${randomUUID()}`
}
