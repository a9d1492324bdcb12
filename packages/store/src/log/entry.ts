import { createHash } from 'node:crypto'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

/** Bulk data of an event: the SHA-256 (hex) and size of the bytes. `readAttachment` gives them. */
export interface AttachmentReference {
  readonly mediaType: string
  readonly name: string
  readonly sha256: string
  readonly size: number
}

/** An event with its place in the log. */
export interface LoggedEvent {
  /** Position: 1, 2, 3 … without gaps. */
  readonly seq: number
  /** What `appendEvent` gave back; has gaps. */
  readonly id: number
  /** UTC with milliseconds: `2026-01-02T03:04:05.678Z`. */
  readonly at: string
  readonly type: string
  readonly actor: string
  readonly subject: string | null
  readonly payload: JsonValue
  readonly attachments: readonly AttachmentReference[]
}

export const HASH_BYTES = 32

/** The chain before the first entry. */
export const CHAIN_GENESIS: Uint8Array = new Uint8Array(HASH_BYTES)

/** The bytes that stand for an event in the Merkle tree and the chain: canonical JSON of exactly these members. */
export function entryBytes(event: LoggedEvent): Buffer {
  const { seq, id, at, type, actor, subject, payload, attachments } = event
  const references = attachments.map(({ mediaType, name, sha256, size }) => ({
    mediaType,
    name,
    sha256,
    size,
  }))
  return Buffer.from(
    canonicalJson({ seq, id, at, type, actor, subject, payload, attachments: references }),
    'utf8',
  )
}

/** SHA-256(0x00 || entry). Source: RFC 9162 §2.1.1. */
export function leafHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF_PREFIX).update(entry).digest()
}

/** SHA-256(0x01 || left || right). Source: RFC 9162 §2.1.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE_PREFIX).update(left).update(right).digest()
}

/** SHA-256(chain before || leaf hash). */
export function chainHash(before: Uint8Array, leaf: Uint8Array): Buffer {
  return createHash('sha256').update(before).update(leaf).digest()
}

const LEAF_PREFIX = Buffer.of(0)
const NODE_PREFIX = Buffer.of(1)
