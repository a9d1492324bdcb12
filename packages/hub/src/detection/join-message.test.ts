import type { TextDetection } from '@wuzei/detect'
import { expect, it } from 'vitest'
import { createChecker } from '../library/checker.ts'
import type { FoundInMessage } from '../library/check-message.ts'
import { createVerdictIndex } from '../verdict-index/verdict-index.ts'
import { joinLevels } from './join-message.ts'

const said = (level: TextDetection['level']): TextDetection => ({
  label: 'fraud',
  scores: { normal: 0, ad: 0, fraud: 1, illegal: 0, other: 0 },
  score: 0.9,
  level,
  fraudType: null,
  reasons: [],
  parts: [],
  model: 'text@9.9.9',
})

function linkOf(level: 'suspicious' | 'high' | undefined): FoundInMessage {
  const ask = () => level && { level, score: 0.9, fraudType: null, reasons: [], model: 'url@9.9.9' }
  const checker = createChecker(createVerdictIndex(), () => 0, ask)
  return { start: 0, end: 9, verdict: JSON.parse(checker.check('https://a.example.org/x').toString()) }
}

const join = (
  full: TextDetection['level'],
  bare: TextDetection['level'],
  link: 'suspicious' | 'high' | undefined,
) =>
  joinLevels({
    wording: said(full),
    bareWording: said(bare),
    sender: null,
    indicators: [linkOf(link)],
    foreign: { links: new Set(), mark: undefined, reasons: [], codes: new Set() },
  })

it('lets wording and link make a message dangerous together only where the wording speaks without the link', () => {
  expect(join('suspicious', 'suspicious', 'suspicious')).toBe('high')
  expect(join('suspicious', 'unknown', 'suspicious')).toBe('suspicious')
  expect(join('high', 'unknown', undefined)).toBe('suspicious')
  expect(join('high', 'suspicious', undefined)).toBe('high')
  expect(join('unknown', 'unknown', 'high')).toBe('high')
  expect(join('unknown', 'unknown', undefined)).toBe('unknown')
})
