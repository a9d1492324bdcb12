import { CodedError, type IndicatorKind, indicatorKey } from '@wuzei/domain'
import type { ShieldList } from './open-list.ts'

/** What the hub is asked instead of the value itself. */
export interface PrefixQuestion {
  /** The first bits of the value's `indicatorKey`. */
  readonly prefix: number
  /** How many bits they are, 0 to 20. */
  readonly bits: number
}

/** An entry of the hub's answer; whatever else it says of the entry is left to the caller. */
export interface PrefixEntry {
  /** The whole `indicatorKey`, 16 hexadecimal digits. */
  readonly key: string
}

/**
 * Entries that the question must leave open, so that the hub cannot tell which one was meant. Who asks after a hit has,
 * but for one in a few thousand, met an entry of the list: the crowd to hide in is what the list holds below the prefix,
 * not all the values there could be.
 */
export const crowdEntries = 128

/** The hub answers no longer prefix: even the largest list there can be would leave less than the crowd below it. */
export const maxPrefixBits = 20

/** How many bits of a key may be told, given how many entries a list has: 16 at 10 million, none below 256. */
export function prefixBitsFor(count: number): number {
  return Math.min(maxPrefixBits, Math.max(0, Math.floor(Math.log2(count / crowdEntries))))
}

/** The question that confirms a hit of the list without telling the value. */
export function confirmPrefix(
  list: Pick<ShieldList, 'header'>,
  kind: IndicatorKind,
  canonical: string,
): PrefixQuestion {
  const bits = prefixBitsFor(list.header.count)
  return { prefix: Number(indicatorKey(kind, canonical) >> BigInt(64 - bits)), bits }
}

/**
 * The entry of the answer that the value is; undefined where it is none: the hit was a false positive, or the entry is
 * listed no more. Throws `SHIELD_ANSWER_UNFIT` where the answer is not to the question, so that no answer to another
 * question clears a value.
 */
export function matchPrefixAnswer<Entry extends PrefixEntry>(
  question: PrefixQuestion,
  kind: IndicatorKind,
  canonical: string,
  entries: readonly Entry[],
): Entry | undefined {
  const key = indicatorKey(kind, canonical).toString(16).padStart(16, '0')
  if (prefixOf(key, question.bits) !== question.prefix) throw unfit('The question was about another value')
  for (const entry of entries) {
    if (!keyPattern.test(entry.key) || prefixOf(entry.key, question.bits) !== question.prefix) {
      throw unfit('The answer holds an entry that does not have the prefix')
    }
  }
  return entries.find((entry) => entry.key === key)
}

const keyPattern = /^[0-9a-f]{16}$/

function prefixOf(key: string, bits: number): number {
  return bits === 0 ? 0 : Number.parseInt(key.slice(0, 8), 16) >>> (32 - bits)
}

function unfit(detail: string): CodedError {
  return new CodedError('SHIELD_ANSWER_UNFIT', detail)
}
