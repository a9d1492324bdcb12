import { eachTraditional } from '../canonical/traditional.ts'
import type { TextDetection } from '../classify-text.ts'
import { ownRows } from './own-rows.ts'

/** How often a group of harmless texts is suspected. */
export interface TextFairness {
  readonly name: string
  readonly texts: number
  readonly suspicious: number
  readonly high: number
}

/** Counts how often the own harmless texts are suspected, as they are and as other people would write them. */
export function measureFairness(classify: (text: string) => TextDetection): TextFairness[] {
  const harmless = ownRows().filter(({ label }) => label === 'normal' || label === 'other')
  const chinese = harmless.map(({ text }) => text).filter((text) => /[\u4e00-\u9fff]/.test(text))
  const english = harmless.map(({ text }) => text).filter((text) => !/[\u4e00-\u9fff]/.test(text))
  const traditional = new Map<string, string>()
  eachTraditional((from, to) => {
    const simplified = String.fromCharCode(to)
    if (!traditional.has(simplified)) traditional.set(simplified, String.fromCharCode(from))
  })
  const inTraditional = (text: string) =>
    Array.from(text, (character) => traditional.get(character) ?? character).join('')
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['simplified Chinese', chinese],
    ['the same in traditional script', chinese.map(inTraditional)],
    ['the same, first ten characters', chinese.map((text) => Array.from(text).slice(0, 10).join(''))],
    ['the same without numbers', chinese.map((text) => text.replaceAll(/\d/g, ''))],
    ['Cantonese', cantonese],
    ['English', english],
  ]
  return groups.map(([name, texts]) => {
    const levels = texts.map((text) => classify(text).level)
    return {
      name,
      texts: texts.length,
      suspicious: levels.filter((level) => level !== 'unknown').length,
      high: levels.filter((level) => level === 'high').length,
    }
  })
}

/** Ordinary messages in Cantonese, some about money and banks, written for this project. */
const cantonese: readonly string[] = [
  '你幾時返嚟食飯？我煲咗湯等你',
  '聽日落雨，記得帶遮',
  '我喺銀行排緊隊，你等我半個鐘',
  '唔該幫我攞個包裹，喺樓下管理處',
  '阿媽話今晚唔使煮，出去食',
  '你轉咗屋租俾業主未呀？佢話未收到',
  '我部電話壞咗，今日搵我就打屋企',
  '醫院話聽日十點覆診，記得帶身份證',
  '公司話八號出糧，你查下戶口有冇',
  '唔好意思，塞緊車，遲十五分鐘到',
  '有人扮警察打俾我話我洗黑錢，我即刻收線',
  '八達通增值咗兩百蚊，唔使再入錢',
  '星期日去行山，你嚟唔嚟？',
  '隻股票又跌咗，等下個月先算啦',
  '老師話下星期要交功課同學費',
]
