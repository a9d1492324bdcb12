import type { CanonicalText } from '../canonical/canonical-text.ts'
import { cueWordCodes, cueWords, cues, pairGroups } from './cue-set.ts'

/** All words of all cues as one automaton (Aho and Corasick, 1975): one step a character, whatever the words. */
interface WordAutomaton {
  /** Transitions by (state, code), open addressing; key 0 is free. */
  readonly keys: Float64Array
  readonly targets: Int32Array
  readonly failure: Int32Array
  /** Word that ends in a state; -1 none. */
  readonly words: Int32Array
  /** The next state on the failure way in which a word ends; 0 none. */
  readonly outputs: Int32Array
  readonly wordCues: Int32Array
  readonly wordLengths: Int32Array
  /** 1: a Latin word, which counts only where no letter stands beside it. */
  readonly wordLatin: Uint8Array
}

const automaton = buildAutomaton()

/**
 * Which cues and pairs a text has: sets 1 in `present` (`cueFeatureCount` places, cleared first), and calls back with
 * each word found.
 */
export function findCues(
  text: CanonicalText,
  present: Uint8Array,
  onHit?: (cue: number, from: number, to: number) => void,
): void {
  present.fill(0)
  const { codes, length } = text
  let state = 0
  for (let at = 0; at < length; at += 1) {
    const code = codes[at] ?? 0
    let next = transition(state, code)
    while (next < 0 && state > 0) {
      state = automaton.failure[state] ?? 0
      next = transition(state, code)
    }
    state = Math.max(0, next)
    if (state === 0) continue
    for (let output = state; output > 0; output = automaton.outputs[output] ?? 0) {
      const word = automaton.words[output] ?? -1
      if (word < 0) continue
      const from = at + 1 - (automaton.wordLengths[word] ?? 0)
      if (automaton.wordLatin[word] === 1 && !standsAlone(text, from, at + 1)) continue
      const cue = automaton.wordCues[word] ?? 0
      present[cue] = 1
      onHit?.(cue, from, at + 1)
    }
  }
  markPairs(present)
}

function markPairs(present: Uint8Array): void {
  pairGroups.forEach((groups, pair) => {
    if (groups.every((group) => group.some((cue) => present[cue] === 1))) present[cues.length + pair] = 1
  })
}

function standsAlone({ codes, length }: CanonicalText, from: number, to: number): boolean {
  const after = to < length ? (codes[to] ?? 0) : 0
  return !isLetter(codes[from - 1] ?? 0) && !(isLetter(after) && isLetter(codes[to - 1] ?? 0))
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122
}

function transition(state: number, code: number): number {
  const key = state * 65536 + code + 1
  const mask = automaton.keys.length - 1
  let slot = Math.imul(state * 40503 + code, 0x9e3779b1) >>> 8
  for (;;) {
    slot &= mask
    const found = automaton.keys[slot]
    if (found === key) return automaton.targets[slot] ?? -1
    if (found === 0) return -1
    slot += 1
  }
}

function buildAutomaton(): WordAutomaton {
  const trie: Map<number, number>[] = [new Map()]
  const words: number[] = [-1]
  const wordCues: number[] = []
  const wordLengths: number[] = []
  const wordLatin: number[] = []
  cues.forEach((cue, index) => {
    for (const word of cueWords(cue)) {
      const codes = cueWordCodes(word)
      let state = 0
      for (const code of codes) {
        const next = trie[state]?.get(code) ?? trie.length
        if (next === trie.length) {
          trie.push(new Map())
          words.push(-1)
          trie[state]?.set(code, next)
        }
        state = next
      }
      // One word, one cue: the first that names it.
      if ((words[state] ?? -1) >= 0) continue
      words[state] = wordCues.length
      wordCues.push(index)
      wordLengths.push(codes.length)
      wordLatin.push(isLetter(codes[0] ?? 0) ? 1 : 0)
    }
  })
  const { failure, outputs } = failureWays(trie, words)
  return {
    ...transitionTable(trie),
    failure,
    outputs,
    words: Int32Array.from(words),
    wordCues: Int32Array.from(wordCues),
    wordLengths: Int32Array.from(wordLengths),
    wordLatin: Uint8Array.from(wordLatin),
  }
}

function failureWays(
  trie: readonly Map<number, number>[],
  words: readonly number[],
): { failure: Int32Array; outputs: Int32Array } {
  const failure = new Int32Array(trie.length)
  const outputs = new Int32Array(trie.length)
  const queue: number[] = [...(trie[0]?.values() ?? [])]
  for (const state of queue) {
    for (const [code, child] of trie[state] ?? []) {
      let back = failure[state] ?? 0
      while (back > 0 && trie[back]?.get(code) === undefined) back = failure[back] ?? 0
      const target = trie[back]?.get(code) ?? 0
      failure[child] = target
      outputs[child] = (words[target] ?? -1) >= 0 ? target : (outputs[target] ?? 0)
      queue.push(child)
    }
  }
  return { failure, outputs }
}

function transitionTable(trie: readonly Map<number, number>[]): { keys: Float64Array; targets: Int32Array } {
  const edges = trie.reduce((sum, state) => sum + state.size, 0)
  // At most half full, so that a miss ends after a step or two.
  const size = 2 ** Math.ceil(Math.log2(edges * 2 + 2))
  const keys = new Float64Array(size)
  const targets = new Int32Array(size)
  trie.forEach((children, state) => {
    for (const [code, child] of children) {
      let slot = (Math.imul(state * 40503 + code, 0x9e3779b1) >>> 8) & (size - 1)
      while (keys[slot] !== 0) slot = (slot + 1) & (size - 1)
      keys[slot] = state * 65536 + code + 1
      targets[slot] = child
    }
  })
  return { keys, targets }
}
