import type { FastifyReply } from 'fastify'

/**
 * Sends JSON that is bytes already, around the framework. The bytes go out as a string of one unit a byte, because the
 * runtime then writes head and body in one piece without encoding either: an answer with Chinese text as an ordinary
 * string took 22 of 85 µs a request for that alone, as a buffer of its own a second piece to write.
 */
export function sendJson(reply: Pick<FastifyReply, 'raw' | 'hijack'>, json: Buffer): void {
  reply.hijack()
  reply.raw.writeHead(200, [
    'content-type',
    'application/json; charset=utf-8',
    'x-content-type-options',
    'nosniff',
    'content-length',
    String(json.length),
  ])
  reply.raw.end(json.toString('latin1'), 'latin1')
}
