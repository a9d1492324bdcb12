import type { Bilingual } from '@wuzei/domain'

/** What a bank asks the payer before it lets a payment go. Open questions first: fraudsters rehearse a yes. */
export const paymentQuestions = {
  'who-asked': {
    zh: '是谁让您付这笔钱的？您见过他本人吗？',
    en: 'Who asked you to make this payment? Have you met them in person?',
  },
  'how-met': {
    zh: '您是怎么知道这个收款账号的？是电话、聊天里给的吗？',
    en: 'How did you get this account number? Was it given to you in a call or a chat?',
  },
  'on-the-phone': {
    zh: '现在有人在电话里教您操作吗？请先挂断，我们等您。',
    en: 'Is somebody on the phone telling you what to press? Please hang up first; we will wait.',
  },
  'screen-off': {
    zh: '请关掉屏幕共享和远程控制。关掉了吗？',
    en: 'Please end screen sharing and remote control. Is it off?',
  },
  'told-to-lie': {
    zh: '有没有人让您对银行保密，或者教您怎么回答？',
    en: 'Has anybody told you to keep this from the bank, or what to answer?',
  },
  'goods-seen': {
    zh: '您买的东西或服务，在平台里能看到订单吗？',
    en: 'Can you see the order for what you are buying inside the platform?',
  },
  'can-withdraw': {
    zh: '您从这个平台取出过钱吗？取钱前有没有让您再交钱？',
    en: 'Have you ever taken money out of it? Were you asked to pay in before you could?',
  },
  'payee-known': {
    zh: '收款人的全名是什么？您用原来存的电话问过他吗？',
    en: 'What is the full name of the payee? Have you asked them on the number you already had?',
  },
  'trusted-person': {
    zh: '要不要先给家里人打个电话，一起看一看？',
    en: 'Would you like to call somebody of your family first and look at it together?',
  },
  guardian: {
    zh: '请家长过来看一看，或者给家长打个电话。',
    en: 'Please ask a parent to look, or call one.',
  },
} as const satisfies Record<string, Bilingual>

export type QuestionId = keyof typeof paymentQuestions
