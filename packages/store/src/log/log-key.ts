import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { noneIfMissing } from '../postgres/cluster-paths.ts'

/** An Ed25519 public key in SubjectPublicKeyInfo is this, then the 32 bytes. Source: RFC 8410 §4. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** The key that signs tree heads. */
export interface LogKey {
  readonly keyId: string
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  readonly privateKey: KeyObject
}

/**
 * The hub's signing key: from `environmentKey` (the value of `WUZEI_LOG_KEY`: PKCS#8 PEM, or its DER in base64), else
 * from `<dataDirectory>/log-key.pem`, which is made at the first start, readable by its owner only.
 */
export async function openLogKey(options: {
  readonly dataDirectory: string
  readonly environmentKey?: string | undefined
}): Promise<LogKey> {
  const { environmentKey } = options
  if (environmentKey !== undefined && environmentKey !== '') return logKey(parsePrivateKey(environmentKey))
  await mkdir(options.dataDirectory, { recursive: true })
  const path = join(options.dataDirectory, 'log-key.pem')
  const text = (await readFile(path, 'utf8').catch(noneIfMissing)) ?? (await makeKeyFile(path))
  return logKey(parsePrivateKey(text))
}

/** First 16 bytes, in hex, of SHA-256 of the public key. */
export function keyIdOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 32)
}

/** A key for `crypto.verify` from the 32 bytes. */
export function importPublicKey(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' })
}

function logKey(privateKey: KeyObject): LogKey {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('The log key must be an Ed25519 key')
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const publicKey = der.subarray(SPKI_PREFIX.length)
  return { keyId: keyIdOf(publicKey), publicKey, privateKey }
}

function parsePrivateKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text)
  return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
}

async function makeKeyFile(path: string): Promise<string> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  const partial = `${path}.${randomBytes(4).toString('hex')}`
  const file = await open(partial, 'wx', 0o600)
  try {
    await file.writeFile(pem)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    // A link fails where a rename would replace: of two hubs that start at once, both use the first one's key.
    await link(partial, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(partial)
  }
  return await readFile(path, 'utf8')
}
