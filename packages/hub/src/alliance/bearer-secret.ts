import { createHash, randomBytes } from 'node:crypto'

/** What a secret is for is in its prefix, so that people and secret scanners recognise it. */
export type SecretPrefix = 'wzi_' | 'wzr_' | 'wzc_' | 'wzt_' | 'wzs_' | ''

/** A secret of 256 random bits; only its digest is stored, and looked up by it, so time tells nothing about it. */
export function makeSecret(prefix: SecretPrefix): { readonly secret: string; readonly sha256: Buffer } {
  const secret = `${prefix}${randomBytes(32).toString('base64url')}`
  return { secret, sha256: digestOfSecret(secret) }
}

export function digestOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
