import { writeRecord, type JsonSink, type PreparedJson } from './json-sink.ts'

/**
 * Builds one JSON text as a string. For a single answer this beats bytes: the runtime joins it with the head of the
 * HTTP answer anyway, and decoding bytes for that took 11 of 82 µs a request.
 */
export class JsonText implements JsonSink {
  #text = ''

  /** Begins anew, whatever an answer that broke off has left. */
  reset(): void {
    this.#text = ''
  }

  toString(): string {
    return this.#text
  }

  ascii(text: string): void {
    this.#text += text
  }

  prepared(json: PreparedJson): void {
    this.#text += json.text
  }

  string(text: string): void {
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index)
      // Controls, quotation mark, backslash; surrogates too, since a lone one must be escaped.
      if (code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff)) {
        this.#text += JSON.stringify(text)
        return
      }
    }
    this.#text += `"${text}"`
  }

  record(record: Readonly<Record<string, string>>): void {
    writeRecord(this, record)
  }
}
