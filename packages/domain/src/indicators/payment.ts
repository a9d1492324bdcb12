import { labelled } from './account/labelled.ts'
import { emailDefinition } from './email.ts'
import { withoutInvisible } from './host/invisible.ts'
import type { IndicatorDefinition, ParseOptions, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'
import { phoneDefinition } from './phone.ts'

/**
 * Accounts of payment applications. Canonical: `alipay:`, `wechatpay:`, `paypal:` or `ecny:` (digital yuan) and the
 * telephone number in E.164, the e-mail address, or the application's own number; `qr:` and the code for a payment QR
 * code (`alipay:qr:fkx123…`), `@name` for paypal.me pages. A number alone does not say whose account it is, so a label,
 * a link or the canonical form is needed. Facts: `network`.
 */
export const paymentDefinition: IndicatorDefinition = { kind: 'payment', parse: parsePayment, mask, display }

const maxPaymentTextLength = 300

const labels: readonly (readonly [network: string, names: readonly string[]])[] = [
  ['alipay', ['支付宝账号', '支付宝账户', '支付宝帐号', '支付宝', 'alipay']],
  ['wechatpay', ['微信支付', '微信收款', '财付通', 'wechatpay', 'wechat pay']],
  ['paypal', ['paypal', '贝宝']],
  ['ecny', ['数字人民币钱包', '数字人民币', '数币钱包', 'e-cny', 'ecny']],
]

function parsePayment(input: string, options?: ParseOptions): ParseResult {
  if (input.length > maxPaymentTextLength) return failed('INDICATOR_TOO_LONG', 'Too long for an account')
  const text = withoutInvisible(input.normalize('NFKC')).trim()
  if (text === '') return failed('INDICATOR_EMPTY', 'No account given')
  const code = readCode(text)
  if (code !== undefined)
    return recognised('payment', `${code.network}:${code.name}`, undefined, { network: code.network })
  for (const [network, names] of labels) {
    const name = labelled(text, names)
    if (name === undefined) continue
    const canonical = canonicalName(network, name, options)
    if (canonical === undefined)
      return failed('INDICATOR_INVALID', 'No account of this application has this name')
    return recognised('payment', `${network}:${canonical}`, undefined, { network })
  }
  return failed('INDICATOR_INVALID', 'Say which application it is, such as 支付宝 or PayPal')
}

/** What payment QR codes hold; Alipay's codes do not tell capitals apart, WeChat's do. */
function readCode(text: string): { network: string; name: string } | undefined {
  const alipay = /^(?:https?:\/\/)?qr\.alipay\.com\/([a-z0-9]{6,64})(?:[/?#]|$)/i.exec(text)?.[1]
  if (alipay !== undefined) return { network: 'alipay', name: `qr:${alipay.toLowerCase()}` }
  const wechat = /^wxp:\/\/([A-Za-z0-9_-]{6,80})$/.exec(text)?.[1]
  if (wechat !== undefined) return { network: 'wechatpay', name: `qr:${wechat}` }
  const paypal = /^(?:https?:\/\/)?(?:www\.)?paypal\.(?:me|com\/paypalme)\/([a-z0-9]{1,20})(?:[/?#]|$)/i.exec(
    text,
  )?.[1]
  return paypal === undefined ? undefined : { network: 'paypal', name: `@${paypal.toLowerCase()}` }
}

/** The applications' own numbers: Alipay partner 2088…, WeChat merchant, digital-yuan wallet, PayPal merchant. */
const ownNumbers: Readonly<Record<string, RegExp>> = {
  alipay: /^(?:2088\d{12}|qr:[a-z0-9]{6,64})$/,
  wechatpay: /^(?:1\d{9}|qr:[A-Za-z0-9_-]{6,80}|[a-z][a-z0-9_-]{4,29})$/,
  paypal: /^(?:@[a-z0-9]{1,20})$/,
  ecny: /^00\d{14}$/,
}

function canonicalName(network: string, name: string, options: ParseOptions | undefined): string | undefined {
  const compact = /^[\d\s-]+$/.test(name) ? name.replace(/[\s-]/g, '') : name
  if (ownNumbers[network]?.test(compact) === true) return compact
  const email = name.includes('@') ? emailDefinition.parse(name, options) : undefined
  if (email !== undefined) return email.ok && network !== 'wechatpay' ? email.indicator.canonical : undefined
  if (network === 'ecny' || network === 'paypal') return undefined
  const phone = phoneDefinition.parse(name, options)
  return phone.ok && phone.indicator.marks.length === 0 ? phone.indicator.canonical : undefined
}

/** Telephone numbers and e-mail addresses by their own rules, other numbers by their last four characters. */
function mask(canonical: string): string {
  const colon = canonical.indexOf(':') + 1
  const name = canonical.slice(colon)
  const network = canonical.slice(0, colon)
  if (name.startsWith('+')) return network + phoneDefinition.mask(name)
  if (name.includes('@') && !name.startsWith('@')) return network + emailDefinition.mask(name)
  if (name.startsWith('@')) return `${network}${name.slice(0, 2)}****`
  return name.length < 8 ? `${network}****` : `${network}****${name.slice(-4)}`
}

const displayNames: Readonly<Record<string, string>> = {
  alipay: '支付宝',
  wechatpay: '微信支付',
  paypal: 'PayPal',
  ecny: '数字人民币',
}

function display(canonical: string): string {
  const colon = canonical.indexOf(':')
  const network = canonical.slice(0, colon)
  return `${displayNames[network] ?? network}: ${canonical.slice(colon + 1)}`
}
