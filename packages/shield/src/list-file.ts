import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { CodedError } from '@wuzei/domain'
import { digestBytes, type ListHeader, maxHeaderBytes, readHeader, signedMessage } from './list-header.ts'

/** A header with its signature as they stand in a list and, for the list that will come of it, in a delta. */
export interface SignedHeader {
  readonly header: ListHeader
  /** Length, header and signature as they stand in the file. */
  readonly block: Uint8Array
}

export type ShieldFileKind = 'list' | 'delta'

export const formatVersion = 1
export const signatureBytes = 64

/** Bytes before anything that differs between a list and a delta: magic, format version, kind of file. */
export const prologueBytes = 6

/** Version and digest of the body that a delta starts from. */
export const deltaParentBytes = 8 + digestBytes

/** Writes the first bytes of a file. */
export function writePrologue(kind: ShieldFileKind, into: Uint8Array): void {
  into.set([...magic, formatVersion, fileKinds.indexOf(kind)])
}

/** Throws `SHIELD_FORMAT` unless the bytes begin as such a file of a version that is known here. */
export function readPrologue(kind: ShieldFileKind, bytes: Uint8Array): void {
  if (bytes.length < prologueBytes || magic.some((byte, at) => bytes[at] !== byte)) {
    throw new CodedError('SHIELD_FORMAT', 'These bytes are not a shield file')
  }
  if (bytes[4] !== formatVersion) {
    throw new CodedError('SHIELD_FORMAT', `Format version ${bytes[4]} is not known here`)
  }
  if (bytes[5] !== fileKinds.indexOf(kind)) throw new CodedError('SHIELD_FORMAT', `This is not a ${kind}`)
}

/** Length, header and signature one after the other. */
export function headerBlock(headerBytes: Uint8Array, signature: Uint8Array): Uint8Array {
  if (signature.length !== signatureBytes) {
    throw new RangeError(`An Ed25519 signature has ${signatureBytes} bytes, not ${signature.length}`)
  }
  const block = new Uint8Array(2 + headerBytes.length + signatureBytes)
  new DataView(block.buffer).setUint16(0, headerBytes.length)
  block.set(headerBytes, 2)
  block.set(signature, 2 + headerBytes.length)
  return block
}

/**
 * Reads the header at `at` and believes nothing of it before its signature holds. Throws `SHIELD_FORMAT` or
 * `SHIELD_SIGNATURE`.
 */
export function readSignedHeader(bytes: Uint8Array, at: number, publicKey: Uint8Array): SignedHeader {
  const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  const end = at + 2 + length + signatureBytes
  if (length === 0 || length > maxHeaderBytes || end > bytes.length) {
    throw new CodedError('SHIELD_FORMAT', 'The header of the list is cut short')
  }
  const headerBytes = bytes.subarray(at + 2, at + 2 + length)
  const signature = bytes.subarray(at + 2 + length, end)
  // Strict RFC 8032, so that every verifier comes to the same answer.
  if (!ed25519.verify(signature, signedMessage(headerBytes), publicKey, { zip215: false })) {
    throw new CodedError('SHIELD_SIGNATURE', 'The list is not signed with this key')
  }
  return { header: readHeader(headerBytes), block: bytes.slice(at, end) }
}

/** Throws `SHIELD_TAMPERED` unless the body is the one that was signed. */
export function checkBody(body: Uint8Array, header: ListHeader): void {
  if (!sameBytes(sha256(body), header.bodyDigest)) {
    throw new CodedError('SHIELD_TAMPERED', 'The body of the list does not have the digest that was signed')
  }
}

/** Nothing secret is compared here, so the first difference may end it. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at])
}

const magic: readonly number[] = [0x57, 0x5a, 0x53, 0x48]
const fileKinds: readonly ShieldFileKind[] = ['list', 'delta']
