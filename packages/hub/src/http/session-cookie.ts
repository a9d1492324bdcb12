import type { FastifyReply, FastifyRequest } from 'fastify'
import { CodedError } from '@wuzei/domain'

/** Over HTTPS the prefix makes browsers refuse a cookie that a subdomain or plain HTTP planted. */
const secureName = '__Host-wuzei-session'
const plainName = 'wuzei-session'

/** Behind a proxy that ends TLS the public address knows what the connection does not. */
function isSecure(request: FastifyRequest, publicUrl: string | undefined): boolean {
  return publicUrl === undefined ? request.protocol === 'https' : publicUrl.startsWith('https:')
}

function nameFor(request: FastifyRequest, publicUrl: string | undefined): string {
  return isSecure(request, publicUrl) ? secureName : plainName
}

/** The session's secret, if the request carries one. */
export function readSessionCookie(
  request: FastifyRequest,
  publicUrl: string | undefined,
): string | undefined {
  const name = nameFor(request, publicUrl)
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined && /^wzs_[A-Za-z0-9_-]{43}$/.test(value)) return value
  }
  return undefined
}

export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  session: { readonly secret: string; readonly maxAgeS: number },
  publicUrl: string | undefined,
): void {
  const secure = isSecure(request, publicUrl) ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `${nameFor(request, publicUrl)}=${session.secret}; Path=/; Max-Age=${session.maxAgeS}; HttpOnly; SameSite=Strict${secure}`,
  )
}

export function clearSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string | undefined,
): void {
  setSessionCookie(request, reply, { secret: '', maxAgeS: 0 }, publicUrl)
}

/** Header that a page of another site cannot send without being asked first. */
export const sameSiteHeader = 'x-wuzei-request'

/**
 * A change that rides on a cookie must come from the hub's own pages: the browser says so, and the page shows with a
 * header of its own that it could set one.
 *
 * @throws CodedError CROSS_SITE
 */
export function requireSameSite(request: FastifyRequest, publicUrl: string | undefined): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const own = publicUrl ?? `${request.protocol}://${request.host}`
  const isOwn = origin === undefined ? site === 'same-origin' : origin === own
  const isForeign = site !== undefined && site !== 'same-origin'
  if (!isOwn || isForeign || request.headers[sameSiteHeader] === undefined)
    throw new CodedError('CROSS_SITE', `send ${sameSiteHeader} from a page of this hub`)
}
