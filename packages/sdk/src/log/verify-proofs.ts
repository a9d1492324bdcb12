import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { LoggedEventReply, TreeHeadList } from '@wuzei/contract'
import { canonicalJson } from './canonical-json.ts'

/** A head of the log as the hub gives it, signed. */
export type SignedHead = TreeHeadList['heads'][number]

/**
 * The hash that stands for an event in the log's tree: SHA-256 of a zero byte and the event's canonical JSON, in which
 * its hash has no part. Whoever changes one character of the event changes it.
 *
 * Source: RFC 9162 §2.1.1, RFC 8785.
 */
export function leafHashOf(event: LoggedEventReply): Uint8Array {
  const { seq, id, at, type, actor, subject, payload, attachments } = event
  const files = attachments.map(({ mediaType, name, sha256: digest, size }) => ({
    mediaType,
    name,
    sha256: digest,
    size,
  }))
  const entry = canonicalJson({ seq, id, at, type, actor, subject, payload, attachments: files })
  return sha256(concatBytes(Uint8Array.of(0), utf8ToBytes(entry)))
}

/** Whether the head was signed (Ed25519, RFC 8032) with this key: 32 bytes. */
export function isHeadSigned(head: SignedHead, publicKey: Uint8Array): boolean {
  const { size, rootHash, at, keyId } = head
  const text = `wuzei tree head v1\n${size}\n${rootHash}\n${at}\n${keyId}\n`
  const signature = fromBase64(head.signature)
  return (
    signature.length === 64 &&
    publicKey.length === 32 &&
    ed25519.verify(signature, utf8ToBytes(text), publicKey)
  )
}

/** The root that a proof leads to from entry `seq` (1, 2, 3 …) of a tree; null when it does not fit the tree. RFC 9162 §2.1.3.2. */
export function rootOfInclusion(input: {
  readonly seq: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly proof: readonly Uint8Array[]
}): Uint8Array | null {
  const { seq, size, proof } = input
  if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(size) || seq < 1 || seq > size) return null
  let [node, last] = [seq - 1, size - 1]
  let hash = input.leafHash
  for (const element of proof) {
    if (last === 0) return null
    if (node % 2 === 1 || node === last) {
      hash = parentHash(element, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else hash = parentHash(hash, element)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 ? hash : null
}

/** Whether an older tree is the beginning of a newer one: nothing in it was changed, left out or put in. RFC 9162 §2.1.4.2. */
export function isConsistent(input: {
  readonly from: number
  readonly to: number
  readonly fromRoot: Uint8Array
  readonly toRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}): boolean {
  const { from, to, fromRoot, toRoot } = input
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 1 || from > to) return false
  if (from === to) return input.proof.length === 0 && isSameHash(fromRoot, toRoot)
  const [first, ...rest] = Number.isInteger(Math.log2(from)) ? [fromRoot, ...input.proof] : input.proof
  if (first === undefined) return false
  let [node, last] = [from - 1, to - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let [older, newer] = [first, first]
  for (const element of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      older = parentHash(element, older)
      newer = parentHash(element, newer)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else newer = parentHash(newer, element)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && isSameHash(older, fromRoot) && isSameHash(newer, toRoot)
}

/** Whether two hashes are the same. */
export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}

/** Bytes of base64, as heads and proofs are written. @throws DOMException for what is none */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

function parentHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(1), left, right))
}

/** Not a bit shift: positions may exceed 2^31. */
function half(value: number): number {
  return Math.floor(value / 2)
}
