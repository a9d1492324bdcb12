import type { FastifyReply } from 'fastify'

/** Sends text that is JSON already; the hot paths build theirs without an object in between. */
export function sendJson(reply: Pick<FastifyReply, 'raw' | 'type'>, text: string): void {
  const typed = reply.type('application/json; charset=utf-8') as FastifyReply
  void typed.send(text)
}
