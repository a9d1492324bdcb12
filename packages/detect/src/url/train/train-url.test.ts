import { describe, expect, it } from 'vitest'
import { classifyUrl } from '../classify-url.ts'
import { encodeUrlModel, loadUrlModel } from '../url-model.ts'
import { measureDrift } from './measure-drift.ts'
import { collectLabelled } from './read-labelled.ts'
import { trainUrl } from './train-url.ts'
import { writeUrlModelCard } from './write-model-card.ts'

const words = 'garden school clinic music photo travel house river paper stone'.split(' ')

/** Links of two made-up collections: harmless ones of words, phishing ones that end in a login page. */
function smallCollection() {
  const labelled = collectLabelled()
  for (let i = 0; i < 250; i += 1) {
    const word = words[i % words.length] ?? ''
    const source = i % 2 === 0 ? 'left' : 'right'
    labelled.add(`benign\t${source}\thttps://www.${word}${i}.org/${word}/about-us`)
    labelled.add(`phishing\t${source}\thttp://${word}${i * 7}x.top/secure/login/verify${i}.php`)
  }
  return labelled.result()
}

describe('collecting', () => {
  it('takes a link once, whatever its scheme or www., and keeps links of one owner together', () => {
    const labelled = collectLabelled()
    for (const line of [
      'label\tsource\turl',
      'benign\ta\thttps://www.example.org',
      'benign\tb\thttp://example.org/',
      'phishing\ta\thttp://shop.example.org/login',
      'spam\ta\thttp://other.org/',
      'benign\ta\thttp://other.org/',
    ])
      labelled.add(line)
    const { rows, duplicates, unreadable } = labelled.result()
    expect(rows.map(({ label, source }) => [label, source])).toEqual([
      [0, 'a'],
      [1, 'a'],
      [0, 'a'],
    ])
    expect([duplicates, unreadable]).toEqual([1, 1])
    expect(rows[0]?.group).toBe(rows[1]?.group)
    expect(rows[0]?.group).not.toBe(rows[2]?.group)
  })
})

describe('training', () => {
  const collected = smallCollection()
  const train = (seed: number) => trainUrl(collected.rows, { seed, bits: 12 })
  const training = train(1)
  const bytes = encodeUrlModel(training.parts)

  it('gives the same bytes for the same seed, and others for another', () => {
    expect(encodeUrlModel(train(1).parts)).toEqual(bytes)
    expect(encodeUrlModel(train(2).parts)).not.toEqual(bytes)
  })

  it('learns what tells the labels apart, and measures it on domains it has not seen', () => {
    expect(training.heldOut.map(({ name }) => name)).toEqual(['all', 'left', 'right'])
    expect(training.heldOut[0]?.auc).toBeGreaterThan(0.99)
    expect(training.acrossSources.map(({ name }) => name)).toEqual(['left', 'right'])
    const model = loadUrlModel(bytes)
    const bad = classifyUrl(model, 'http://unseen-name.top/secure/login/verify5.php').score
    expect(bad).toBeGreaterThan(classifyUrl(model, 'https://unseen-name.org/about-us').score + 0.5)
  })

  it('writes a card with every table, and counts drift by month', () => {
    const model = loadUrlModel(bytes)
    const drift = measureDrift((url) => classifyUrl(model, url))
    drift.add('2025-01-02T00:00:00+00:00\thttp://unseen.top/secure/login/verify9.php')
    drift.add('first_seen\turl')
    const card = writeUrlModelCard({
      training,
      collected,
      drift: drift.result(),
      modelBytes: bytes.length,
      seed: 1,
    })
    expect(drift.result()).toMatchObject([{ month: '2025-01', rows: 1 }])
    for (const title of [
      'Figures on held-out',
      'Calibration',
      'Thresholds',
      'Drift',
      'wrongly suspected',
      'limits',
    ])
      expect(card).toContain(title)
    expect(card).not.toMatch(/undefined|NaN/)
  })
})
