import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, type KeyObject } from 'node:crypto'

/** Signs what the hub gives out: lists and shields. The same in all processes that hold the same data keys. */
export interface ExchangeKey {
  /** First 16 hexadecimal digits of SHA-256 of the public key. */
  readonly keyId: string
  /** 32 bytes. */
  readonly publicKey: Buffer
  readonly publicPem: string
  /** Ed25519 (RFC 8032) over exactly these bytes: 64 bytes. */
  sign(bytes: Uint8Array): Buffer
  /** 32 secret bytes for one party and use, such as a resolver's key: derived again instead of stored. */
  secretFor(use: string, salt: Uint8Array): Buffer
}

/** What RFC 8410 puts before the 32 bytes of an Ed25519 private key. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key of a secret of 32 bytes. */
export function exchangeKeyOf(secret: Uint8Array): ExchangeKey {
  const privateKey: KeyObject = createPrivateKey({
    key: Buffer.concat([pkcs8Head, secret]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicObject = createPublicKey(privateKey)
  const publicKey = publicObject.export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    keyId: createHash('sha256').update(publicKey).digest('hex').slice(0, 16),
    publicKey,
    publicPem: publicObject.export({ format: 'pem', type: 'spki' }).toString(),
    sign: (bytes) => sign(null, bytes, privateKey),
    secretFor: (use, salt) => Buffer.from(hkdfSync('sha256', secret, salt, `wuzei exchange v1 ${use}`, 32)),
  }
}
