import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'

type Answer = Pick<FastifyReply, 'raw' | 'hijack'>

/**
 * Sends JSON that is UTF-8 already, around the framework. `bytes` is a string of one unit a byte, because the runtime
 * then writes head and body in one piece without encoding either: an answer with Chinese text as an ordinary string
 * took 22 of 85 µs a request for that alone, as a buffer of its own a second piece to write.
 */
export function sendJson(reply: Answer, bytes: string): void {
  reply.hijack()
  writeJson(reply.raw, bytes)
}

/** The same where the framework has not seen the request. */
export function writeJson(response: ServerResponse, bytes: string): void {
  writeHead(response, bytes.length)
  response.end(bytes, 'latin1')
}

/** Sends long JSON without copying it; `sent` is called once nobody reads the bytes any more. */
export function sendLongJson(reply: Answer, json: Buffer, sent: () => void): void {
  reply.raw.once('close', sent)
  reply.hijack()
  writeHead(reply.raw, json.length)
  reply.raw.end(json)
}

function writeHead(response: ServerResponse, length: number): void {
  response.writeHead(200, [
    'content-type',
    'application/json; charset=utf-8',
    'x-content-type-options',
    'nosniff',
    'content-length',
    String(length),
  ])
}
