import { createHmac, timingSafeEqual } from 'node:crypto'
import { nameToWire, readName } from './wire-names.ts'

/*
 * Transaction signatures, RFC 8945, with hmac-sha256 alone: the one algorithm every resolver has and nobody should
 * replace by a weaker one.
 */

/** The one algorithm. */
export const tsigAlgorithm = 'hmac-sha256'

/** Errors of RFC 8945, 3. */
export const tsigErrors = { BADSIG: 16, BADKEY: 17, BADTIME: 18 } as const
export type TsigError = keyof typeof tsigErrors

const typeTsig = 250
const classAny = 255
const macBytes = 32
/** Seconds by which two clocks may differ. */
const fudgeS = 300

export interface TsigRecord {
  readonly keyName: string
  readonly algorithm: string
  readonly timeS: number
  readonly fudgeS: number
  readonly mac: Buffer
  readonly originalId: number
  readonly error: number
  /** The message before this record, as it was when it was signed. */
  readonly signed: Buffer
}

/**
 * The signature at the end of a message; undefined when it is not signed.
 *
 * @throws RangeError when the message is malformed
 */
export function readTsig(message: Buffer): TsigRecord | undefined {
  const [questions, answers, authorities, additionals] = [4, 6, 8, 10].map((at) => message.readUInt16BE(at))
  let at = 12
  for (let count = questions ?? 0; count > 0; count -= 1) at = readName(message, at).end + 4
  let last: number | undefined
  for (let count = (answers ?? 0) + (authorities ?? 0) + (additionals ?? 0); count > 0; count -= 1) {
    last = at
    const { end } = readName(message, at)
    at = end + 10 + message.readUInt16BE(end + 8)
  }
  if (last === undefined || (additionals ?? 0) === 0) return undefined
  const owner = readName(message, last)
  if (message.readUInt16BE(owner.end) !== typeTsig) return undefined
  const algorithm = readName(message, owner.end + 10)
  const fields = algorithm.end
  const macLength = message.readUInt16BE(fields + 8)
  const afterMac = fields + 10 + macLength
  const signed = Buffer.from(message.subarray(0, last))
  signed.writeUInt16BE(message.readUInt16BE(afterMac), 0)
  signed.writeUInt16BE((additionals ?? 0) - 1, 10)
  return {
    keyName: owner.name,
    algorithm: algorithm.name,
    timeS: message.readUIntBE(fields, 6),
    fudgeS: message.readUInt16BE(fields + 6),
    mac: Buffer.from(message.subarray(fields + 10, afterMac)),
    originalId: message.readUInt16BE(afterMac),
    error: message.readUInt16BE(afterMac + 2),
    signed,
  }
}

/** What is wrong with a signature under this secret; undefined when nothing is. `requestMac`: of what it answers. */
export function checkTsig(
  record: TsigRecord,
  secret: Buffer,
  nowS: number,
  requestMac?: Buffer,
): TsigError | undefined {
  const expected = createHmac('sha256', secret)
  if (requestMac) expected.update(lengthPrefixed(requestMac))
  const digest = expected
    .update(record.signed)
    .update(variables(record.keyName, record.timeS, record.fudgeS, record.error, Buffer.alloc(0)))
    .digest()
  // Shortened signatures are allowed by the standard and made by nobody.
  if (record.mac.length !== macBytes || !timingSafeEqual(record.mac, digest)) return 'BADSIG'
  return Math.abs(nowS - record.timeS) > record.fudgeS ? 'BADTIME' : undefined
}

/** Signs the messages of one answer, each over the signature of the one before (RFC 8945, 5.3.1). */
export interface TsigSigner {
  sign(message: Buffer, nowS: number): Buffer
}

export function createTsigSigner(keyName: string, secret: Buffer, requestMac?: Buffer): TsigSigner {
  let prior = requestMac
  let first = true
  return {
    sign(message, nowS) {
      const digest = createHmac('sha256', secret)
      if (prior) digest.update(lengthPrefixed(prior))
      digest.update(message)
      digest.update(first ? variables(keyName, nowS, fudgeS, 0, Buffer.alloc(0)) : timers(nowS, fudgeS))
      const mac = digest.digest()
      prior = mac
      first = false
      return withTsig(message, { keyName, nowS, mac, error: 0, other: Buffer.alloc(0) })
    },
  }
}

/**
 * A message that says what is wrong with a signature: unsigned for a bad key or signature, since there is nothing to
 * sign with; with the right time, signed, for a bad time (RFC 8945, 5.2.3).
 */
export function answerTsigError(
  message: Buffer,
  record: TsigRecord,
  error: TsigError,
  secret: Buffer | undefined,
  nowS: number,
): Buffer {
  const code = tsigErrors[error]
  if (error !== 'BADTIME' || !secret)
    return withTsig(message, {
      keyName: record.keyName,
      nowS: record.timeS,
      mac: Buffer.alloc(0),
      error: code,
      other: Buffer.alloc(0),
    })
  const other = Buffer.alloc(6)
  other.writeUIntBE(nowS, 0, 6)
  const mac = createHmac('sha256', secret)
    .update(lengthPrefixed(record.mac))
    .update(message)
    .update(variables(record.keyName, record.timeS, fudgeS, code, other))
    .digest()
  return withTsig(message, { keyName: record.keyName, nowS: record.timeS, mac, error: code, other })
}

interface TsigFields {
  readonly keyName: string
  readonly nowS: number
  readonly mac: Buffer
  readonly error: number
  readonly other: Buffer
}

function withTsig(message: Buffer, fields: TsigFields): Buffer {
  const algorithm = nameToWire(tsigAlgorithm)
  const data = Buffer.alloc(algorithm.length + 16 + fields.mac.length + fields.other.length)
  let at = algorithm.copy(data)
  at = data.writeUIntBE(fields.nowS, at, 6)
  at = data.writeUInt16BE(fudgeS, at)
  at = data.writeUInt16BE(fields.mac.length, at)
  at += fields.mac.copy(data, at)
  at = data.writeUInt16BE(message.readUInt16BE(0), at)
  at = data.writeUInt16BE(fields.error, at)
  at = data.writeUInt16BE(fields.other.length, at)
  fields.other.copy(data, at)
  const head = Buffer.alloc(10)
  head.writeUInt16BE(typeTsig, 0)
  head.writeUInt16BE(classAny, 2)
  head.writeUInt16BE(data.length, 8)
  const signed = Buffer.concat([message, nameToWire(fields.keyName), head, data])
  signed.writeUInt16BE(message.readUInt16BE(10) + 1, 10)
  return signed
}

/** RFC 8945, 4.3.3. */
function variables(keyName: string, timeS: number, fudge: number, error: number, other: Buffer): Buffer {
  const classAndTtl = Buffer.from([0, classAny, 0, 0, 0, 0])
  const end = Buffer.alloc(4)
  end.writeUInt16BE(error, 0)
  end.writeUInt16BE(other.length, 2)
  return Buffer.concat([
    nameToWire(keyName),
    classAndTtl,
    nameToWire(tsigAlgorithm),
    timers(timeS, fudge),
    end,
    other,
  ])
}

function timers(timeS: number, fudge: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUIntBE(timeS, 0, 6)
  bytes.writeUInt16BE(fudge, 6)
  return bytes
}

function lengthPrefixed(mac: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(mac.length)
  return Buffer.concat([length, mac])
}
