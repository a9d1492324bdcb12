import type { Brand } from '../url/brand.ts'
import { brands } from '../url/brands.ts'

/** Finds names of brands in the short texts of a page: title, logos, copyright line. */
export type FindBrand = (text: string) => Brand | null

/** Names by which pages call a brand, beside those of the list; lower case. */
const furtherNames: Readonly<Record<string, readonly string[]>> = {
  tencent: ['微信', 'wechat', 'qq安全中心', 'qq登录'],
  alipay: ['支付宝'],
  tax: ['国家税务总局', '个人所得税', '电子税务局'],
  'social-security': ['人力资源和社会保障', '人力资源社会保障', '电子社保卡'],
  'health-insurance': ['国家医疗保障', '医保电子凭证'],
  mps: ['公安部', '公安局', '公安机关', '公安厅', '网警', '反诈中心'],
  prosecutors: ['人民检察院'],
  courts: ['人民法院'],
  'railway-12306': ['12306'],
  unionpay: ['中国银联', '云闪付'],
  microsoft: ['office 365', 'office365', 'microsoft 365', 'outlook', 'onedrive', 'sharepoint'],
  'credit-registry': ['征信中心'],
  sf: ['顺丰'],
  'china-post': ['中国邮政'],
  'china-mobile': ['中国移动'],
  ems: ['邮政ems'],
}

/** Everyday words, or too short to mean the brand by themselves. */
const everyday: ReadonlySet<string> = new Set(
  'visa orange stripe caixa chase evri ems ups x (twitter) 苹果 小米 淘宝 blockchain blockchain.com ledger'.split(
    ' ',
  ),
)

interface Name {
  readonly name: string
  readonly brand: Brand
  readonly isLatin: boolean
}

/** Makes the finder; of several names in a text the longest counts, since it says most. */
export function brandFinder(list: readonly Brand[] = brands): FindBrand {
  const names = list.flatMap(namesOf).toSorted((a, b) => b.name.length - a.name.length)
  return (text) => {
    const lower = text.toLowerCase()
    return names.find((name) => hasName(lower, name))?.brand ?? null
  }
}

function namesOf(brand: Brand): Name[] {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[（(].*$/, '')
      .trim()
  const own = [plain(brand.name.zh), plain(brand.name.en)]
  const words = brand.words.filter((word) => word.length >= 6)
  return [...new Set([...own, ...words, ...(furtherNames[brand.id] ?? [])])]
    .filter((name) => name.length >= 2 && !everyday.has(name))
    .map((name) => ({ name, brand, isLatin: /^[ -~]+$/.test(name) }))
}

/** Latin names stand alone: `icbc` is none in `picbcorp`. */
function hasName(text: string, { name, isLatin }: Name): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isLatin) return true
    if (!isLatinWord(text.charCodeAt(at - 1)) && !isLatinWord(text.charCodeAt(at + name.length))) return true
  }
  return false
}

function isLatinWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}
