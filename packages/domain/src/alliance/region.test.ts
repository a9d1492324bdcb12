import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRegion, isWithin, regionOfChinaCode } from './region.ts'

test('a region lies within itself, all above it, and nothing else', () => {
  const part = fc.stringMatching(/^[0-9a-z]{1,4}$/)
  const region = fc
    .tuple(fc.constantFrom('cn', 'de'), fc.array(part, { maxLength: 4 }))
    .map(([country, parts]) => [country, ...parts])
  fc.assert(
    fc.property(region, region, (one, other) => {
      expect(isRegion(one.join('/'))).toBe(true)
      const isAbove = other.every((name, index) => one[index] === name)
      expect(isWithin(one.join('/'), other.join('/'))).toBe(isAbove)
    }),
  )
  expect(isWithin('cn/44', '')).toBe(true)
  expect(isWithin('', 'cn')).toBe(false)
  for (const wrong of [
    'CN',
    'cn/',
    '/cn',
    'cn//44',
    'cn/44/',
    'china',
    'cn/44 ',
    'cn/../de',
    'cn/1/2/3/4/5/6',
  ])
    expect(isRegion(wrong), wrong).toBe(false)
})

test('division codes become paths', () => {
  expect(['440305', '440300', '440000', '44', '4403'].map(regionOfChinaCode)).toEqual([
    'cn/44/03/05',
    'cn/44/03',
    'cn/44',
    'cn/44',
    'cn/44/03',
  ])
  expect(['', '044', '4', '44030', 'abcdef', '04'].map(regionOfChinaCode)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  )
})
