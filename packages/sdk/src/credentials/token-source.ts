import type { ClientOptions } from '../call.ts'
import { WuzeiError } from '../failure.ts'

/** A system that signs its own requests for tokens (RFC 7523). */
export interface PrivateKeyJwt {
  /** Id of the API client at the hub. */
  readonly clientId: string
  /** Private JSON Web Key: Ed25519 (`OKP`) or P-256 (`EC`). */
  readonly privateKey: JsonWebKey & { readonly kid?: string }
  /** Issuer of the hub, where it is reached under another origin than it calls itself. */
  readonly issuer?: string
  /** Scopes to ask for; all that the client has unless told. */
  readonly scopes?: readonly string[]
}

/** Access tokens, fetched when needed and kept until shortly before they end. */
export interface TokenSource {
  token(signal: AbortSignal): Promise<string>
  /** True when there was a token. */
  forget(): boolean
}

/** So long before its end a token is replaced: a request with it may take as long. */
const renewBeforeMs = 60_000

/** How long one request for a token may take; those who wait for it have limits of their own. */
const askingMs = 15_000

/** What an assertion lasts; the hub takes 300 s at most. */
const assertionLifetimeS = 120

export function createTokenSource(options: ClientOptions, credentials: PrivateKeyJwt): TokenSource {
  // `skewMs`: how far the hub's clock is ahead of ours, learnt from its refusals.
  const state: { held?: { token: string; endsAtMs: number }; asking?: Promise<string>; skewMs: number } = {
    skewMs: 0,
  }
  async function fetchToken(signal: AbortSignal): Promise<string> {
    const first = await askForToken(options, credentials, Date.now() + state.skewMs, signal)
    const answer = first.skewMs === undefined ? first : await askAgain(first.skewMs, signal)
    if (!answer.token) throw answer.failure ?? new WuzeiError('UNAUTHENTICATED', 'no token was given')
    state.held = { token: answer.token, endsAtMs: Date.now() + (answer.expiresInS ?? 0) * 1000 }
    return answer.token
  }
  /** A refusal with another time on it: perhaps only our clock was wrong. */
  async function askAgain(skewMs: number, signal: AbortSignal) {
    state.skewMs = skewMs
    return await askForToken(options, credentials, Date.now() + skewMs, signal)
  }
  return {
    async token(signal) {
      if (state.held && Date.now() < state.held.endsAtMs - renewBeforeMs) return state.held.token
      // One request for all who wait, so it ends with no one caller's patience but with its own.
      state.asking ??= fetchToken(AbortSignal.timeout(askingMs)).finally(() => delete state.asking)
      return await unlessAborted(state.asking, signal)
    },
    forget() {
      const held = state.held !== undefined
      delete state.held
      return held
    },
  }
}

/** What comes, or a rejection as soon as the signal says so; what was begun goes on for the others. */
async function unlessAborted<Value>(coming: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return await new Promise<Value>((resolve, reject) => {
    const giveUp = () => reject(new DOMException('given up', 'AbortError'))
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp)
    coming.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}

interface TokenAnswer {
  readonly token?: string
  readonly expiresInS?: number
  readonly failure?: WuzeiError
  /** Set where the answer was no and the hub's clock shows another time than ours. */
  readonly skewMs?: number
}

async function askForToken(
  options: ClientOptions,
  credentials: PrivateKeyJwt,
  nowMs: number,
  signal: AbortSignal,
): Promise<TokenAnswer> {
  const origin = options.baseUrl.replace(/\/$/, '')
  const issuer = credentials.issuer ?? origin
  const assertion = await signAssertion(credentials, issuer, Math.floor(nowMs / 1000))
  const send = options.fetch ?? fetch
  const response = await send(`${origin}/oauth/token`, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...(credentials.scopes ? { scope: credentials.scopes.join(' ') } : {}),
    }).toString(),
    signal,
  })
  const answer = await readAnswer(response)
  if (response.ok && typeof answer['access_token'] === 'string')
    return { token: answer['access_token'], expiresInS: Number(answer['expires_in']) }
  const failure = failureOf(response, answer)
  const skewMs = Date.parse(response.headers.get('date') ?? '') - nowMs
  const isSkewed = response.status === 401 && Math.abs(skewMs) > toleratedSkewMs
  return { failure, ...(isSkewed ? { skewMs: skewMs + (nowMs - Date.now()) } : {}) }
}

/** Less than what the hub forgives. */
const toleratedSkewMs = 20_000

function failureOf(response: Response, answer: Readonly<Record<string, unknown>>): WuzeiError {
  const said = answer['error_description'] ?? answer['detail']
  const detail = typeof said === 'string' ? said : `asking for a token was answered with ${response.status}`
  const { status } = response
  const code = status === 401 ? 'UNAUTHENTICATED' : status === 400 ? 'BODY_INVALID' : undefined
  const coded = answer['code']
  return new WuzeiError(code ?? (typeof coded === 'string' ? coded : 'UNEXPECTED_ANSWER'), detail, { status })
}

async function readAnswer(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const text = await response.text()
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? { ...answer } : {}
  } catch (cause) {
    throw new WuzeiError('UNEXPECTED_ANSWER', 'The answer to a request for a token is not JSON', {
      status: response.status,
      cause,
    })
  }
}

async function signAssertion(
  { clientId, privateKey }: PrivateKeyJwt,
  issuer: string,
  nowS: number,
): Promise<string> {
  const isEdwards = privateKey.kty === 'OKP'
  const head = {
    alg: isEdwards ? 'EdDSA' : 'ES256',
    typ: 'JWT',
    ...(privateKey.kid === undefined ? {} : { kid: privateKey.kid }),
  }
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: issuer,
    iat: nowS,
    exp: nowS + assertionLifetimeS,
    jti: crypto.randomUUID(),
  }
  const text = `${base64url(utf8(JSON.stringify(head)))}.${base64url(utf8(JSON.stringify(claims)))}`
  const algorithm = isEdwards ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const { kid: _, ...jwk } = privateKey
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign'])
  return `${text}.${base64url(new Uint8Array(await crypto.subtle.sign(algorithm, key, utf8(text))))}`
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
