import { CodedError } from '@wuzei/domain'
import type { ChallengeParameters, Payload } from 'altcha-lib/types'

/**
 * Reads what a solver sent, as text or object, into the shape that verification relies on. Whether any of it is
 * true is for the signature to say.
 *
 * @throws CodedError `PROOF_OF_WORK_INVALID`
 */
export function readPayload(payload: unknown): Payload {
  const { challenge, solution } = record(typeof payload === 'string' ? decode(payload) : payload)
  const { parameters, signature } = record(challenge)
  const { counter, derivedKey } = record(solution)
  if (typeof signature !== 'string' || typeof counter !== 'number' || typeof derivedKey !== 'string')
    throw malformed()
  if (!isParameters(parameters) || derivedKey.length > maxKeyLength) throw malformed()
  return { challenge: { parameters, signature }, solution: { counter, derivedKey } }
}

/** A payload is about 800 characters long. */
const maxPayloadLength = 4096
/** 32 bytes in hex are sent; the rest is room for other key lengths. */
const maxKeyLength = 256

function decode(text: string): unknown {
  if (text.length > maxPayloadLength) throw malformed()
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'))
  } catch (error) {
    throw malformed(error)
  }
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed()
  return { ...value }
}

function isParameters(value: unknown): value is ChallengeParameters {
  const { algorithm, nonce, salt, keyPrefix, cost, keyLength, expiresAt } = record(value)
  return (
    [algorithm, nonce, salt, keyPrefix].every((field) => typeof field === 'string') &&
    [cost, keyLength, expiresAt].every((field) => typeof field === 'number')
  )
}

function malformed(cause?: unknown): CodedError {
  return new CodedError('PROOF_OF_WORK_INVALID', 'The proof of work is not readable', { cause })
}
