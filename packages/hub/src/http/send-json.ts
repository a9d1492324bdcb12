import type { FastifyReply } from 'fastify'

/** Sends what is JSON already; the hot paths build theirs without an object in between. */
export function sendJson(reply: Pick<FastifyReply, 'raw' | 'type'>, json: string | Buffer): void {
  void reply.type('application/json; charset=utf-8').send(json)
}
