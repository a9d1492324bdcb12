import type { Verdict } from '@wuzei/contract'

/** A bank's own number, as the hub answers it. */
export const verifiedNumber: Verdict = {
  value: '95588',
  kind: 'phone',
  canonical: '95588',
  display: '95588',
  marks: ['short-code', 'service-number'],
  facts: { country: 'CN', line: 'business' },
  matched: null,
  level: 'safe',
  score: 0.01,
  fraudTypes: [],
  identity: {
    id: 'icbc',
    name: { zh: '工商银行', en: 'ICBC' },
    category: 'bank',
    spoofed: true,
    warning: {
      zh: '骗子常伪造这个号码。来电显示是它，不代表真是它打来的；请挂断后自己拨打官方号码核实。',
      en: 'Fraudsters often forge this number. Seeing it on your screen proves nothing; hang up and dial it yourself.',
    },
  },
  evidence: [],
  answer: { zh: '这是工商银行的官方号码。', en: 'This is the official number of ICBC.' },
  reasons: [
    {
      code: 'IDENTITY_SPOOFED',
      text: {
        zh: '这是工商银行的官方号码，但骗子常伪造来电显示，冒充它打电话、发短信。',
        en: 'This is the official number of ICBC, but fraudsters often forge it on calls and messages.',
      },
    },
  ],
  advice: {
    zh: '来电或短信显示这个号码，并不能证明对方的身份。提到钱、验证码、链接，就先挂断，自己拨这个号码问清楚。',
    en: 'A call or message that shows it does not prove who is there. If it comes to money, codes or links, hang up and call this number yourself.',
  },
  pinnedBy: null,
  disputed: false,
  ttlS: 300,
  asOf: '2026-03-01T09:00:00.000Z',
}

/** A site that nobody has said anything about. */
export const unknownSite: Verdict = {
  value: 'pay.example.com',
  kind: 'domain',
  canonical: 'pay.example.com',
  display: 'pay.example.com',
  marks: [],
  facts: { registrableDomain: 'example.com', publicSuffix: 'com' },
  matched: null,
  level: 'unknown',
  score: 0.1,
  fraudTypes: [],
  identity: null,
  evidence: [],
  answer: { zh: '这个网站暂无记录。', en: 'Nothing is known about this site.' },
  reasons: [
    {
      code: 'NOTHING_KNOWN',
      text: {
        zh: '没有人举报过它，也不在我们掌握的诈骗名单上。这不等于没有问题。',
        en: 'Nobody has reported it and it is on none of the fraud lists we hold. That does not mean that it can be trusted.',
      },
    },
  ],
  advice: {
    zh: '请您自己查三点：一、网址和官网一个字母不差吗？二、它是别人发来的，还是您自己找到的？三、它要银行卡、密码或验证码吗？要就先关掉，拿不准打 96110。',
    en: 'Three checks you can make: 1. Is the address the official one, letter by letter? 2. Did somebody send it, or did you find it yourself? 3. Does it want your card, password or code? Then close it; if unsure, ask 96110.',
  },
  pinnedBy: null,
  disputed: false,
  ttlS: 60,
  asOf: '2026-03-01T09:00:00.000Z',
}
