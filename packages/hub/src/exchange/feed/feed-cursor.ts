import { createCipheriv, createDecipheriv } from 'node:crypto'
import { CodedError } from '@wuzei/domain'

/** Writes and reads the cursors of the feed. */
export interface FeedCursors {
  write(position: number): string
  /** @throws CodedError FEED_CURSOR_INVALID */
  read(cursor: string): number
}

/** The second half of a block; tells a cursor of this hub from anything else. */
const mark = Buffer.from('wz-feed1')

/**
 * Cursors are positions enciphered as one AES block: plain positions would have gaps where a member may not read, and
 * so count for it what it must not know of. All members see the same cursor for the same item, so that an item is
 * written once for all of them.
 *
 * @param secret 32 bytes
 */
export function createFeedCursors(secret: Buffer): FeedCursors {
  // Single blocks whose content never repeats: there is nothing that a mode would chain, and so one cipher serves all;
  // making one for each cursor cost as much as everything else about an item.
  const cipher = createCipheriv('aes-256-ecb', secret, null).setAutoPadding(false)
  const decipher = createDecipheriv('aes-256-ecb', secret, null).setAutoPadding(false)
  return {
    write(position) {
      const block = Buffer.alloc(16)
      block.writeBigUInt64BE(BigInt(position))
      mark.copy(block, 8)
      return cipher.update(block).toString('base64url')
    },
    read(cursor) {
      const block = Buffer.from(cursor, 'base64url')
      if (block.length !== 16 || block.toString('base64url') !== cursor) throw invalid()
      const plain = decipher.update(block)
      if (!plain.subarray(8).equals(mark)) throw invalid()
      return Number(plain.readBigUInt64BE())
    },
  }
}

function invalid(): CodedError {
  return new CodedError('FEED_CURSOR_INVALID', 'it is none that this feed gave')
}
