import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Snapshot } from './snapshot.ts'

const compress = promisify(gzip)

/** Shorter ones are not worth their packing. */
const leastPacked = 1_024
/** Rice-coded hashes cannot be packed: then the packed form is not kept. */
const worthwhile = 0.95
/** Different answers kept for a snapshot: clients of one version ask alike, and one in `lookMs` is made anew. */
const mostAnswers = 256
/** Bytes kept for a snapshot: a dozen whole lists of a million entries. */
const mostBytes = 64 * 1024 * 1024

export interface PackedAnswer {
  readonly plain: Buffer
  /** Where that is shorter. */
  readonly gzipped: Buffer | undefined
}

/** Keeps answers as long as their snapshot, so that each is made once however many ask. */
export interface AnswerCache {
  answer(snapshot: Snapshot, key: string, make: () => Promise<Buffer>): Promise<PackedAnswer>
}

export function createAnswerCache(): AnswerCache {
  const kept = new WeakMap<Snapshot, { answers: Map<string, Promise<PackedAnswer>>; bytes: number }>()
  return {
    async answer(snapshot, key, make) {
      const shelf = kept.get(snapshot) ?? { answers: new Map(), bytes: 0 }
      kept.set(snapshot, shelf)
      const known = shelf.answers.get(key)
      if (known) return await known
      if (shelf.answers.size >= mostAnswers || shelf.bytes >= mostBytes) {
        shelf.answers.clear()
        shelf.bytes = 0
      }
      const making = make().then(pack)
      shelf.answers.set(key, making)
      try {
        const packed = await making
        shelf.bytes += packed.plain.length + (packed.gzipped?.length ?? 0)
        return packed
      } catch (error) {
        // Whoever asks next tries again.
        shelf.answers.delete(key)
        throw error
      }
    },
  }
}

async function pack(plain: Buffer): Promise<PackedAnswer> {
  if (plain.length < leastPacked) return { plain, gzipped: undefined }
  const gzipped = await compress(plain, { level: 1 })
  return { plain, gzipped: gzipped.length < plain.length * worthwhile ? gzipped : undefined }
}
