import { textOf, type UrlCodes } from './url-codes.ts'
import { filterOf, hashCodes, mayHave } from './word-hash.ts'

/** What path and query give away by themselves. */
export interface TailSigns {
  /** Another address inside, or a parameter that is named like one. */
  isRedirect: boolean
  /** An Android package by its ending. */
  isApk: boolean
  /** A name with an ending such as `.com` in the path: somebody's site is shown below another. */
  namesSite: boolean
}

const addressNames: ReadonlySet<string> = new Set(
  'url redirect redirect_uri redirect_url return returnurl next target goto dest destination continue link to u'.split(
    ' ',
  ),
)
const addressFilter = filterOf(addressNames)

/** Reads them in one pass over path and query. */
export function readTailSigns({ codes, hostEnd, pathEnd, end }: UrlCodes): TailSigns {
  const signs: TailSigns = { isRedirect: false, isApk: false, namesSite: false }
  let nameStart = pathEnd + 1
  for (let at = hostEnd; at < end; at += 1) {
    const code = codes[at] ?? 0
    const inQuery = at >= pathEnd
    if (code === 46) {
      if (isApkAt(codes, at, end)) signs.isApk = true
      const ending = siteEndingAt(codes, at, end)
      if (ending > 0 && !inQuery && isEndOfName(codes, at + ending, pathEnd)) signs.namesSite = true
      if (ending > 0 && inQuery && isOneOf(codes[at + ending], '/&') && at + ending < end)
        signs.isRedirect = true
    } else if (code === 104) {
      if (isSchemeAt(codes, at, end)) signs.isRedirect = true
    } else if (!inQuery) continue
    else if (code === 38 || code === 63) nameStart = at + 1
    else if (code === 61) {
      if (
        mayHave(addressFilter, hashCodes(codes, nameStart, at)) &&
        addressNames.has(textOf(codes, nameStart, at))
      )
        signs.isRedirect = true
      nameStart = end
    } else if (code === 47 && codes[at - 1] === 47) signs.isRedirect = true
    else if (code === 37 && isEscapedSlashes(codes, at, end)) signs.isRedirect = true
  }
  return signs
}

/** `http:`, `https:`, or the same with the colon escaped. */
function isSchemeAt(codes: Uint8Array, at: number, end: number): boolean {
  if (at + 5 > end || codes[at + 1] !== 116 || codes[at + 2] !== 116 || codes[at + 3] !== 112) return false
  const behind = codes[at + 4] === 115 ? codes[at + 5] : codes[at + 4]
  return behind === 58 || behind === 37
}

/** `%3a%2f%2f`. */
function isEscapedSlashes(codes: Uint8Array, at: number, end: number): boolean {
  return at + 9 <= end && textOf(codes, at, at + 9) === '%3a%2f%2f'
}

function isApkAt(codes: Uint8Array, at: number, end: number): boolean {
  let i = at + 1
  if (codes[i] === 120) i += 1
  if (i + 3 > end || codes[i] !== 97 || codes[i + 1] !== 112 || codes[i + 2] !== 107) return false
  i += codes[i + 3] === 115 && i + 3 < end ? 4 : 3
  return i >= end || isOneOf(codes[i], '?&/;')
}

/** Length of `.com`, `.net`, `.org` or `.cn` that stands here, else 0. */
function siteEndingAt(codes: Uint8Array, at: number, end: number): number {
  const a = codes[at + 1]
  const b = codes[at + 2]
  const c = codes[at + 3]
  if (at + 3 <= end && a === 99 && b === 110) return 3
  if (at + 4 > end) return 0
  if (a === 99 && b === 111 && c === 109) return 4
  if (a === 110 && b === 101 && c === 116) return 4
  return a === 111 && b === 114 && c === 103 ? 4 : 0
}

function isEndOfName(codes: Uint8Array, at: number, end: number): boolean {
  return at >= end || isOneOf(codes[at], '/.-_')
}

function isOneOf(code: number | undefined, signs: string): boolean {
  return code !== undefined && signs.includes(String.fromCharCode(code))
}
