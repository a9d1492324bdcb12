/** The digits of a number as somebody typed it. */
export interface CleanNumber {
  /** True when it began with `+`. */
  readonly plus: boolean
  readonly digits: string
  /** Digits after `ext.`, `转`, `#` and the like; empty when there are none. */
  readonly extension: string
}

/** More digits than any number has: 1069 ports reach 20, an international prefix and a calling code add 6. */
const maxDigits = 26
const maxExtensionDigits = 8

/**
 * Takes spaces, dots, dashes, brackets, invisible characters and full-width forms away. Undefined when anything else
 * is in the way, letters included: vanity numbers read differently on every keypad.
 */
export function cleanNumber(input: string): CleanNumber | undefined {
  let text = input
  if (hasWideCharacter(text)) text = text.normalize('NFKC')
  text = withoutLabel(text)
  let digits = ''
  let plus = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0x30 && code <= 0x39) {
      digits += text[index]
      if (digits.length > maxDigits) return undefined
    } else if (code === 0x2b) {
      if (plus || digits !== '') return undefined
      plus = true
    } else if (!isSeparator(code)) {
      const extension = digits.length < 5 ? undefined : readExtension(text.slice(index))
      return extension === undefined ? undefined : { plus, digits, extension }
    }
  }
  return digits === '' ? undefined : { plus, digits, extension: '' }
}

function hasWideCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return true
  }
  return false
}

const labels = ['tel:', 'tel', '电话', '手机号码', '手机号', '手机', '号码', '固话', '客服电话', '热线']

function withoutLabel(text: string): string {
  const trimmed = text.trim()
  const lower = trimmed.slice(0, 8).toLowerCase()
  const label = labels.find((candidate) => lower.startsWith(candidate))
  if (label === undefined) return trimmed
  const rest = trimmed.slice(label.length).trimStart()
  return rest.startsWith(':') ? rest.slice(1) : rest
}

/** White space, `-` `.` `/` `(` `)` `_` `·` `~`, dashes, zero-width and bidirectional controls, soft hyphen. */
function isSeparator(code: number): boolean {
  if (code < 0x80) {
    return (
      code === 0x20 ||
      (code >= 0x09 && code <= 0x0d) ||
      (code >= 0x28 && code <= 0x29) ||
      (code >= 0x2d && code <= 0x2f) ||
      code === 0x5f ||
      code === 0x7e
    )
  }
  return (
    code === 0xa0 ||
    code === 0xad ||
    code === 0xb7 ||
    (code >= 0x2000 && code <= 0x2015) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x2064) ||
    code === 0x2212 ||
    code === 0x3000 ||
    code === 0x30fb ||
    code === 0xfeff
  )
}

const extensionMarks = [';ext=', 'extension', 'ext.', 'ext', '转接', '转', '分机', 'x', '#', ',', 'p', 'w']

/** The digits behind an extension mark; undefined when the text is no extension. */
function readExtension(text: string): string | undefined {
  const lower = text.slice(0, 40).toLowerCase()
  const mark = extensionMarks.find((candidate) => lower.startsWith(candidate))
  if (mark === undefined) return undefined
  let digits = ''
  for (let index = mark.length; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0x30 && code <= 0x39) digits += text[index]
    else if (!isSeparator(code) && code !== 0x3a && code !== 0x2c) return undefined
    if (digits.length > maxExtensionDigits) return undefined
  }
  return digits === '' ? undefined : digits
}
