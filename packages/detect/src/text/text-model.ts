import { canonicalRoom } from './canonical/canonical-text.ts'
import type { CanonicalRoom } from './canonical/canonical-text.ts'
import { cueFeatureCount } from './cues/cue-set.ts'
import { bucketBits, featuresPerCode } from './features.ts'
import { decodeModel, encodeModel } from '../model/model-file.ts'
import { textLabels } from './text-label.ts'

/** Learned numbers of a text model. */
export interface TextWeights {
  /** One weight a bucket and label, label by label within a bucket. */
  readonly buckets: Int8Array
  /** What one step of `buckets` is worth. */
  readonly scale: number
  /** One weight a cue feature and label, label by label within a cue. */
  readonly cues: Float64Array
  readonly bias: Float64Array
  /** Margins are multiplied by this before they become probabilities: calibration by temperature (Guo et al., 2017). */
  readonly sharpness: number
  /** Scores above which 1 % and 0.1 % of the harmless held-out texts are. */
  readonly suspiciousAbove: number
  readonly highAbove: number
  readonly version: string
}

/** A text model, ready to classify. Holds working memory: one model serves one thread. */
export interface TextModel {
  readonly name: string
  readonly weights: TextWeights
  readonly room: TextRoom
}

/** Memory that a classification overwrites. */
export interface TextRoom {
  readonly canonical: CanonicalRoom
  readonly buckets: Uint32Array
  readonly cues: Uint8Array
}

/** Longest stretch of canonical codes that is looked at as one: a longer text is looked at piece by piece. */
export const stretchLength = 512

/** Texts up to this length share working memory; few messages are longer. */
const roomLength = 4096

/**
 * Reads a text model. `bytes` is what `wuzei train text` writes. Throws a RangeError for bytes that are none, that were
 * cut off, or that belong to another set of features.
 */
export function loadTextModel(bytes: Uint8Array): TextModel {
  const { header, sections } = decodeModel(bytes)
  const { buckets, cues, bias } = sections
  const { version, scale, sharpness, suspiciousAbove, highAbove, kind } = header
  if (
    kind !== 'text' ||
    typeof version !== 'string' ||
    typeof scale !== 'number' ||
    typeof sharpness !== 'number' ||
    typeof suspiciousAbove !== 'number' ||
    typeof highAbove !== 'number' ||
    !(buckets instanceof Int8Array) ||
    !(cues instanceof Float64Array) ||
    !(bias instanceof Float64Array)
  ) {
    throw new RangeError('These bytes are no text model')
  }
  const labels = textLabels.length
  if (
    buckets.length !== 2 ** bucketBits * labels ||
    cues.length !== cueFeatureCount * labels ||
    bias.length !== labels
  )
    throw new RangeError('The text model was made for another set of features')
  return textModelOf({ buckets, scale, cues, bias, sharpness, suspiciousAbove, highAbove, version })
}

/** A model of weights in memory. */
export function textModelOf(weights: TextWeights): TextModel {
  return {
    name: `text@${weights.version}`,
    weights,
    room: {
      canonical: canonicalRoom(roomLength),
      buckets: new Uint32Array(stretchLength * featuresPerCode),
      cues: new Uint8Array(cueFeatureCount),
    },
  }
}

/** A model as bytes; `about` goes into the header for people to read. */
export function encodeTextModel(
  weights: TextWeights,
  about: Readonly<Record<string, unknown>>,
): Uint8Array<ArrayBuffer> {
  const { buckets, cues, bias, ...numbers } = weights
  return encodeModel({ header: { kind: 'text', ...numbers, ...about }, sections: { buckets, cues, bias } })
}
