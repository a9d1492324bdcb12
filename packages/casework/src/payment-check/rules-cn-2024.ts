import type { PaymentRule } from './payment-rules.ts'

const yuan = (amount: number): bigint => BigInt(amount) * 100n
const day = 24 * 60

/** Payments of machines and of the payer in person, where the law's basics stay open, are told apart by channel. */
const notAtCounter = ['mobile', 'web', 'qr', 'pos', 'atm', 'other'] as const

/** What people of the police decided: the only rows that refuse. */
const lists: readonly PaymentRule[] = [
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
    holdMinutes: day,
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
const library: readonly PaymentRule[] = [
  {
    id: 'payee-confirmed',
    when: { levelAtLeast: 'confirmed' },
    decision: 'hold',
    holdMinutes: day,
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

/** Somebody is working on the payer right now. */
const contact: readonly PaymentRule[] = [
  {
    id: 'remote-control',
    when: { signs: ['remoteControl'] },
    decision: 'hold',
    holdMinutes: 60,
    release: 'bank',
    seen: { zh: '您的手机或电脑正被别人远程控制。', en: 'Somebody else is controlling your device.' },
    story: 'F13.04',
    ask: ['screen-off', 'on-the-phone', 'told-to-lie'],
    reason: 'Whoever controls the device could confirm as well, so the bank calls back.',
    source: '[D] F13.04',
  },
  {
    id: 'screen-shared',
    when: { signs: ['screenShared'] },
    decision: 'hold',
    holdMinutes: 30,
    release: 'payer',
    seen: {
      zh: '您正在共享屏幕，对方看得到您的密码和验证码。',
      en: 'You are sharing your screen: the other side sees your password and codes.',
    },
    story: 'F13.04',
    ask: ['screen-off', 'on-the-phone'],
    reason: 'Screen sharing while paying is the mark of false support and false police.',
    source: '[D] F04, F08, F13.04',
  },
  {
    id: 'first-payment-on-call',
    when: { signs: ['callInProgress', 'firstPayment'], toOthers: true },
    decision: 'warn',
    seen: {
      zh: '您正在通话，又是第一次给这个账户付款。',
      en: 'You are on a call and paying somebody for the first time.',
    },
    ask: ['on-the-phone'],
    reason: 'Most who pay while led by telephone pay a new payee.',
    source: '[D] our default',
  },
  {
    id: 'first-large-payment-on-call',
    when: { signs: ['callInProgress', 'firstPayment'], amountAtLeastFen: yuan(5_000), toOthers: true },
    decision: 'hold',
    holdMinutes: 30,
    release: 'payer',
    seen: {
      zh: '您正在通话，第一次给这个账户付款，金额较大。',
      en: 'You are on a call, and this is a first and large payment.',
    },
    ask: ['on-the-phone', 'who-asked'],
    reason: 'Half an hour without the voice in the ear.',
    source: '[D] our default',
  },
  {
    id: 'pretext',
    when: { pretext: true },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '付款用途里写的，是骗子常用的说法。',
      en: 'The purpose names what fraudsters often tell people to pay for.',
    },
    ask: ['who-asked', 'can-withdraw', 'told-to-lie'],
    reason: 'The payer has written down the story of a known fraud.',
    source: '[D] signals of the taxonomy',
  },
  {
    id: 'poses-as-office',
    when: { poses: true, levelAtLeast: 'unknown', signs: ['firstPayment'] },
    decision: 'warn',
    seen: {
      zh: '收款人的名字像机关单位。机关单位不会在电话里让人转账。',
      en: 'The payee has the name of an office. Offices do not ask for transfers by telephone.',
    },
    story: 'F08.01',
    ask: ['who-asked', 'payee-known'],
    reason: 'Courts and police do take payments, so it is a warning only, and none for a verified account.',
    source: '[D] F08',
  },
]

/** The payee's account and name. */
const payee: readonly PaymentRule[] = [
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

/** Who pays, how, and how much. */
const payer: readonly PaymentRule[] = [
  {
    id: 'atm-24h',
    when: { channels: ['atm'], toOthers: true },
    decision: 'hold',
    holdMinutes: day,
    release: 'payer',
    seen: {
      zh: '从自助机转给别人的钱，24 小时后到账，在这之前可以撤销。',
      en: 'Money sent to others at a machine arrives after 24 hours; until then you can take it back.',
    },
    ask: ['who-asked'],
    reason: 'T+24 h; since 2019 it may be waived when the payer has confirmed the payee.',
    source: '[F] N261 II(8), N85',
  },
  {
    id: 'large-amount',
    when: { amountAtLeastFen: yuan(300_000), channels: notAtCounter, toOthers: true },
    decision: 'warn',
    seen: {
      zh: '这笔钱金额很大，请再核对一遍。',
      en: 'This is a very large sum. Please check it once more.',
    },
    ask: ['payee-known'],
    reason: 'Large sums outside the counter are reminded of and confirmed.',
    source: '[MM] N261 II',
  },
  {
    id: 'first-payment-large',
    when: {
      signs: ['firstPayment'],
      amountAtLeastFen: yuan(50_000),
      levelAtLeast: 'unknown',
      toOthers: true,
    },
    decision: 'warn',
    seen: {
      zh: '您第一次给这个账户付款，金额较大。',
      en: 'This is a first and large payment to this payee.',
    },
    ask: ['payee-known'],
    reason: 'One look more; none for a verified account.',
    source: '[D] the amount of N261 for certificates',
  },
  {
    id: 'new-device',
    when: { signs: ['newDevice', 'firstPayment'], amountAtLeastFen: yuan(5_000) },
    decision: 'warn',
    seen: {
      zh: '您在新设备上第一次给这个账户付款。',
      en: 'You are paying somebody for the first time from a new device.',
    },
    ask: ['on-the-phone'],
    reason: 'It may not be the payer at all.',
    source: '[D] our default',
  },
  {
    id: 'new-device-large',
    when: { signs: ['newDevice', 'firstPayment'], amountAtLeastFen: yuan(20_000) },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '您在新设备上第一次给这个账户付较大的一笔钱。',
      en: 'A first and large payment from a new device.',
    },
    ask: ['on-the-phone', 'who-asked'],
    reason: 'The payer is asked on a channel known from before.',
    source: '[D] our default',
  },
  {
    id: 'failed-attempts',
    when: { failedAttemptsAtLeast: 3, signs: ['firstPayment'] },
    decision: 'warn',
    seen: {
      zh: '您刚才有好几笔付款没有成功。',
      en: 'Several of your payments have failed just now.',
    },
    ask: ['who-asked', 'told-to-lie'],
    reason: 'People who are led try one account after the other.',
    source: '[D] our default',
  },
  {
    id: 'failed-attempts-large',
    when: { failedAttemptsAtLeast: 3, signs: ['firstPayment'], amountAtLeastFen: yuan(20_000) },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '您刚才有好几笔付款没有成功，这一笔金额较大。',
      en: 'Several of your payments have failed just now, and this one is large.',
    },
    ask: ['who-asked', 'told-to-lie'],
    reason: 'As above, with more to lose.',
    source: '[D] our default',
  },
  {
    id: 'elderly-first',
    when: {
      payerAges: ['60-69', '70-plus'],
      signs: ['firstPayment'],
      amountAtLeastFen: yuan(10_000),
      levelAtLeast: 'unknown',
      toOthers: true,
    },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '您第一次给这个账户付款，金额不小，不用急。',
      en: 'This is a first payment of some size. There is no hurry.',
    },
    ask: ['trusted-person', 'who-asked'],
    reason: 'Vulnerable payers get time and a person to talk to; they stay free to pay.',
    source: '[D] UK vulnerability flag',
  },
  {
    id: 'elderly-on-call',
    when: { payerAges: ['60-69', '70-plus'], signs: ['callInProgress'], toOthers: true },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '您正在通话。付款前先挂断，和家里人说一声。',
      en: 'You are on a call. Hang up before you pay, and tell your family.',
    },
    ask: ['on-the-phone', 'trusted-person'],
    reason: 'Those who are called most are led most.',
    source: '[D] ATFL 30: the elderly and the young',
  },
  {
    id: 'minor-first',
    when: { payerAges: ['under-14', '14-17'], signs: ['firstPayment'], amountAtLeastFen: yuan(500) },
    decision: 'hold',
    holdMinutes: 60,
    release: 'payer',
    seen: {
      zh: '付款前，请先让家长看一看。',
      en: 'Please let a parent look before you pay.',
    },
    story: 'F10',
    ask: ['guardian', 'who-asked'],
    reason: 'Children are asked to pay with a parent’s telephone.',
    source: '[D] F10, ATFL 30',
  },
]

/** The table for China from December 2024, highest decisions first within each group. */
export const rulesCn2024: readonly PaymentRule[] = [...lists, ...library, ...contact, ...payee, ...payer]
