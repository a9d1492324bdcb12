import type { LogKey } from './log-key.ts'
import type { JsonValue } from './canonical-json.ts'
import type { AttachmentReference, LoggedEvent } from './entry.ts'
import type { TreeHead } from './tree-head.ts'

/** First line of an export. */
export interface FormatRecord {
  readonly record: 'wuzei-log'
  readonly version: 1
}

/** A signing key; `publicKey` is 32 bytes in base64. */
export interface KeyRecord {
  readonly record: 'key'
  readonly keyId: string
  readonly publicKey: string
}

/** The bytes (base64) of an attachment; stands before the event that names it, each time one does. */
export interface AttachmentRecord {
  readonly record: 'attachment'
  readonly sha256: string
  readonly bytes: string
}

/** An event with its hashes in hex. */
export interface EventRecord extends LoggedEvent {
  readonly record: 'event'
  readonly leafHash: string
  readonly chainHash: string
}

/** A signed tree head; stands after the event whose seq is its size. `rootHash` in hex, `signature` in base64. */
export interface TreeHeadRecord {
  readonly record: 'tree-head'
  readonly size: number
  readonly rootHash: string
  readonly at: string
  readonly keyId: string
  readonly signature: string
}

/** What a log consists of outside of the database: a line of an export each. docs/event-log.md describes them. */
export type LogRecord = FormatRecord | KeyRecord | AttachmentRecord | EventRecord | TreeHeadRecord

export function keyRecord(key: Pick<LogKey, 'keyId' | 'publicKey'>): KeyRecord {
  return { record: 'key', keyId: key.keyId, publicKey: Buffer.from(key.publicKey).toString('base64') }
}

export function treeHeadRecord(head: TreeHead): TreeHeadRecord {
  return {
    record: 'tree-head',
    size: head.size,
    rootHash: Buffer.from(head.rootHash).toString('hex'),
    at: head.at,
    keyId: head.keyId,
    signature: Buffer.from(head.signature).toString('base64'),
  }
}

export function treeHeadOf(record: TreeHeadRecord): TreeHead {
  return {
    size: record.size,
    rootHash: Buffer.from(record.rootHash, 'hex'),
    at: record.at,
    keyId: record.keyId,
    signature: Buffer.from(record.signature, 'base64'),
  }
}

/** Reads a record from parsed JSON; null when it is none (unknown members are ignored, as everywhere). */
export function parseLogRecord(value: unknown): LogRecord | null {
  if (!isObject(value)) return null
  switch (value['record']) {
    case 'wuzei-log':
      return value['version'] === 1 ? { record: 'wuzei-log', version: 1 } : null
    case 'key':
      return parseKey(value)
    case 'attachment':
      return parseAttachment(value)
    case 'event':
      return parseEvent(value)
    case 'tree-head':
      return parseTreeHead(value)
    default:
      return null
  }
}

function parseKey({ keyId, publicKey }: Members): KeyRecord | null {
  if (typeof keyId !== 'string' || typeof publicKey !== 'string') return null
  return Buffer.from(publicKey, 'base64').length === 32 ? { record: 'key', keyId, publicKey } : null
}

function parseAttachment({ sha256, bytes }: Members): AttachmentRecord | null {
  return isHash(sha256) && typeof bytes === 'string' ? { record: 'attachment', sha256, bytes } : null
}

function parseEvent(members: Members): EventRecord | null {
  const { seq, id, at, type, actor, subject, payload, attachments, leafHash, chainHash } = members
  if (!isPosition(seq) || !isPosition(id) || !isInstant(at)) return null
  if (typeof type !== 'string' || typeof actor !== 'string') return null
  if (subject !== null && typeof subject !== 'string') return null
  if (!isJson(payload) || !Array.isArray(attachments) || !isHash(leafHash) || !isHash(chainHash)) return null
  const references = attachments.filter(isReference)
  if (references.length !== attachments.length) return null
  return {
    record: 'event',
    seq,
    id,
    at,
    type,
    actor,
    subject,
    payload,
    attachments: references,
    leafHash,
    chainHash,
  }
}

function parseTreeHead({ size, rootHash, at, keyId, signature }: Members): TreeHeadRecord | null {
  if (!isPosition(size) || !isHash(rootHash) || !isInstant(at)) return null
  if (typeof keyId !== 'string' || typeof signature !== 'string') return null
  return { record: 'tree-head', size, rootHash, at, keyId, signature }
}

type Members = Record<string, unknown>

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPosition(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)
}

function isReference(value: unknown): value is AttachmentReference {
  if (!isObject(value)) return false
  const { mediaType, name, sha256, size } = value
  return (
    typeof mediaType === 'string' && typeof name === 'string' && isHash(sha256) && Number.isSafeInteger(size)
  )
}

/** The records come from JSON.parse, whose every value is one; only a missing member is not. */
function isJson(value: unknown): value is JsonValue {
  return value !== undefined
}
