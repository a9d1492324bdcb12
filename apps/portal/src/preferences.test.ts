import { expect, test } from 'vitest'
import { readPreferences } from './preferences.ts'

test.each([
  [{}, 'zh'],
  [{ acceptLanguage: 'en-GB,en;q=0.9' }, 'en'],
  [{ acceptLanguage: 'fr-FR,en;q=0.8,zh;q=0.7' }, 'en'],
  [{ acceptLanguage: 'fr' }, 'zh'],
  [{ acceptLanguage: 'en', cookie: 'a=b; lang=zh' }, 'zh'],
  [{ acceptLanguage: 'zh', cookie: 'lang=zh', query: { lang: 'en' } }, 'en'],
  [{ cookie: 'lang=<script>', query: { lang: 'xx' } }, 'zh'],
])('speaks the language of %j', (request, locale) => {
  expect(readPreferences(request).locale).toBe(locale)
})

test('keeps larger text from a cookie', () => {
  expect(readPreferences({ cookie: 'text=large' }).textSize).toBe('large')
  expect(readPreferences({ cookie: 'text=huge' }).textSize).toBe('normal')
})
