import { CodedError } from '@wuzei/domain'
import { unpacked } from './read-bytes.ts'

/** Longest object that is taken out of a document; reports with whole files in them are not. */
const maxElementLength = 8 * 1024 * 1024

/** Deeper documents are no exchange format but an attack. */
const maxDepth = 256

interface Level {
  readonly list: boolean
  /** Member name that leads here, or that of the list the value is in. */
  readonly name: string
  /** Name of the member being read, in an object. */
  member: string
}

/**
 * Takes the objects out of a JSON document that stand in a list under one of these member names, at any depth, one
 * after the other as text: memory is bounded by one object, whatever the document's size.
 *
 * @throws CodedError IMPORT_LINE_INVALID when the document is no JSON object or list or breaks off
 */
export async function* jsonElements(
  bytes: AsyncIterable<Uint8Array>,
  lists: ReadonlySet<string>,
): AsyncGenerator<readonly string[], void> {
  const scanner = new ElementScanner(lists)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of unpacked(bytes)) {
    const found = scanner.scan(decoder.decode(chunk, { stream: true }))
    if (found.length > 0) yield found
  }
  const found = scanner.scan(decoder.decode())
  if (found.length > 0) yield found
  if (!scanner.complete) throw broken('the document breaks off')
}

/** Follows nesting, strings and member names; does not check what lies between, JSON.parse does that. */
class ElementScanner {
  readonly #lists: ReadonlySet<string>
  readonly #levels: Level[] = []
  #started = false
  #inString = false
  #escaped = false
  /** Text of the string being read, where it may be a member's name. */
  #string = ''
  #last = ''
  /** Depth of the object being taken out; 0 when none is. */
  #taking = 0
  #taken = ''

  constructor(lists: ReadonlySet<string>) {
    this.#lists = lists
  }

  get complete(): boolean {
    return this.#started && this.#levels.length === 0 && !this.#inString
  }

  scan(text: string): string[] {
    const found: string[] = []
    // Where the object being taken out goes on: at the start of every further chunk.
    let from = 0
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (this.#inString) this.#inText(code, text.charAt(at))
      else if (code === 0x22) {
        this.#inString = true
        this.#string = ''
      } else if (code === 0x7b || code === 0x5b) {
        if (this.#open(code === 0x5b)) from = at
      } else if (code === 0x7d || code === 0x5d) {
        if (this.#close(code === 0x5d)) {
          found.push(this.#taken + text.slice(from, at + 1))
          this.#taken = ''
        }
      } else this.#between(code)
    }
    if (this.#taking > 0) this.#taken += text.slice(from)
    if (this.#taken.length > maxElementLength) throw broken('an object is too large')
    return found
  }

  #inText(code: number, character: string): void {
    if (this.#escaped) this.#escaped = false
    else if (code === 0x5c) this.#escaped = true
    else if (code === 0x22) {
      this.#inString = false
      this.#last = this.#string
    } else if (this.#taking === 0 && this.#string.length < 64) this.#string += character
  }

  #between(code: number): void {
    const level = this.#levels.at(-1)
    if (code === 0x3a && level) level.member = this.#last
    if (!level && code > 0x20 && code !== 0xfeff) throw broken('this is no JSON object or list')
  }

  /** True when an object begins here that is to be taken out. */
  #open(list: boolean): boolean {
    const parent = this.#levels.at(-1)
    if (!parent && this.#started) throw broken('something follows the document')
    this.#started = true
    const name = parent ? (parent.list ? parent.name : parent.member) : ''
    this.#levels.push({ list, name, member: '' })
    if (this.#levels.length > maxDepth) throw broken('the document is nested too deeply')
    if (this.#taking > 0 || list || !parent?.list || !this.#lists.has(name)) return false
    this.#taking = this.#levels.length
    return true
  }

  /** True when the object being taken out ends here. */
  #close(list: boolean): boolean {
    const depth = this.#levels.length
    if (this.#levels.pop()?.list !== list) throw broken('brackets do not match')
    if (depth !== this.#taking) return false
    this.#taking = 0
    return true
  }
}

function broken(detail: string): CodedError {
  return new CodedError('IMPORT_LINE_INVALID', detail)
}
