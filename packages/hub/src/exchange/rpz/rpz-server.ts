import { createSocket, type Socket as DatagramSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { answerQuery, type QueryContext } from './answer-query.ts'

/** Resolvers that transfer at once; more wait in the kernel's queue. */
const maxConnections = 64
/** A resolver that neither asks nor reads holds no place for longer. */
const idleMs = 30_000
/** A question is a few hundred bytes; a length of more is no resolver's. */
const longestQuery = 4_096

export interface RpzServer {
  /** The port, for UDP and TCP alike. */
  readonly port: number
  stop(): Promise<void>
}

/** Listens for resolvers on one port, UDP and TCP. */
export async function startRpzServer(
  context: QueryContext,
  address: { readonly host: string; readonly port: number },
): Promise<RpzServer> {
  // A resolver may close its side behind its last question and still wait for the answer.
  const server = createServer({ allowHalfOpen: true }, (socket) => serveConnection(context, socket))
  server.maxConnections = maxConnections
  server.listen(address.port, address.host)
  await once(server, 'listening')
  const port = portOf(server)
  const datagrams = createSocket(address.host.includes(':') ? 'udp6' : 'udp4')
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  datagrams.on('message', (message, from) => {
    void answerDatagram(context, datagrams, message, from)
  })
  try {
    datagrams.bind(port, address.host)
    await once(datagrams, 'listening')
  } catch (error) {
    server.close()
    throw error
  }
  // A datagram that cannot be sent is lost, as datagrams are.
  datagrams.on('error', () => undefined)
  return {
    port,
    async stop() {
      const closed = [once(server, 'close'), once(datagrams, 'close')]
      server.close()
      datagrams.close()
      for (const socket of sockets) socket.destroy()
      await Promise.all(closed)
    },
  }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}

async function answerDatagram(
  context: QueryContext,
  socket: DatagramSocket,
  message: Buffer,
  from: { readonly address: string; readonly port: number },
): Promise<void> {
  try {
    for await (const answer of answerQuery(context, message, 'udp'))
      socket.send(answer, from.port, from.address, () => undefined)
  } catch {
    // The database is away: the resolver asks again by itself.
  }
}

/** Reads questions one after the other and answers each fully before the next. */
function serveConnection(context: QueryContext, socket: Socket): void {
  socket.setTimeout(idleMs, () => socket.destroy())
  socket.setNoDelay(true)
  // A resolver that goes away in the middle is none of our errors.
  socket.on('error', () => socket.destroy())
  void answerConnection(context, socket).catch(() => socket.destroy())
}

async function answerConnection(context: QueryContext, socket: Socket): Promise<void> {
  let pending = Buffer.alloc(0)
  for await (const piece of socket) {
    pending = Buffer.concat([pending, piece])
    while (pending.length >= 2) {
      const length = pending.readUInt16BE(0)
      if (length > longestQuery) {
        socket.destroy()
        return
      }
      if (pending.length < 2 + length) break
      const message = Buffer.from(pending.subarray(2, 2 + length))
      pending = pending.subarray(2 + length)
      for await (const answer of answerQuery(context, message, 'tcp')) {
        const prefix = Buffer.alloc(2)
        prefix.writeUInt16BE(answer.length)
        socket.write(prefix)
        // As fast as its reader reads: a slow one holds one message, not the zone.
        if (!socket.write(answer) && !socket.destroyed) await drained(socket)
        if (socket.destroyed) return
      }
    }
  }
  socket.end()
}

async function drained(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.once('drain', done)
    socket.once('close', done)
  })
}
