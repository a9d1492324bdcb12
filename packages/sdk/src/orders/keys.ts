import { WuzeiError } from '../failure.ts'

/** A public JSON Web Key, as it stands in a JWKS. */
export type PublicJwk = JsonWebKey & { readonly kid?: string }

/** A private key that is ready to sign messages with. */
export interface SigningKey {
  readonly kid: string
  readonly alg: 'EdDSA' | 'ES256'
  readonly key: CryptoKey
}

/** Public keys that are ready to verify messages with, by `kid`. */
export type VerificationKeys = ReadonlyMap<
  string,
  { readonly alg: 'EdDSA' | 'ES256'; readonly key: CryptoKey }
>

/** Names of one algorithm: what a header says, and what Web Cryptography calls it. */
export const signatureAlgorithms = {
  EdDSA: { name: 'Ed25519' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
} as const

/**
 * A private JSON Web Key, Ed25519 (RFC 8037) or P-256, made ready once for many messages.
 *
 * @throws WuzeiError `KEY_UNFIT` for another kind of key, or one without `kid`
 */
export async function importSigningKey(jwk: JsonWebKey & { readonly kid?: string }): Promise<SigningKey> {
  const { kid, ...plain } = jwk
  const alg = algorithmOf(jwk)
  if (kid === undefined || alg === undefined || jwk.d === undefined)
    throw new WuzeiError(
      'KEY_UNFIT',
      'Messages are signed with a private Ed25519 or P-256 key that has a kid',
    )
  const key = await crypto.subtle.importKey('jwk', withoutUse(plain), signatureAlgorithms[alg], false, [
    'sign',
  ])
  return { kid, alg, key }
}

/** The keys of a JWKS that messages can be signed with; others in it are left out. */
export async function importVerificationKeys(jwks: {
  readonly keys: readonly PublicJwk[]
}): Promise<VerificationKeys> {
  const keys = await Promise.all(
    jwks.keys.map(async ({ kid, ...plain }) => {
      const alg = algorithmOf(plain)
      if (kid === undefined || alg === undefined) return []
      const key = await crypto.subtle.importKey('jwk', publicPart(plain), signatureAlgorithms[alg], false, [
        'verify',
      ])
      return [[kid, { alg, key }] as const]
    }),
  )
  return new Map(keys.flat())
}

function algorithmOf({ kty, crv }: JsonWebKey): 'EdDSA' | 'ES256' | undefined {
  if (kty === 'OKP' && crv === 'Ed25519') return 'EdDSA'
  return kty === 'EC' && crv === 'P-256' ? 'ES256' : undefined
}

/** A private key that somebody put into a JWKS is not loaded as one. */
function publicPart({ kty, crv, x, y }: JsonWebKey): JsonWebKey {
  return {
    ...(kty === undefined ? {} : { kty }),
    ...(crv === undefined ? {} : { crv }),
    ...(x === undefined ? {} : { x }),
    ...(y === undefined ? {} : { y }),
  }
}

/** `alg` and `use` differ between runtimes (`EdDSA`, `Ed25519`), and none of them needs it. */
function withoutUse(jwk: JsonWebKey): JsonWebKey {
  return { ...publicPart(jwk), ...(jwk.d === undefined ? {} : { d: jwk.d }) }
}
