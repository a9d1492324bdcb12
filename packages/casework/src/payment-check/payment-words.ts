import { fraudTypeOf, type Bilingual } from '@wuzei/domain'
import type { PaymentDecision } from './decide-payment.ts'
import type { PaymentRule } from './payment-rules.ts'
import { paymentQuestions, type QuestionId } from './payment-questions.ts'

/** What a bank shows the payer; plain, calm, and on the payer's side. */
export interface PaymentWords {
  readonly title: Bilingual
  /** What was seen, the deciding thing first. */
  readonly seen: readonly Bilingual[]
  /** How the fraud goes that this looks like, and what to do about it. */
  readonly advice: Bilingual
  /** What happens with the money now. */
  readonly next: Bilingual
  readonly call: readonly { readonly number: string | null; readonly who: Bilingual }[]
}

/** Of much that was seen, more than this is not read. */
const sentencesShown = 3

/** The words for a decision; null where the payment simply goes on. Nothing known is never called safe. */
export function paymentWords(decided: PaymentDecision): PaymentWords | null {
  const { decision, fired, leading, fraudType } = decided
  if (!leading || decision === 'allow') return null
  const others = fired.filter((rule) => rule !== leading && rule.decision === leading.decision)
  // A payee that is confirmed is dangerous and suspicious too; it is said once.
  const seen = [leading, ...others.filter((rule) => !isAboutLevelAlone(rule) || !isAboutLevelAlone(leading))]
  return {
    title: titles[decision],
    seen: seen.slice(0, sentencesShown).map((rule) => rule.seen),
    advice: (fraudType === undefined ? undefined : fraudTypeOf(fraudType)?.advice) ?? generalAdvice,
    next: nextOf(decided),
    call,
  }
}

function isAboutLevelAlone({ when }: PaymentRule): boolean {
  return when.levelAtLeast !== undefined && Object.keys(when).length === 1
}

/** What the bank asks, each once, those of the deciding rule first. */
export function questionsOf({ fired, leading }: PaymentDecision): { id: QuestionId; text: Bilingual }[] {
  if (!leading) return []
  const ids = [...leading.ask, ...fired.flatMap(({ ask }) => ask)]
  return [...new Set(ids)].map((id) => ({ id, text: paymentQuestions[id] }))
}

/** Whom to turn to when it is wrong; null where nothing was stopped. */
export function appealOf({ decision, fired }: PaymentDecision): Bilingual | null {
  if (decision === 'allow' || decision === 'warn') return null
  return fired.some(({ when }) => when.list !== undefined || when.levelAtLeast !== undefined)
    ? appealAgainstListing
    : appealToBank
}

const titles = {
  warn: { zh: '付款前，请先停一停', en: 'Before you pay, stop for a moment' },
  hold: { zh: '这笔钱先放一放', en: 'This payment is waiting' },
  refuse: { zh: '这笔钱没有转出', en: 'This payment was not made' },
} as const satisfies Record<'warn' | 'hold' | 'refuse', Bilingual>

const generalAdvice: Bilingual = {
  zh: '如果是别人打电话或在聊天里让您付的，先挂断，用您原来存的号码问本人。谁都可能遇到，不丢人。',
  en: 'If somebody asked you to pay in a call or a chat, hang up and ask them on the number you already had. It can happen to anybody.',
}

const call: PaymentWords['call'] = [
  { number: '96110', who: { zh: '拿不准，打 96110 问一问', en: 'Not sure? Ask 96110' } },
  { number: '110', who: { zh: '已经被骗，马上打 110', en: 'Already paid a fraudster? Call 110 now' } },
  {
    number: null,
    who: { zh: '打银行卡背面的客服电话', en: 'Or call your bank, on the number on your card' },
  },
]

function nextOf({ decision, holdMinutes, release }: PaymentDecision): Bilingual {
  if (decision === 'refuse')
    return {
      zh: '钱还在您的账户里。如果您认为弄错了，可以申诉，也可以到银行网点办理。',
      en: 'The money is still in your account. If you think this is wrong you can appeal, or go to a branch.',
    }
  if (decision === 'warn')
    return { zh: '想清楚了，您可以继续付款。', en: 'Once you are sure, you can go on.' }
  const time = lengthOf(holdMinutes ?? 0)
  return release === 'bank'
    ? {
        zh: `钱还在您的账户里，最多等 ${time.zh}。银行会给您打电话，您随时可以取消。`,
        en: `The money is still in your account and waits for ${time.en} at most. Your bank will call you; you can cancel at any time.`,
      }
    : {
        zh: `钱还在您的账户里，最多等 ${time.zh}。您可以取消；想清楚了，也可以自己确认付款。`,
        en: `The money is still in your account and waits for ${time.en} at most. You can cancel it, or confirm it yourself once you are sure.`,
      }
}

function lengthOf(minutes: number): Bilingual {
  if (minutes % 60 === 0) {
    const hours = minutes / 60
    return { zh: `${hours} 小时`, en: hours === 1 ? 'an hour' : `${hours} hours` }
  }
  return { zh: `${minutes} 分钟`, en: minutes === 1 ? 'a minute' : `${minutes} minutes` }
}

const appealAgainstListing: Bilingual = {
  zh: '如果您认为这个账户被弄错了，收款人可以提出异议，有人会核查；弄错了马上恢复。',
  en: 'If this account was named wrongly, its holder can dispute it. A person looks into it, and a mistake is undone at once.',
}

const appealToBank: Bilingual = {
  zh: '这是您的银行按规则先放一放的。不同意，可以打银行客服或到网点说明情况。',
  en: 'Your bank keeps this payment waiting under its rules. If you disagree, call the bank or go to a branch.',
}
