/** Answers of a full batch take about 1.3 MB; the buffer keeps the largest size it ever needed. */
const firstBytes = 256 * 1024

/** Buffers kept for the next answers, and the largest of them: sixteen batches at once are many for one core. */
const idleBuffers = 16
const largestIdleBytes = 4 * 1024 * 1024

/** A UTF-8 character of JSON text takes at most this many bytes per UTF-16 unit once escaped (`\u001f`). */
const bytesPerUnit = 6

/** Encoded strings and records that are kept, and the longest string of them: facts have few different short ones. */
const keptTexts = 2_000
const longestKept = 32

/** JSON that is used again and again, as bytes. */
export type PreparedJson = Uint8Array

export function prepareJson(text: string): PreparedJson {
  return Buffer.from(text)
}

/** Bytes that belong to the reader until `release`. */
export interface LentBytes {
  readonly json: Buffer
  readonly release: () => void
}

/**
 * Builds JSON as bytes in one buffer that is used again for every answer. Measured on batches of 1,000 checks, CPU time
 * of writing one answer: joined strings 6 µs, this 1.6 µs, of which the copy of about 1 KB of prepared words is 0.5.
 */
export class JsonBytes {
  #bytes: Buffer = Buffer.allocUnsafeSlow(firstBytes)
  #length = 0
  readonly #idle: Buffer[] = []
  readonly #strings = new Map<string, PreparedJson>()
  readonly #records = new Map<object, PreparedJson>()

  /** Begins anew, whatever an answer that broke off has left. */
  reset(): void {
    this.#length = 0
  }

  /** A copy of what was written, good for as long as it is needed. */
  toBuffer(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length))
  }

  /** What was written as a string of one unit a byte: one copy where a buffer would be two. */
  toLatin1(): string {
    return this.#bytes.toString('latin1', 0, this.#length)
  }

  /**
   * What was written, without a copy, and begins anew in another buffer. Whoever calls `release` when the bytes are
   * sent lets the buffer be used again: the memory of a new megabyte costs a tenth of writing it. Whoever does not,
   * leaves it to the collector.
   */
  lend(): LentBytes {
    const bytes = this.#bytes
    const json = bytes.subarray(0, this.#length)
    // As large as this one: growing to a batch's size would copy it three times.
    this.#bytes = this.#idle.pop() ?? Buffer.allocUnsafeSlow(Math.min(bytes.length, largestIdleBytes))
    this.#length = 0
    let lent = true
    return {
      json,
      release: () => {
        if (lent && this.#idle.length < idleBuffers && bytes.length <= largestIdleBytes)
          this.#idle.push(bytes)
        lent = false
      },
    }
  }

  /** A few bytes of prepared JSON: a loop is quicker than a call to `set` up to about 60. */
  short(json: PreparedJson): void {
    const count = json.length
    this.#reserve(count)
    const bytes = this.#bytes
    let length = this.#length
    for (let index = 0; index < count; index += 1) bytes[length++] = json[index]!
    this.#length = length
  }

  /** Many bytes of prepared JSON. */
  long(json: PreparedJson): void {
    this.#reserve(json.length)
    this.#bytes.set(json, this.#length)
    this.#length += json.length
  }

  /** A string value with its quotation marks. */
  string(text: string): void {
    this.#reserve(text.length * bytesPerUnit + 2)
    const bytes = this.#bytes
    const start = this.#length
    const units = text.length
    let length = start
    bytes[length++] = quotationMark
    for (let index = 0; index < units; index += 1) {
      const code = text.charCodeAt(index)
      // Controls, quotation mark, backslash and everything outside ASCII take the plain route.
      if (code < 32 || code > 126 || code === quotationMark || code === 92) {
        this.#encode(text, start)
        return
      }
      bytes[length++] = code
    }
    bytes[length++] = quotationMark
    this.#length = length
  }

  /** A flat record of strings. Frozen ones are shared by many values (a carrier's numbers) and encoded once. */
  record(record: Readonly<Record<string, string>>): void {
    if (Object.isFrozen(record)) {
      this.short(this.#recordBytes(record))
      return
    }
    let opening = openingBrace
    for (const name in record) {
      const value = record[name]
      if (value === undefined) continue
      this.#reserve(2)
      this.#bytes[this.#length++] = opening
      this.string(name)
      this.#bytes[this.#length++] = colon
      this.string(value)
      opening = comma
    }
    this.#reserve(2)
    if (opening === openingBrace) this.#bytes[this.#length++] = openingBrace
    this.#bytes[this.#length++] = closingBrace
  }

  #recordBytes(record: Readonly<Record<string, string>>): PreparedJson {
    let known = this.#records.get(record)
    if (!known) {
      known = prepareJson(JSON.stringify(record))
      if (this.#records.size < keptTexts) this.#records.set(record, known)
    }
    return known
  }

  /** Names of carriers and regions come again and again: each is escaped and encoded once. */
  #encode(text: string, start: number): void {
    let known = this.#strings.get(text)
    if (!known) {
      known = prepareJson(JSON.stringify(text))
      if (text.length <= longestKept && this.#strings.size < keptTexts) this.#strings.set(text, known)
    }
    this.#bytes.set(known, start)
    this.#length = start + known.length
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed > this.#bytes.length) this.#grow(needed)
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}

const quotationMark = 34
const comma = 44
const colon = 58
const openingBrace = 123
const closingBrace = 125
