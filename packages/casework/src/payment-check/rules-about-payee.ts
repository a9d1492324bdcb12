import type { PaymentRule } from './payment-rules.ts'
import { dayMinutes, notAtCounter, yuan } from './rule-measures.ts'

/** What people of the police decided: the only rows that refuse. */
export const rulesOfLists: readonly PaymentRule[] = [
  {
    id: 'list-involved',
    when: { list: 'INVOLVED' },
    decision: 'refuse',
    seen: {
      zh: '这个收款账户与诈骗案件有关，已按规定停用。',
      en: 'The receiving account is involved in a fraud case and has been taken out of use.',
    },
    ask: ['who-asked', 'told-to-lie'],
    reason: 'All business of an account identified by city-level police or above is suspended.',
    source: '[F] N261 I(2)',
  },
  {
    id: 'list-sanctioned',
    when: { list: 'SANCTIONED', channels: notAtCounter },
    decision: 'refuse',
    seen: {
      zh: '这个收款账户的非柜面业务已按规定停用。',
      en: 'The receiving account may not be used outside a branch.',
    },
    ask: ['who-asked'],
    reason: 'A listed person has no business outside the counter; basic services stay.',
    source: '[F] JPM, ATFL 31',
  },
  {
    id: 'list-sanctioned-counter',
    when: { list: 'SANCTIONED' },
    decision: 'warn',
    seen: {
      zh: '这个收款账户只能在柜面办理业务。',
      en: 'The receiving account may be used at a counter only.',
    },
    ask: ['who-asked', 'payee-known'],
    reason: 'Counter service is one of the basics that a listed person keeps.',
    source: '[D] JPM idea of basic services',
  },
  {
    id: 'list-suspicious',
    when: { list: 'SUSPICIOUS' },
    decision: 'hold',
    holdMinutes: dayMinutes,
    release: 'bank',
    seen: {
      zh: '这个收款账户正在被核查，可能与诈骗有关。',
      en: 'The receiving account is being looked into and may have to do with fraud.',
    },
    ask: ['who-asked', 'how-met', 'told-to-lie'],
    reason: 'Suspicious transactions are verified and settlement may be delayed; the payer hears why.',
    source: '[LAW] ATFL 18, 32',
  },
]

/** What the library says of the payee. */
export const rulesOfLibrary: readonly PaymentRule[] = [
  {
    id: 'payee-confirmed',
    when: { levelAtLeast: 'confirmed' },
    decision: 'hold',
    holdMinutes: dayMinutes,
    release: 'bank',
    seen: {
      zh: '这个收款账户已确认用于诈骗。',
      en: 'This payee is confirmed as used for fraud.',
    },
    ask: ['who-asked', 'how-met', 'told-to-lie'],
    reason:
      'Only police, several members or a person can confirm; no list stops the account yet, so time is kept.',
    source: '[LAW] ATFL 18',
  },
  {
    id: 'payee-high',
    when: { levelAtLeast: 'high' },
    decision: 'hold',
    holdMinutes: 120,
    release: 'payer',
    seen: {
      zh: '有多处记录把这个收款账户和诈骗连在一起。',
      en: 'Several records connect this payee with fraud.',
    },
    ask: ['who-asked', 'how-met'],
    reason: 'Citizens, lists and models can reach this level: it never binds the payer, who may go on.',
    source: '[D] PIPL 24: no major effect by automation alone',
  },
  {
    id: 'payee-suspicious',
    when: { levelAtLeast: 'suspicious' },
    decision: 'warn',
    seen: { zh: '有人反映过这个收款账户可疑。', en: 'People have reported this payee as suspicious.' },
    ask: ['how-met'],
    reason: 'Tell what is known; the payer decides.',
    source: '[D] our default',
  },
  {
    id: 'payee-suspicious-new',
    when: { levelAtLeast: 'suspicious', signs: ['firstPayment'], amountAtLeastFen: yuan(10_000) },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '您第一次给这个账户付款，金额较大，而且有人反映过它可疑。',
      en: 'This is a first and large payment to somebody whom people have reported.',
    },
    ask: ['who-asked', 'payee-known'],
    reason: 'Two weak signs and much money: an hour costs an honest payer little.',
    source: '[D] our default',
  },
  {
    id: 'payee-suspicious-on-call',
    when: { levelAtLeast: 'suspicious', signs: ['callInProgress'] },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '您正在通话，收款账户有人反映过可疑。',
      en: 'You are on a call, and people have reported this payee.',
    },
    ask: ['on-the-phone', 'told-to-lie'],
    reason: 'Contact and money at once is the critical tier of dissuasion.',
    source: '[D] response tiers, CRITICAL',
  },
]

/** The payee's account and name. */
export const rulesOfPayee: readonly PaymentRule[] = [
  {
    id: 'name-close',
    when: { nameCheckAtLeast: 'close' },
    decision: 'warn',
    seen: {
      zh: '您填的收款人姓名和账户的不完全一样。',
      en: 'The name you gave is not quite the name of the account.',
    },
    ask: ['payee-known'],
    reason: 'Confirmation of payee: a near miss is told, and the payer looks again.',
    source: '[F] UK CoP, EU PSR',
  },
  {
    id: 'name-mismatch-new',
    when: { nameCheckAtLeast: 'mismatch', signs: ['firstPayment'] },
    decision: 'hold',
    holdMinutes: 30,
    release: 'payer',
    seen: {
      zh: '您填的收款人姓名和这个账户的户名不一样。',
      en: 'The name you gave is not the name of this account.',
    },
    ask: ['payee-known', 'how-met'],
    reason: 'The PSR refuses on a mismatch; a name alone is no proof here, so the payer may go on.',
    source: '[F] EU PSR; [D] hold instead of refusal',
  },
  {
    id: 'details-changed',
    when: { signs: ['payeeDetailsChanged'], amountAtLeastFen: yuan(5_000) },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '收款人的账号刚刚改过。',
      en: 'The account of this payee has just been changed.',
    },
    story: 'F07.02',
    ask: ['payee-known', 'how-met'],
    reason: 'A changed account by message is how companies lose most.',
    source: '[D] F07.02',
  },
  {
    id: 'young-account',
    when: { payeeAccountYoungerThanHours: 72, signs: ['firstPayment'] },
    decision: 'warn',
    seen: { zh: '这个收款账户开户不到三天。', en: 'The receiving account is less than three days old.' },
    ask: ['how-met'],
    reason: 'Bought accounts are used in their first days; so are those of newcomers.',
    source: '[D] our default',
  },
  {
    id: 'young-account-large',
    when: { payeeAccountYoungerThanHours: 72, signs: ['firstPayment'], amountAtLeastFen: yuan(20_000) },
    decision: 'hold',
    holdMinutes: 120,
    release: 'payer',
    seen: {
      zh: '这个收款账户开户不到三天，这笔钱金额较大。',
      en: 'The receiving account is less than three days old, and the sum is large.',
    },
    ask: ['how-met', 'who-asked'],
    reason: 'Money leaves such accounts within minutes: time is all there is.',
    source: '[D] our default',
  },
  {
    id: 'wallet-first',
    when: { payeeKinds: ['wallet'], signs: ['firstPayment'], amountAtLeastFen: yuan(5_000) },
    decision: 'warn',
    seen: {
      zh: '转到这种钱包地址的钱追不回来。',
      en: 'Money sent to an address like this cannot be called back.',
    },
    story: 'F02.02',
    ask: ['can-withdraw', 'who-asked'],
    reason: 'There is no bank at the other end to stop it.',
    source: '[D] F02.02',
  },
  {
    id: 'wallet-first-large',
    when: { payeeKinds: ['wallet'], signs: ['firstPayment'], amountAtLeastFen: yuan(50_000) },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '这笔钱金额很大，转到这种钱包地址就追不回来。',
      en: 'The sum is very large, and from such an address it cannot be called back.',
    },
    story: 'F02.02',
    ask: ['can-withdraw', 'who-asked'],
    reason: 'As above, where it ruins somebody.',
    source: '[D] F02.02',
  },
]
