import { withoutInvisible } from './host/invisible.ts'
import type { IndicatorDefinition, ParseOptions, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'
import { phoneDefinition } from './phone.ts'
import { labelled } from './account/labelled.ts'

/**
 * Accounts of chat applications. Canonical: `wechat:`, `qq:`, `telegram:` or `whatsapp:` and the account in lower case;
 * telephone numbers in E.164 (`whatsapp:+447911123456`, `wechat:+8613800138000`), invitation links to Telegram groups
 * as `telegram:+` and their code, which tells capitals apart. Read from labels (`微信：abc123`, `QQ 12345`), links
 * (`t.me/name`, `wa.me/4479…`) and `@name`, which is Telegram's. Facts: `network`.
 */
export const messengerDefinition: IndicatorDefinition = {
  kind: 'messenger',
  parse: parseMessenger,
  mask,
  display,
}

const maxMessengerTextLength = 200

/** Longer labels first: `微信号` must not leave `号` behind. */
const labels: readonly (readonly [network: string, names: readonly string[]])[] = [
  ['wechat', ['微信号码', '微信号', '微信', '薇信', '威信', 'v信', 'wechat', 'weixin', 'wx', 'vx']],
  ['qq', ['qq号码', 'qq群号', 'qq号', 'qq群', '扣扣', '企鹅号', 'qq']],
  ['telegram', ['telegram', '电报', '纸飞机', 'tg']],
  ['whatsapp', ['whatsapp', 'whats app', 'wa']],
]

function parseMessenger(input: string, options?: ParseOptions): ParseResult {
  if (input.length > maxMessengerTextLength) return failed('INDICATOR_TOO_LONG', 'Too long for an account')
  const text = withoutInvisible(input.normalize('NFKC')).trim()
  if (text === '') return failed('INDICATOR_EMPTY', 'No account given')
  const link = readLink(text)
  if (link !== undefined) return account(link.network, link.name, options)
  if (text.startsWith('@')) return account('telegram', text, options)
  for (const [network, names] of labels) {
    const name = labelled(text, names)
    if (name !== undefined) return account(network, name, options)
  }
  return failed('INDICATOR_INVALID', 'Say which application it is: 微信, QQ, Telegram or WhatsApp')
}

interface Account {
  readonly network: string
  readonly name: string
}

const linkForms: readonly (readonly [network: string, form: RegExp])[] = [
  ['telegram', /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.me\/(?:joinchat\/|s\/)?([^/?#\s]+)/i],
  ['telegram', /^tg:\/\/resolve\?domain=([^&#\s]+)/i],
  ['whatsapp', /^(?:https?:\/\/)?(?:www\.)?wa\.me\/([^/?#\s]+)/i],
  ['whatsapp', /^(?:https?:\/\/)?(?:api|web|www)\.whatsapp\.com\/send\/?\?phone=([^&#\s]+)/i],
  ['whatsapp', /^whatsapp:\/\/send\/?\?phone=([^&#\s]+)/i],
]

function readLink(text: string): Account | undefined {
  for (const [network, form] of linkForms) {
    const name = form.exec(text)?.[1]
    if (name === undefined) continue
    const isGroup = network === 'telegram' && text.toLowerCase().includes('/joinchat/')
    const isNumber = network === 'whatsapp' && !name.startsWith('+') // links hold the number without its plus
    return { network, name: isGroup || isNumber ? `+${name}` : name }
  }
  return undefined
}

function account(network: string, name: string, options: ParseOptions | undefined): ParseResult {
  const canonical = canonicalName(network, withoutGroups(name.trim()), options)
  if (canonical === undefined) return failed('INDICATOR_INVALID', 'No account has this name')
  return recognised('messenger', `${network}:${canonical}`, undefined, { network })
}

/** `123 456 789` is one number; names keep what they have. */
function withoutGroups(name: string): string {
  return /^[\d\s-]+$/.test(name) ? name.replace(/[\s-]/g, '') : name
}

function canonicalName(network: string, name: string, options: ParseOptions | undefined): string | undefined {
  if (network === 'qq') return /^[1-9]\d{4,11}$/.test(name) ? name : undefined
  if (network === 'whatsapp') {
    return phoneNumber(name, options) ?? phoneNumber(`+${name}`)
  }
  if (network === 'telegram') return telegramName(name)
  const lower = name.toLowerCase()
  if (/^[a-z][a-z0-9_-]{4,29}$/.test(lower)) return lower
  return phoneNumber(name, options) ?? (/^[1-9]\d{4,11}$/.test(name) ? name : undefined)
}

/** Names have 4 to 32 letters, digits and `_`, a letter first; invitation codes 16 to 40 of the base64url alphabet. */
function telegramName(name: string): string | undefined {
  if (name.startsWith('+') && /^\+[A-Za-z0-9_-]{16,40}$/.test(name) && !/^\+\d+$/.test(name)) return name
  const plain = (name.startsWith('@') ? name.slice(1) : name).toLowerCase()
  if (/^[a-z][a-z0-9_]{3,31}$/.test(plain)) return plain
  return phoneNumber(name)
}

function phoneNumber(text: string, options?: ParseOptions): string | undefined {
  const parsed = phoneDefinition.parse(text, options)
  if (!parsed.ok || parsed.indicator.marks.length > 0) return undefined
  return parsed.indicator.canonical
}

/** Telephone numbers by their own rule, names by their first two letters. */
function mask(canonical: string): string {
  const colon = canonical.indexOf(':') + 1
  const name = canonical.slice(colon)
  const masked = /^\+\d+$/.test(name) ? phoneDefinition.mask(name) : `${name.slice(0, 2)}****`
  return canonical.slice(0, colon) + masked
}

const displayNames: Readonly<Record<string, string>> = {
  wechat: '微信',
  qq: 'QQ',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
}

function display(canonical: string): string {
  const colon = canonical.indexOf(':')
  const network = canonical.slice(0, colon)
  const name = canonical.slice(colon + 1)
  return `${displayNames[network] ?? network}: ${name}`
}
