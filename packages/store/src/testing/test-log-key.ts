import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { keyIdOf, type LogKey } from '../log/log-key.ts'

/** PKCS#8 of an Ed25519 key is this, then the 32 bytes of the seed. Source: RFC 8410 §7. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A signing key for tests: the same name, the same key. */
export function testLogKey(name = 'test'): LogKey {
  const seed = createHash('sha256').update(name).digest()
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { keyId: keyIdOf(publicKey), publicKey, privateKey }
}
