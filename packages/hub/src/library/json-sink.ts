/** Where an answer is written piece by piece: as a string for one answer, as bytes for a batch of them. */
export interface JsonSink {
  /** Text that is ASCII and needs no escape: punctuation, names, numbers. */
  ascii(text: string): void
  /** JSON that was made before, in the form that suits the sink. */
  prepared(json: PreparedJson): void
  /** A string value with its quotation marks. */
  string(text: string): void
  /** A flat record of strings whose names need no escape. */
  record(record: Readonly<Record<string, string>>): void
}

/** JSON text that is used again and again, ready for both sinks. */
export interface PreparedJson {
  readonly text: string
  readonly bytes: Uint8Array
}

export function prepareJson(text: string): PreparedJson {
  return { text, bytes: Buffer.from(text) }
}

/** A flat record of strings, written to any sink. Its names are ours: letters only. */
export function writeRecord(sink: JsonSink, record: Readonly<Record<string, string>>): void {
  let separator = '{"'
  for (const name in record) {
    const value = record[name]
    if (value === undefined) continue
    sink.ascii(separator)
    sink.ascii(name)
    sink.ascii('":')
    sink.string(value)
    separator = ',"'
  }
  sink.ascii(separator === '{"' ? '{}' : '}')
}
