import type { IndicatorKind } from '../indicators/indicator.ts'
import type { Bilingual } from './types.ts'

/** What people call each kind of indicator. */
export const kindNouns: Readonly<Record<IndicatorKind, Bilingual>> = {
  phone: { zh: '号码', en: 'number' },
  'sms-sender': { zh: '短信发送方', en: 'sender' },
  url: { zh: '链接', en: 'link' },
  domain: { zh: '网站', en: 'site' },
  ip: { zh: '网络地址', en: 'address' },
  account: { zh: '银行账号', en: 'bank account' },
  payment: { zh: '收款账号', en: 'payment account' },
  wallet: { zh: '钱包地址', en: 'wallet' },
  messenger: { zh: '聊天账号', en: 'chat account' },
  email: { zh: '邮箱', en: 'mail address' },
  app: { zh: '应用', en: 'app' },
  wifi: { zh: '无线网络', en: 'Wi-Fi network' },
  cell: { zh: '基站', en: 'base station' },
  device: { zh: '设备', en: 'device' },
}

const hourS = 3600
const dayS = 24 * hourS
const weekS = 7 * dayS

/** How long ago something was, in words: “3 天前”, “3 days ago”. Anything in the future is “just now”. */
export function ago(ageS: number): Bilingual {
  if (ageS < hourS) return { zh: '刚刚', en: 'just now' }
  if (ageS < dayS) return spanOf(ageS, hourS, '小时', 'hour')
  if (ageS < 14 * dayS) return spanOf(ageS, dayS, '天', 'day')
  if (ageS < 60 * dayS) return spanOf(ageS, weekS, '周', 'week')
  if (ageS < 730 * dayS) return spanOf(ageS, 30.4 * dayS, '个月', 'month')
  return spanOf(ageS, 365 * dayS, '年', 'year')
}

function spanOf(ageS: number, unitS: number, zh: string, en: string): Bilingual {
  const count = Math.floor(ageS / unitS)
  return { zh: `${count} ${zh}前`, en: `${counted(count, en)} ago` }
}

const smallNumbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** “3 days”, “1 day”: figures, for times. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** “Three members”, “12 members”: words up to ten, as they stand at the head of a sentence. */
export function countedAtStart(count: number, noun: string): string {
  const word = smallNumbers[count]
  if (word === undefined) return counted(count, noun)
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${noun}${count === 1 ? '' : 's'}`
}

/** A figure with its thousands apart: 12,800. The same in both languages. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A name inside a Chinese sentence: digits and Latin letters at its ends stand apart from the characters beside them. */
export function spaced(name: string): string {
  return name.replace(/^(?=[0-9A-Za-z])/, ' ').replace(/(?<=[0-9A-Za-z])$/, ' ')
}
