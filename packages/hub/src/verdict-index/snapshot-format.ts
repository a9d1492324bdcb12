import { crc32 } from 'node:zlib'

/*
 * A snapshot file is a header, then frames, then an end frame, all words little-endian:
 *
 *   header  8 words: magic (2 words, 'WZVINDEX'), version, sequence number (low, high), entries (low, high), CRC-32
 *   frame   4 words: kind, payload bytes, CRC-32 of the payload, CRC-32 of these first three words; then the payload
 *   states  for each state: number, bytes of its JSON, the JSON in UTF-8, numbers rising
 *   entries for each entry: key high, key low, reference instant, state number; keys rising across all frames
 *   end     states (1 word), entries (low, high)
 *
 * Every byte of the file is under one of the checksums, and the end frame tells a whole file from one cut off
 * between two frames.
 */

/** Raised when the meaning of any byte changes; other versions are refused and the index is rebuilt. */
const snapshotVersion = 1
export const headerBytes = 32
export const frameHeaderBytes = 16
/** 'WZVI' and 'NDEX' as little-endian words. */
const magic = [0x49565a57, 0x5845444e] as const

export const frameKinds = { states: 1, entries: 2, end: 3 } as const

/** Payload the writer aims at: large enough for few system calls, small enough to pack in about a millisecond. */
export const framePayloadBytes = 1_048_576
/** Longest payload the reader accepts: a full frame and one more state of the greatest length. */
const maxFramePayloadBytes = 4 * 1_048_576

/** Why a snapshot cannot be used; the index is then rebuilt from the database. */
type SnapshotFault = 'missing' | 'not-a-snapshot' | 'version' | 'truncated' | 'corrupt'

/** A snapshot file was refused. */
export class SnapshotError extends Error {
  readonly fault: SnapshotFault

  constructor(fault: SnapshotFault, detail: string, options?: { cause?: unknown }) {
    super(`The index snapshot cannot be used: ${detail}`, options)
    this.name = 'SnapshotError'
    this.fault = fault
  }
}

interface SnapshotHeader {
  /** Number of the last event the content stands for. */
  readonly seq: number
  readonly entries: number
}

interface FrameHeader {
  readonly kind: number
  readonly payloadBytes: number
  readonly payloadCrc: number
}

export function encodeHeader(header: SnapshotHeader): Buffer {
  const bytes = Buffer.alloc(headerBytes)
  bytes.writeUInt32LE(magic[0], 0)
  bytes.writeUInt32LE(magic[1], 4)
  bytes.writeUInt32LE(snapshotVersion, 8)
  bytes.writeBigUInt64LE(BigInt(header.seq), 12)
  bytes.writeBigUInt64LE(BigInt(header.entries), 20)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 28)), 28)
  return bytes
}

export function decodeHeader(bytes: Buffer): SnapshotHeader {
  if (bytes.readUInt32LE(0) !== magic[0] || bytes.readUInt32LE(4) !== magic[1]) {
    throw new SnapshotError('not-a-snapshot', 'it does not begin like one')
  }
  // The version is judged first: another one may place its checksum elsewhere.
  const version = bytes.readUInt32LE(8)
  if (version !== snapshotVersion) {
    throw new SnapshotError(
      'version',
      `it has version ${version}, this program reads version ${snapshotVersion}`,
    )
  }
  if (bytes.readUInt32LE(28) !== crc32(bytes.subarray(0, 28))) {
    throw new SnapshotError('corrupt', 'the checksum of its header does not fit')
  }
  return { seq: Number(bytes.readBigUInt64LE(12)), entries: Number(bytes.readBigUInt64LE(20)) }
}

export function encodeFrameHeader(kind: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.alloc(frameHeaderBytes)
  bytes.writeUInt32LE(kind, 0)
  bytes.writeUInt32LE(payload.byteLength, 4)
  bytes.writeUInt32LE(crc32(payload), 8)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12)
  return bytes
}

export function decodeFrameHeader(bytes: Buffer): FrameHeader {
  if (bytes.readUInt32LE(12) !== crc32(bytes.subarray(0, 12))) {
    throw new SnapshotError('corrupt', 'the checksum of a frame header does not fit')
  }
  const payloadBytes = bytes.readUInt32LE(4)
  if (payloadBytes > maxFramePayloadBytes)
    throw new SnapshotError('corrupt', `a frame claims ${payloadBytes} bytes`)
  return { kind: bytes.readUInt32LE(0), payloadBytes, payloadCrc: bytes.readUInt32LE(8) }
}

/** Entries are stored as they lie in memory, so only little-endian machines may read and write them. */
export function assertLittleEndian(): void {
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) {
    throw new Error('Index snapshots need a little-endian machine')
  }
}
