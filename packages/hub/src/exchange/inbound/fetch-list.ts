import { createGunzip, createInflate, createBrotliDecompress, type Gunzip } from 'node:zlib'
import { Readable } from 'node:stream'
import { CodedError } from '@wuzei/domain'
import type { Outbound, OutboundAnswer } from '../../outbound/outbound.ts'

/** From the look-up of the name to the last byte; a slow server must not keep the next source waiting. */
const timeoutMs = 60_000
/** Bytes as sent: two million links, packed ten times that. */
const maxBytes = 64 * 1024 * 1024
/** Bytes once unpacked: whoever packs tighter than a list of links can be packed does it on purpose. */
const maxUnpackedBytes = 512 * 1024 * 1024
/** A list that moved once or twice is a list; more is a loop. */
const maxRedirects = 3

export interface FetchedList {
  /** Undefined when the sender has nothing newer than what is known. */
  readonly body: Buffer | undefined
  readonly headers: OutboundAnswer['headers']
}

export interface ListRequest {
  readonly url: string
  readonly accept: string
  /** Value of the Authorization header; goes to the source's own origin only. */
  readonly authorization?: string | undefined
  readonly etag?: string | null
  readonly lastModified?: string | null
}

/**
 * Fetches a list through the one way out, follows a few redirects, each admitted anew, and unpacks what comes.
 *
 * @throws CodedError OUTBOUND_REFUSED, OUTBOUND_FAILED, SOURCE_UNFIT
 */
export async function fetchList(outbound: Outbound, request: ListRequest): Promise<FetchedList> {
  const answer = await follow(outbound, request)
  if (answer.status === 304) return { body: undefined, headers: answer.headers }
  if (answer.status !== 200)
    throw new CodedError('OUTBOUND_FAILED', `it answered with status ${answer.status}`)
  const body = await unpack(answer)
  requireNoPage(answer, body)
  return { body, headers: answer.headers }
}

async function follow(outbound: Outbound, request: ListRequest): Promise<OutboundAnswer> {
  const home = outbound.admit(request.url).origin
  let url = request.url
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const answer = await outbound.call({
      url,
      method: 'GET',
      headers: {
        accept: request.accept,
        'accept-encoding': 'gzip',
        ...(request.etag ? { 'if-none-match': request.etag } : {}),
        ...(request.lastModified ? { 'if-modified-since': request.lastModified } : {}),
        ...(request.authorization !== undefined && new URL(url).origin === home
          ? { authorization: request.authorization }
          : {}),
      },
      timeoutMs,
      maxBytes,
    })
    const { location } = answer.headers
    if (answer.status < 301 || answer.status > 308 || answer.status === 304 || location === undefined)
      return answer
    url = outbound.admit(new URL(location, url).href).href
  }
  throw new CodedError('OUTBOUND_FAILED', 'it leads on and on')
}

/** As it was before it was packed for the way, or as a file. */
async function unpack({ headers, body }: OutboundAnswer): Promise<Buffer> {
  const encoding = headers['content-encoding'] ?? 'identity'
  const sent = encoding === 'identity' ? body : await through(decoder(encoding), body)
  const isFile = sent[0] === 0x1f && sent[1] === 0x8b
  return isFile ? await through(createGunzip(), sent) : sent
}

function decoder(encoding: string): Gunzip | ReturnType<typeof createBrotliDecompress> {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'deflate') return createInflate()
  if (encoding === 'br') return createBrotliDecompress()
  throw new CodedError('SOURCE_UNFIT', 'it packs its answer in a way that nobody asked for')
}

async function through(
  stream: Gunzip | ReturnType<typeof createBrotliDecompress>,
  packed: Buffer,
): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of Readable.from([packed]).pipe(stream)) {
      if (!Buffer.isBuffer(part)) throw new TypeError('what is unpacked is bytes')
      bytes += part.length
      if (bytes > maxUnpackedBytes) throw new CodedError('SOURCE_UNFIT', 'it is too long once unpacked')
      parts.push(part)
    }
  } catch (error) {
    if (error instanceof CodedError || error instanceof TypeError) throw error
    throw new CodedError('OUTBOUND_FAILED', 'its answer cannot be unpacked, or breaks off', { cause: error })
  }
  return Buffer.concat(parts)
}

/** A page instead of a list: somebody wants to sign in, pay, or say that the list is no more. */
function requireNoPage({ headers }: OutboundAnswer, body: Buffer): void {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase()
  const start = body.subarray(0, 200).toString('latin1').trimStart().toLowerCase()
  if (type === 'text/html' || type === 'application/xhtml+xml' || /^(?:<!doctype|<html|<\?xml)/.test(start))
    throw new CodedError('SOURCE_UNFIT', 'it answered with a page, not with a list')
}
