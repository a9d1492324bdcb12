import { withoutInvisible } from '../host/invisible.ts'

/** The digits of a number typed in groups, full-width ones too; undefined when anything but spaces, `-`, `.` is between. */
export function compactDigits(text: string): string | undefined {
  const plain = withoutInvisible(text.normalize('NFKC'))
  let digits = ''
  for (let index = 0; index < plain.length; index++) {
    const code = plain.charCodeAt(index)
    if (code >= 0x30 && code <= 0x39) digits += plain[index]
    else if (code !== 0x20 && code !== 0x2d && code !== 0x2e && code !== 0x09 && code !== 0x2013)
      return undefined
  }
  return digits
}
