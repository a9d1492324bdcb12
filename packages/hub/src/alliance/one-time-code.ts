import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const periodS = 30

function totpOf(seed: Uint8Array, label: string): TOTP {
  // SHA-1, six digits, 30 s: all that authenticator apps agree on (RFC 6238; key URI format).
  return new TOTP({
    issuer: 'Wuzei',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: periodS,
    secret: new Secret({ buffer: Uint8Array.from(seed).buffer }),
  })
}

/** 160 bits, as RFC 4226 recommends. */
export function makeTotpSeed(): Buffer {
  return randomBytes(20)
}

/** `otpauth:` link, to be shown as a QR code. */
export function totpUri(seed: Uint8Array, email: string): string {
  return totpOf(seed, email).toString()
}

/** Number of the time step whose code this is, one step early or late forgiven; undefined when it is none. */
export function stepOfCode(seed: Uint8Array, code: string, nowMs: number): number | undefined {
  const delta = totpOf(seed, '').validate({ token: code, timestamp: nowMs, window: 1 })
  return delta === null ? undefined : Math.floor(nowMs / 1000 / periodS) + delta
}

/** Ten codes of 50 bits, in groups that can be copied from paper. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () =>
    Array.from(randomBytes(10), (byte) => readable[byte % readable.length])
      .join('')
      .replace(/^.{5}/, '$&-'),
  )
}

/** Crockford's 32 digits and letters: none is mistaken for another; 256 is a multiple, so none is likelier. */
const readable = '0123456789abcdefghjkmnpqrstvwxyz'

/** As typed: case, spaces and hyphens do not matter. */
export function normaliseRecoveryCode(code: string): string {
  return code.toLowerCase().replaceAll(/[\s-]/g, '')
}
