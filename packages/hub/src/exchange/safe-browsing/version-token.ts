/** What a client keeps beside its copy of a list, and sends back to be brought up to date. */
export interface VersionToken {
  /** Number of the list: clients send versions in any order, without the list's name. */
  readonly listId: number
  /** Version of the listing. */
  readonly version: bigint
  /** The first bytes of the copy's checksum: they tell whether the copy is what the journal says it was. */
  readonly checksum: Buffer
}

const format = 1
const checksumBytes = 8
const tokenBytes = 2 + 8 + checksumBytes

export function writeToken(listId: number, version: bigint, checksum: Buffer): Buffer {
  const token = Buffer.alloc(tokenBytes)
  token.writeUInt8(format, 0)
  token.writeUInt8(listId, 1)
  token.writeBigUInt64BE(version, 2)
  checksum.copy(token, 10, 0, checksumBytes)
  return token
}

/** Undefined for what is no token of ours: whoever sends it gets the whole list. */
export function readToken(bytes: Buffer): VersionToken | undefined {
  if (bytes.length !== tokenBytes || bytes[0] !== format) return undefined
  return { listId: bytes.readUInt8(1), version: bytes.readBigUInt64BE(2), checksum: bytes.subarray(10) }
}

/** Whether a list with this checksum is the one that the token was given with. */
export function isOf(token: VersionToken, checksum: Buffer): boolean {
  return token.checksum.equals(checksum.subarray(0, checksumBytes))
}
