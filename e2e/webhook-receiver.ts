import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FeedItem } from '@wuzei/contract'
import { Webhook } from 'standardwebhooks'
import { vi } from 'vitest'

/** What arrived in one request that was taken. */
export interface ReceivedBatch {
  readonly id: string
  readonly items: readonly FeedItem[]
}

/** A member's server. */
export interface WebhookReceiver {
  readonly url: string
  readonly batches: readonly ReceivedBatch[]
  /** Items of the batches taken, in the order of their arrival. */
  items(): FeedItem[]
  /** Requests refused because no secret verified their signature. */
  unverified(): number
  /** Secrets that are tried, one after the other. */
  secrets: string[]
  /** Status for a batch that verified; 204 unless set. */
  answer: (items: readonly FeedItem[]) => number
  close(): Promise<void>
}

/** Starts a receiver that verifies with the reference library of Standard Webhooks. */
export async function startReceiver(nowMs: () => number): Promise<WebhookReceiver> {
  const batches: ReceivedBatch[] = []
  const state = { unverified: 0 }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      const headers = {
        'webhook-id': String(request.headers['webhook-id']),
        'webhook-timestamp': String(request.headers['webhook-timestamp']),
        'webhook-signature': String(request.headers['webhook-signature']),
      }
      if (!receiver.secrets.some((secret) => verifies(secret, body, headers, nowMs()))) {
        state.unverified += 1
        response.writeHead(401).end()
        return
      }
      const message: { type: string; data: { items: FeedItem[] } } = JSON.parse(body)
      const status = receiver.answer(message.data.items)
      if (status < 300) batches.push({ id: headers['webhook-id'], items: message.data.items })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address: AddressInfo | string | null = server.address()
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`,
    batches,
    items: () => batches.flatMap(({ items }) => items),
    unverified: () => state.unverified,
    secrets: [],
    answer: () => 204,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
  return receiver
}

function verifies(secret: string, body: string, headers: Record<string, string>, nowMs: number): boolean {
  // The library compares with the clock of the machine; nothing else runs while it does.
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs })
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  } finally {
    vi.useRealTimers()
  }
}
