import { describe, expect, test } from 'vitest'
import { assess } from './assess.ts'
import { evidenceOf, inputOf, people, start } from './evidence.fixture.ts'
import { explainVerdict } from './explain.ts'
import { dayS } from './parameters.ts'
import { readVerdict } from './read.ts'
import type { Evidence, FindingLevel } from './types.ts'

const found = (finding: FindingLevel, changes: Partial<Evidence> = {}) =>
  evidenceOf({ tier: 'detector', source: 'model:url@1.0.0', reliability: 0.8, finding, ...changes })

const levelOf = (evidence: readonly Evidence[], kind: 'url' | 'domain' = 'url', at = start) =>
  readVerdict(assess(inputOf(evidence, kind)), at).level

describe('a finding of a model', () => {
  test.each(['url', 'domain'] as const)('alone makes a %s what its threshold says', (kind) => {
    expect(levelOf([found('suspicious')], kind)).toBe('suspicious')
    expect(levelOf([found('high')], kind)).toBe('high')
  })

  test('below the upper threshold never makes more than suspicious, however reliable and with other models', () => {
    const sure = ['url', 'text', 'page'].map((name) =>
      found('suspicious', { source: `model:${name}@1.0.0`, reliability: 0.995, count: 50 }),
    )
    expect(levelOf(sure)).toBe('suspicious')
  })

  test('above it never makes more than dangerous', () => {
    const sure = ['url', 'text', 'page', 'other'].map((name) =>
      found('high', { source: `model:${name}@1.0.0`, reliability: 0.995 }),
    )
    expect(levelOf(sure)).toBe('high')
  })

  test('of another version, or made again, is no second witness', () => {
    const once = assess(inputOf([found('suspicious')], 'url'))
    const again = assess(
      inputOf([found('suspicious'), found('suspicious', { source: 'model:url@1.1.0', count: 9 })], 'url'),
    )
    expect(again.weight).toBe(once.weight)
    expect(again.tiers).toMatchObject([{ groups: 1, sources: 1, models: ['url@1.0.0', 'url@1.1.0'] }])
  })

  test('loses its say with the model’s record', () => {
    expect(levelOf([found('high', { reliability: 0.75 })])).toBe('suspicious')
    expect(levelOf([found('high', { reliability: 0.5 })])).toBe('unknown')
  })

  test('fades like everything else', () => {
    expect(levelOf([found('high')], 'url', start + 90 * dayS)).toBe('unknown')
  })

  test('does not let a few accounts make a site dangerous together with a lesser finding', () => {
    expect(levelOf([found('suspicious'), ...people(20)])).toBe('suspicious')
  })

  test('is named with its version in both languages', () => {
    const state = assess(inputOf([found('high')], 'url'))
    const { reasons } = explainVerdict(state, readVerdict(state, start), start)
    expect(reasons).toEqual([
      {
        code: 'DETECTOR_FINDING',
        text: {
          zh: '它有已知骗局的特征（检查模型 url@1.0.0），发现时间：刚刚。',
          en: 'It shows signs known from other frauds (model url@1.0.0), seen just now.',
        },
      },
    ])
  })
})
