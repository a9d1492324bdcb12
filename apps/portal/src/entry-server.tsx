import { createPublicClient } from '@wuzei/sdk'
import { renderToStringAsync } from 'preact-render-to-string'
import { App, type Start, windowTitle } from './app.tsx'
import { documentHtml } from './document.ts'
import { en } from './language/en.ts'
import { zh } from './language/zh.ts'
import {
  asLocale,
  asTextSize,
  preferenceCookie,
  readPreferences,
  type Locale,
  type TextSize,
} from './preferences.ts'
import { loadPage } from './visit/load-page.ts'
import { statusOf } from './visit/page-data.ts'
import type { PortalApi } from './wire.ts'

export { createPublicClient, readPreferences }
export type { PortalApi }

/** A request for a page, already read by the hub; `form` is the urlencoded body of a POST. */
export interface PortalRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query: Record<string, string>
  readonly form: Record<string, string>
  readonly locale: Locale
  /** Overrides what the browser prefers. */
  readonly theme?: 'light' | 'dark'
  readonly textSize?: TextSize
  readonly api: PortalApi
}

export interface PortalResponse {
  readonly status: number
  readonly html: string
  readonly headers: Record<string, string>
  readonly redirect?: string
}

/**
 * Renders a page to complete HTML. Failures of the API become pages with their status; what is thrown is a defect.
 */
export async function render(request: PortalRequest): Promise<PortalResponse> {
  const { lang, text, ...query } = request.query
  const choice = choiceCookie(lang, text)
  if (choice && request.method === 'GET') return redirectTo(request.path, query, choice)
  const visit = { path: request.path, query, form: request.method === 'POST' ? request.form : {} }
  const data = await loadPage(visit, request.api)
  const { locale } = request
  const t = locale === 'en' ? en : zh
  const start: Start = { visit, data, locale, textSize: request.textSize ?? 'normal' }
  const body = await renderToStringAsync(<App start={start} t={t} api={request.api} />)
  const html = documentHtml({
    body,
    start,
    title: windowTitle(data, t, locale),
    description: `${t.brand.tagline} · ${t.home.examples.join(t.separators.list)}`,
    theme: request.theme,
  })
  return {
    status: statusOf(data),
    html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // Pages may hold what somebody checks; they belong to this one visitor and are not kept.
      'cache-control': 'no-store',
      'content-language': locale === 'zh' ? 'zh-CN' : 'en',
      vary: 'accept-language, cookie',
      ...(choice ? { 'set-cookie': choice } : {}),
    },
  }
}

function choiceCookie(lang: string | undefined, text: string | undefined): string | undefined {
  const locale = asLocale(lang)
  if (locale) return preferenceCookie('lang', locale)
  const textSize = asTextSize(text)
  return textSize ? preferenceCookie('text', textSize) : undefined
}

/** A choice made by a plain link is kept and then leaves the address. */
function redirectTo(path: string, query: Record<string, string>, cookie: string): PortalResponse {
  const rest = new URLSearchParams(query).toString()
  // A path of two slashes would name another host.
  const local = `/${path.replace(/^[/\\]+/, '')}`
  const redirect = rest ? `${local}?${rest}` : local
  const headers = { 'set-cookie': cookie, 'cache-control': 'no-store', location: redirect }
  return { status: 303, html: '', headers, redirect }
}
