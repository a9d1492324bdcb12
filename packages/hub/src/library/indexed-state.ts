import type { VerdictState } from '@wuzei/domain'
import type { VerdictIndex } from '../verdict-index/verdict-index.ts'
import { keyWordsFromHex } from './subject.ts'

/** What the index holds for a key of 16 hexadecimal digits. */
export function indexedState(index: VerdictIndex, key: string): VerdictState | undefined {
  const [hi, lo] = keyWordsFromHex(key)
  return index.get(hi, lo)
}
