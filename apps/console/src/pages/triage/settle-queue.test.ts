import { expect, test } from 'vitest'
import { settleQueue } from './settle-queue.ts'

const rows = (text: string) => [...text].map((id) => ({ id, read: 1 }))
const ids = (settled: ReturnType<typeof settleQueue<{ id: string }>>) =>
  [settled.shown, settled.fresh].map((list) => list.map(({ id }) => id).join(''))

test('what comes before those shown waits, what comes after is put behind them', () => {
  expect(ids(settleQueue(rows('bcd'), rows('abcde'), false))).toEqual(['bcde', 'a'])
  expect(ids(settleQueue(rows('bd'), rows('abcd'), false))).toEqual(['bd', 'ac'])
})

test('what was decided leaves, and rows are as they were read last', () => {
  const settled = settleQueue(rows('abc'), [{ id: 'c', read: 2 }], false)
  expect(settled).toEqual({ shown: [{ id: 'c', read: 2 }], fresh: [] })
})

test('what was pushed to the next page stays while somebody works on this one', () => {
  expect(ids(settleQueue(rows('bcd'), rows('abc'), true))).toEqual(['bcd', 'a'])
  expect(ids(settleQueue(rows('bcd'), rows('bc'), true))).toEqual(['bc', ''])
})

test('with nothing left to keep still, everything is shown', () => {
  expect(ids(settleQueue(rows('ab'), rows('xy'), false))).toEqual(['xy', ''])
  expect(ids(settleQueue([], rows('xy'), false))).toEqual(['xy', ''])
})
