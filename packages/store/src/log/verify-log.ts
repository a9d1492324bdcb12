import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { MAX_ATTACHMENTS } from './append-event.ts'
import { CHAIN_GENESIS, chainHash, entryBytes, leafHash } from './entry.ts'
import { keyIdOf } from './log-key.ts'
import {
  type AttachmentRecord,
  type EventRecord,
  type KeyRecord,
  parseLogRecord,
  type TreeHeadRecord,
  treeHeadOf,
} from './log-record.ts'
import { appendLeaf, emptyFrontier, type Frontier, frontierRoot } from './merkle-tree.ts'
import { verifyTreeHead } from './tree-head.ts'

export type LogProblem =
  | 'RECORD_UNREADABLE'
  | 'ENTRY_MISSING'
  | 'ENTRY_OUT_OF_ORDER'
  | 'LEAF_HASH_WRONG'
  | 'CHAIN_HASH_WRONG'
  | 'ATTACHMENT_MISSING'
  | 'ATTACHMENT_WRONG'
  | 'KEY_WRONG'
  | 'HEAD_KEY_UNKNOWN'
  | 'HEAD_SIGNATURE_WRONG'
  | 'HEAD_ROOT_WRONG'
  | 'HEAD_OUT_OF_PLACE'
  | 'LOG_TOO_SHORT'
  | 'TREE_NODE_WRONG'

/** The first thing that is wrong. */
export interface BadEntry {
  /** The entry it concerns; for a tree head the last entry that it covers. */
  readonly seq: number
  readonly problem: LogProblem
  /** For people. */
  readonly detail: string
}

export interface LogVerification {
  readonly firstBad: BadEntry | null
  /** Entries found right, from the first on. */
  readonly entries: number
  readonly treeHeads: number
  readonly attachments: number
  /** Tree hash over these entries, hex. To be compared with another hub's or kept for next time. */
  readonly rootHash: string
  /** Entries after the last signed head: chained, but nobody has put a name to them yet. */
  readonly unsealed: number
}

export interface VerifyLogOptions {
  /** Accept heads of these keys only (otherwise the keys are believed that come with the log). */
  readonly trustedKeyIds?: readonly string[]
  /** A head from elsewhere or from earlier: the log must contain it. It uncovers a log rewritten or cut with its heads. */
  readonly knownHead?: { readonly size: number; readonly rootHash: Uint8Array }
  /** `false` when the source gives no attachments (events over HTTP): only their digests are in the entries then. */
  readonly attachments?: boolean
}

interface State {
  readonly options: VerifyLogOptions
  readonly frontier: Frontier
  readonly keys: Map<string, Uint8Array>
  /** Digests of the attachments that came since the last event. */
  readonly arrived: Map<string, boolean>
  chain: Uint8Array
  treeHeads: number
  attachments: number
  sealed: number
}

/**
 * Checks a log without trusting where it comes from: each entry's hash and place in the chain, each attachment's
 * digest, each tree head's root and signature. Every head is compared with the tree built up to there, so heads that
 * pass are consistent with each other. Stops at the first thing that is wrong. Memory stays constant.
 *
 * @param source log records as parsed JSON, in the order of an export: `readLogRecords`, `readLogLines`, or pages of
 * events over HTTP.
 */
export async function verifyLog(
  source: AsyncIterable<unknown>,
  options: VerifyLogOptions = {},
): Promise<LogVerification> {
  const state: State = {
    options,
    frontier: emptyFrontier(),
    keys: new Map(),
    arrived: new Map(),
    chain: CHAIN_GENESIS,
    treeHeads: 0,
    attachments: 0,
    sealed: 0,
  }
  let firstBad: BadEntry | null = null
  for await (const record of source) {
    firstBad = checkRecord(state, record)
    if (firstBad !== null) break
  }
  firstBad ??= checkEnd(state)
  return {
    firstBad,
    entries: state.frontier.size,
    treeHeads: state.treeHeads,
    attachments: state.attachments,
    rootHash: Buffer.from(frontierRoot(state.frontier)).toString('hex'),
    unsealed: state.frontier.size - state.sealed,
  }
}

/** The records of an export file. A line that is no JSON comes out as `undefined`, which the verifier reports. */
export async function* readLogLines(stream: Readable): AsyncGenerator<unknown, void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield parseLine(line)
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function checkRecord(state: State, value: unknown): BadEntry | null {
  const record = parseLogRecord(value)
  if (record === null) {
    return {
      seq: state.frontier.size + 1,
      problem: 'RECORD_UNREADABLE',
      detail: 'The record does not fit the format',
    }
  }
  if (record.record === 'key') return checkKey(state, record)
  if (record.record === 'attachment') return checkAttachment(state, record)
  if (record.record === 'event') return checkEvent(state, record)
  return record.record === 'tree-head' ? checkTreeHead(state, record) : null
}

function checkKey(state: State, record: KeyRecord): BadEntry | null {
  const publicKey = Buffer.from(record.publicKey, 'base64')
  if (keyIdOf(publicKey) !== record.keyId) {
    return {
      seq: state.frontier.size + 1,
      problem: 'KEY_WRONG',
      detail: `The key ${record.keyId} has another id`,
    }
  }
  state.keys.set(record.keyId, publicKey)
  return null
}

function checkAttachment(state: State, { sha256, bytes }: AttachmentRecord): BadEntry | null {
  if (state.arrived.size === MAX_ATTACHMENTS) {
    const detail = 'More attachments come than an entry may have'
    return { seq: state.frontier.size + 1, problem: 'RECORD_UNREADABLE', detail }
  }
  const digest = createHash('sha256').update(Buffer.from(bytes, 'base64')).digest('hex')
  state.arrived.set(sha256, digest === sha256)
  return null
}

function checkEvent(state: State, record: EventRecord): BadEntry | null {
  const expected = state.frontier.size + 1
  const { seq } = record
  if (seq > expected) {
    return {
      seq: expected,
      problem: 'ENTRY_MISSING',
      detail: `Entry ${seq} comes where ${expected} should be`,
    }
  }
  if (seq < expected) {
    return {
      seq,
      problem: 'ENTRY_OUT_OF_ORDER',
      detail: `Entry ${seq} comes again or too late, after ${expected - 1}`,
    }
  }
  const leaf = leafOf(record)
  if (leaf?.toString('hex') !== record.leafHash) {
    return { seq, problem: 'LEAF_HASH_WRONG', detail: 'The content of the entry is not what was hashed' }
  }
  const chain = chainHash(state.chain, leaf)
  if (chain.toString('hex') !== record.chainHash) {
    return { seq, problem: 'CHAIN_HASH_WRONG', detail: 'The entry does not follow from the one before it' }
  }
  const bad = checkAttachmentsOf(state, record)
  if (bad !== null) return bad
  state.arrived.clear()
  state.chain = chain
  appendLeaf(state.frontier, leaf)
  const { knownHead } = state.options
  if (knownHead?.size === seq && !equal(frontierRoot(state.frontier), knownHead.rootHash)) {
    return {
      seq,
      problem: 'HEAD_ROOT_WRONG',
      detail: 'The log is not the one that the known tree head stands for',
    }
  }
  return null
}

/** Null when the content cannot have come from a hub: it has no canonical form. */
function leafOf(record: EventRecord): Buffer | null {
  try {
    return leafHash(entryBytes(record))
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function checkAttachmentsOf(state: State, { seq, attachments }: EventRecord): BadEntry | null {
  if (state.options.attachments === false) return null
  for (const { sha256, name } of attachments) {
    const right = state.arrived.get(sha256)
    if (right === undefined) {
      return { seq, problem: 'ATTACHMENT_MISSING', detail: `The attachment ${name} (${sha256}) is not there` }
    }
    if (!right) {
      return {
        seq,
        problem: 'ATTACHMENT_WRONG',
        detail: `The attachment ${name} is not what was hashed (${sha256})`,
      }
    }
    state.attachments += 1
  }
  return null
}

function checkTreeHead(state: State, record: TreeHeadRecord): BadEntry | null {
  const { size } = state.frontier
  const bad = (problem: LogProblem, detail: string): BadEntry => ({ seq: record.size, problem, detail })
  if (record.size > size)
    return bad('LOG_TOO_SHORT', `A tree head covers ${record.size} entries, but only ${size} come before it`)
  if (record.size < size)
    return bad('HEAD_OUT_OF_PLACE', `A tree head over ${record.size} entries comes after entry ${size}`)
  const publicKey = state.keys.get(record.keyId)
  const trusted = state.options.trustedKeyIds?.includes(record.keyId) ?? true
  if (publicKey === undefined || !trusted)
    return bad('HEAD_KEY_UNKNOWN', `The key ${record.keyId} of a tree head is not known`)
  const head = treeHeadOf(record)
  if (!verifyTreeHead(head, publicKey))
    return bad('HEAD_SIGNATURE_WRONG', 'The signature of a tree head is wrong')
  if (!equal(head.rootHash, frontierRoot(state.frontier))) {
    return bad(
      'HEAD_ROOT_WRONG',
      `A signed tree head has another root: an entry from ${state.sealed + 1} to ${size} was changed with its hashes`,
    )
  }
  state.treeHeads += 1
  state.sealed = size
  return null
}

function checkEnd(state: State): BadEntry | null {
  const { knownHead } = state.options
  const { size } = state.frontier
  if (knownHead === undefined || knownHead.size <= size) return null
  const detail = `The known tree head covers ${knownHead.size} entries, the log has ${size}`
  return { seq: size + 1, problem: 'LOG_TOO_SHORT', detail }
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0
}
