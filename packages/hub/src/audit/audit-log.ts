import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CodedError } from '@wuzei/domain'
import { readLogLines, verifyDatabaseLog, verifyLog, type Database, type LogVerification } from '@wuzei/store'

/** Checks the log in a database, and the tree nodes that its proofs are read from. */
export async function auditDatabase(database: Database): Promise<LogVerification> {
  return await verifyDatabaseLog(database.pool)
}

/** Checks an exported log without the hub it came from. */
export async function auditExport(file: string): Promise<LogVerification> {
  return await verifyLog(readLogLines(createReadStream(file)))
}

interface HeadReply {
  readonly size: number
  readonly rootHash: string
}

/**
 * Checks the log of a running hub: what it exports to the holder of an administrator key must contain the head that it
 * shows to everybody.
 *
 * @throws CodedError UNAUTHENTICATED, NOT_FOUND or OVERLOADED as the hub answers
 */
export async function auditHub(url: string, key: string): Promise<LogVerification> {
  const base = url.replace(/\/$/, '')
  const head = await fetch(`${base}/v1/log/head`)
  const knownHead = head.ok ? knownHeadOf(await head.json()) : undefined
  const log = await fetch(`${base}/v1/log/export`, { headers: { authorization: `Bearer ${key}` } })
  if (log.status === 401 || log.status === 403)
    throw new CodedError('UNAUTHENTICATED', 'the hub does not know this administrator key')
  if (!log.ok || !log.body) throw new CodedError('OVERLOADED', `the hub answered ${log.status}`)
  return await verifyLog(readLogLines(Readable.from(log.body)), knownHead ? { knownHead } : {})
}

function knownHeadOf(reply: unknown): { size: number; rootHash: Uint8Array } | undefined {
  if (!isHead(reply)) return undefined
  return { size: reply.size, rootHash: Buffer.from(reply.rootHash, 'base64') }
}

function isHead(reply: unknown): reply is HeadReply {
  return (
    typeof reply === 'object' &&
    reply !== null &&
    'size' in reply &&
    typeof reply.size === 'number' &&
    'rootHash' in reply &&
    typeof reply.rootHash === 'string'
  )
}
