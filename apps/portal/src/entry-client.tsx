import { createPublicClient } from '@wuzei/sdk'
import { hydrate } from 'preact'
import { App, type Start } from './app.tsx'
import { fetchLatePage } from './pages/late-pages.ts'
import type { Dictionary } from './language/zh.ts'
import type { Locale } from './preferences.ts'
import './style/main.css'

/** The browser's end: takes over the page that the server has rendered. */
async function takeOver(): Promise<void> {
  const root = document.getElementById('app')
  const text = document.getElementById('start')?.textContent
  if (!root || !text) return
  const start: Start = JSON.parse(text)
  const t = await loadDictionary(start.locale)
  await fetchLatePage(start.data?.page)
  hydrate(
    <App start={start} t={t} api={createPublicClient({ baseUrl: '' })} loadDictionary={loadDictionary} />,
    root,
  )
}

/** Keeps what is needed without a network; not in private windows, nor on pages without a secure context. */
async function keepForOffline(): Promise<void> {
  try {
    await navigator.serviceWorker?.register('/sw.js')
  } catch (error) {
    console.info('This browser keeps no pages for use without a network', error)
  }
}

async function loadDictionary(locale: Locale): Promise<Dictionary> {
  if (locale === 'en') return (await import('./language/en.ts')).en
  return (await import('./language/zh.ts')).zh
}

void takeOver().then(keepForOffline)
