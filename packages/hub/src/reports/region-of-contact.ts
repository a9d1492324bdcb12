import { parseIndicator, regionOfChinaCode } from '@wuzei/domain'

/**
 * The province of a Chinese fixed number by which a reporter can be reached; undefined for anything else, for mobile
 * numbers move with their holders.
 */
export function regionOfContact(contact: string | undefined): string | undefined {
  if (contact === undefined) return undefined
  const parsed = parseIndicator(contact, { kind: 'phone' })
  const named = parsed.ok ? parsed.indicator.facts['region'] : undefined
  const code = named === undefined ? undefined : provinces.find(([name]) => named.startsWith(name))?.[1]
  return code === undefined ? undefined : regionOfChinaCode(code)
}

/** GB/T 2260-2007, first two digits. */
const provinces: readonly (readonly [name: string, code: string])[] = [
  ['北京', '11'],
  ['天津', '12'],
  ['河北', '13'],
  ['山西', '14'],
  ['内蒙古', '15'],
  ['辽宁', '21'],
  ['吉林', '22'],
  ['黑龙江', '23'],
  ['上海', '31'],
  ['江苏', '32'],
  ['浙江', '33'],
  ['安徽', '34'],
  ['福建', '35'],
  ['江西', '36'],
  ['山东', '37'],
  ['河南', '41'],
  ['湖北', '42'],
  ['湖南', '43'],
  ['广东', '44'],
  ['广西', '45'],
  ['海南', '46'],
  ['重庆', '50'],
  ['四川', '51'],
  ['贵州', '52'],
  ['云南', '53'],
  ['西藏', '54'],
  ['陕西', '61'],
  ['甘肃', '62'],
  ['青海', '63'],
  ['宁夏', '64'],
  ['新疆', '65'],
]
