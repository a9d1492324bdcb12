import { assert, constantFrom, dictionary, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { siteRules, type SiteRules } from '../listing/site-rules.ts'
import { zoneNames, type NameRule } from './zone-names.ts'

type Said = 'listed' | 'passes' | 'passes alone'

function rulesOf(said: Readonly<Record<string, Said>>): SiteRules {
  const names = Object.entries(said)
  return siteRules(
    new Set(names.filter(([, what]) => what === 'listed').map(([name]) => name)),
    names
      .filter(([, what]) => what !== 'listed')
      .map(([canonical, what]) => ({ key: 0n, canonical, coversBelow: what === 'passes' })),
  )
}

/** What a server of the zone answers, by the rules of DNS for wildcards (RFC 4592). */
function answer(zone: ReadonlyMap<string, NameRule>, name: string): boolean | undefined {
  const own = zone.get(name)
  if (own) return own.selfPasses
  for (let rest = name; rest.includes('.'); ) {
    rest = rest.slice(rest.indexOf('.') + 1)
    const closest = zone.get(rest)
    if (closest) return closest.belowPasses
    // A name that exists only because of one below it has no wildcard, and hides those above.
    if ([...zone.keys()].some((other) => other.endsWith(`.${rest}`))) return undefined
  }
  return undefined
}

/** What people should get: the nearest site that says something decides. */
function meant(said: Readonly<Record<string, Said>>, name: string): boolean | undefined {
  const own = said[name]
  if (own) return own !== 'listed'
  for (let rest = name; rest.includes('.'); ) {
    rest = rest.slice(rest.indexOf('.') + 1)
    if (said[rest] === 'listed') return false
    if (said[rest] === 'passes') return true
  }
  return undefined
}

const label = constantFrom('a', 'b')
const host = tuple(label, label, label, label).map((labels) => labels.join('.'))

test('whatever is listed and excepted, each name below a listed site gets what the nearest site says', () => {
  const said = dictionary(
    tuple(host, constantFrom(0, 2, 4)).map(([name, cut]) => `${name}.x.top`.slice(cut)),
    constantFrom<Said>('listed', 'passes', 'passes alone'),
    { maxKeys: 6 },
  )
  assert(
    property(said, host, constantFrom(0, 2, 4, 6), (some, name, cut) => {
      const all = { ...some, 'x.top': 'listed' as const }
      const zone = new Map(zoneNames(rulesOf(all)))
      const asked = `${name}.x.top`.slice(cut)
      expect(answer(zone, asked)).toBe(meant(all, asked))
    }),
    { numRuns: 500 },
  )
})

test('sites that stand alone bring no names but their own', () => {
  expect([...new Map(zoneNames(rulesOf({ 'a.b.c.top': 'listed', 'd.top': 'listed' }))).keys()]).toEqual([
    'a.b.c.top',
    'd.top',
  ])
})
