import { Socket } from 'node:net'
import { answerBrokenRequest } from './broken-request.ts'
import type { HubServer } from './hub-server.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route bounds the time of its body itself. */
    ownBodyClock?: boolean
  }
}

/**
 * Cuts off a request whose body has not arrived within `timeoutMs`, with 408: slow senders would hold sockets. Node
 * has one such clock for the whole server, and a list of a gigabyte needs longer than a report may; so that one is
 * set for the longest route, and this one for all others.
 */
export function limitBodyTime(server: HubServer, timeoutMs: number): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request
    const hasBody =
      raw.headers['content-length'] !== undefined || raw.headers['transfer-encoding'] !== undefined
    // Requests from within the process have no socket, and nobody sends them slowly.
    if (!hasBody || request.routeOptions.config.ownBodyClock || !(raw.socket instanceof Socket)) {
      done()
      return
    }
    const timer = setTimeout(() => {
      answerBrokenRequest(requestTimeout(), raw.socket)
    }, timeoutMs).unref()
    // Not at the answer: who was refused early may still be sending.
    const arrived = () => clearTimeout(timer)
    raw.once('end', arrived).once('close', arrived)
    done()
  })
}

/** As Node's own clock calls it. */
function requestTimeout(): Error & { readonly code: string } {
  return Object.assign(new Error('the request took too long to arrive'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
}
