import type { PageField, PageForm, PageReading } from './page-reading.ts'

/** What a page asks people for. */
export const askedKinds = [
  'password',
  'card-number',
  'card-code',
  'card-expiry',
  'pin',
  'identity-number',
  'sms-code',
  'phone',
  'balance',
  'seed-phrase',
  'file',
] as const
export type AskedKind = (typeof askedKinds)[number]

/** A form with what it asks for. */
export interface AskingForm {
  readonly form: PageForm
  readonly asks: ReadonlySet<AskedKind>
}

/** What a whole page asks for. */
export interface AskedFor {
  readonly forms: readonly AskingForm[]
  readonly all: ReadonlySet<AskedKind>
  /** True when something of it opens an account, a card or an identity. */
  readonly isSecret: boolean
}

const words: readonly (readonly [AskedKind, RegExp])[] = [
  ['seed-phrase', /mnemonic|seed.?phrase|recovery.?phrase|secret.?phrase|private.?key|keystore|助记词|私钥/],
  ['balance', /余额|可用额度|balance|credit.?limit/],
  [
    'pin',
    /\bpin\b|pin.?code|\batm|取款密码|交易密码|支付密码|卡密码|银行卡密码|网银密码|查询密码|pay.?pass|card.?pass|bank.?pass/,
  ],
  ['card-code', /\bcvv2?\b|\bcvc2?\b|cc-csc|card.?code|security.?code|安全码|后三位|末三位|背面.{0,4}三位/],
  ['card-expiry', /cc-exp|expir|valid.?thru|有效期/],
  [
    'card-number',
    /cc-number|card.?(?:no|num)|cardnumber|bank.?card|debit.?card|credit.?card|银行卡号|信用卡号|储蓄卡|卡号/,
  ],
  [
    'identity-number',
    /id.?card|\bid.?(?:no|num)|idnum|\bsfz|身份证|证件号|cert.?no|\bssn\b|social.?security|passport.?n/,
  ],
  ['sms-code', /sms|短信|动态码|手机验证码|\botp\b|one.?time|verif\w*.?code|vcode|\byzm\b/],
  ['phone', /phone|mobile|手机号|手机号码|\btel\b/],
]

/** Reads what each form asks for; a field stands for the first kind whose words it has. */
export function readAskedFor({ forms }: Pick<PageReading, 'forms'>): AskedFor {
  const asking = forms.map((form) => ({ form, asks: new Set(form.fields.flatMap(kindsOf)) }))
  const all = new Set(asking.flatMap(({ asks }) => [...asks]))
  return { forms: asking, all, isSecret: isSecret(all) }
}

/** True when this opens an account, a card or an identity to whoever gets it. */
export function isSecret(asks: ReadonlySet<AskedKind>): boolean {
  return secrets.some((kind) => asks.has(kind))
}

const secrets: readonly AskedKind[] = [
  'password',
  'card-number',
  'card-code',
  'pin',
  'identity-number',
  'sms-code',
  'balance',
  'seed-phrase',
]

function kindsOf({ type, words: text }: PageField): AskedKind[] {
  const found = words.find(([, expression]) => expression.test(text))?.[0]
  if (type === 'file') return ['file']
  if (type === 'password') return found === 'pin' || found === 'card-code' ? [found] : ['password']
  // A picture's letters to type are no code from a phone.
  if (found === 'sms-code' && /图形|captcha/.test(text)) return []
  if (type === 'checkbox' || type === 'radio') return []
  if (found) return [found]
  return type === 'tel' ? ['phone'] : []
}
