import type { Definition, FactValue, Facts } from '@wuzei/casework'

/** How facts are shown to somebody who may not see whom they are about (rules §8.3). */
export function maskedFacts(definition: Definition, facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      if (value === undefined) return []
      const type = definition.fields[name]
      const isPersonal = type === undefined || type === 'text' || type === 'list' || type === 'record'
      return [[name, isPersonal ? maskedValue(name, value) : value]]
    }),
  )
}

function maskedValue(name: string, value: FactValue): FactValue {
  if (typeof value === 'string') return maskOf(name)(value)
  if (Array.isArray(value)) return value.map((inner) => maskedValue(name, inner))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskedValue(key, inner)]))
  return value
}

/** The mask for a field, by what its name says it holds; what says nothing is hidden altogether. */
function maskOf(name: string): (value: string) => string {
  if (shown.test(name)) return (value) => value
  if (/account(?:No)?$/i.test(name)) return maskCard
  if (/name$/i.test(name)) return maskName
  if (/phone$|^number$|contact$/i.test(name)) return maskPhone
  if (/idNo$/i.test(name))
    return (value) => `${value.slice(0, 1)}${stars(value.length - 2)}${value.slice(-1)}`
  return () => '***'
}

/** References, codes and states name nobody. */
const shown =
  /(?:Id|Ids|Kind|Type|Version|Key|Ref|Refs|To|currency|region|exit|outcome|serialNo|caseNumber|receiptNumber|documentNo|decisionNo|fraudType)$/

/** Bank cards and accounts: the last four. */
export function maskCard(value: string): string {
  return value.length <= 4 ? '****' : `**** **** **** ${value.slice(-4)}`
}

/** Two-character family names; of names that begin with one, both characters are shown. */
const compoundFamilyNames = new Set([
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '令狐',
  '慕容',
  '司徒',
  '夏侯',
  '端木',
  '长孙',
  '宇文',
  '南宫',
])

/** People: the family name. Companies: the first four characters. */
export function maskName(value: string): string {
  if (/公司|集团|商行|银行|合作社|Ltd|Inc|LLC/i.test(value)) return `${value.slice(0, 4)}**`
  const family = compoundFamilyNames.has(value.slice(0, 2)) ? 2 : 1
  return `${value.slice(0, family)}**`
}

function maskPhone(value: string): string {
  return value.length < 8 ? '***' : `${value.slice(0, 3)}****${value.slice(-4)}`
}

function stars(count: number): string {
  return '*'.repeat(Math.max(1, count))
}
