import { describe, expect, it } from 'vitest'
import type { LookupCandidate } from '../indicators/host/lookup-candidates.ts'
import { decidingEntry, type EntryReader } from './deciding-entry.ts'
import type { VerdictLevel } from './types.ts'

interface Entry {
  readonly at: string
  readonly by: 'pin' | 'owner' | 'evidence'
  readonly covers?: boolean
  readonly ceiling?: VerdictLevel
  readonly level?: VerdictLevel
  readonly score?: number
}

const reader: EntryReader<readonly Entry[], Entry> = {
  find: (entries, { canonical }) => entries.find(({ at }) => at === canonical),
  decidedBy: ({ by }) => by,
  coversSubdomains: ({ covers = false }) => covers,
  ceiling: ({ ceiling = 'suspicious' }) => ceiling,
  level: (_, { level = 'unknown' }) => level,
  score: (_, { score = 0 }) => score,
}

const page = 'shop.example.com/pay'
const link: LookupCandidate[] = [
  { kind: 'url', canonical: page },
  { kind: 'url', canonical: 'shop.example.com/' },
  { kind: 'domain', canonical: 'shop.example.com' },
  { kind: 'domain', canonical: 'example.com' },
]
const decides = (...entries: Entry[]) => decidingEntry(entries, link, reader)?.at

describe('the entry that decides', () => {
  it('is none where nothing is known, and the only one there is', () => {
    expect(decides()).toBeUndefined()
    expect(decides({ at: 'example.com', by: 'evidence', score: 0 })).toBe('example.com')
  })

  it('is the most dangerous, and of equals the most specific', () => {
    const low: Entry = { at: page, by: 'evidence', score: 0.2 }
    expect(decides(low, { at: 'example.com', by: 'evidence', score: 0.7 })).toBe('example.com')
    expect(decides(low, { at: 'example.com', by: 'evidence', score: 0.2 })).toBe(page)
  })

  it("is a person's decision before all, the most specific one", () => {
    const grave: Entry = { at: page, by: 'evidence', score: 1, level: 'confirmed', ceiling: 'confirmed' }
    const pin: Entry = { at: 'shop.example.com', by: 'pin' }
    expect(decides(grave, pin, { at: 'example.com', by: 'pin' })).toBe('shop.example.com')
    expect(decides(pin, { at: 'example.com', by: 'owner', covers: true })).toBe('shop.example.com')
  })

  it("is the owner's, unless police or members call something more specific dangerous", () => {
    const owner: Entry = { at: 'example.com', by: 'owner', covers: true }
    const accused = (ceiling: VerdictLevel, level: VerdictLevel): Entry => ({
      at: page,
      by: 'evidence',
      score: 0.95,
      ceiling,
      level,
    })
    expect(decides(owner)).toBe('example.com')
    expect(decides(accused('confirmed', 'high'), owner)).toBe(page)
    expect(decides(accused('confirmed', 'suspicious'), owner)).toBe('example.com')
    expect(decides(accused('high', 'high'), owner)).toBe('example.com')
  })

  it('is no owner of a site below which others publish, but of the site itself', () => {
    const owner: Entry = { at: 'example.com', by: 'owner' }
    const rumour: Entry = { at: 'shop.example.com', by: 'evidence', score: 0.4 }
    expect(decides(rumour, owner)).toBe('shop.example.com')
    expect(decides(owner)).toBeUndefined()
    const site = { kind: 'domain', canonical: 'example.com' } as const
    expect(decidingEntry([owner], [site], reader)).toBe(owner)
    const root = { kind: 'url', canonical: 'example.com/' } as const
    expect(decidingEntry([owner], [root, site], reader)).toBe(owner)
  })
})
