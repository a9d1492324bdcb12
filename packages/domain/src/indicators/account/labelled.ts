/**
 * What stands behind one of the labels, taken off without its colon, equals sign or space; undefined when the text
 * begins with none of them. A Latin label must be followed by such a mark or by a digit, or else it is part of a word.
 */
export function labelled(text: string, labels: readonly string[]): string | undefined {
  const head = text.slice(0, 24).toLowerCase()
  for (const label of labels) {
    if (!head.startsWith(label)) continue
    const rest = text.slice(label.length)
    const trimmed = rest.trimStart()
    const isMarked = trimmed.startsWith(':') || trimmed.startsWith('=')
    const isLatin = (label.codePointAt(label.length - 1) ?? 0) < 0x80
    const first = rest.charCodeAt(0)
    const isGlued = rest === trimmed && !isMarked
    if (isLatin && isGlued && !(first >= 0x30 && first <= 0x39)) continue
    return (isMarked ? trimmed.slice(1) : trimmed).trim()
  }
  return undefined
}
