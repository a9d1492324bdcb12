import { expect, test } from 'vitest'
import { deltaParents, deltaSteps, keptVersions } from './delta-steps.ts'

/** Versions that are passed on the way, always taking the delta that leads furthest. */
function wayFrom(version: number, newest: number): number[] {
  const furthest = new Map<number, number>()
  for (let to = 1; to <= newest; to++) for (const from of deltaParents(to)) furthest.set(from, to)
  const way: number[] = []
  for (let at = version; at < newest; at = furthest.get(at) ?? Infinity) way.push(at)
  return way
}

test('from every version deltas lead to the newest, in few steps however far it is', () => {
  for (const newest of [1, 7, 8, 9, 64, 513, 1_500])
    for (let from = 1; from < newest; from += 1 + Math.floor(newest / 50)) {
      const way = wayFrom(from, newest)
      expect(way.length, `${from} to ${newest}`).toBeLessThanOrEqual(45)
      expect(way.at(-1)).toBeLessThan(newest)
    }
})

test('every file that a delta will start from is kept until then, and only few are', () => {
  let kept = keptVersions(1)
  for (let version = 2; version <= 1_200; version++) {
    for (const parent of deltaParents(version)) expect(kept, `${parent} for ${version}`).toContain(parent)
    kept = keptVersions(version)
    expect(kept.length).toBeLessThanOrEqual(deltaSteps.length + 1)
  }
})
