import { maxBatchValues, maxMessageLength } from '@wuzei/contract'
import { maxIndicatorLength } from '@wuzei/domain'

/** Every limit of the HTTP face, with its reason. All can be narrowed or widened by the hub's configuration. */
export interface HttpLimits {
  /** Bytes of a JSON body: a report with the longest narrative and 50 links fits four times over. */
  readonly bodyBytes: number
  /** Bytes of a batch check: 1,000 values of the longest kind. */
  readonly batchBodyBytes: number
  /** Bytes of a pasted message in a JSON body: every character may be escaped to six bytes. */
  readonly messageBodyBytes: number
  /** Bytes of one evidence file: a phone's full-size photo or a minute of sound. */
  readonly attachmentBytes: number
  /** A whole request must have arrived within this time: slow senders would hold sockets. */
  readonly requestTimeoutMs: number
  /** Idle keep-alive sockets are closed after this time. */
  readonly keepAliveTimeoutMs: number
  /** Reports, disputes, messages and uploads worked on at once; checks are not counted. */
  readonly heavyConcurrency: number
  /** Heavy requests that may wait for a place before 503 is answered. */
  readonly heavyQueue: number
  /** Requests a minute and network address: a busy household, a shop's till, a bank's branch stay far below. */
  readonly checksPerMinute: number
  /** Payments checked a minute and network address: a large bank behind one gateway on the busiest shopping day. */
  readonly paymentsPerMinute: number
  readonly messagesPerMinute: number
  readonly reportsPerMinute: number
  readonly uploadsPerMinute: number
  readonly receiptsPerMinute: number
  /** Requests of an administrator, and of whoever tries keys. */
  readonly decisionsPerMinute: number
  /** Pulls and streams of the feed: members with many systems behind one address, each asking every second. */
  readonly feedsPerMinute: number
  /** Retractions confirmed: a member that confirms each of a busy hour by itself. */
  readonly confirmationsPerMinute: number
  /** Joining and signing in: each hashes a password. */
  readonly signInsPerMinute: number
  /** Heads and proofs of the log: an auditor's walk. */
  readonly proofsPerMinute: number
  /** Lists sent for import, and keys tried with them: a night's script of some dozen lists. */
  readonly importsPerMinute: number
  /** Plain lists fetched: a fleet behind one address polls a dozen each minute. */
  readonly listsPerMinute: number
  /** Bytes of an imported list as sent: ten million links fit twice over. */
  readonly importBytes: number
  /** Bytes of an imported list once unpacked: lists pack to a quarter, so as much as the largest upload honestly holds. */
  readonly importUnpackedBytes: number
  /** A whole list must have arrived within this time: the largest on a line of 10 Mbit/s. */
  readonly importTimeoutMs: number
  /** An import whose sender falls silent this long is given up, so that it does not keep the next one waiting. */
  readonly importIdleMs: number
}

export const defaultHttpLimits: HttpLimits = {
  bodyBytes: 256 * 1024,
  batchBodyBytes: maxBatchValues * (maxIndicatorLength + 3) + 64,
  messageBodyBytes: maxMessageLength * 6 + 1024,
  attachmentBytes: 10 * 1024 * 1024,
  requestTimeoutMs: 20_000,
  keepAliveTimeoutMs: 72_000,
  heavyConcurrency: 32,
  heavyQueue: 256,
  checksPerMinute: 60_000,
  paymentsPerMinute: 1_200_000,
  messagesPerMinute: 600,
  reportsPerMinute: 60,
  uploadsPerMinute: 60,
  receiptsPerMinute: 60,
  decisionsPerMinute: 600,
  feedsPerMinute: 1_200,
  confirmationsPerMinute: 3_000,
  signInsPerMinute: 120,
  proofsPerMinute: 600,
  importsPerMinute: 30,
  listsPerMinute: 300,
  importBytes: 2 * 1024 ** 3,
  importUnpackedBytes: 8 * 1024 ** 3,
  importTimeoutMs: 30 * 60_000,
  importIdleMs: 20_000,
}
