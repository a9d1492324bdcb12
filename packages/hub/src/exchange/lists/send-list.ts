import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BoundedWork } from '../../bounded-work.ts'
import type { ListCache } from './list-cache.ts'
import type { ListFormat } from './list-formats.ts'

/** How long a copy is good before its holder asks again; asking costs one look at an index. */
const maxAgeS = 60

/**
 * Answers with a list, or its signature, or 304 to who has this version already. The caller has made sure that they
 * may read it.
 */
export async function sendList(
  request: FastifyRequest,
  reply: FastifyReply,
  sender: { readonly cache: ListCache; readonly heavy: BoundedWork },
  format: ListFormat,
  part: 'list' | 'signature',
): Promise<FastifyReply> {
  reply.header('cache-control', `private, max-age=${maxAgeS}`).header('vary', 'accept-encoding')
  const state = await sender.cache.state(format)
  if (isFresh(request, etagOf(format, state.version), state.at))
    return await stamped(reply, format, state.version, state.at).code(304).send()
  const list = await sender.heavy(async () => await sender.cache.current(format))
  stamped(reply, format, list.version, list.changedAt)
  if (part === 'signature') return await reply.type('application/octet-stream').send(list.signature)
  reply.type(format.mediaType).header('x-wuzei-signature', list.signature.toString('base64'))
  if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
    return await reply.header('content-encoding', 'gzip').send(list.gzipped)
  // Unpacked piece by piece, as fast as its reader reads.
  return await reply.send(Readable.from([list.gzipped]).pipe(createGunzip()))
}

/** Weak, because the packed and the plain form are the same list. */
function etagOf(format: ListFormat, version: bigint): string {
  return `W/"${format.file}-${version}"`
}

function isFresh(request: FastifyRequest, etag: string, changedAt: Date): boolean {
  const known = request.headers['if-none-match']
  if (known !== undefined)
    return known.split(',').some((tag) => tag.trim() === '*' || weak(tag.trim()) === weak(etag))
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return since >= Math.floor(changedAt.getTime() / 1000) * 1000
}

function weak(tag: string): string {
  return tag.replace(/^W\//, '')
}

function stamped(reply: FastifyReply, format: ListFormat, version: bigint, changedAt: Date): FastifyReply {
  return reply
    .header('etag', etagOf(format, version))
    .header('last-modified', changedAt.toUTCString())
    .header('x-wuzei-version', version.toString())
}
