/** Negative, zero or positive as `left` stands before, at or after `right` in the order of their UTF-8 bytes. */
export function compareBytewise(left: string, right: string): number {
  if (left === right) return 0
  // Code points sort as their UTF-8 bytes do; the units of a JavaScript string do not beyond U+FFFF.
  const leftPoints = left[Symbol.iterator]()
  const rightPoints = right[Symbol.iterator]()
  for (;;) {
    const leftPoint = leftPoints.next().value?.codePointAt(0) ?? -1
    const rightPoint = rightPoints.next().value?.codePointAt(0) ?? -1
    if (leftPoint !== rightPoint) return leftPoint - rightPoint
    if (leftPoint === -1) return 0
  }
}

/**
 * The order of serial numbers: as bytes, but a run of digits counts as the number it writes, so `t9` stands before
 * `t10`, as the bank booked them.
 */
export function compareSerials(left: string, right: string): number {
  const leftParts = partsOf(left)
  const rightParts = partsOf(right)
  for (let at = 0; at < leftParts.length && at < rightParts.length; at += 1) {
    const order = compareParts(leftParts[at] ?? '', rightParts[at] ?? '')
    if (order !== 0) return order
  }
  return leftParts.length - rightParts.length || compareBytewise(left, right)
}

function partsOf(serial: string): readonly string[] {
  return serial.match(/\d+|\D+/g) ?? []
}

function compareParts(left: string, right: string): number {
  if (!isNumber(left) || !isNumber(right)) return compareBytewise(left, right)
  const leftDigits = left.replace(/^0+/, '')
  const rightDigits = right.replace(/^0+/, '')
  return leftDigits.length - rightDigits.length || compareBytewise(leftDigits, rightDigits)
}

function isNumber(part: string): boolean {
  return part !== '' && part >= '0' && part < ':'
}
