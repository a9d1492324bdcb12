import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { CodedError } from '@wuzei/domain'
import type { DataKeys } from './data-keys.ts'

/** Encrypts personal data for storage, and makes the values by which it can be found and compared. */
export interface PersonalDataCipher {
  /**
   * Encrypts for one record: the result opens only under the same class and record id, so a ciphertext that is
   * moved to another row or column is as good as a forged one.
   *
   * @returns version (1 byte), key id (2), nonce (12), ciphertext, tag (16)
   */
  readonly seal: (dataClass: DataClass, recordId: string, plaintext: Uint8Array | string) => Buffer
  /** @throws CodedError `INTERNAL`, always the same one, when the key, class, record or any bit is wrong. */
  readonly open: (dataClass: DataClass, recordId: string, sealed: Uint8Array) => Buffer
  readonly openText: (dataClass: DataClass, recordId: string, sealed: Uint8Array) => string
  /** True when a key newer than the one in the envelope exists, so the row is due to be sealed again. */
  readonly isOutdated: (sealed: Uint8Array) => boolean
  /** 32 bytes to find equal values without opening them; it stays the same when encryption keys rotate. */
  readonly blindIndex: (index: BlindIndexClass, normalised: string) => Buffer
  /** 16 hex digits (64 bits) standing for a value that is compared but never shown or stored. */
  readonly pseudonym: (purpose: PseudonymPurpose, value: string) => string
}

/** Each class has a key of its own (house rule; response plan §8.3). */
export const dataClasses = [
  'contact',
  'narrative',
  'name',
  'attachment',
  'member',
  'credential',
  'share',
  'casework',
] as const
export type DataClass = (typeof dataClasses)[number]

/** What may be looked up blindly: the classes, and receipts, which are bearer secrets and stored only like this. */
export type BlindIndexClass = DataClass | 'receipt'

/** What correlated reports may share. A pseudonym of one purpose says nothing about one of another. */
export type PseudonymPurpose = 'reporter' | 'origin' | 'device' | 'text' | 'sign-in'

/**
 * AES-256-GCM with one key per class, derived by HKDF-SHA256 from the master keys. Writes with the newest master
 * key and opens with any that is left. Nonces are random: below 2³² values per class and key (NIST SP 800-38D
 * §8.3) a repeat stays improbable; rotate the master key before that.
 */
export function createPersonalDataCipher(keys: DataKeys): PersonalDataCipher {
  const sealingKeys = new Map(
    [...keys.masters].map(([id, master]) => [id, deriveAll(master, 'seal', dataClasses)] as const),
  )
  const newestId = Math.max(...keys.masters.keys())
  const indexKeys = deriveAll(keys.index, 'blind-index', [...dataClasses, 'receipt'])
  const pseudonymKeys = deriveAll(keys.index, 'pseudonym', [
    'reporter',
    'origin',
    'device',
    'text',
    'sign-in',
  ])

  const sealingKey = (id: number, dataClass: DataClass): Uint8Array => {
    const key = sealingKeys.get(id)?.get(dataClass)
    if (key === undefined) throw unreadable()
    return key
  }

  const open = (dataClass: DataClass, recordId: string, sealed: Uint8Array): Buffer => {
    const envelope = readEnvelope(sealed)
    const key = sealingKey(envelope.keyId, dataClass)
    const decipher = createDecipheriv('aes-256-gcm', key, envelope.nonce, { authTagLength: tagLength })
    decipher.setAAD(boundTo(envelope.header, dataClass, recordId))
    decipher.setAuthTag(envelope.tag)
    const plaintext = decipher.update(envelope.ciphertext)
    try {
      decipher.final()
    } catch {
      // The reason is left out on purpose: which of key, class, record or bits is wrong helps only a forger.
      throw unreadable()
    }
    return plaintext
  }

  return {
    seal: (dataClass, recordId, plaintext) => {
      const header = Buffer.alloc(headerLength)
      header.writeUInt8(envelopeVersion, 0)
      header.writeUInt16BE(newestId, 1)
      const nonce = randomBytes(nonceLength)
      const key = sealingKey(newestId, dataClass)
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
      cipher.setAAD(boundTo(header, dataClass, recordId))
      const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext
      return Buffer.concat([header, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    open,
    openText: (dataClass, recordId, sealed) => open(dataClass, recordId, sealed).toString('utf8'),
    isOutdated: (sealed) => readEnvelope(sealed).keyId !== newestId,
    blindIndex: (index, normalised) => digest(indexKeys.get(index), normalised),
    pseudonym: (purpose, value) =>
      digest(pseudonymKeys.get(purpose), value).subarray(0, pseudonymLength).toString('hex'),
  }
}

const envelopeVersion = 1
const headerLength = 3
const nonceLength = 12
const tagLength = 16
const pseudonymLength = 8

function readEnvelope(sealed: Uint8Array) {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < headerLength + nonceLength + tagLength || bytes[0] !== envelopeVersion)
    throw unreadable()
  return {
    header: bytes.subarray(0, headerLength),
    keyId: bytes.readUInt16BE(1),
    nonce: bytes.subarray(headerLength, headerLength + nonceLength),
    ciphertext: bytes.subarray(headerLength + nonceLength, bytes.length - tagLength),
    tag: bytes.subarray(bytes.length - tagLength),
  }
}

/** The class is from a fixed list without NUL, so no other pair of class and record gives the same bytes. */
function boundTo(header: Buffer, dataClass: DataClass, recordId: string): Buffer {
  return Buffer.concat([header, Buffer.from(`${dataClass}\0${recordId}`, 'utf8')])
}

function deriveAll<Name extends string>(secret: Uint8Array, use: string, names: readonly Name[]) {
  return new Map<Name, Uint8Array>(
    names.map((name) => [
      name,
      new Uint8Array(hkdfSync('sha256', secret, '', `wuzei personal-data v1 ${use} ${name}`, 32)),
    ]),
  )
}

function digest(key: Uint8Array | undefined, value: string): Buffer {
  if (key === undefined) throw unreadable()
  return createHmac('sha256', key).update(value, 'utf8').digest()
}

function unreadable(): CodedError {
  return new CodedError('INTERNAL', 'Stored data could not be read')
}
