import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MessageCheckReply } from '../wire.ts'
import { splitText } from './split-text.ts'

const found = (start: number, end: number) => ({ start, end }) as MessageCheckReply['indicators'][number]

test('cuts the text at its findings', () => {
  const pieces = splitText('请打13800138000吧', [found(2, 13)])
  expect(pieces.map(({ text, found: hit }) => [text, hit !== null])).toEqual([
    ['请打', false],
    ['13800138000', true],
    ['吧', false],
  ])
})

test('loses and repeats no character, whatever overlaps', () => {
  const spans = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 10 })), { maxLength: 6 })
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), spans, (text, given) => {
      const findings = given
        .map(([start, length]) => found(start, Math.min(start + length, text.length)))
        .filter(({ start, end }) => start < end)
        .sort((left, right) => left.start - right.start)
      expect(
        splitText(text, findings)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
