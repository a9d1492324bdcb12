import type { CanonicalDraft } from './canonical-text.ts'
import { allReplacements } from './variants.ts'
import type { Replacement } from './variants.ts'

const replacements = byFirstCode(allReplacements())

/** 1 for every code that begins a spelling: a look into it is cheaper than one into the map. */
const begins = new Uint8Array(0x10000)
for (const code of replacements.keys()) begins[code] = 1

/** Undoes spellings made to pass filters, in place; a replacement is never longer than what it replaces by much. */
export function replaceSpellings(draft: CanonicalDraft): void {
  const { codes, starts, ends } = draft
  let to = 0
  for (let at = 0; at < draft.length; ) {
    const found = replacementAt(draft, at)
    if (found === undefined) {
      const code = codes[at] ?? 0
      if (to > 0 && code >= 0xe000 && code <= 0xf8ff && codes[to - 1] === code) ends[to - 1] = ends[at] ?? 0
      else {
        codes[to] = code
        starts[to] = starts[at] ?? 0
        ends[to] = ends[at] ?? 0
        to += 1
      }
      at += 1
      continue
    }
    const start = starts[at] ?? 0
    const end = ends[at + found.from.length - 1] ?? 0
    at += found.from.length
    // Never longer than what was read, so nothing unread is overwritten.
    for (const code of found.to.slice(0, at - to)) {
      if (to > 0 && code >= 0xe000 && codes[to - 1] === code) {
        ends[to - 1] = end
        continue
      }
      codes[to] = code
      starts[to] = start
      ends[to] = end
      to += 1
    }
    draft.undone += 1
  }
  draft.length = to
}

function replacementAt(draft: CanonicalDraft, at: number): Replacement | undefined {
  const code = draft.codes[at] ?? 0
  if (begins[code] === 0) return undefined
  const candidates = replacements.get(code)
  if (candidates === undefined) return undefined
  for (const candidate of candidates) if (matches(draft, at, candidate)) return candidate
  return undefined
}

function matches({ codes, length }: CanonicalDraft, at: number, { from, wholeWord }: Replacement): boolean {
  if (at + from.length > length) return false
  for (let i = 1; i < from.length; i += 1) if (codes[at + i] !== from[i]) return false
  if (!wholeWord) return true
  const after = at + from.length < length ? (codes[at + from.length] ?? 0) : 0
  return !isLetter(codes[at - 1] ?? 0) && !isLetter(after)
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122
}

function byFirstCode(all: readonly Replacement[]): ReadonlyMap<number, readonly Replacement[]> {
  const lists = new Map<number, Replacement[]>()
  for (const replacement of all) {
    const first = replacement.from[0] ?? 0
    const list = lists.get(first)
    if (list === undefined) lists.set(first, [replacement])
    else list.push(replacement)
  }
  return lists
}
