import { parseIndicator, verdictLevels, type Bilingual, type VerdictLevel } from '@wuzei/domain'
import { checkMessage } from '../../library/check-message.ts'
import type { Checker } from '../../library/checker.ts'

/** What a phone's filter does with a message, and what its app may show. */
export interface MessageFilterAnswer {
  /** `junk`: into the junk folder; `none`: where it would go anyway. */
  readonly action: 'junk' | 'none'
  readonly level: VerdictLevel
  readonly text: Bilingual
}

/** Judges a message by what is in it and by who sent it: the worse of the two. Nothing of it is kept. */
export async function filterMessage(
  checker: Checker,
  sender: string,
  text: string,
): Promise<MessageFilterAnswer> {
  const content: Judged = await checkMessage({ checker, library: checker }, text)
  const bySender = judgeSender(checker, sender)
  const worse = rank(bySender) > rank(content) ? bySender : content
  const junk = worse.level === 'high' || worse.level === 'confirmed'
  return { action: junk ? 'junk' : 'none', level: worse.level, text: worse.advice }
}

interface Judged {
  readonly level: VerdictLevel
  readonly advice: Bilingual
}

/** A known sender makes nothing safe: any text can come under any name. */
function judgeSender(checker: Checker, sender: string): Judged {
  // A phone gives international numbers without the plus.
  const spellings = /^\d{11,15}$/.test(sender) ? [sender, `+${sender}`] : [sender]
  let worst: Judged = { level: 'unknown', advice: { zh: '', en: '' } }
  for (const spelling of spellings) {
    const parsed = parseIndicator(spelling)
    if (!parsed.ok) continue
    const verdict: Judged = JSON.parse(checker.checkIndicator(parsed.indicator, spelling).toString())
    if (rank(verdict) > rank(worst)) worst = verdict
  }
  return worst
}

function rank({ level }: Judged): number {
  return verdictLevels.indexOf(level)
}
