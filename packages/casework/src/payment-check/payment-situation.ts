import type { VerdictLevel } from '@wuzei/domain'

/** From least to most; a payment gets the highest that any rule says. */
export const paymentDecisions = ['allow', 'warn', 'hold', 'refuse'] as const
export type PaymentDecisionKind = (typeof paymentDecisions)[number]

export const payeeKinds = ['bank-account', 'payment-account', 'wallet', 'phone-alias'] as const
export type PayeeKind = (typeof payeeKinds)[number]

export const paymentChannels = ['mobile', 'web', 'qr', 'pos', 'atm', 'counter', 'other'] as const
export type PaymentChannel = (typeof paymentChannels)[number]

/** Age of the payer in bands: a rule needs no date of birth. */
export const payerAges = ['under-14', '14-17', '18-59', '60-69', '70-plus'] as const
export type PayerAge = (typeof payerAges)[number]

/** What the payee's bank said about the name; from least to most troubling. */
export const nameChecks = ['match', 'unavailable', 'close', 'mismatch'] as const
export type NameCheck = (typeof nameChecks)[number]

/** Lists that people of the police keep; each entry has two of them behind it. */
export const payeeLists = ['INVOLVED', 'SUSPICIOUS', 'SANCTIONED'] as const
export type PayeeList = (typeof payeeLists)[number]

/** What the bank sees while the payment is made. What is not told counts as not seen. */
export interface PaymentContext {
  readonly firstPayment?: boolean
  readonly callInProgress?: boolean
  readonly screenShared?: boolean
  readonly remoteControl?: boolean
  readonly newDevice?: boolean
  /** The payee's account was changed by a message since the last payment. */
  readonly payeeDetailsChanged?: boolean
  /** Payer and payee are the same customer of the same bank. */
  readonly ownAccount?: boolean
  readonly payerAge?: PayerAge
  readonly payeeAccountAgeHours?: number
  /** Payments to anybody that failed or were broken off within the last hour. */
  readonly failedAttempts?: number
  /** What the payer wrote. Read for known pretexts and not kept. */
  readonly purpose?: string
  readonly nameCheck?: NameCheck
}

/** Signs that a rule can ask for. */
export const paymentSigns = [
  'firstPayment',
  'callInProgress',
  'screenShared',
  'remoteControl',
  'newDevice',
  'payeeDetailsChanged',
] as const
export type PaymentSign = (typeof paymentSigns)[number]

/** What the library says of one indicator of the payee. */
export interface PayeeVerdict {
  readonly level: VerdictLevel
  readonly fraudTypes: readonly string[]
}

/** Everything that a decision depends on, and nothing else. */
export interface PaymentSituation {
  readonly payeeKind: PayeeKind
  readonly payeeName?: string
  readonly channel: PaymentChannel
  /** In fen of renminbi; `weighAmount` makes it of other currencies. */
  readonly weighedFen: bigint
  readonly context: PaymentContext
  /** Of the payee's account and of what else names it. None: the library knows nothing. */
  readonly verdicts: readonly PayeeVerdict[]
  /** Lists on which the payee stands now. */
  readonly lists: readonly PayeeList[]
}
