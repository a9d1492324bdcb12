import type { PageFingerprint } from './fingerprint-page.ts'

/** How two pages are alike. */
export interface KitLikeness {
  readonly isSame: boolean
  /** Different bits of the SimHashes, 0 to 64. */
  readonly distance: number
  /** Marks that both have and that are not common, sorted. */
  readonly sharedMarks: readonly string[]
}

/** A page with fewer different runs of elements is empty, parked or an error, and nobody's kit. */
const leastRuns = 10
/** Edited copies of a kit differ in a few runs of elements; of 64 bits of unrelated pages about 32 differ. */
const nearDistance = 16
/** With one shared mark only, the shape must be closer. */
const closeDistance = 12

/** True for a page too plain to have a template of its own: it must join nothing. */
export function isPlain({ runs }: Pick<PageFingerprint, 'runs'>): boolean {
  return runs < leastRuns
}

/**
 * True when two pages were made from one kit: something in common that unrelated sites do not show, and shapes that are
 * near, or the same but for renamed classes. Shape alone never joins: all sites of one software have one shape.
 * `isCommon` tells which marks are everybody's: whoever keeps pages knows, by counting the sites that show them.
 */
export function compareKits(
  a: PageFingerprint,
  b: PageFingerprint,
  isCommon: (mark: string) => boolean,
): KitLikeness {
  const distance = hammingDistance(a.simhash, b.simhash)
  const ofB = new Set(b.marks)
  const sharedMarks = a.marks.filter((mark) => ofB.has(mark) && !isCommon(mark))
  const isNear =
    (sharedMarks.length >= 2 && distance <= nearDistance) ||
    (sharedMarks.length >= 1 && (distance <= closeDistance || a.skeleton === b.skeleton))
  return { isSame: isNear && !isPlain(a) && !isPlain(b), distance, sharedMarks }
}

/** Different bits of two SimHashes of 16 hexadecimal digits. */
export function hammingDistance(a: string, b: string): number {
  let distance = 0
  for (let at = 0; at < 16; at += 1) {
    let bits = Number.parseInt(a.charAt(at), 16) ^ Number.parseInt(b.charAt(at), 16)
    for (; bits > 0; bits &= bits - 1) distance += 1
  }
  return distance
}
