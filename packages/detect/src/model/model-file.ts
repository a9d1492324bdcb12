/**
 * A model as bytes: the mark `WZM1`, the length of a header, the header as JSON in ASCII, then its sections one after
 * the other, each beginning at a multiple of four. Numbers are little-endian. The header holds what a person may want
 * to read (name, version, thresholds, figures) and where each section lies; sections hold the numbers.
 */
export interface ModelFile {
  readonly header: Readonly<Record<string, unknown>>
  readonly sections: Readonly<Record<string, Section>>
}

export type Section = Int8Array | Uint8Array | Float32Array | Float64Array

const magic = 0x314d5a57
const sectionTypes = { i8: Int8Array, u8: Uint8Array, f32: Float32Array, f64: Float64Array } as const
type SectionType = keyof typeof sectionTypes

/** Writes a model; the same content gives the same bytes. */
export function encodeModel({ header, sections }: ModelFile): Uint8Array<ArrayBuffer> {
  const names = Object.keys(sections).sort()
  let offset = 0
  const table = names.map((name) => {
    const section = sections[name] ?? new Uint8Array()
    const row = { name, type: typeOf(section), offset, length: section.length }
    offset += padded(section.byteLength)
    return row
  })
  const json = asciiBytes(JSON.stringify({ ...header, sections: table }))
  const start = padded(8 + json.length)
  const bytes = new Uint8Array(start + offset)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, json.length, true)
  bytes.set(json, 8)
  for (const row of table) {
    const section = sections[row.name] ?? new Uint8Array()
    writeSection(view, start + row.offset, section)
  }
  return bytes
}

/** Reads a model. Throws a RangeError for bytes that are none, or that were cut off. */
export function decodeModel(bytes: Uint8Array): ModelFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || view.getUint32(0, true) !== magic) throw new RangeError('These bytes are no model')
  const headerLength = view.getUint32(4, true)
  if (headerLength > bytes.length - 8) throw new RangeError('The model is cut off')
  const header: unknown = JSON.parse(asciiText(bytes.subarray(8, 8 + headerLength)))
  if (!isRecord(header) || !Array.isArray(header['sections'])) throw new RangeError('The model has no table')
  const start = padded(8 + headerLength)
  const sections: Record<string, Section> = {}
  for (const row of header['sections'] as readonly unknown[]) {
    if (!isRow(row)) throw new RangeError('The model has a section that cannot be read')
    sections[row.name] = readSection(view, start + row.offset, row.type, row.length)
  }
  const { sections: _, ...rest } = header
  return { header: rest, sections }
}

/** Headers hold names and numbers only; anything else is written as an escape. */
function asciiBytes(json: string): Uint8Array {
  const escaped = json.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return Uint8Array.from(escaped, (c) => c.charCodeAt(0))
}

function asciiText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function typeOf(section: Section): SectionType {
  if (section instanceof Int8Array) return 'i8'
  if (section instanceof Uint8Array) return 'u8'
  return section instanceof Float32Array ? 'f32' : 'f64'
}

function writeSection(view: DataView, at: number, section: Section): void {
  const size = section.BYTES_PER_ELEMENT
  for (let i = 0; i < section.length; i += 1) {
    const value = section[i] ?? 0
    if (section instanceof Float32Array) view.setFloat32(at + i * size, value, true)
    else if (section instanceof Float64Array) view.setFloat64(at + i * size, value, true)
    else view.setUint8(at + i, value & 0xff)
  }
}

function readSection(view: DataView, at: number, type: SectionType, length: number): Section {
  const constructor = sectionTypes[type]
  if (at + length * constructor.BYTES_PER_ELEMENT > view.byteLength)
    throw new RangeError('The model is cut off')
  if (type === 'i8') return new Int8Array(view.buffer, view.byteOffset + at, length)
  if (type === 'u8') return new Uint8Array(view.buffer, view.byteOffset + at, length)
  const section = new constructor(length)
  for (let i = 0; i < length; i += 1)
    section[i] = type === 'f32' ? view.getFloat32(at + i * 4, true) : view.getFloat64(at + i * 8, true)
  return section
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isRow(value: unknown): value is {
  readonly name: string
  readonly type: SectionType
  readonly offset: number
  readonly length: number
} {
  if (!isRecord(value)) return false
  const { name, type, offset, length } = value
  return (
    typeof name === 'string' &&
    typeof type === 'string' &&
    type in sectionTypes &&
    isCount(offset) &&
    isCount(length)
  )
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
