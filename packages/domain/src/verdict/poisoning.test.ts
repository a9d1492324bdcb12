import { describe, expect, test } from 'vitest'
import { assess } from './assess.ts'
import { evidenceOf, inputOf, people, start } from './evidence.fixture.ts'
import { readVerdict } from './read.ts'
import type { Evidence, VerdictLevel } from './types.ts'

const hourS = 3600
const dayS = 24 * hourS
const spans = { '1 hour': hourS, '1 day': dayS, '7 days': 7 * dayS }

/** Sock puppets: every report has a reporter and a device of its own, but they come from few networks. */
function puppets(count: number, networks: number, spanS: number, oneText: boolean): Evidence[] {
  return Array.from({ length: count }, (_, n) => {
    const at = start + Math.floor((n * spanS) / count)
    return evidenceOf({
      reporter: `puppet-${n}`,
      origin: `network-${n % networks}`,
      device: `device-${n}`,
      text: oneText ? 'copied' : `text-${n}`,
      firstAt: at,
      lastAt: at,
    })
  })
}

function levelAfter(evidence: readonly Evidence[]): VerdictLevel {
  const at = evidence.reduce((last, item) => Math.max(last, item.lastAt), start)
  return readVerdict(assess(inputOf(evidence)), at).level
}

const reaches = (level: VerdictLevel, least: 'suspicious' | 'high') =>
  least === 'high'
    ? ['high', 'confirmed'].includes(level)
    : ['suspicious', 'high', 'confirmed'].includes(level)

/** What counters do: so many reports make it dangerous. */
const naive = (evidence: readonly Evidence[], threshold: number) =>
  evidence.length >= threshold ? 'high' : 'unknown'

describe('1,000 sock puppets against a clean number', () => {
  for (const [spanName, spanS] of Object.entries(spans)) {
    for (const oneText of [false, true]) {
      test(`never high from 1 to 20 networks, over ${spanName}, ${oneText ? 'one text' : 'own texts'}`, () => {
        for (let networks = 1; networks <= 20; networks += 1) {
          const level = levelAfter(puppets(1000, networks, spanS, oneText))
          expect(reaches(level, 'high'), `${networks} networks`).toBe(false)
          if (networks <= 2) expect(level, `${networks} networks`).toBe('unknown')
        }
      })
    }
  }

  test('not at any moment of the attack, nor when it is repeated for a year', () => {
    const attack = puppets(1000, 20, 7 * dayS, false)
    for (const seen of [3, 10, 50, 200, 500, 999]) {
      expect(reaches(levelAfter(attack.slice(0, seen)), 'high'), `after ${seen}`).toBe(false)
    }
    expect(reaches(levelAfter(puppets(1000, 20, 365 * dayS, false)), 'high')).toBe(false)
  })

  test('not by trusted accounts, nor with mixed copies and shared devices', () => {
    const trusted = puppets(1000, 20, 7 * dayS, false).map((item) => ({ ...item, reliability: 0.99 }))
    expect(reaches(levelAfter(trusted), 'high')).toBe(false)
    const mixed = puppets(1000, 20, 7 * dayS, false).map((item, n) => ({
      ...item,
      device: n % 3 === 0 ? 'one device' : item.device,
      text: n % 3 === 1 ? 'one text' : item.text,
    }))
    expect(reaches(levelAfter(mixed), 'high')).toBe(false)
  })

  test('not by copies of one text, even from 200 networks over days', () => {
    expect(reaches(levelAfter(puppets(1000, 200, 3 * dayS, true)), 'high')).toBe(false)
    expect(reaches(levelAfter(puppets(1000, 200, 3 * dayS, false)), 'high')).toBe(true)
  })

  test('nor by one device or one reporter behind many networks', () => {
    for (const shared of [{ device: 'one' }, { reporter: 'one' }]) {
      const attack = puppets(1000, 200, 3 * dayS, false).map((item) => ({ ...item, ...shared }))
      expect(levelAfter(attack)).toBe('unknown')
    }
  })

  test('a burst from 50 networks within one hour is not high', () => {
    expect(reaches(levelAfter(puppets(50, 50, hourS, false)), 'high')).toBe(false)
    expect(reaches(levelAfter(puppets(1000, 50, hourS, false)), 'high')).toBe(false)
    expect(reaches(levelAfter(puppets(5000, 5000, dayS, false)), 'high')).toBe(false)
  })
})

test('a burst stays a burst when a few stragglers follow days later', () => {
  const stragglers = people(3, {}, hourS).map((item) => ({
    ...item,
    firstAt: item.firstAt + 3 * dayS,
    lastAt: item.lastAt + 3 * dayS,
    reporter: `late ${item.reporter}`,
    origin: `late ${item.origin}`,
    device: `late ${item.device}`,
  }))
  expect(levelAfter([...puppets(200, 200, hourS, false), ...stragglers])).toBe('suspicious')
})

test('many networks within two days are not enough, they must go on', () => {
  expect(levelAfter(puppets(5000, 5000, 44 * hourS, false))).toBe('suspicious')
  expect(levelAfter(puppets(5000, 5000, 52 * hourS, false))).toBe('high')
})

describe('honest people', () => {
  test('5 independent good reporters make a bad number suspicious, within an hour, a day or a week', () => {
    for (const spanS of [hourS, dayS, 7 * dayS]) {
      for (const reliability of [0.7, 0.9]) {
        const level = levelAfter(people(5, { reliability }, spanS / 5))
        expect(reaches(level, 'suspicious'), `${spanS} s, reliability ${reliability}`).toBe(true)
      }
    }
  })

  test('a real mass campaign, 200 networks over 3 days, is high', () => {
    expect(levelAfter(people(200, {}, (3 * dayS) / 200))).toBe('high')
  })

  test('and never confirmed by the public alone', () => {
    expect(levelAfter(people(20_000, { reliability: 0.99 }, 60))).toBe('high')
  })
})

test('naive counting fails one way or the other at every threshold', () => {
  const attack = puppets(1000, 20, 7 * dayS, false)
  const honest = people(5, {}, dayS / 5)
  const rows = [3, 5, 6, 10, 100, 1000, 1001].map((threshold) => ({
    method: `count >= ${threshold}`,
    '1,000 puppets, 20 networks': naive(attack, threshold),
    '5 independent people': naive(honest, threshold),
  }))
  for (const row of rows) {
    const poisoned = row['1,000 puppets, 20 networks'] === 'high'
    const blind = row['5 independent people'] === 'unknown'
    expect(poisoned || blind, row.method).toBe(true)
  }
  const ours = {
    method: 'evidence',
    '1,000 puppets, 20 networks': levelAfter(attack),
    '5 independent people': levelAfter(honest),
  }
  console.table([...rows, ours])
  expect(ours['1,000 puppets, 20 networks']).toBe('suspicious')
  expect(ours['5 independent people']).toBe('suspicious')
})
