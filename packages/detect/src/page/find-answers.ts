import { isSecret } from './asked-for.ts'
import { readAddress, type PageAddress } from './page-address.ts'
import type { PageCase } from './page-case.ts'
import type { PageSign, PageSignCode } from './page-signs.ts'

/** Where what people fill in goes: other sites, bare numbers, chat bots, mailboxes. */
export function findAnswers(page: PageCase): PageSign[] {
  const signs: PageSign[] = []
  const text = page.code
  const targets: string[] = []
  for (const { form, asks } of page.asked.forms) {
    if (form.action === null) continue
    targets.push(form.action)
    if (isSecret(asks)) signs.push(...signsOfTarget(page, readAddress(form.action, page.base)))
  }
  const everywhere = `${targets.join('\n')}\n${text}`
  const bot = chatBots.find(([, expression]) => expression.test(everywhere))
  if (bot)
    signs.push(sign(page.asked.isSecret ? 'ANSWERS_TO_CHAT_BOT' : 'CHAT_BOT_ADDRESS', { service: bot[0] }))
  const service = page.asked.isSecret ? formServices.exec(everywhere)?.[0] : undefined
  if (service) signs.push(sign('ANSWERS_TO_FORM_SERVICE', { service: service.toLowerCase() }))
  return signs
}

function signsOfTarget({ at, owners }: PageCase, target: PageAddress): PageSign[] {
  if (target.scheme === 'mailto') {
    const mailbox = target.url.slice(7, 80).split('?', 1)[0] ?? ''
    return [sign('ANSWERS_BY_MAIL', { target: maskMailbox(mailbox) })]
  }
  if (target.scheme === 'data' || target.scheme === 'blob')
    return [sign('ANSWERS_TO_DATA', { scheme: target.scheme })]
  if (target.host === '' || target.host === at.host) return []
  if (target.isIp) return [sign('ANSWERS_TO_ADDRESS', { target: target.host })]
  const signs: PageSign[] = []
  if (target.scheme === 'http' && at.scheme === 'https')
    signs.push(sign('ANSWERS_UNPROTECTED', { target: target.host }))
  if (!owners.isSameOwner(at, target) && !owners.isTrustedService(target))
    signs.push(sign('ANSWERS_TO_OTHER_SITE', { site: at.host, target: target.host }))
  return signs
}

/** A mailbox is a person's; whose it is at which provider is enough. */
function maskMailbox(mailbox: string): string {
  const [name = '', host = ''] = mailbox.split('@')
  return `${name.slice(0, 2)}…@${host}`
}

/**
 * Addresses of chat bots, plain and in the base64 that kits hide them in ("api.telegram" at each of its alignments).
 * Sources: the services' own documentation of bots and webhooks.
 */
const chatBots: readonly (readonly [string, RegExp])[] = [
  ['Telegram', /api\.telegram\.org\/bot|YXBpLnRlbGVncmFt|FwaS50ZWxlZ3Jhb|hcGkudGVsZWdyYW/],
  ['Discord', /discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\//i],
  ['Slack', /hooks\.slack\.com\/services\//i],
  ['企业微信', /qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send/i],
  ['钉钉', /oapi\.dingtalk\.com\/robot\/send/i],
  ['飞书', /open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\//i],
]

/** Services that collect forms for whoever asks, without telling who it is. */
const formServices =
  /formsubmit\.co|formspree\.io|getform\.io|web3forms\.com|formcarry\.com|formsubmit\.io|emailjs\.com|smtpjs\.com|script\.google\.com\/macros|\/formResponse\b|jsonbin\.io|[a-z0-9-]{3,40}\.firebaseio\.com|webhook\.site|pipedream\.net|requestcatcher\.com|submit-form\.com|staticforms\.xyz/i

function sign(code: PageSignCode, values: PageSign['values'] = {}): PageSign {
  return { code, values }
}
