import { isInvisible } from '../indicators/host/invisible.ts'

/** Text as the scanners read it, with the way back to the original. */
export interface NormalisedText {
  readonly text: string
  /** For every normalised character: offset of the original character's first code unit, and the one after its last. */
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/**
 * One linear pass: invisible characters go, full-width, mathematical and circled letters, digits and the signs that
 * occur in links and numbers become ASCII, odd spaces become spaces. Chinese digits and circled digits stay, because
 * the number scanner must know them apart from ASCII ones (`①13800138000` is a list item, not a longer number). Chinese
 * commas, question marks and brackets stay as well: they end a link, their ASCII forms do not.
 */
export function normaliseText(original: string): NormalisedText {
  const codes = new Uint16Array(original.length)
  const starts = new Int32Array(original.length)
  const ends = new Int32Array(original.length)
  let length = 0
  for (let i = 0; i < original.length; i += 1) {
    const code = original.charCodeAt(i)
    if (code < 0x80) {
      codes[length] = code
      starts[length] = i
      ends[length] = i + 1
      length += 1
      continue
    }
    if (isInvisible(code) || code === keycap) continue
    const start = i
    let folded = foldCode(code)
    if (code === mathematicalHigh && i + 1 < original.length) {
      const letter = mathematicalCode(original.charCodeAt(i + 1))
      if (letter > 0) {
        folded = letter
        i += 1
      }
    }
    codes[length] = folded
    starts[length] = start
    ends[length] = i + 1
    length += 1
  }
  return { text: textOf(codes, length), starts, ends }
}

const keycap = 0x20e3
const mathematicalHigh = 0xd835

/** ASCII letter or digit of a mathematical one given by its low surrogate; 0 when it is none. */
function mathematicalCode(low: number): number {
  if (low >= 0xdfce && low <= 0xdfff) return 48 + ((low - 0xdfce) % 10)
  if (low < 0xdc00 || low > 0xdea3) return 0
  const letter = (low - 0xdc00) % 52
  return letter < 26 ? 65 + letter : 71 + letter
}

/** Full-width signs that have a part in links and numbers; the others end them. */
const foldedSigns = new Set(Array.from('．／＠－＿：＝＆％＃＋～［］｛｝＼', (sign) => sign.charCodeAt(0)))

function foldCode(code: number): number {
  if (code >= 0xff10 && code <= 0xff5e) {
    const ascii = code - 0xfee0
    const alphanumeric =
      (ascii >= 48 && ascii <= 57) || (ascii >= 65 && ascii <= 90) || (ascii >= 97 && ascii <= 122)
    return alphanumeric || foldedSigns.has(code) ? ascii : code
  }
  if (code > 0xff00 && foldedSigns.has(code)) return code - 0xfee0
  if (
    code === 0x3000 ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f
  ) {
    return 32
  }
  if ((code >= 0x2010 && code <= 0x2013) || code === 0x2212) return 45
  if (code >= 0x660 && code <= 0x669) return code - 0x660 + 48
  if (code >= 0x6f0 && code <= 0x6f9) return code - 0x6f0 + 48
  if (code >= 0x24b6 && code <= 0x24cf) return code - 0x24b6 + 65
  if (code >= 0x24d0 && code <= 0x24e9) return code - 0x24d0 + 97
  return code
}

function textOf(codes: Uint16Array, length: number): string {
  let text = ''
  // In chunks, because an argument list has a limit.
  for (let i = 0; i < length; i += 8192) {
    text += String.fromCharCode(...codes.subarray(i, Math.min(i + 8192, length)))
  }
  return text
}
