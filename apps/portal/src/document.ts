import type { Start } from './app.tsx'

/** Files of the browser's build, filled in by vite.config.ts from its manifest. */
declare const clientAssets: {
  readonly script: string
  readonly preloads: readonly string[]
  readonly styles: readonly string[]
  readonly darkStyle: string
  readonly icon: string
  readonly dictionaries: Readonly<Record<string, string>>
}

/** The HTML document around a rendered page: no inline script, no inline style, nothing from elsewhere. */
export function documentHtml(page: {
  body: string
  start: Start
  title: string
  description: string
  theme: 'light' | 'dark' | undefined
}): string {
  const { locale, textSize } = page.start
  const preloads = [...clientAssets.preloads, clientAssets.dictionaries[locale] ?? '']
  const darkMedia = page.theme === 'dark' ? 'all' : '(prefers-color-scheme: dark)'
  return [
    '<!doctype html>',
    `<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}" data-text="${textSize}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    `<title>${escapeHtml(page.title)}</title>`,
    `<meta name="description" content="${escapeHtml(page.description)}">`,
    `<meta name="color-scheme" content="${page.theme ?? 'light dark'}">`,
    '<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">',
    '<meta name="theme-color" content="#10161d" media="(prefers-color-scheme: dark)">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="format-detection" content="telephone=no">',
    `<link rel="icon" href="${clientAssets.icon}" type="image/svg+xml">`,
    '<link rel="manifest" href="/manifest.webmanifest">',
    ...clientAssets.styles.map((href) => `<link rel="stylesheet" href="${href}">`),
    page.theme === 'light'
      ? ''
      : `<link rel="stylesheet" href="${clientAssets.darkStyle}" media="${darkMedia}">`,
    ...preloads.filter(Boolean).map((href) => `<link rel="modulepreload" href="${href}">`),
    `<script type="module" src="${clientAssets.script}"></script>`,
    '</head>',
    '<body>',
    `<div id="app">${page.body}</div>`,
    `<script type="application/json" id="start">${escapeJson(page.start)}</script>`,
    '</body>',
    '</html>',
  ].join('\n')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => htmlEscapes[character] ?? character)
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Inside a script element only `<` can do harm: it could end the element or open a comment. */
function escapeJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
}
