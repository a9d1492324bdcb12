import type { ClientOptions } from '../call.ts'
import { createTokenSource, type PrivateKeyJwt } from './token-source.ts'

/**
 * Who asks. `none`: anybody. `session`: the page's own session, whose cookie the browser sends; only pages of the hub
 * have one. `apiKey`: a member's key (`wzc_…`) or an administrator's (`wzk_…`). `privateKeyJwt`: OAuth 2.1 client
 * credentials; the key never leaves this machine, tokens are fetched and renewed as needed.
 */
export type Credentials =
  | 'none'
  | 'session'
  | { readonly apiKey: string }
  | { readonly privateKeyJwt: PrivateKeyJwt }

/** Puts onto a request who sends it. */
export interface Authorisation {
  apply(init: RequestInit, signal: AbortSignal): Promise<RequestInit>
  /** Forgets what a refused request was sent with; true when the next one would bring something else. */
  forget(): boolean
}

/** Makes what the calls of one client are authorised with. */
export function createAuthorisation(options: ClientOptions, credentials: Credentials): Authorisation {
  // Without cookies: a page that checks values must not act as the person who is signed in there.
  if (credentials === 'none') return fixed({}, 'omit')
  // The header that pages of other sites cannot send.
  if (credentials === 'session') return fixed({ 'x-wuzei-request': '1' }, 'same-origin')
  if ('apiKey' in credentials) return fixed({ authorization: `Bearer ${credentials.apiKey}` }, 'omit')
  const tokens = createTokenSource(options, credentials.privateKeyJwt)
  return {
    apply: async (init, signal) =>
      withHeaders(init, { authorization: `Bearer ${await tokens.token(signal)}` }, 'omit'),
    forget: () => tokens.forget(),
  }
}

function fixed(headers: Readonly<Record<string, string>>, credentials: RequestCredentials): Authorisation {
  return {
    apply: async (init) => await Promise.resolve(withHeaders(init, headers, credentials)),
    forget: () => false,
  }
}

function withHeaders(
  init: RequestInit,
  more: Readonly<Record<string, string>>,
  credentials: RequestCredentials,
): RequestInit {
  const headers = new Headers(init.headers)
  for (const [name, value] of Object.entries(more)) headers.set(name, value)
  return { credentials, ...init, headers }
}
