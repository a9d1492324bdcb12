/** A name as DNS sends it: labels with their lengths, lower case, the root at the end. */
export function nameToWire(name: string): Buffer {
  const labels = name.replace(/\.$/, '').toLowerCase().split('.')
  const parts = labels[0] === '' ? [] : labels
  const wire = Buffer.concat([
    ...parts.map((label) => {
      const bytes = Buffer.from(label, 'latin1')
      if (bytes.length === 0 || bytes.length > maxLabelBytes)
        throw new RangeError(`${name} is no name of DNS`)
      return Buffer.concat([Buffer.from([bytes.length]), bytes])
    }),
    Buffer.from([0]),
  ])
  if (wire.length > maxNameBytes) throw new RangeError(`${name} is longer than a name of DNS may be`)
  return wire
}

/** RFC 1035, 2.3.4. */
export const maxLabelBytes = 63
export const maxNameBytes = 255

/** Pointers followed in one name; a message that needs more goes in a circle. */
const maxPointers = 32

/** Reads a name, following pointers: its text in lower case, and where the next field begins. */
export function readName(message: Buffer, at: number): { name: string; end: number } {
  const labels: string[] = []
  let end: number | undefined
  let position = at
  let pointers = 0
  for (;;) {
    const length = message.readUInt8(position)
    if (length >= 0xc0) {
      end ??= position + 2
      position = message.readUInt16BE(position) & 0x3fff
      pointers += 1
      if (pointers > maxPointers) throw new RangeError('a name goes in a circle')
      continue
    }
    if (length > maxLabelBytes) throw new RangeError('a label is too long')
    position += 1
    if (length === 0) return { name: labels.join('.'), end: end ?? position }
    if (position + length > message.length) throw new RangeError('a label ends behind the message')
    labels.push(message.toString('latin1', position, position + length).toLowerCase())
    position += length
  }
}
