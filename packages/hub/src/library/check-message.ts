import { extract, parseIndicator, verdictLevels, type Bilingual, type VerdictLevel } from '@wuzei/domain'
import type { Checker } from './checker.ts'

/**
 * Checks everything that is found in a pasted message: `{level, advice, indicators:[{start,end,verdict}]}` as JSON
 * text. The level is the worst of the parts; a verified owner among them makes nothing safe, since any text can name
 * a bank.
 */
export function checkMessage(checker: Checker, text: string): string {
  const parts: string[] = []
  let worst: VerdictLevel = 'unknown'
  let advice: Bilingual = nothingFound
  for (const found of extract(text)) {
    const parsed = parseIndicator(found.canonical, { kind: found.kind })
    if (!parsed.ok) continue
    const json = checker.checkIndicator(parsed.indicator, text.slice(found.start, found.end)).toString()
    const verdict: { level: VerdictLevel; advice: Bilingual } = JSON.parse(json)
    if (rank(verdict.level) > rank(worst)) {
      worst = verdict.level
      advice = verdict.advice
    }
    parts.push(`{"start":${found.start},"end":${found.end},"verdict":${json}}`)
  }
  return `{"level":"${worst}","advice":${JSON.stringify(advice)},"indicators":[${parts.join()}]}`
}

function rank(level: VerdictLevel): number {
  return verdictLevels.indexOf(level)
}

const nothingFound: Bilingual = {
  zh: '这段内容里没有已知的诈骗线索，但这不代表它安全。凡是要您转账、报验证码或点链接登录的，先停一停：自己拨打官方电话核实；问问家人；拿不准就打 96110。',
  en: 'Nothing in this message is known to us, which does not make it safe. If it asks for money, a code or a login: stop, call the official number yourself, ask someone you trust, and when in doubt call 96110.',
}
