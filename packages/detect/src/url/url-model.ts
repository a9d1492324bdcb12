import { calibrated, type Calibration } from '../model/calibration.ts'
import { sumGroup, type GroupSums } from '../model/linear-sums.ts'
import { decodeModel, encodeModel, type ModelFile } from '../model/model-file.ts'
import {
  innerNodes,
  leafNodes,
  quickTrees,
  treeMargin,
  type QuickTrees,
  type TreeEnsemble,
} from '../model/tree-ensemble.ts'
import { denseCount, readDense, type DenseFindings } from './dense-features.ts'
import {
  hashedGroupCount,
  hashFeatures,
  roomForHashedFeatures,
  type HashedFeatures,
} from './hashed-features.ts'
import { indexBrands, type BrandIndex } from './read-brands.ts'
import type { UrlReading } from './read-url.ts'
import { readCodes, roomForCodes, type UrlCodes } from './url-codes.ts'

/** What a trained URL model consists of. */
export interface UrlModelParts {
  readonly version: string
  /** The linear stage looks into 2^bits buckets. */
  readonly bits: number
  readonly weights: Int8Array
  /** What one step of a weight is worth. */
  readonly scale: number
  readonly linearBias: number
  readonly trees: TreeEnsemble
  readonly calibration: Calibration
  /** Margins that one negative in a hundred (in a thousand) exceeds. */
  readonly marginAt1: number
  readonly marginAt01: number
}

/**
 * A loaded model. It holds room that every call uses anew, so that scoring a link allocates next to nothing: do not
 * share one between threads.
 */
export interface UrlModel extends UrlModelParts {
  /** `url@VERSION`. */
  readonly name: string
  readonly brands: BrandIndex
  readonly letters: UrlCodes
  readonly room: HashedFeatures
  readonly sums: GroupSums
  readonly quick: QuickTrees
  /** The numbers the trees see: dense ones, three of each linear group, and the total of the sums. */
  readonly values: Float64Array
  /** What each of them added to the margin, for links that need reasons. */
  readonly contributions: Float64Array
}

/** How many numbers the trees see. */
export const treeColumnCount = denseCount + 3 * hashedGroupCount + 1
/** Where the shares of unknown features and the largest weights begin. */
export const unknownColumn = denseCount + hashedGroupCount
export const mostColumn = denseCount + 2 * hashedGroupCount

/** Raised when features change their meaning: a model only fits the features it was trained with. */
const featureVersion = 2

/**
 * Loads a URL model from its bytes, as `wuzei train url` writes them. Throws a RangeError for bytes that are no such
 * model, are cut off, or were made for other features.
 */
export function loadUrlModel(bytes: Uint8Array): UrlModel {
  const { header, sections } = decodeModel(bytes)
  const { weights, features, thresholds, leaves, means, margins, probabilities } = sections
  const { bits } = header
  if (header['kind'] !== 'url' || header['features'] !== featureVersion)
    throw new RangeError('The model was not made for the links of this version')
  if (
    !(weights instanceof Int8Array) ||
    !(features instanceof Uint8Array) ||
    !(thresholds instanceof Float32Array) ||
    !(leaves instanceof Float32Array) ||
    !(means instanceof Float32Array) ||
    !(margins instanceof Float64Array) ||
    !(probabilities instanceof Float64Array) ||
    typeof bits !== 'number' ||
    weights.length !== 2 ** bits ||
    features.length !== thresholds.length ||
    features.length !== means.length ||
    features.some((feature) => feature >= treeColumnCount) ||
    features.length % innerNodes !== 0 ||
    leaves.length * innerNodes !== features.length * leafNodes
  )
    throw new RangeError('The model lacks a part')
  return assembleUrlModel({
    version: String(header['version']),
    bits,
    weights,
    scale: numberOf(header, 'scale'),
    linearBias: numberOf(header, 'linearBias'),
    trees: { bias: numberOf(header, 'treeBias'), features, thresholds, leaves, means },
    calibration: { margins, probabilities },
    marginAt1: numberOf(header, 'marginAt1'),
    marginAt01: numberOf(header, 'marginAt01'),
  })
}

/** Makes a model ready for use. */
function assembleUrlModel(parts: UrlModelParts): UrlModel {
  return {
    ...parts,
    name: `url@${parts.version}`,
    brands: indexBrands(),
    letters: roomForCodes(),
    room: roomForHashedFeatures(parts.bits),
    sums: { sum: 0, unknownShare: 0, most: 0 },
    quick: quickTrees(parts.trees, treeColumnCount),
    values: new Float64Array(treeColumnCount),
    contributions: new Float64Array(treeColumnCount),
  }
}

/** Writes a model; the same parts give the same bytes. */
export function encodeUrlModel(parts: UrlModelParts): Uint8Array<ArrayBuffer> {
  const file: ModelFile = {
    header: {
      kind: 'url',
      version: parts.version,
      features: featureVersion,
      bits: parts.bits,
      scale: parts.scale,
      linearBias: parts.linearBias,
      treeBias: parts.trees.bias,
      marginAt1: parts.marginAt1,
      marginAt01: parts.marginAt01,
    },
    sections: {
      weights: parts.weights,
      features: parts.trees.features,
      thresholds: parts.trees.thresholds,
      leaves: parts.trees.leaves,
      means: parts.trees.means,
      margins: parts.calibration.margins,
      probabilities: parts.calibration.probabilities,
    },
  }
  return encodeModel(file)
}

/**
 * Reads a link into the model's numbers and gives its margin, the total of the linear sums and what the trees add to
 * it: above zero is more likely fraud than not.
 */
export function urlMargin(model: UrlModel, url: UrlReading): { margin: number; findings: DenseFindings } {
  readCodes(url, model.letters)
  const findings = readDense(url, model.letters, model.brands, model.values)
  fillLinearSums(model, url)
  return {
    margin: (model.values[treeColumnCount - 1] ?? 0) + treeMargin(model.quick, model.values),
    findings,
  }
}

/** Probability of fraud for a margin, 0 to 1. */
export function probabilityOfMargin(model: UrlModelParts, margin: number): number {
  return calibrated(model.calibration, margin)
}

/** Sums of the linear stage by group, and their total, behind the dense numbers. */
function fillLinearSums(model: UrlModel, url: UrlReading): void {
  const { room, weights, scale, values, sums } = model
  hashFeatures(url, model.letters, room)
  let at = 0
  let total = 0
  for (let group = 0; group < hashedGroupCount; group += 1) {
    const end = room.ends[group] ?? 0
    sumGroup(weights, scale, room.buckets, at, end, sums)
    at = end
    values[denseCount + group] = sums.sum
    values[unknownColumn + group] = sums.unknownShare
    values[mostColumn + group] = sums.most
    total += sums.sum
  }
  values[treeColumnCount - 1] = total
}

function numberOf(header: Readonly<Record<string, unknown>>, name: string): number {
  const value = header[name]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`The model lacks ${name}`)
  return value
}
