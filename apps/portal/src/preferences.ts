export type Locale = 'zh' | 'en'
export type TextSize = 'normal' | 'large'

/** What a visitor chose, from the address, else the cookies, else the browser. */
export interface Preferences {
  readonly locale: Locale
  readonly textSize: TextSize
}

/** Chinese unless the visitor's browser or choice says otherwise. */
export function readPreferences(request: {
  readonly query?: Readonly<Record<string, string>>
  readonly cookie?: string | undefined
  readonly acceptLanguage?: string | undefined
}): Preferences {
  const cookies = readCookies(request.cookie ?? '')
  const locale =
    asLocale(request.query?.lang) ?? asLocale(cookies.get('lang')) ?? fromHeader(request.acceptLanguage)
  const textSize = asTextSize(request.query?.text) ?? asTextSize(cookies.get('text')) ?? 'normal'
  return { locale: locale ?? 'zh', textSize }
}

/** The cookie that keeps a choice for a year; it holds nothing but the choice. */
export function preferenceCookie(name: 'lang' | 'text', value: string): string {
  return `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax`
}

export function asLocale(value: string | undefined): Locale | undefined {
  return value === 'zh' || value === 'en' ? value : undefined
}

export function asTextSize(value: string | undefined): TextSize | undefined {
  return value === 'normal' || value === 'large' ? value : undefined
}

function readCookies(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.flatMap(([name, value]) => (name && value ? [[name, value] as const] : [])))
}

/** First language of the list that we have; quality values are in descending order in every browser. */
function fromHeader(header: string | undefined): Locale | undefined {
  for (const entry of (header ?? '').toLowerCase().split(',')) {
    const locale = asLocale(entry.trim().slice(0, 2))
    if (locale) return locale
  }
  return undefined
}
