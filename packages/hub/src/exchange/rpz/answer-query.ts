import { decode, type DecodedPacket } from 'dns-packet'
import { recordTypes } from './rpz-policy.ts'
import type { RpzKeyring } from './rpz-keys.ts'
import {
  answerTsigError,
  checkTsig,
  createTsigSigner,
  readTsig,
  tsigAlgorithm,
  type TsigError,
} from './tsig.ts'
import { nameToWire } from './wire-names.ts'
import { createChunkWriter, type ZoneChunk } from './zone-chunks.ts'
import type { ZoneStore } from './zone-store.ts'

/** What answering needs. */
export interface QueryContext {
  readonly store: ZoneStore
  readonly keys: Pick<RpzKeyring, 'find'>
  /** Called when a key takes a part of the zone. */
  readonly used: (keyName: string) => void
  readonly clock: () => number
}

const responseCodes = { NOERROR: 0, FORMERR: 1, NOTIMP: 4, REFUSED: 5, NOTAUTH: 9 } as const
type ResponseCode = keyof typeof responseCodes

const flagResponse = 0x8000
const flagAuthoritative = 0x0400
const opcodeMask = 0x7800
const queryTypes = { SOA: recordTypes.SOA, NS: recordTypes.NS, IXFR: 251, AXFR: 252 } as const

/**
 * The messages that answer one message. Everything about the zone is secret, so whoever does not sign with a valid key
 * is told nothing but that. Nothing at all answers what is no question.
 */
export async function* answerQuery(
  context: QueryContext,
  message: Buffer,
  transport: 'tcp' | 'udp',
): AsyncGenerator<Buffer, void> {
  if (message.length < 12 || (message.readUInt16BE(2) & flagResponse) !== 0) return
  const read = readQuestion(message)
  if (!read.ok) {
    yield bare(message, undefined, read.code)
    return
  }
  const { question, tsig } = read
  const nowS = Math.floor(context.clock() / 1000)
  if (!tsig) {
    yield bare(message, question, 'REFUSED')
    return
  }
  const key = await context.keys.find(tsig.keyName)
  const known = key !== undefined && tsig.algorithm === tsigAlgorithm
  const fault: TsigError | undefined = known ? checkTsig(tsig, key.secret, nowS) : 'BADKEY'
  if (!key || fault) {
    yield answerTsigError(bare(message, question, 'NOTAUTH'), tsig, fault ?? 'BADKEY', key?.secret, nowS)
    return
  }
  const signer = createTsigSigner(key.name, key.secret, tsig.mac)
  const { store } = context
  if (question.name !== store.zone.name) {
    yield signer.sign(bare(message, question, 'NOTAUTH'), nowS)
    return
  }
  const chunks = await chunksFor(store, question, transport)
  if (!chunks) {
    yield signer.sign(bare(message, question, 'REFUSED'), nowS)
    return
  }
  if (question.type !== queryTypes.SOA) context.used(key.name)
  for (const chunk of chunks) {
    const head = bare(message, question, 'NOERROR')
    head.writeUInt16BE(head.readUInt16BE(2) | flagAuthoritative, 2)
    head.writeUInt16BE(chunk.records, 6)
    yield signer.sign(Buffer.concat([head, chunk.bytes]), nowS)
  }
}

async function chunksFor(
  store: ZoneStore,
  question: ZoneQuestion,
  transport: 'tcp' | 'udp',
): Promise<readonly ZoneChunk[] | undefined> {
  const writer = createChunkWriter(store.zone)
  // A delta asked for by UDP is answered with the serial alone, and its asker comes by TCP (RFC 1995, 2).
  if (question.type === queryTypes.SOA || (question.type === queryTypes.IXFR && transport === 'udp')) {
    writer.addSoa(await store.serial())
    return writer.finish()
  }
  if (question.type === queryTypes.NS) {
    writer.addNs()
    return writer.finish()
  }
  if (transport === 'udp') return undefined
  if (question.type === queryTypes.IXFR && question.serial !== undefined)
    return (await store.since(question.serial)) ?? (await store.whole())
  return question.type === queryTypes.AXFR ? await store.whole() : undefined
}

interface ZoneQuestion {
  readonly name: string
  readonly type: number
  /** The serial that the asker has. */
  readonly serial: number | undefined
}

type ReadQuestion =
  | { readonly ok: true; readonly question: ZoneQuestion; readonly tsig: ReturnType<typeof readTsig> }
  | { readonly ok: false; readonly code: ResponseCode }

function readQuestion(message: Buffer): ReadQuestion {
  if ((message.readUInt16BE(2) & opcodeMask) !== 0) return { ok: false, code: 'NOTIMP' }
  try {
    const packet: DecodedPacket = decode(message)
    const [first, second] = packet.questions ?? []
    if (!first || second) return { ok: false, code: 'FORMERR' }
    const type = Object.entries(queryTypes).find(([name]) => name === first.type)?.[1] ?? 0
    const soa = packet.authorities?.find((record) => record.type === 'SOA')
    const serial = soa?.type === 'SOA' ? soa.data.serial : undefined
    const question = { name: first.name.toLowerCase(), type, serial }
    return { ok: true, question, tsig: readTsig(message) }
  } catch {
    // Whatever a stranger sends that is no message of DNS is answered as such.
    return { ok: false, code: 'FORMERR' }
  }
}

/** Header and question of an answer. */
function bare(message: Buffer, question: ZoneQuestion | undefined, code: ResponseCode): Buffer {
  const head = Buffer.alloc(12)
  message.copy(head, 0, 0, 2)
  head.writeUInt16BE(flagResponse | (message.readUInt16BE(2) & opcodeMask) | responseCodes[code], 2)
  if (!question) return head
  const end = Buffer.alloc(4)
  end.writeUInt16BE(question.type, 0)
  end.writeUInt16BE(1, 2)
  head.writeUInt16BE(1, 4)
  return Buffer.concat([head, nameToWire(question.name), end])
}
