import type { RelativeState, VerdictState } from '@wuzei/domain'
import { relativeState } from '@wuzei/domain'

/** A state is a short record; one longer than this is a mistake upstream. Characters of JSON. */
const maxStateLength = 262_144

/** No snapshot holds more states than this; a larger number would only be a way to make the reader run out of memory. */
const maxRestoredId = 1_000_000_000

const maxUint32 = 0xffffffff

/** Interned states by content, each with a number from 1 up and a count of the entries that point to it. */
export class StateTable {
  readonly #ids = new Map<string, number>()
  readonly #texts: (string | undefined)[] = [undefined]
  /** Parsed on first use: most states of a large library are never read between two restarts. */
  readonly #parsed: (RelativeState | undefined)[] = [undefined]
  #references = new Uint32Array(1024)
  #free: number[] = []
  /** Swept numbers rest until the next sweep, so that a number kept too long fails instead of meaning another state. */
  #resting: number[] = []

  /** States held, whether entries point to them or not. */
  get size(): number {
    return this.#ids.size
  }

  /** Number of the state's content; good until the next sweep unless an entry points to it by then. */
  intern(state: VerdictState): number {
    checkStorable(state)
    const text = JSON.stringify(relativeState(state))
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    if (text.length > maxStateLength) throw new RangeError(`A verdict state has ${text.length} characters`)
    const id = this.#free.pop() ?? this.#texts.length
    this.#set(id, text)
    return id
  }

  /** Puts back a state under the number it had when it was saved; false unless numbers rise and contents differ. */
  restore(id: number, text: string): boolean {
    if (id < this.#texts.length || id > maxRestoredId || this.#ids.has(text)) return false
    while (this.#texts.length < id) {
      this.#free.push(this.#texts.length)
      this.#texts.push(undefined)
      this.#parsed.push(undefined)
    }
    this.#set(id, text)
    return true
  }

  has(id: number): boolean {
    return this.#texts[id] !== undefined
  }

  get(id: number): RelativeState {
    const parsed = this.#parsed[id]
    if (parsed !== undefined) return parsed
    const text = this.#texts[id]
    if (text === undefined) throw new RangeError(`No state has the number ${id}`)
    const state: RelativeState = JSON.parse(text)
    this.#parsed[id] = state
    return state
  }

  retain(id: number): void {
    this.#references[id] = this.#references[id]! + 1
  }

  release(id: number): void {
    this.#references[id] = this.#references[id]! - 1
  }

  /** Forgets the states no entry points to and gives how many they were. */
  sweep(): number {
    this.#free.push(...this.#resting.splice(0))
    for (let id = 1; id < this.#texts.length; id += 1) {
      const text = this.#texts[id]
      if (text === undefined || this.#references[id] !== 0) continue
      this.#ids.delete(text)
      this.#texts[id] = undefined
      this.#parsed[id] = undefined
      this.#resting.push(id)
    }
    return this.#resting.length
  }

  /** Every state's number and content, in rising order of the numbers there are now. */
  *saved(): Generator<{ readonly id: number; readonly text: string }, void, undefined> {
    const end = this.#texts.length
    for (let id = 1; id < end; id += 1) {
      const text = this.#texts[id]
      if (text !== undefined) yield { id, text }
    }
  }

  #set(id: number, text: string): void {
    this.#ids.set(text, id)
    this.#texts[id] = text
    this.#parsed[id] = undefined
    if (id >= this.#references.length) {
      const grown = new Uint32Array(id * 2)
      grown.set(this.#references)
      this.#references = grown
    }
  }
}

/** Throws a RangeError when the state's instant does not fit an entry or its weight would not survive JSON. */
function checkStorable(state: VerdictState): void {
  const { refAt, weight } = state
  if (!Number.isInteger(refAt) || refAt < 0 || refAt > maxUint32) {
    throw new RangeError(`The reference instant ${refAt} is not a whole second from 1970 to 2106`)
  }
  if (!Number.isFinite(weight)) throw new RangeError('The weight of a verdict state is not finite')
}
