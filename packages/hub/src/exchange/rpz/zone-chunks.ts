import { passRecord, recordTypes, type PolicyRecord, type RpzPolicy } from './rpz-policy.ts'
import { maxLabelBytes, maxNameBytes, nameToWire } from './wire-names.ts'
import { blocked, type NameRule } from './zone-names.ts'

/** The zone and what it says of a listed name. */
export interface RpzZone {
  /** Lower case, without a dot at the end. */
  readonly name: string
  readonly policy: RpzPolicy
  /** How long a resolver's client may keep an answer: as long as a removal takes to reach it at most. */
  readonly ttlS: number
  /** How often a resolver asks that no notification reached. */
  readonly refreshS: number
}

/** Records of one message, as they follow its header and question. */
export interface ZoneChunk {
  readonly bytes: Buffer
  readonly records: number
}

/** Writes records into chunks of one message each, names shortened by pointers. */
export interface ChunkWriter {
  addSoa(serial: number): void
  addNs(): void
  /** A name and everything below it; false for one that would be too long within the zone. */
  addName(name: string, rule?: NameRule): boolean
  finish(): ZoneChunk[]
}

/** A pointer reaches the first 16 KiB of a message only (RFC 1035, 4.1.4), so messages are no longer. */
const messageBytes = 16_384
/** What comes behind the records: a signature of at most two names, and 64 bytes. */
const signatureBytes = 2 * maxNameBytes + 64
const headerBytes = 12
/** The question begins with the zone's name, right behind the header. */
const zonePointer = 0xc000 | headerBytes
const classIn = 1

export function createChunkWriter(zone: RpzZone): ChunkWriter {
  const zoneWire = nameToWire(zone.name)
  const before = headerBytes + zoneWire.length + 4
  const room = messageBytes - before - signatureBytes
  const { records } = zone.policy
  const passing = [passRecord]
  const dataBytes = Math.max(...[records, passing].map(recordBytes))
  const largest = 2 * (maxNameBytes + dataBytes)
  const soaBytes = 64
  const chunks: ZoneChunk[] = []
  const buffer = Buffer.alloc(room)
  let at = 0
  let count = 0

  const flush = (): void => {
    if (count === 0) return
    chunks.push({ bytes: Buffer.from(buffer.subarray(0, at)), records: count })
    at = 0
    count = 0
  }
  const head = (type: number, dataLength: number): void => {
    at = buffer.writeUInt16BE(type, at)
    at = buffer.writeUInt16BE(classIn, at)
    at = buffer.writeUInt32BE(zone.ttlS, at)
    at = buffer.writeUInt16BE(dataLength, at)
    count += 1
  }
  const policyAt = (pointer: number, passes: boolean): void => {
    for (const [index, { type, data }] of (passes ? passing : records).entries()) {
      // The first record's owner is written already.
      if (index > 0) at = buffer.writeUInt16BE(pointer, at)
      head(type, data.length)
      at += data.copy(buffer, at)
    }
  }
  return {
    addSoa(serial) {
      if (at + soaBytes > room) flush()
      at = buffer.writeUInt16BE(zonePointer, at)
      head(recordTypes.SOA, localhost.length + hostmaster.length + 22)
      at += localhost.copy(buffer, at)
      at += hostmaster.copy(buffer, at)
      at = buffer.writeUInt16BE(zonePointer, at)
      for (const value of [serial, zone.refreshS, retryS, expireS, zone.ttlS])
        at = buffer.writeUInt32BE(value, at)
    },
    addNs() {
      if (at + soaBytes > room) flush()
      at = buffer.writeUInt16BE(zonePointer, at)
      head(recordTypes.NS, localhost.length)
      at += localhost.copy(buffer, at)
    },
    addName(name, rule = blocked) {
      // With the wildcard's label and the zone behind it.
      if (name.length + 3 + zoneWire.length > maxNameBytes) return false
      if (at + largest > room) flush()
      const start = at
      if (!writeLabels(name)) {
        at = start
        return false
      }
      const pointer = 0xc000 | (before + start)
      policyAt(pointer, rule.selfPasses)
      const wildcard = 0xc000 | (before + at)
      at = buffer.writeUInt8(1, at)
      at = buffer.writeUInt8(asterisk, at)
      at = buffer.writeUInt16BE(pointer, at)
      policyAt(wildcard, rule.belowPasses)
      return true
    },
    finish() {
      flush()
      return chunks.splice(0)
    },
  }

  /** The name's labels and a pointer to the zone; false when a label is empty or too long. */
  function writeLabels(name: string): boolean {
    let lengthAt = at
    buffer.write(name, at + 1, 'latin1')
    for (let index = 0; index <= name.length; index += 1) {
      if (index < name.length && name.charCodeAt(index) !== dot) continue
      const length = at + index - lengthAt
      if (length === 0 || length > maxLabelBytes) return false
      buffer[lengthAt] = length
      lengthAt = at + 1 + index
    }
    at = buffer.writeUInt16BE(zonePointer, at + 1 + name.length)
    return true
  }
}

function recordBytes(records: readonly PolicyRecord[]): number {
  return records.reduce((total, { data }) => total + data.length + 12, 0)
}

const dot = 0x2e
const asterisk = 0x2a
const localhost = nameToWire('localhost')
const hostmaster = Buffer.from('\nhostmaster', 'latin1')
/** Seconds until a refresh that failed is tried again, and until a zone without its primary is no longer believed. */
export const retryS = 30
export const expireS = 7 * 86_400
