import { lookup } from 'node:dns'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { CodedError } from '@wuzei/domain'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** What the hub asks somebody outside for. */
export interface OutboundRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
  /** From the look-up of the name to the end of the answer. */
  readonly timeoutMs: number
  /** Of the answer's body; more is an error. */
  readonly maxBytes: number
}

export interface OutboundAnswer {
  /** Redirects are answers like any other: nobody follows them. */
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** The one way out. Everything that the hub fetches or sends because somebody named an address goes through it. */
export interface Outbound {
  /**
   * Says whether an address could be called, as far as that shows without looking its name up.
   *
   * @throws CodedError OUTBOUND_REFUSED
   */
  admit(url: string): URL
  /**
   * Calls it: HTTPS, at addresses of the public internet only. Every address of the name must be one, and the
   * connection goes to an address that was looked at, so that a second look-up cannot say something else.
   *
   * @throws CodedError OUTBOUND_REFUSED or OUTBOUND_FAILED
   */
  call(request: OutboundRequest): Promise<OutboundAnswer>
  close(): void
}

export interface OutboundOptions {
  /** For tests: plain HTTP and this very machine, and still nothing else that is not public. */
  readonly allowLoopback?: boolean
}

/** Idle connections kept for the next call, per address. */
const idleSockets = 2

/** Longest address of a call. */
const maxUrlLength = 2_000

export function createOutbound(options: OutboundOptions = {}): Outbound {
  const allowLoopback = options.allowLoopback === true
  const mayCall = (address: string) =>
    isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address))
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxFreeSockets: idleSockets }),
    'https:': new HttpsAgent({ keepAlive: true, maxFreeSockets: idleSockets }),
  }
  const admit = (text: string): URL => {
    const url = URL.parse(text)
    if (!url || text.length > maxUrlLength) throw refused('it is not an address of the web')
    const host = hostOf(url)
    const isLocal = allowLoopback && (isLocalhostName(host) || isLoopbackAddress(host))
    if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:'))
      throw refused('it must begin with https://')
    if (url.username !== '' || url.password !== '') throw refused('it must not carry a name or password')
    // A literal address is connected to without a look-up.
    if (isIP(host) !== 0 && !mayCall(host)) throw refused('it does not lie in the public internet')
    if (isPrivateName(host) && !isLocal) throw refused('its name does not lie in the public internet')
    return url
  }
  return {
    admit,
    call: async (request) => {
      const url = admit(request.url)
      return await exchange(url, request, checkedLookup(mayCall), agents)
    },
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

/** Looks a name up and gives back its addresses, unless one of them may not be called. */
function checkedLookup(mayCall: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '')
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => mayCall(address)))
        return callback(refused('its name leads out of the public internet'), '')
      if (options.all === true) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }
}

async function exchange(
  url: URL,
  request: OutboundRequest,
  checked: LookupFunction,
  agents: { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent },
): Promise<OutboundAnswer> {
  const deadline = AbortSignal.timeout(request.timeoutMs)
  try {
    return await new Promise<OutboundAnswer>((resolve, reject) => {
      const shared = {
        method: request.method,
        headers: {
          'user-agent': 'wuzei',
          ...request.headers,
          ...(request.body ? { 'content-length': String(request.body.length) } : {}),
        },
        lookup: checked,
        signal: deadline,
      }
      const answered = (message: IncomingMessage) => {
        collect(message, request.maxBytes).then(
          (body) => resolve({ status: message.statusCode ?? 0, headers: message.headers, body }),
          reject,
        )
      }
      const sent =
        url.protocol === 'https:'
          ? httpsRequest(url, { ...shared, agent: agents['https:'] }, answered)
          : httpRequest(url, { ...shared, agent: agents['http:'] }, answered)
      sent.once('error', reject)
      sent.end(request.body)
    })
  } catch (error) {
    if (error instanceof CodedError) throw error
    throw new CodedError(
      'OUTBOUND_FAILED',
      deadline.aborted ? 'it did not answer in time' : reasonOf(error),
      {
        cause: error,
      },
    )
  }
}

async function collect(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of message) {
    if (!Buffer.isBuffer(part)) throw new TypeError('an answer is bytes')
    bytes += part.length
    if (bytes > maxBytes) throw new CodedError('OUTBOUND_FAILED', 'its answer is too long')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The name of what went wrong; the message of the runtime would tell addresses. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === '' ? 'the connection failed' : `the connection failed (${code})`
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** Names that no resolver of the public internet answers (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`). */
function isPrivateName(host: string): boolean {
  return isLocalhostName(host) || /(?:^|\.)(?:local|internal|home\.arpa)\.?$/i.test(host)
}

function isLocalhostName(host: string): boolean {
  return /(?:^|\.)localhost\.?$/i.test(host)
}

function refused(why: string): CodedError {
  return new CodedError('OUTBOUND_REFUSED', why)
}
