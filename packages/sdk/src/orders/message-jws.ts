import { maxMessageBytes, orderMessageTyp, type OrderRefusalCode } from '@wuzei/contract/orders'
import { signatureAlgorithms, type SigningKey, type VerificationKeys } from './keys.ts'

/** What verifying a message came to. */
export type MessageVerification =
  | { readonly ok: true; readonly payload: unknown; readonly kid: string }
  | { readonly ok: false; readonly code: OrderRefusalCode; readonly detail: string }

/** Signs the payload of a message: a compact JWS (RFC 7515) with `alg`, `typ` and `kid` in its header. */
export async function signMessage(payload: object, { kid, alg, key }: SigningKey): Promise<string> {
  const head = base64url(utf8(JSON.stringify({ alg, typ: orderMessageTyp, kid })))
  const input = `${head}.${base64url(utf8(JSON.stringify(payload)))}`
  const signature = await crypto.subtle.sign(signatureAlgorithms[alg], key, utf8(input))
  return `${input}.${base64url(new Uint8Array(signature))}`
}

/**
 * Verifies a message against the keys of who may have sent it. What it says is judged afterwards: `readOrder` and
 * `readAnswer` of the contract, or {@link openOrders} and {@link openAnswers}, which do both.
 */
export async function verifyMessage(jws: string, keys: VerificationKeys): Promise<MessageVerification> {
  if (utf8(jws).length > maxMessageBytes)
    return refuse('MESSAGE_TOO_LARGE', `A message has at most ${maxMessageBytes} bytes`)
  const [head, body, signature, ...more] = jws.split('.')
  const headBytes = bytesOf(head)
  const bodyBytes = bytesOf(body)
  const signatureBytes = bytesOf(signature)
  if (!headBytes || !bodyBytes || !signatureBytes || more.length > 0)
    return refuse('SIGNATURE_INVALID', 'It is no compact JWS')
  const header = objectOf(headBytes)
  if (header?.['typ'] !== orderMessageTyp || header['crit'] !== undefined)
    return refuse('SIGNATURE_INVALID', `Its header has to say the typ ${orderMessageTyp}, and no crit`)
  const { kid, alg } = header
  const known = typeof kid === 'string' ? keys.get(kid) : undefined
  if (typeof kid !== 'string' || !known) return refuse('KEY_UNKNOWN', 'The sender has no such key')
  // The key decides, never the message: a name that does not fit the key is a trick or a mistake.
  if (alg !== known.alg && !(alg === 'Ed25519' && known.alg === 'EdDSA'))
    return refuse('SIGNATURE_INVALID', 'The algorithm is not that of the key')
  const isRight = await crypto.subtle.verify(
    signatureAlgorithms[known.alg],
    known.key,
    signatureBytes,
    utf8(`${head}.${body}`),
  )
  if (!isRight) return refuse('SIGNATURE_INVALID', 'The signature does not fit')
  const payload = objectOf(bodyBytes)
  return payload ? { ok: true, payload, kid } : refuse('MESSAGE_INVALID', 'The payload is no JSON object')
}

function refuse(
  code: OrderRefusalCode,
  detail: string,
): { readonly ok: false; readonly code: OrderRefusalCode; readonly detail: string } {
  return { ok: false, code, detail }
}

function objectOf(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    // Not UTF-8, or not JSON: no object either way, and the caller says so.
    return undefined
  }
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function base64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function bytesOf(text: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (text === undefined || !/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return undefined
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
}
