import { readAddress } from './page-address.ts'
import type { PageCase } from './page-case.ts'
import type { PageSign } from './page-signs.ts'

/** What the page does so that people or checkers do not see what it is. */
export function findHiding(page: PageCase): PageSign[] {
  const { at, owners, base, code } = page
  const signs: PageSign[] = []
  for (const { source, covers } of page.page.frames) {
    if (!covers) continue
    const target = readAddress(source, base)
    if (target.host === '' || owners.isSameOwner(at, target)) continue
    signs.push({ code: 'COVERED_BY_FRAME', values: { target: target.host } })
    break
  }
  if (blocksInspection.test(code)) signs.push({ code: 'BLOCKS_INSPECTION', values: {} })
  else if (blocksRightClick.test(code)) signs.push({ code: 'BLOCKS_RIGHT_CLICK', values: {} })
  if (isScrambled(code)) signs.push({ code: 'SCRAMBLED_CODE', values: {} })
  if (countInvisible(page.page.text) >= leastInvisible) signs.push({ code: 'INVISIBLE_TEXT', values: {} })
  const away = turnedAway(page)
  if (away) signs.push({ code: 'TURNS_AWAY_VIEWERS', values: { target: away } })
  return signs
}

const blocksInspection =
  /disable-?devtool|setInterval\([^;]{0,200}\bdebugger\b|(?:keyCode|which)\s*={2,3}\s*123\b|\.key\s*={2,3}\s*['"]F12['"]/i
const blocksRightClick =
  /oncontextmenu\s*=\s*['"]?\s*(?:return false|function|\(|event\.preventDefault)|addEventListener\(\s*['"]contextmenu['"]/i

/** Fewer stand in honest texts, as joiners of emoji and soft breaks. */
const leastInvisible = 8
const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/g

function countInvisible(text: string): number {
  return text.match(invisible)?.length ?? 0
}

/** Scripts beyond this length are libraries; kits begin with what unpacks them. */
const maxScrambledLength = 256 * 1024

function isScrambled(whole: string): boolean {
  const code = whole.slice(0, maxScrambledLength)
  if (/document\.write\(\s*(?:unescape|atob|decodeURIComponent)\(/.test(code)) return true
  if (/eval\(\s*(?:unescape|atob|function\(p,a,c,k)/.test(code)) return true
  return (code.match(/\b_0x[0-9a-f]{4,}\b/g)?.length ?? 0) >= 40
}

/** Where a script sends visitors whom it finds to be checkers or on a computer, when that is another site. */
function turnedAway({ code, base, at, owners }: PageCase): string | null {
  if (!/navigator\.(?:userAgent|webdriver|platform)/.test(code)) return null
  const targets = code.matchAll(/location(?:\.href|\.replace)?\s*(?:=|\()\s*['"](https?:\/\/[^'"\s]{4,200})/g)
  let looked = 0
  for (const [, reference = ''] of targets) {
    looked += 1
    if (looked > 20) return null
    const target = readAddress(reference, base)
    if (target.host !== '' && !owners.isSameOwner(at, target)) return target.host
  }
  return null
}
