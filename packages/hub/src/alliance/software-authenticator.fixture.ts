import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { PasskeyChallengeReply } from '@wuzei/contract'

/** An authenticator in software: one P-256 key, attestation `none`. */
export class Authenticator {
  readonly id = randomBytes(16)
  readonly #keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } = generateKeyPairSync(
    'ec',
    { namedCurve: 'P-256' },
  )
  #count = 0

  register(question: PasskeyChallengeReply, origin: string) {
    const { id: rpId }: { id: string } = JSON.parse(JSON.stringify(question.options['rp']))
    const length = Buffer.from([0, this.id.length])
    const authenticatorData = Buffer.concat([
      this.#data(rpId, flags.registered),
      Buffer.alloc(16),
      length,
      this.id,
      this.#coseKey(),
    ])
    // CBOR: {"fmt":"none","attStmt":{},"authData":bytes}
    const attestationObject = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
      Buffer.from([0x58, authenticatorData.length]),
      authenticatorData,
    ])
    return this.#credential({
      clientDataJSON: clientData('webauthn.create', question, origin).toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
    })
  }

  answer(question: PasskeyChallengeReply, origin: string, flag = flags.verified) {
    const data = this.#data(String(question.options['rpId']), flag)
    const client = clientData('webauthn.get', question, origin)
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.#keys.privateKey)
    return this.#credential({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    })
  }

  #credential<Response>(response: Response) {
    const id = this.id.toString('base64url')
    return { id, rawId: id, type: 'public-key', response }
  }

  #data(rpId: string, flag: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE((this.#count += 1))
    return Buffer.concat([sha256(rpId), Buffer.from([flag]), count])
  }

  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    return Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
  }
}

/** User present and verified; with a new credential in it (WebAuthn §6.1). */
export const flags = { seen: 0x01, seenOnly: 0x01, verified: 0x05, registered: 0x45 }

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()

function clientData(type: string, question: PasskeyChallengeReply, origin: string): Buffer {
  const { challenge } = question.options
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}
