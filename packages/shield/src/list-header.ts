import { CodedError, type IndicatorKind, indicatorKinds } from '@wuzei/domain'
import { type Epoch, maxBucketCount, maxEntries } from './epoch.ts'
import { saltBytes } from './keyed-mix.ts'

/**
 * What a list is for. `suspect`: a hit is a reason to ask the hub, never an accusation. `known-good`: a hit is a reason
 * not to ask.
 */
export type ListPurpose = 'suspect' | 'known-good'

/** What is signed of a list; the digest in it stands for the rest. */
export interface ListHeader {
  /** 1 to 64 of `a-z 0-9 . / -`; whoever opens a list says which one it must be. */
  readonly name: string
  readonly purpose: ListPurpose
  /** Kinds of which every entry is in the list; nothing is said about others. */
  readonly kinds: readonly IndicatorKind[]
  /** Rises with every list of that name; a whole number, 1 or more. */
  readonly version: number
  /** Epoch milliseconds. */
  readonly createdAtMs: number
  /** Epoch milliseconds; after it the list still answers, but is known to be out of date. */
  readonly validUntilMs: number
  readonly epoch: Epoch
  /** Values in the list; keys whose values fall together count once. */
  readonly count: number
  readonly bodyBytes: number
  /** SHA-256 of the body. */
  readonly bodyDigest: Uint8Array
}

export const digestBytes = 32

/** Bytes of the longest header. */
export const maxHeaderBytes = 2 + 64 + 4 + 3 * 8 + saltBytes + 4 + 4 + 2 + 4 + digestBytes

/** What the signature covers: a line that no other use of the key begins with, then the header. */
export function signedMessage(headerBytes: Uint8Array): Uint8Array {
  const message = new Uint8Array(messageStart.length + headerBytes.length)
  for (let at = 0; at < messageStart.length; at++) message[at] = messageStart.charCodeAt(at)
  message.set(headerBytes, messageStart.length)
  return message
}

/** The header as bytes; docs/shield.md has the table. Throws a RangeError for what a header cannot say. */
export function writeHeader(header: ListHeader): Uint8Array {
  const { name, epoch } = header
  if (!namePattern.test(name)) throw new RangeError('A list is named with 1 to 64 of a-z 0-9 . / -')
  if (!(Number.isSafeInteger(header.version) && header.version >= 1)) {
    throw new RangeError('A version is a whole number from 1 on')
  }
  if (!isInstant(header.createdAtMs) || !isInstant(header.validUntilMs)) {
    throw new RangeError('Instants are whole epoch milliseconds')
  }
  const bytes = new Uint8Array(maxHeaderBytes - 64 + name.length)
  const view = new DataView(bytes.buffer)
  bytes[0] = purposes.indexOf(header.purpose)
  bytes[1] = name.length
  for (let at = 0; at < name.length; at++) bytes[2 + at] = name.charCodeAt(at)
  let at = 2 + name.length
  view.setUint32(at, kindBits(header.kinds))
  writeWhole(view, at + 4, header.version)
  writeWhole(view, at + 12, header.createdAtMs)
  writeWhole(view, at + 20, header.validUntilMs)
  bytes.set(epoch.salt, at + 28)
  at += 28 + saltBytes
  view.setUint32(at, header.count)
  view.setUint32(at + 4, epoch.bucketCount)
  bytes[at + 8] = epoch.bucketBits
  bytes[at + 9] = epoch.riceBits
  view.setUint32(at + 10, header.bodyBytes)
  bytes.set(header.bodyDigest, at + 14)
  return bytes
}

/** The header in bytes whose signature has been checked. Throws `SHIELD_FORMAT` where they are none. */
export function readHeader(bytes: Uint8Array): ListHeader {
  const nameLength = bytes[1] ?? 0
  const name = String.fromCharCode(...bytes.subarray(2, 2 + nameLength))
  const purpose = purposes[bytes[0] ?? purposes.length]
  if (bytes.length !== maxHeaderBytes - 64 + nameLength || purpose === undefined || !namePattern.test(name)) {
    throw new CodedError('SHIELD_FORMAT', 'The header of the list cannot be read')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = 2 + nameLength
  const afterSalt = at + 28 + saltBytes
  const header: ListHeader = {
    name,
    purpose,
    kinds: kindsOf(view.getUint32(at)),
    version: readWhole(view, at + 4),
    createdAtMs: readWhole(view, at + 12),
    validUntilMs: readWhole(view, at + 20),
    epoch: {
      salt: bytes.slice(at + 28, afterSalt),
      bucketCount: view.getUint32(afterSalt + 4),
      bucketBits: bytes[afterSalt + 8] ?? 0,
      riceBits: bytes[afterSalt + 9] ?? 0,
    },
    count: view.getUint32(afterSalt),
    bodyBytes: view.getUint32(afterSalt + 10),
    bodyDigest: bytes.slice(afterSalt + 14),
  }
  checkRanges(header)
  return header
}

function checkRanges({ version, createdAtMs, validUntilMs, count, epoch }: ListHeader): void {
  const { bucketCount, bucketBits, riceBits } = epoch
  const fits =
    Number.isSafeInteger(version) &&
    Number.isSafeInteger(createdAtMs) &&
    Number.isSafeInteger(validUntilMs) &&
    count <= maxEntries &&
    bucketCount >= 1 &&
    bucketCount <= maxBucketCount &&
    bucketBits >= 7 &&
    bucketBits <= 46 &&
    riceBits >= 1 &&
    riceBits <= Math.min(40, bucketBits)
  if (!fits) throw new CodedError('SHIELD_FORMAT', 'The header of the list holds numbers out of range')
}

/** Append only; the place is the code. */
const purposes: readonly ListPurpose[] = ['suspect', 'known-good']
const messageStart = 'wuzei shield list 1\n'
const namePattern = /^[a-z0-9./-]{1,64}$/

function isInstant(ms: number): boolean {
  return Number.isSafeInteger(ms) && ms >= 0
}

/** One bit a kind, by its place in `indicatorKinds`. */
function kindBits(kinds: readonly IndicatorKind[]): number {
  let bits = 0
  for (const kind of kinds) bits |= 1 << indicatorKinds.indexOf(kind)
  return bits >>> 0
}

/** Kinds that this reader does not know yet are left out: it never asks for them. */
function kindsOf(bits: number): IndicatorKind[] {
  return indicatorKinds.filter((_kind, place) => (bits & (1 << place)) !== 0)
}

/** A whole number below 2^53 in eight bytes. */
export function writeWhole(view: DataView, at: number, value: number): void {
  view.setUint32(at, Math.floor(value / 0x1_0000_0000))
  view.setUint32(at + 4, value >>> 0)
}

/** What `writeWhole` wrote; above 2^53 only nearly. */
export function readWhole(view: DataView, at: number): number {
  return view.getUint32(at) * 0x1_0000_0000 + view.getUint32(at + 4)
}
