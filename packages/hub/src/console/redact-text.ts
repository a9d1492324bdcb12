import { definitionOf, extract, parseIndicator, type IndicatorKind } from '@wuzei/domain'

/**
 * A narrative without what names people: every number, account, address and link becomes a mark of its kind, further
 * digits and e-mail addresses too, and names where the writer says that one follows. Rules, not understanding: what a
 * reader must see whole is unmasked, with a purpose.
 */
export function redactText(text: string): string {
  const parts: string[] = []
  let from = 0
  for (const { kind, start, end } of extract(text)) {
    parts.push(text.slice(from, start), `[${tokens[kind]}]`)
    from = end
  }
  parts.push(text.slice(from))
  return parts
    .join('')
    .replaceAll(/[^\s@[\]]{1,64}@[^\s@[\]]{1,250}/g, '[email]')
    .replaceAll(/\d[\d\s-]{2,}[\dXx]/g, '[number]')
    .replaceAll(
      /(我叫|我是|姓名[:：]?\s*|户名[:：]?\s*|收款人[:：]?\s*)(\p{Script=Han}{2,4}?)(?=[，,。.、；;\s]|的|$)/gu,
      '$1[name]',
    )
    .replaceAll(
      /\b(my name is|I am|name:|payee:)\s+(\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+){0,3})/gu,
      '$1 [name]',
    )
}

/** Typed tokens, the same in every language, so that a screen can word them. */
const tokens: Readonly<Record<IndicatorKind, string>> = {
  phone: 'phone',
  'sms-sender': 'sender',
  url: 'link',
  domain: 'site',
  ip: 'address',
  account: 'account',
  payment: 'payment',
  wallet: 'wallet',
  messenger: 'chat',
  email: 'email',
  app: 'app',
  wifi: 'wifi',
  cell: 'cell',
  device: 'device',
}

/** How to reach somebody, masked by the rules of its kind. */
export function maskContact(contact: string): string {
  const parsed = parseIndicator(contact)
  return parsed.ok ? definitionOf(parsed.indicator.kind).mask(parsed.indicator.canonical) : '***'
}
