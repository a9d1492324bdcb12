import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { FeedServer } from './feed-server.ts'
import { portOf } from './check-http.ts'

type Member = FeedServer['members'][number]

/** How a simulated member takes the feed. */
export type Channel = 'stream' | 'webhook' | 'pull'
export const channels: readonly Channel[] = ['stream', 'webhook', 'pull']

/** How often a pulling member asks. */
const pullEveryMs = 200

/** What a member does with text that arrived; it may be cut anywhere but within a line. */
export type Received = (text: string) => void

/** A member that takes the feed over a socket until it is stopped. */
export interface RunningMember {
  stop(): Promise<void>
}

/** Connects a member; resolves when it will miss nothing that comes from now on. */
export async function startMember(
  url: string,
  member: Member,
  channel: Channel,
  received: Received,
): Promise<RunningMember> {
  if (channel === 'stream') return await startStream(url, member, received)
  return channel === 'pull'
    ? await startPull(url, member, received)
    : await startWebhook(url, member, received)
}

const authorised = ({ key }: Member) => ({ authorization: `Bearer ${key}` })

async function startStream(url: string, member: Member, received: Received): Promise<RunningMember> {
  const stopping = new AbortController()
  const response = await fetch(`${url}/v1/feed/stream?after=now`, {
    headers: authorised(member),
    signal: stopping.signal,
  })
  const { body } = response
  if (!response.ok || !body) throw new Error(`the stream answered ${response.status}`)
  const reading = (async () => {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const bytes of body) {
      rest += decoder.decode(bytes, { stream: true })
      const end = rest.lastIndexOf('\n\n')
      if (end < 0) continue
      received(rest.slice(0, end))
      rest = rest.slice(end)
    }
  })().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error
  })
  return {
    async stop() {
      stopping.abort()
      await reading
    },
  }
}

async function startPull(url: string, member: Member, received: Received): Promise<RunningMember> {
  const stopping = new AbortController()
  const pull = async (after: string) => {
    const response = await fetch(`${url}/v1/feed?after=${after}`, { headers: authorised(member) })
    const text = await response.text()
    if (!response.ok) throw new Error(`the feed answered ${response.status}: ${text}`)
    received(text)
    return response.headers.get('wuzei-cursor') ?? ''
  }
  const first = await pull('now')
  const pulling = (async () => {
    let after = first
    while (!stopping.signal.aborted) {
      after = await pull(after)
      await pause(pullEveryMs)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await pulling
    },
  }
}

async function startWebhook(url: string, member: Member, received: Received): Promise<RunningMember> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received(Buffer.concat(parts).toString('utf8'))
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const registered = await fetch(`${url}/v1/webhooks`, {
    method: 'POST',
    headers: { ...authorised(member), 'content-type': 'application/json' },
    body: JSON.stringify({ url: `http://127.0.0.1:${portOf(server.address())}/` }),
  })
  if (!registered.ok) throw new Error(`the webhook was refused: ${await registered.text()}`)
  return {
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
