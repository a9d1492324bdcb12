import { eachTraditional } from './traditional.ts'

/** Folded code of characters that hold no meaning for the wording: signs, spaces, pictures, invisible ones. */
export const separator = 0

function makeFoldTable(): Uint16Array {
  const table = new Uint16Array(0x10000)
  const keep = (from: number, to: number): void => {
    for (let code = from; code <= to; code += 1) table[code] = code
  }
  keep(0x30, 0x39)
  keep(0x61, 0x7a)
  for (let code = 0x41; code <= 0x5a; code += 1) table[code] = code + 32
  keep(0x370, 0x1fff) // Greek to Georgian: letters of other languages stay what they are
  keep(0x3041, 0x3096)
  keep(0x30a1, 0x30fa)
  keep(0x3400, 0x4dbf)
  keep(0x4e00, 0x9fff)
  keep(0xac00, 0xd7a3)
  // Forms that Unicode itself calls compatible with one plain character: accents, circles, full width, radicals.
  for (const [from, to] of compatibleRanges) {
    for (let code = from; code <= to; code += 1) {
      const folded = compatibleUnit(String.fromCharCode(code))
      if (folded !== 0) table[code] = table[folded] ?? 0
    }
  }
  for (const [lookalikes, letters] of latinLookalikes) {
    for (let i = 0; i < lookalikes.length; i += 1) table[lookalikes.charCodeAt(i)] = letters.charCodeAt(i)
  }
  eachTraditional((traditional, simplified) => {
    table[traditional] = simplified
  })
  return table
}

const compatibleRanges: readonly (readonly [number, number])[] = [
  [0xc0, 0x24f],
  [0x1d00, 0x1d6a],
  [0x1e00, 0x1eff],
  [0x2070, 0x2094],
  [0x2100, 0x214f],
  [0x2460, 0x24ff],
  [0x2e80, 0x2fd5],
  [0x3220, 0x33ff],
  [0xf900, 0xfaff],
  [0xff00, 0xffdc],
]

/** The first letter or digit of the compatible form; 0 when it has none. */
function compatibleUnit(character: string): number {
  const match = /[a-z0-9\u3400-\u9fff]/i.exec(character.normalize('NFKD'))
  return match === null ? 0 : match[0].charCodeAt(0)
}

/** Letters of other scripts, and small capitals, that are put between Latin ones because they look the same. */
const latinLookalikes: readonly (readonly [string, string])[] = [
  ['аеорсухѕіјһԁԛԝӏ', 'aeopcyxsijhdqwl'],
  ['АВЕКМНОРСТХЅІЈ', 'abekmhopctxsij'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυ', 'abezhikmnoptyxovpu'],
  ['ıɑɡɩᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'iagiabcdeghijklmnoprstuvwyz'],
]

const foldTable = makeFoldTable()

/**
 * What a UTF-16 unit counts as: lower-case ASCII letters and digits for whatever looks like them, simplified
 * characters for traditional ones, `separator` for signs, itself for other letters.
 */
export function foldUnit(unit: number): number {
  return foldTable[unit] ?? separator
}
