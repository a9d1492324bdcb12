import type { Socket } from 'node:net'
import type { HubServer } from './hub-server.ts'

/** How soon after its answer a connection is closed while the server closes. */
const lookMs = 50

/**
 * Lets the server close as soon as everybody has an answer. Node alone waits for time-outs of more than a minute: for
 * connections that were opened ahead of need and never asked anything, which it counts as busy, and for those whose
 * last answer went out after closing began.
 */
export function closeSocketsSoon(server: HubServer): void {
  const unused = new Set<Socket>()
  server.server.on('connection', (socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.server.on('request', (request) => unused.delete(request.socket))
  server.addHook('preClose', (done) => {
    for (const socket of unused) socket.destroy()
    const look = setInterval(() => server.server.closeIdleConnections(), lookMs)
    server.server.once('close', () => clearInterval(look))
    // A server that never listened never closes.
    look.unref()
    done()
  })
}
