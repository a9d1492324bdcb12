import type { Scan } from './scan.ts'
import { emit, parseAs } from './scan.ts'

/** Operators allow signatures of 18 characters; forged ones are a little longer. */
const maxSignatureLength = 24

/** Headings that stand in the same brackets. */
const heading =
  /^(?:(?:重要|紧急|温馨|官方|安全|友情|风险|最新|系统|活动|特别|限时)?(?:通知|提醒|提示|公告|声明|消息|预警|警告|注意|事项|福利|优惠|活动)|重要|紧急|官方|转发|图片|视频|链接|表情|语音|文件|广告|点击查看.{0,4})$/

/**
 * Reads `【name】` as the signature of a short message where signatures stand: at the beginning or the end of a text or
 * line.
 */
export function scanSender(scan: Scan, at: number): number {
  const { text } = scan
  let close = at + 1
  while (close <= at + maxSignatureLength && close < text.length && !'】【\n'.includes(text.charAt(close)))
    close += 1
  scan.steps += close - at
  if (text.charAt(close) !== '】') return at + 1
  const name = text.slice(at + 1, close).trim()
  if (!isLineEdge(scan, at - 1, -1) && !isLineEdge(scan, close + 1, 1)) return at + 1
  if (heading.test(name)) return close + 1
  const sender = parseAs(scan, 'sms-sender', name)
  return sender === null ? at + 1 : emit(scan, sender, at, close + 1)
}

/** True when only a few spaces lie between a position and the edge of its line. */
function isLineEdge(scan: Scan, from: number, step: 1 | -1): boolean {
  for (let i = 0, at = from; i < 4; i += 1, at += step) {
    const character = scan.text.charAt(at)
    if (character === '' || character === '\n' || character === '\r') return true
    if (character !== ' ' && character !== '\t') return false
  }
  return false
}
