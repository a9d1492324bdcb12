import { withoutInvisible } from './invisible.ts'

/** Endings after which a written-out dot (`点`, `dot`) is believed without further sign. */
export const writtenDotEndings: ReadonlySet<string> = new Set(
  (
    'com cn net org top xyz vip cc info biz tv me io co app shop site online club live fun icu work pro ltd hk tw jp ' +
    'kr us uk ru in de eu asia mobi wang ink store tech space website link ren win bid loan men cyou sbs bond cfd'
  ).split(' '),
)

/**
 * Undoes what people do to a link or address so that it cannot be clicked or found: `hxxp`, `[.]`, `(dot)`, `[:]//`,
 * Chinese and full-width dots and letters, invisible characters, surrounding brackets and quotes. For one value, not
 * for running text; path and query are left as they are. Linear time.
 */
export function refang(input: string): string {
  const trimmed = input.trim()
  if (isClean(trimmed)) return trimmed
  const text = unwrapped(
    withoutInvisible(trimmed)
      .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/[\u3000\u00a0]/g, ' ')
      .trim(),
  )
  const written = writtenScheme.exec(text)
  const scheme = written === null ? '' : `${schemeName(written[1] ?? '')}://`
  const rest = text.slice(written?.[0].length ?? 0)
  const headEnd = rest.search(/[/\\?#]/)
  const head = headEnd < 0 ? rest : rest.slice(0, headEnd)
  return scheme + refangHead(head) + rest.slice(head.length)
}

/** A web scheme with its slashes, any of them in brackets or set off by a space. */
const writtenScheme =
  /^(h(?:tt|xx|\*\*)ps?|ftp) ?[[({]?:(?:\/\/|\\\\)?[\])}]? ?(?:[[({]?[/\\][\])}]? ?){0,2}/i

const brackets: Readonly<Record<string, string>> = {
  '<': '>',
  '「': '」',
  '『': '』',
  '“': '”',
  '"': '"',
  "'": "'",
  '《': '》',
  '【': '】',
}

function unwrapped(text: string): string {
  const close = brackets[text.charAt(0)]
  return close !== undefined && text.length > 1 && text.endsWith(close) ? text.slice(1, -1).trim() : text
}

function schemeName(written: string): string {
  const name = written.toLowerCase()
  if (name === 'ftp') return name
  return name.endsWith('s') ? 'https' : 'http'
}

function refangHead(head: string): string {
  return head
    .replace(/[\u3002\uff61]$/, '')
    .replace(/[\u3002\uff61]/g, '.')
    .replace(/ ?[[({](?:\.|dot|点)[\])}] ?/gi, '.')
    .replace(/[[({]at[\])}]/gi, '@')
    .replace(/[[({]:[\])}]/g, ':')
    .replace(/ ?点 ?([a-z]{2,8})(?![a-z0-9-])/gi, (all, ending: string) =>
      writtenDotEndings.has(ending.toLowerCase()) ? `.${ending}` : all,
    )
}

function isClean(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (
      code > 0x7e ||
      code === 91 ||
      code === 40 ||
      code === 123 ||
      code === 60 ||
      code === 34 ||
      code === 39
    )
      return false
  }
  return !/^h(?:xx|\*\*)p|^https? ?: /i.test(text)
}
