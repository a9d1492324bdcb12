import type {
  OpeningCheckReply,
  PayeeListingPage,
  PaymentCheckBody,
  PaymentCheckReply,
  PaymentChecksPage,
  PaymentStatistics,
} from '@wuzei/contract'
import { memberId, memberWhen, otherMemberId } from './member-examples.ts'
import type { NotesByOperation } from './operation-notes.ts'

const refused = ['FORBIDDEN', 'CROSS_SITE'] as const
const soon = '2026-03-01T09:05:00.000Z'
const link = 'https://hub.example/dispute'

const body: PaymentCheckBody = {
  payee: { kind: 'bank-account', value: '6222021234567890128', name: '张三', bankId: '102100099996' },
  payer: 'p-7f3a91',
  amountFen: '1280050',
  currency: 'CNY',
  channel: 'mobile',
  context: { firstPayment: true, screenShared: true, payerAge: '60-69', purpose: '退款验证' },
}

const reply: PaymentCheckReply = {
  id: memberId,
  decision: 'hold',
  ruleIds: ['screen-shared', 'elderly-first'],
  words: {
    title: { zh: '这笔钱先放一放', en: 'This payment is waiting' },
    seen: [
      {
        zh: '您正在共享屏幕，对方看得到您的密码和验证码。',
        en: 'You are sharing your screen: the other side sees your password and codes.',
      },
    ],
    advice: {
      zh: '开了屏幕共享，您的密码和验证码对方全看得见。马上关掉，手机断网。',
      en: 'While you share your screen, they see every password and code. Stop it now and take the phone off the network.',
    },
    next: {
      zh: '钱还在您的账户里，最多等 1 小时。您可以取消；想清楚了，也可以自己确认付款。',
      en: 'The money is still in your account and waits for an hour at most. You can cancel it, or confirm it yourself once you are sure.',
    },
    call: [{ number: '96110', who: { zh: '拿不准，打 96110 问一问', en: 'Not sure? Ask 96110' } }],
  },
  ask: [
    {
      id: 'screen-off',
      text: {
        zh: '请关掉屏幕共享和远程控制。关掉了吗？',
        en: 'Please end screen sharing and remote control. Is it off?',
      },
    },
  ],
  fraudType: 'F13.04',
  holdMinutes: 60,
  release: 'payer',
  appeal: {
    text: {
      zh: '这是您的银行按规则先放一放的。不同意，可以打银行客服或到网点说明情况。',
      en: 'Your bank keeps this payment waiting under its rules. If you disagree, call the bank or go to a branch.',
    },
    link,
  },
  ruleSet: 'CN-2024',
  asOf: '2026-03-01T09:00:00.000Z',
  expiresAt: soon,
}

const opening: OpeningCheckReply = {
  id: memberId,
  answer: 'no-hit',
  basis: null,
  relief: null,
  asOf: memberWhen,
  expiresAt: soon,
}

const checks: PaymentChecksPage = {
  checks: [
    {
      id: memberId,
      kind: 'payment',
      purpose: 'ANTI_FRAUD_ONLY',
      organisationId: otherMemberId,
      askedBy: `client:${otherMemberId}`,
      askedAt: memberWhen,
      subjectKind: 'bank-account',
      subject: '9f2c41d0a7b3',
      amountFen: '1280050',
      currency: 'CNY',
      channel: 'mobile',
      decision: 'hold',
      ruleIds: ['screen-shared'],
      ruleSet: 'CN-2024',
      outcome: 'cancelled',
    },
  ],
  next: null,
}

const statistics: PaymentStatistics = {
  since: memberWhen,
  rules: [{ rule: 'screen-shared', fired: 41, told: 30, cancelled: 12, scams: 16, falseAlarms: 2 }],
}

const listings: PayeeListingPage = {
  listings: [
    {
      id: memberId,
      list: 'INVOLVED',
      subjectKind: 'account',
      shown: '**** **** **** 0128',
      sanctionClass: null,
      reason: '收款账户，三名被害人转入',
      reference: '某公刑字〔2026〕1号',
      ruleSet: 'CN-2024',
      originId: otherMemberId,
      state: 'proposed',
      expired: false,
      proposedBy: `person:${memberId}`,
      proposedAt: memberWhen,
      decidedBy: null,
      decidedAt: null,
      expiresAt: soon,
      liftedBy: null,
      liftedAt: null,
      liftReason: null,
      isOwn: true,
      notice: null,
    },
  ],
  next: null,
}

const entry = { id: { description: 'Id of the entry.', example: memberId } }

/** Checks before paying and before opening an account, and the lists for them. */
export const paymentNotes: NotesByOperation = {
  'POST /v1/payments/check': {
    description:
      'Send it before the money leaves, and act on `decision`: `allow` pays; `warn` shows `words` and pays when the payer goes on; `hold` shows them and waits `holdMinutes` at most, and `release` says whether the payer alone or only the bank may end that sooner; `refuse` does not pay. Each answer holds until `expiresAt`.\n\nThe answer comes from memory. It is recorded before it is given, for the purpose `ANTI_FRAUD_ONLY` and with keyed digests instead of values; where that cannot be done the answer is 503. Send `Idempotency-Key` (8 to 128 visible characters) and a repetition gives the same answer while it holds.\n\n`docs/payments.md` explains each field.',
    errors: [
      ...refused,
      'AMOUNT_INVALID',
      'CURRENCY_UNKNOWN',
      'PAYEE_INVALID',
      'IDEMPOTENCY_MISMATCH',
      'OVERLOADED',
    ],
    request: { example: body },
    response: { status: 200, example: reply },
  },
  'POST /v1/accounts/opening-check': {
    description:
      'Whether the law keeps this holder from opening an account just now: `hit` or `no-hit`. Name and document are compared together; a name alone never hits. A hit tells the class of its basis and how the holder objects, and nothing of any case.',
    errors: [...refused, 'HOLDER_INVALID', 'OVERLOADED'],
    request: { example: { holder: { name: '李四', idType: 'id-card', idNumber: '11010519491231002X' } } },
    response: { status: 200, example: opening },
  },
  'GET /v1/payments/checks': {
    description:
      'What the caller’s organisation asked, newest first; auditors read what all asked. No account, name or payer is in it: `subject` is the beginning of a keyed digest.',
    errors: ['FORBIDDEN'],
    parameters: { after: { description: 'The `next` of the page before.', example: '4711' } },
    response: { status: 200, example: checks },
  },
  'POST /v1/payments/checks/{id}/outcome': {
    description:
      'What came of a check: `paid`, `cancelled`, `scam-confirmed` or `false-alarm`. The newest word counts. It teaches which rules help and which disturb; it changes no verdict.',
    errors: [...refused, 'CHECK_UNKNOWN'],
    parameters: { id: { description: 'Id of the check.', example: memberId } },
    request: { example: { outcome: 'scam-confirmed' } },
  },
  'GET /v1/payments/statistics': {
    description:
      'How often each rule fired in the last thirty days, and what came of it, for the caller’s organisation; for auditors of all.',
    errors: ['FORBIDDEN'],
    response: { status: 200, example: statistics },
  },
  'GET /v1/payments/listings': {
    description:
      'Entries of the lists `INVOLVED`, `SUSPICIOUS` and `SANCTIONED` that lie in the caller’s region, newest first, masked. For police and auditors; banks learn hit or no hit from the checks.',
    errors: ['FORBIDDEN'],
    parameters: {
      state: { description: 'Only entries in this state.', example: 'proposed' },
      after: { description: 'The `next` of the page before.', example: `1772355600000.${memberId}` },
    },
    response: { status: 200, example: listings },
  },
  'POST /v1/payments/listings': {
    description:
      'An officer of a centre proposes an entry, with its reason, the number of the decision document and its term. It has no effect until somebody else agrees. A person is named by name and document together, on the list `SANCTIONED` only.',
    errors: [...refused, 'PAYEE_INVALID', 'HOLDER_INVALID', 'LISTING_STATE'],
    request: {
      example: {
        list: 'INVOLVED',
        subject: { kind: 'bank-account', value: '6222021234567890128' },
        reason: '收款账户，三名被害人转入',
        reference: '某公刑字〔2026〕1号',
        days: 180,
      },
    },
    response: { status: 200, example: { id: memberId } },
  },
  'POST /v1/payments/listings/{id}/decision': {
    description:
      'Somebody else agrees or refuses; whoever proposed it takes it back. An entry that was agreed to counts in every process of the hub at once.',
    errors: [...refused, 'LISTING_UNKNOWN', 'LISTING_STATE', 'LISTING_LEVEL'],
    parameters: entry,
    request: { example: { decision: 'agree' } },
  },
  'POST /v1/payments/listings/{id}/lift': {
    description:
      'Takes an entry off its list, at once everywhere. One person of the centre is enough, because it frees somebody. An upheld dispute does the same by itself.',
    errors: [...refused, 'LISTING_UNKNOWN', 'LISTING_STATE'],
    parameters: entry,
    request: { example: { reason: '核查后与案件无关' } },
  },
}
