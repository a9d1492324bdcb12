import { CodedError, type IndicatorKind, writeIndicatorKey } from '@wuzei/domain'
import { checkBody, prologueBytes, readPrologue, readSignedHeader, type SignedHeader } from './list-file.ts'
import type { ListHeader } from './list-header.ts'
import { createPlacer } from './place.ts'
import { openRiceBody, type RiceBody } from './rice-body.ts'

export interface OpenListOptions {
  /** The hub's Ed25519 key, 32 bytes, known beforehand and never taken from where the list comes from. */
  readonly publicKey: Uint8Array
  /** The name that the list must have: a list of good values in place of the suspects would hide them all. */
  readonly name: string
  /** Lowest version to accept: that of a list held already for the same file again, one more for an update. */
  readonly minimumVersion: number
  /** Epoch milliseconds. */
  readonly nowMs: number
}

/** A list that was checked and can be asked. */
export interface ShieldList extends SignedHeader {
  readonly header: ListHeader
  /** The whole file, to be stored and opened again; not to be changed. */
  readonly bytes: Uint8Array
  readonly body: Uint8Array
  readonly buckets: RiceBody
  /** Whether the list was out of date at the `nowMs` it was opened with. It still answers: old is better than none. */
  readonly expired: boolean
  isExpired(nowMs: number): boolean
  covers(kind: IndicatorKind): boolean
  /**
   * False: the value is not in the list, for certain. True: it is, or it is one of the false positives. A kind that the
   * list does not cover gives false. `canonical` is that of `parseIndicator`.
   */
  mayContain(kind: IndicatorKind, canonical: string): boolean
  /** The same for an `indicatorKey` by its two words, whatever its kind. */
  mayContainKey(keyHigh: number, keyLow: number): boolean
}

/**
 * Checks a list file and makes it answer; nothing of it is believed before its signature and digest hold. The bytes are
 * kept, not copied. Throws `SHIELD_FORMAT`, `SHIELD_SIGNATURE`, `SHIELD_OTHER_LIST`, `SHIELD_ROLLBACK` or
 * `SHIELD_TAMPERED`.
 */
export function openList(bytes: Uint8Array, options: OpenListOptions): ShieldList {
  readPrologue('list', bytes)
  const signed = readSignedHeader(bytes, prologueBytes, options.publicKey)
  checkHeader(signed.header, options)
  const body = bytes.subarray(prologueBytes + signed.block.length)
  if (body.length !== signed.header.bodyBytes) {
    throw new CodedError('SHIELD_FORMAT', 'The list is cut short, or something follows it')
  }
  checkBody(body, signed.header)
  return listOf(signed, bytes, body, options.nowMs)
}

/** Throws `SHIELD_OTHER_LIST` or `SHIELD_ROLLBACK` where the header is not one to accept. */
export function checkHeader(header: ListHeader, expected: { name: string; minimumVersion: number }): void {
  if (header.name !== expected.name) {
    throw new CodedError('SHIELD_OTHER_LIST', `This list is ${header.name}, not ${expected.name}`)
  }
  if (header.version < expected.minimumVersion) {
    throw new CodedError(
      'SHIELD_ROLLBACK',
      `Version ${header.version} is below ${expected.minimumVersion}, the lowest to accept`,
    )
  }
}

/** A list of parts that were checked. */
export function listOf(signed: SignedHeader, bytes: Uint8Array, body: Uint8Array, nowMs: number): ShieldList {
  const { header, block } = signed
  const buckets = openRiceBody(body, header.epoch)
  const place = createPlacer(header.epoch)
  const key = new Uint32Array(2)
  const kinds = new Set(header.kinds)
  function mayContainKey(keyHigh: number, keyLow: number): boolean {
    const { bucket, offset } = place(keyHigh, keyLow)
    return buckets.has(bucket, offset)
  }
  function isExpired(atMs: number): boolean {
    return atMs > header.validUntilMs
  }
  return {
    header,
    block,
    bytes,
    body,
    buckets,
    expired: isExpired(nowMs),
    isExpired,
    covers: (kind) => kinds.has(kind),
    mayContain(kind, canonical) {
      if (!kinds.has(kind)) return false
      writeIndicatorKey(kind, canonical, key, 0)
      return mayContainKey(key[0] ?? 0, key[1] ?? 0)
    },
    mayContainKey,
  }
}
