import { absoluteState, CodedError, readVerdict, type RelativeState } from '@wuzei/domain'
import type { ConfirmEntry } from '@wuzei/contract'
import type { VerdictIndex } from '../../verdict-index/verdict-index.ts'

/** Entries looked at for one question: a few milliseconds. */
const maxLookedAt = 8_192

/** Entries answered: eight times the crowd that a device leaves open, about 150 KB. */
const maxAnswered = 1_024

/**
 * Everything below a prefix of keys that decides about a value: what is `high` or `confirmed`, and what people or
 * verified owners decided. What is only suspicious, and what nobody knows, is left out, as in the lists.
 *
 * @throws CodedError SHIELD_PREFIX_TOO_SHORT where too much begins so
 */
export function confirmPrefix(
  index: VerdictIndex,
  question: { readonly prefix: number; readonly bits: number },
  nowS: number,
): ConfirmEntry[] {
  const entries: ConfirmEntry[] = []
  let lookedAt = 0
  for (const { hi, lo, refAt, stateId } of index.rangeByPrefix(question.prefix, question.bits)) {
    if (++lookedAt > maxLookedAt) throw tooShort()
    const entry = readEntry(index.stateOf(stateId), refAt, nowS)
    if (!entry) continue
    entries.push({ key: hex(hi) + hex(lo), ...entry })
    if (entries.length > maxAnswered) throw tooShort()
  }
  return entries
}

function readEntry(state: RelativeState, refAt: number, nowS: number): Omit<ConfirmEntry, 'key'> | undefined {
  const { level, score } = readVerdict(absoluteState(state, refAt), nowS)
  const { pin, identity } = state
  if (!pin && !identity && level !== 'high' && level !== 'confirmed') return undefined
  return {
    level,
    score,
    fraudTypes: [...state.fraudTypes],
    decidedBy: pin ? 'pin' : identity ? 'owner' : 'evidence',
    // What police or members say stands against an owner of something above it, as in a check.
    ceiling: state.ceiling,
    identity: identity
      ? { id: identity.id, name: identity.name, coversSubdomains: identity.coversSubdomains === true }
      : null,
    disputed: state.disputed,
  }
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}

function tooShort(): CodedError {
  return new CodedError('SHIELD_PREFIX_TOO_SHORT', 'ask with more bits of the key, up to 20')
}
