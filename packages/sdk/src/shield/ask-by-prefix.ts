import type { ConfirmEntry } from '@wuzei/contract'
import { CodedError, indicatorKey, type LookupCandidate } from '@wuzei/domain'
import { matchPrefixAnswer, maxPrefixBits, prefixBitsFor, type ShieldList } from '@wuzei/shield'
import type { WuzeiClient } from '../client.ts'
import { WuzeiError } from '../failure.ts'
import type { ConfirmedCandidate } from './confirmed-candidate.ts'

/** Asks the hub about candidates without telling which values they are. */
export interface PrefixAsker {
  ask(
    /** Whose size says how many bits may be told; without one it begins with none. */
    list: Pick<ShieldList, 'header'> | undefined,
    candidates: readonly LookupCandidate[],
    signal: AbortSignal | undefined,
  ): Promise<ConfirmedCandidate[]>
}

/** Answers kept: a page's links, a day's callers. */
const keptAnswers = 64

/** Where too much begins with a prefix, four times less does two bits later. */
const bitsMore = 2

export function createPrefixAsker(client: Pick<WuzeiClient, 'routes'>, clock: () => number): PrefixAsker {
  const answers = new Map<string, { readonly untilMs: number; readonly entries: readonly ConfirmEntry[] }>()

  async function entriesOf(
    prefix: number,
    bits: number,
    version: number | undefined,
    signal: AbortSignal | undefined,
  ) {
    // What a newer list holds may be newer than the answer.
    const key = `${version} ${prefix}/${bits}`
    const known = answers.get(key)
    if (known && known.untilMs > clock()) return known.entries
    const { entries, ttlS } = await client.routes.shieldConfirm({ query: { prefix, bits }, signal })
    const [oldest] = answers.keys()
    if (answers.size >= keptAnswers && oldest !== undefined) answers.delete(oldest)
    answers.set(key, { untilMs: clock() + ttlS * 1000, entries })
    return entries
  }

  async function askOne(
    list: Pick<ShieldList, 'header'> | undefined,
    candidate: LookupCandidate,
    signal: AbortSignal | undefined,
  ): Promise<ConfirmEntry | undefined> {
    const { kind, canonical } = candidate
    let bits = prefixBitsFor(list?.header.count ?? 0)
    for (;;) {
      const question = { prefix: prefixOf(candidate, bits), bits }
      try {
        const entries = await entriesOf(question.prefix, bits, list?.header.version, signal)
        return matchPrefixAnswer(question, kind, canonical, entries)
      } catch (error) {
        if (error instanceof CodedError) throw new WuzeiError(error.code, error.message, { cause: error })
        const isTooShort = error instanceof WuzeiError && error.code === 'SHIELD_PREFIX_TOO_SHORT'
        if (!isTooShort || bits >= maxPrefixBits) throw error
        bits = Math.min(maxPrefixBits, bits + bitsMore)
      }
    }
  }

  return {
    async ask(list, candidates, signal) {
      const found: ConfirmedCandidate[] = []
      // One after the other: most share their answer, and a dozen questions at once would show what belongs together.
      for (const candidate of candidates) {
        const entry = await askOne(list, candidate, signal)
        if (entry) found.push({ candidate, entry })
      }
      return found
    },
  }
}

function prefixOf({ kind, canonical }: LookupCandidate, bits: number): number {
  return Number(indicatorKey(kind, canonical) >> BigInt(64 - bits))
}
