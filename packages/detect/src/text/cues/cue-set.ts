import { maskCodes } from '../canonical/masks.ts'
import type { TextLabel } from '../text-label.ts'
import type { Cue, CuePair } from './cue.ts'
import { wantedCues } from './money.ts'
import { cuePairs } from './pairs.ts'
import { pressureCues } from './pressure.ts'
import { storyCues } from './stories.ts'
import { tradeCues } from './trade.ts'

/** Masks count as cues too: that there is a link at all, a number, an account. */
const maskCues: readonly Cue[] = [
  maskCue('LINK', '{L}', { zh: '有链接', en: 'It has a link' }),
  maskCue('PHONE', '{P}', { zh: '有电话号码', en: 'It has a phone number' }),
  maskCue('MESSENGER', '{M}', { zh: '有微信等聊天账号', en: 'It has a chat account' }),
  maskCue('QQ', '{Q}', { zh: '有 QQ 号', en: 'It has a QQ number' }),
  maskCue('ACCOUNT', '{A}', { zh: '有收款账号', en: 'It has an account to pay to' }),
]

/** Every cue; the place in this list is the number under which models know it. */
export const cues: readonly Cue[] = [...pressureCues, ...wantedCues, ...storyCues, ...tradeCues, ...maskCues]

/** Every pair; numbered behind the cues. */
export const pairs: readonly CuePair[] = cuePairs

/** Number of cue features: cues, then pairs. */
export const cueFeatureCount = cues.length + pairs.length

/** The code of a cue feature. */
export function cueFeature(index: number): Cue | CuePair {
  const found = index < cues.length ? cues[index] : pairs[index - cues.length]
  if (found === undefined) throw new RangeError(`no cue has the number ${index}`)
  return found
}

/** The weight of a cue feature for a label before any data was seen. */
export function leanOf(index: number, label: TextLabel): number {
  return cueFeature(index).lean[label] ?? 0
}

/** For every pair, the cue numbers of its groups. */
export const pairGroups: readonly (readonly (readonly number[])[])[] = pairs.map((pair) =>
  pair.groups.map((group) => group.map(indexOfCode)),
)

function indexOfCode(code: string): number {
  const index = cues.findIndex((cue) => cue.code === code)
  if (index < 0) throw new RangeError(`no cue is called ${code}`)
  return index
}

function maskCue(code: string, word: string, text: { readonly zh: string; readonly en: string }): Cue {
  return { code, zh: word, en: '', lean: {}, text: null, why: `A mask: ${text.en.toLowerCase()}.` }
}

/** The words of a cue. */
export function cueWords({ zh, en }: Cue): string[] {
  return [...zh.split(/\s+/), ...en.split(/\s*,\s*/).map((word) => word.trim())].filter((word) => word !== '')
}

/** A word of a cue as canonical codes. */
export function cueWordCodes(word: string): number[] {
  const masked = word
    .replaceAll('{L}', String.fromCharCode(maskCodes.link))
    .replaceAll('{P}', String.fromCharCode(maskCodes.phone))
    .replaceAll('{M}', String.fromCharCode(maskCodes.messenger))
    .replaceAll('{Q}', String.fromCharCode(maskCodes.qq))
    .replaceAll('{A}', String.fromCharCode(maskCodes.account))
  return Array.from({ length: masked.length }, (_, i) => masked.charCodeAt(i))
}
