import type { UnsignedList } from './build-list.ts'
import { headerBlock, prologueBytes, writePrologue } from './list-file.ts'
import { signedMessage } from './list-header.ts'

/** Gives the 64 bytes of an Ed25519 signature over the message; the key stays with whoever holds it. */
export type Signer = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** The list as a file, signed. */
export async function encodeList(list: UnsignedList, sign: Signer): Promise<Uint8Array> {
  const block = headerBlock(list.headerBytes, await sign(signedMessage(list.headerBytes)))
  const file = new Uint8Array(prologueBytes + block.length + list.body.length)
  writePrologue('list', file)
  file.set(block, prologueBytes)
  file.set(list.body, prologueBytes + block.length)
  return file
}
