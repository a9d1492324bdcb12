import type { FastifyReply } from 'fastify'

/** Sends what is JSON already; the hot paths build theirs without an object in between. */
export function sendJson(reply: Pick<FastifyReply, 'raw' | 'type'>, json: string | Buffer): void {
  const typed = reply.type('application/json; charset=utf-8') as FastifyReply
  void typed.send(json)
}
