import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import type { FeedServer } from './feed-server.ts'
import { portOf } from './check-http.ts'

type Member = FeedServer['members'][number]

/** How a simulated member takes the feed. */
export type Channel = 'stream' | 'webhook' | 'pull'
export const channels: readonly Channel[] = ['stream', 'webhook', 'pull']

/** How often a pulling member asks. */
const pullEveryMs = 200

/** What a member does with bytes that arrived: whole items. */
export type Received = (bytes: Buffer) => void

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

/** Asks by Node's own client, the cheapest there is: a hundred members share one thread here, and none elsewhere. */
async function ask(
  url: string,
  member: Member,
  options: {
    readonly agent: Agent
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  },
): Promise<IncomingMessage> {
  const { agent, headers, body } = options
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(
      url,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${member.key}`, ...headers },
      },
      resolve,
    )
      .once('error', reject)
      .end(body)
  })
  if ((answer.statusCode ?? 500) < 300) return answer
  throw new Error(`${url} answered ${answer.statusCode}: ${(await bytesOf(answer)).toString()}`)
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  answer.on('data', (part: Buffer) => parts.push(part))
  await new Promise((resolve, reject) => answer.once('end', resolve).once('error', reject))
  return Buffer.concat(parts)
}

async function startStream(url: string, member: Member, received: Received): Promise<RunningMember> {
  const agent = new Agent()
  const stream = await ask(`${url}/v1/feed/stream?after=now`, member, { agent })
  let rest: Buffer = Buffer.alloc(0)
  stream.on('data', (bytes: Buffer) => {
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const end = all.lastIndexOf('\n\n') + 2
    if (end > 1) received(all.subarray(0, end))
    rest = end > 1 ? all.subarray(end) : all
  })
  // Cut off by its own stop; what it has not got then shows in the figures.
  stream.once('error', () => undefined)
  return {
    async stop() {
      stream.destroy()
      await Promise.resolve(agent.destroy())
    },
  }
}

async function startPull(url: string, member: Member, received: Received): Promise<RunningMember> {
  const agent = new Agent({ keepAlive: true })
  const stopping = new AbortController()
  const pull = async (after: string) => {
    const answer = await ask(`${url}/v1/feed?after=${after}`, member, {
      agent,
      headers: { 'accept-encoding': 'gzip' },
    })
    const bytes = await bytesOf(answer)
    received(answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes)
    return String(answer.headers['wuzei-cursor'])
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
      agent.destroy()
    },
  }
}

async function startWebhook(url: string, member: Member, received: Received): Promise<RunningMember> {
  const take = async (incoming: IncomingMessage, response: ServerResponse) => {
    received(await bytesOf(incoming))
    response.writeHead(204).end()
  }
  const server = createServer((incoming, response) => void take(incoming, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const agent = new Agent()
  await bytesOf(
    await ask(`${url}/v1/webhooks`, member, {
      agent,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: `http://127.0.0.1:${portOf(server.address())}/` }),
    }),
  )
  agent.destroy()
  return {
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
