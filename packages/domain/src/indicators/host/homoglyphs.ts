/**
 * Letters of other scripts that are taken for Latin ones in most typefaces, lower case: look-alikes first, then what
 * they look like. Own selection from the shapes that occur in reported names; not the whole of Unicode TR39.
 */
const exactLookalikes: readonly (readonly [string, string])[] = [
  ['аеорсухѕіїјһԁԛԝӏԍґ', 'aeopcyxsiijhdqwlgr'], // Cyrillic
  ['ονρυικαγωϲϳ', 'ovpuikaywcj'], // Greek
  ['օսցհոզքա', 'oughnqpw'], // Armenian
  ['ꭰꭱꭲꭵꭹꭺꭻꭼꮃꮇꮋꮍꮐꮒꮓꮟꮤꮥꮩꮪꮮꮯꮲꮶꮷᏻᏼ', 'drtiyajewmhyghzbwsvslcpkdgb'], // Cherokee, as lower-cased
  ['ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ', 'bpdtgkjczfmnlsrvhwxyaeiou'], // Lisu
  ['ⲟⲥⲣⲓⲕ', 'ocpik'], // Coptic
  ['ıɑɡɩƅƿɛᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢǀ', 'iagibpeabcdeghijklmnoprstuvwyzl'], // Latin beyond ASCII
  ['〇०๐໐丨', 'ooool'], // digits and strokes
]

/** Letters that pass for Latin beside Latin ones, but that make ordinary words of their own script. */
const looseLookalikes: readonly (readonly [string, string])[] = [
  ['вкмнтгпьиц', 'bkmhtrnbuu'],
  ['βεητχσμ', 'bentxou'],
]

const exactTable = tableOf(exactLookalikes)
const looseTable = new Map([...exactTable, ...tableOf(looseLookalikes)])

/**
 * Reduces a Unicode host to what it looks like in Latin letters: two names with equal skeletons can be mistaken for
 * one another. Accents are dropped, digits and letter pairs that pass for letters are folded (0 o, 1 l, rn m, vv w).
 * For comparing only: the result is not a host name.
 */
export function skeleton(host: string): string {
  let output = ''
  for (const character of host.normalize('NFKC').toLowerCase().normalize('NFD')) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x300 && code <= 0x36f) continue
    output += looseTable.get(character) ?? character
  }
  return output
    .normalize('NFC')
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}

/** True when one of a Unicode host's labels passes for a Latin name or mixes Latin with a look-alike script. */
export function hasHomoglyphs(unicodeHost: string): boolean {
  const labels = unicodeHost.split('.')
  const endsInAscii = isAscii(labels.at(-1) ?? '')
  return labels.some((label) => !isAscii(label) && isLookalikeLabel(label, endsInAscii))
}

/** True when every label of a Unicode host keeps to one script (Chinese, Japanese, Korean may stand with Latin). */
export function isSingleScript(unicodeHost: string): boolean {
  return unicodeHost.split('.').every((label) => {
    const scripts = new Set(Array.from(label, (c) => scriptOf(c.codePointAt(0) ?? 0)))
    scripts.delete('common')
    if (scripts.has('east-asian')) scripts.delete('latin')
    return scripts.size <= 1
  })
}

function isLookalikeLabel(label: string, endsInAscii: boolean): boolean {
  let latin = 0
  let exact = 0
  let letters = 0
  let risky = false
  for (const character of label.normalize('NFD')) {
    const script = scriptOf(character.codePointAt(0) ?? 0)
    if (script === 'common') continue
    letters += 1
    if (isAscii(character)) latin += 1
    else if (exactTable.has(character)) exact += 1
    if (script === 'look-alike' || (script === 'latin' && exactTable.has(character))) risky = true
  }
  if (latin > 0 && risky) return true
  return endsInAscii && exact === letters && letters > 0
}

type Script = 'common' | 'latin' | 'look-alike' | 'east-asian' | 'other'

function scriptOf(code: number): Script {
  if (code < 0x80) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) ? 'latin' : 'common'
  if (code < 0x300 || (code >= 0x1d00 && code <= 0x1eff) || (code >= 0xa720 && code <= 0xa7ff)) return 'latin'
  if (code <= 0x36f) return 'common'
  // Greek and Coptic, Cyrillic, Armenian, Cherokee, Lisu
  if (code <= 0x58f || (code >= 0x13a0 && code <= 0x13ff) || (code >= 0x1f00 && code <= 0x1fff))
    return 'look-alike'
  if ((code >= 0x2c80 && code <= 0x2cff) || (code >= 0xa4d0 && code <= 0xa4ff)) return 'look-alike'
  if ((code >= 0xa640 && code <= 0xa69f) || (code >= 0xab30 && code <= 0xabbf)) return 'look-alike'
  if ((code >= 0x1100 && code <= 0x11ff) || (code >= 0x2e80 && code <= 0x9fff)) return 'east-asian'
  if ((code >= 0xac00 && code <= 0xd7af) || (code >= 0xf900 && code <= 0xfaff) || code >= 0x1b000)
    return 'east-asian'
  return 'other'
}

function tableOf(rows: readonly (readonly [string, string])[]): Map<string, string> {
  return new Map(rows.flatMap(([from, to]) => Array.from(from, (c, i): [string, string] => [c, to[i] ?? c])))
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7f) return false
  return true
}
