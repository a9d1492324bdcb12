import type { RelativeState, VerdictState } from '@wuzei/domain'
import { absoluteState } from '@wuzei/domain'
import type { IndexEntry } from './entry-table.ts'
import { EntryTable } from './entry-table.ts'
import { StateTable } from './state-table.ts'

interface VerdictIndexOptions {
  /** Entries a shard may hold before it is split; tests make it small to split often. */
  readonly maxShardEntries?: number
}

/** What the index holds still for a snapshot: changes made after `capture` do not show in it. */
export interface IndexCapture {
  readonly entryCount: number
  /** Slots of one shard after the other (4 words an entry, empty ones among them), keys rising throughout. */
  shards(): Iterable<Uint32Array>
  states(): Iterable<{ readonly id: number; readonly text: string }>
  /** Ends the capture; must be called once. */
  release(): void
}

/**
 * Verdict states of all indicators by their 64-bit key (two unsigned 32-bit words), in memory, in key order.
 * Instants are whole seconds since 1970 below 2^32. A handle or a state number is good until the next change.
 */
export interface VerdictIndex {
  readonly size: number
  /** Memory of the entries in bytes (not of the states): slots, directory, bookkeeping. */
  readonly bytes: number
  /** Distinct states held. */
  readonly stateCount: number

  /** Handle of the entry, or -1. Allocates nothing, like the three accessors below. */
  find(hi: number, lo: number): number
  refAtOf(handle: number): number
  stateIdOf(handle: number): number
  /** The state without its instants ; throws a RangeError for a number never given out. */
  stateOf(stateId: number): RelativeState
  /** The full state, equal in JSON to the one put in, or undefined. */
  get(hi: number, lo: number): VerdictState | undefined

  /** Number of a state for `upsertMany`; use it before the next snapshot begins. Throws a RangeError on bad instants. */
  internState(state: VerdictState): number
  upsert(hi: number, lo: number, state: VerdictState): void
  /**
   * Puts many entries: `keys` holds high and low words by turns, the others one value an entry. Of equal keys the last
   * one stands. Throws a RangeError, changing nothing, when lengths differ or a state number is unknown.
   * Blocks for about half a second a million: feed larger imports in batches.
   */
  upsertMany(keys: Uint32Array, refAts: Uint32Array, stateIds: Uint32Array): void
  /** True when the key was there. */
  remove(hi: number, lo: number): boolean
  /** Entries whose key starts with the `bits` (0..32) bits of `prefix`, in key order; the index must not change meanwhile. */
  rangeByPrefix(prefix: number, bits: number): Iterable<IndexEntry>

  /** Holds the present content still, forgetting unused states first. One capture at a time. */
  capture(): IndexCapture
}

export function createVerdictIndex(options: VerdictIndexOptions = {}): VerdictIndex {
  const states = new StateTable()
  return new MemoryVerdictIndex(new EntryTable(states, options.maxShardEntries), states)
}

/** The index over given tables, as a snapshot restores them. */
export class MemoryVerdictIndex implements VerdictIndex {
  readonly #entries: EntryTable
  readonly #states: StateTable
  #captured = false

  constructor(entries: EntryTable, states: StateTable) {
    this.#entries = entries
    this.#states = states
  }

  get size(): number {
    return this.#entries.size
  }

  get bytes(): number {
    return this.#entries.bytes
  }

  get stateCount(): number {
    return this.#states.size
  }

  find(hi: number, lo: number): number {
    return this.#entries.find(hi, lo)
  }

  refAtOf(handle: number): number {
    return this.#entries.refAtOf(handle)
  }

  stateIdOf(handle: number): number {
    return this.#entries.stateIdOf(handle)
  }

  stateOf(stateId: number): RelativeState {
    return this.#states.get(stateId)
  }

  get(hi: number, lo: number): VerdictState | undefined {
    const handle = this.#entries.find(hi, lo)
    if (handle < 0) return undefined
    return absoluteState(this.#states.get(this.#entries.stateIdOf(handle)), this.#entries.refAtOf(handle))
  }

  internState(state: VerdictState): number {
    return this.#states.intern(state)
  }

  upsert(hi: number, lo: number, state: VerdictState): void {
    if (hi >>> 0 !== hi || lo >>> 0 !== lo)
      throw new RangeError('Both key words must be unsigned 32-bit integers')
    this.#entries.put(hi, lo, state.refAt, this.#states.intern(state))
  }

  upsertMany(keys: Uint32Array, refAts: Uint32Array, stateIds: Uint32Array): void {
    if (keys.length !== refAts.length * 2 || stateIds.length !== refAts.length) {
      throw new RangeError('A batch needs two key words, one instant and one state number for each entry')
    }
    for (const stateId of stateIds) {
      if (!this.#states.has(stateId)) throw new RangeError(`No state has the number ${stateId}`)
    }
    this.#entries.putMany(keys, refAts, stateIds)
  }

  remove(hi: number, lo: number): boolean {
    return this.#entries.remove(hi, lo)
  }

  rangeByPrefix(prefix: number, bits: number): Iterable<IndexEntry> {
    return this.#entries.range(prefix, bits)
  }

  capture(): IndexCapture {
    if (this.#captured) throw new Error('A snapshot of this index is already being written')
    this.#captured = true
    this.#states.sweep()
    const frozen = this.#entries.freeze()
    return {
      entryCount: this.#entries.size,
      shards: function* () {
        for (const { shard, words } of frozen) {
          yield words
          if (shard.words === words) shard.frozen = false
        }
      },
      states: () => this.#states.saved(),
      release: () => {
        this.#captured = false
        for (const { shard, words } of frozen) if (shard.words === words) shard.frozen = false
      },
    }
  }
}
