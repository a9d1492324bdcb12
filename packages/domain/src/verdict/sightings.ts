import {
  citizenMaximumWeight,
  feedCount,
  findingWeight,
  policeMinimumWeight,
  reliabilityRange,
  tierScale,
} from './parameters.ts'
import { logOdds } from './exact-math.ts'
import type { AssessmentInput, Evidence } from './types.ts'

/** One moment at which one source said that it saw the value used for fraud. */
export interface Sighting {
  readonly at: number
  /** Log-odds the statement is worth alone and fresh; above 0. */
  readonly weight: number
  readonly evidence: Evidence
}

/** The statements that count, oldest first, in an order that does not depend on how they arrived. */
export interface CountedEvidence {
  readonly sightings: readonly Sighting[]
  readonly evidence: readonly Evidence[]
  /** True when statements were left out because they concern a former holder. */
  readonly formerHolder: boolean
  /** True when statements were left out because of a retraction or an upheld dispute. */
  readonly withdrawn: boolean
}

/** Leaves out what weighs nothing and puts the rest in order: first and newest sighting of each statement. */
export function countEvidence(input: AssessmentInput): CountedEvidence {
  const withdrawnUntil = latestWithdrawal(input)
  const tenureFrom = input.tenureFrom ?? -Infinity
  const evidence: Evidence[] = []
  const sightings: Sighting[] = []
  let formerHolder = false
  let withdrawn = false
  for (const item of input.evidence) {
    const weight = item.echo || item.retracted ? 0 : statementWeight(item)
    if (weight <= 0) continue
    if (item.lastAt < tenureFrom) formerHolder = true
    else if (item.lastAt <= withdrawnUntil) withdrawn = true
    else {
      evidence.push(item)
      if (item.firstAt < item.lastAt && item.firstAt >= tenureFrom && item.firstAt > withdrawnUntil) {
        sightings.push({ at: item.firstAt, weight, evidence: item })
      }
      sightings.push({ at: item.lastAt, weight, evidence: item })
    }
  }
  sightings.sort((a, b) => a.at - b.at || compareEvidence(a.evidence, b.evidence))
  evidence.sort((a, b) => a.lastAt - b.lastAt || compareEvidence(a, b))
  return { sightings, evidence, formerHolder, withdrawn }
}

/** Log-odds one statement is worth by itself: the log of r / (1 - r), scaled by tier. 0 for r at or below 0.5. */
export function statementWeight(evidence: Evidence): number {
  const { least, most } = reliabilityRange
  if (!(evidence.reliability > least)) return 0
  const weight = logOdds(Math.min(evidence.reliability, most)) * tierScale[evidence.tier]
  switch (evidence.tier) {
    case 'citizen':
      return Math.min(weight, citizenMaximumWeight)
    case 'police':
      return Math.max(weight, policeMinimumWeight)
    case 'feed': {
      const further = Math.max(0, evidence.count - 1)
      return weight * (1 + (feedCount.share * further) / (further + feedCount.half))
    }
    case 'detector': {
      if (evidence.finding === undefined) return weight
      const passed = findingWeight[evidence.finding]
      return Math.min(weight * passed.scale, passed.most)
    }
    default:
      return weight
  }
}

function latestWithdrawal({ dispute, retractedAt }: AssessmentInput): number {
  const upheldAt = dispute?.state === 'upheld' ? dispute.at : -Infinity
  return Math.max(upheldAt, retractedAt ?? -Infinity)
}

/** A total order over everything that can change the result; plain code-unit comparison, so no locale enters. */
function compareEvidence(a: Evidence, b: Evidence): number {
  return (
    compareText(a.tier, b.tier) ||
    compareText(a.source, b.source) ||
    compareText(a.reporter, b.reporter) ||
    compareText(a.origin, b.origin) ||
    compareText(a.device, b.device) ||
    compareText(a.text, b.text) ||
    compareText(a.fraudType, b.fraudType) ||
    compareText(a.finding ?? null, b.finding ?? null) ||
    a.reliability - b.reliability ||
    a.count - b.count ||
    a.firstAt - b.firstAt ||
    a.lastAt - b.lastAt
  )
}

function compareText(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}
