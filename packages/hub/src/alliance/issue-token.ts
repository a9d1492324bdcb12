import { findActiveApiClient, insertAccessToken, inTransaction, useAssertion } from '@wuzei/store'
import { createLocalJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose'
import type { HubContext } from '../hub-context.ts'
import { makeSecret } from './bearer-secret.ts'
import { noteMemberChange } from './member-event.ts'
import type { PublicAddress } from './public-address.ts'

/** A quarter of an hour: a stolen token is soon worth nothing, and asking anew costs a millisecond. */
export const tokenLifetimeS = 900

/** Clocks of members differ; RFC 7523 advises a little leeway. */
const clockToleranceS = 30
/** An assertion is made for one request. */
const assertionLifetimeS = 300

/** What OAuth answers when it answers no (RFC 6749 §5.2). */
export type TokenRefusal = 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type'

export type TokenAnswer =
  | {
      readonly ok: true
      readonly token: string
      readonly scopes: readonly string[]
    }
  | { readonly ok: false; readonly error: TokenRefusal; readonly description: string }

/** Form fields of a token request. */
export interface TokenRequest {
  readonly grant_type?: string | undefined
  readonly client_id?: string | undefined
  readonly client_assertion_type?: string | undefined
  readonly client_assertion?: string | undefined
  readonly scope?: string | undefined
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Algorithms of assertions; RSA with PKCS #1 v1.5 and everything symmetric is left out. */
export const assertionAlgorithms = ['ES256', 'ES384', 'PS256', 'EdDSA', 'Ed25519']

/** Client credentials with `private_key_jwt` (RFC 6749 §4.4, RFC 7523). Tokens are opaque, and looked up at each use. */
export async function issueToken(
  hub: HubContext,
  request: TokenRequest,
  address: PublicAddress,
): Promise<TokenAnswer> {
  if (request.grant_type !== 'client_credentials')
    return refuse('unsupported_grant_type', 'only client_credentials')
  if (request.client_assertion_type !== assertionType || !request.client_assertion)
    return refuse('invalid_request', 'send a client_assertion of type jwt-bearer')
  const clientId = subjectOf(request.client_assertion)
  if (!clientId || (request.client_id !== undefined && request.client_id !== clientId)) return unknownClient
  const client = await findActiveApiClient(hub.database.pool, clientId)
  if (!client?.jwks) return unknownClient
  const claims = await verify(hub, request.client_assertion, clientId, client.jwks, address)
  if (!claims) return unknownClient
  const scopes = request.scope === undefined ? client.scopes : request.scope.split(' ')
  if (scopes.length === 0 || !scopes.every((scope) => client.scopes.includes(scope)))
    return refuse('invalid_scope', 'the client does not have all of these scopes')
  const token = await store(hub, clientId, claims, scopes)
  return token === undefined ? unknownClient : { ok: true, token, scopes }
}

function refuse(error: TokenRefusal, description: string): TokenAnswer {
  return { ok: false, error, description }
}

/** Unknown, suspended, wrongly signed or used before: which of it is nobody's business. */
const unknownClient = refuse('invalid_client', 'the client assertion is not accepted')

/** Only to find whose key to verify it with. */
function subjectOf(assertion: string): string | undefined {
  try {
    const { sub } = decodeJwt(assertion)
    return sub !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sub) ? sub : undefined
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

async function verify(
  hub: HubContext,
  assertion: string,
  clientId: string,
  jwks: { readonly keys: readonly Record<string, unknown>[] },
  { issuer }: PublicAddress,
): Promise<(JWTPayload & { readonly jti: string; readonly exp: number }) | undefined> {
  const nowMs = hub.clock()
  try {
    const keys = createLocalJWKSet({ keys: jwks.keys.map((key) => ({ ...key })) })
    const { payload } = await jwtVerify(assertion, keys, {
      issuer: clientId,
      subject: clientId,
      audience: [issuer, `${issuer}/oauth/token`],
      algorithms: assertionAlgorithms,
      requiredClaims: ['exp', 'jti', 'aud'],
      clockTolerance: clockToleranceS,
      currentDate: new Date(nowMs),
    })
    const { jti, exp } = payload
    const isShort = exp !== undefined && exp <= nowMs / 1000 + assertionLifetimeS + clockToleranceS
    if (!isShort || jti === undefined || jti.length < 1 || jti.length > 200) return undefined
    return { ...payload, jti, exp }
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined
    throw error
  }
}

async function store(
  hub: HubContext,
  clientId: string,
  { jti, exp }: { readonly jti: string; readonly exp: number },
  scopes: readonly string[],
): Promise<string | undefined> {
  const nowMs = hub.clock()
  const now = new Date(nowMs)
  const { secret, sha256 } = makeSecret('wzt_')
  return await inTransaction(hub.database, async (client) => {
    // Kept for as long as the assertion could be believed.
    const forgottenAt = new Date((exp + clockToleranceS) * 1000)
    if (!(await useAssertion(client, { clientId, jti, expiresAt: forgottenAt, now }))) return undefined
    const expiresAt = new Date(nowMs + tokenLifetimeS * 1000)
    await insertAccessToken(client, { sha256, clientId, scopes, expiresAt, now })
    await noteMemberChange(client, `client:${clientId}`, {
      type: 'token.issued',
      subject: `client:${clientId}`,
      payload: { clientId, scopes: [...scopes] },
    })
    return secret
  })
}
