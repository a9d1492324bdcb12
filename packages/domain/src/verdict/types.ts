import type { IndicatorKind } from '../indicators/indicator.ts'

/** Who speaks. Detectors and feeds stand apart from the human tiers. */
export const sourceTiers = ['citizen', 'member', 'police', 'detector', 'feed'] as const
export type SourceTier = (typeof sourceTiers)[number]

export const verdictLevels = ['safe', 'unknown', 'suspicious', 'high', 'confirmed'] as const
export type VerdictLevel = (typeof verdictLevels)[number]

/**
 * One source's (for citizens: one reporter's) statement about one indicator.
 * Instants are whole seconds since 1970-01-01T00:00:00Z.
 */
export interface Evidence {
  /** Source id: `public` for citizens, `import:tw165`, `member:…`, `police:…`. */
  readonly source: string
  readonly tier: SourceTier
  /** Mean reliability (0..1) of the source when this was weighed; frozen here so that replay gives the same bits. */
  readonly reliability: number
  /** Pseudonymous reporter, network origin, device and text fingerprints; equal strings mean correlated statements. */
  readonly reporter: string | null
  readonly origin: string | null
  readonly device: string | null
  readonly text: string | null
  readonly fraudType: string | null
  /** How often this source says it saw the indicator; repeats of one reporter add nothing. */
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  /** True when the statement only repeats what our own verdict told its author (lineage): weighs nothing. */
  readonly echo: boolean
  readonly retracted: boolean
  /** Only of a model's finding: which of the model's thresholds was passed. Other statements lack the member. */
  readonly finding?: FindingLevel
}

/** `suspicious`: as one harmless value in a hundred; `high`: as one in a thousand. */
export type FindingLevel = 'suspicious' | 'high'

/** A human decision that stands above the sum until a human lifts it. */
export interface Pin {
  readonly level: VerdictLevel
  readonly by: string
  readonly at: number
  readonly reason: string
}

/** Verified owner of a number, site or account ("yellow pages"). */
export interface Identity {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly category: 'bank' | 'courier' | 'government' | 'operator' | 'police' | 'platform' | 'other'
  /** Callers are known to forge this number: a call that shows it proves nothing. */
  readonly spoofed: boolean
  /**
   * True when everything below its domains is the owner's own. Else (shops, shared documents, free hosting) the
   * identity vouches for exactly the value named.
   */
  readonly coversSubdomains?: boolean
}

/** Everything a verdict depends on, and nothing else: the same input gives the same bits. */
export interface AssessmentInput {
  readonly kind: IndicatorKind
  readonly evidence: readonly Evidence[]
  /** Statements before this instant belong to a former holder of the number and weigh nothing. */
  readonly tenureFrom: number | null
  readonly pin: Pin | null
  readonly identity: Identity | null
  /** `open`: somebody disputes it; `upheld`: the dispute was right, evidence up to `at` weighs nothing. */
  readonly dispute: { readonly state: 'open' | 'upheld' | 'rejected'; readonly at: number } | null
  /** Taken off the list by a signed retraction: evidence up to this instant weighs nothing. */
  readonly retractedAt: number | null
}

/** What one tier said, for the explanation. */
export interface TierSummary {
  readonly tier: SourceTier
  /** Independent statements (groups), and statements in all. */
  readonly groups: number
  readonly count: number
  readonly sources: number
  readonly firstAt: number
  readonly lastAt: number
  /** Present where models spoke: their names and versions, such as `url@1.0.0`, in order. */
  readonly models?: readonly string[]
}

/**
 * A verdict as stored and indexed: time enters only at reading (`readVerdict`), so nothing is rewritten as it fades.
 * JSON-serialisable; equal states have equal JSON, which is what "bit for bit" compares.
 */
export interface VerdictState {
  readonly kind: IndicatorKind
  /** Log-odds the evidence adds to the kind's prior at `refAt`; fades by the kind's half-life from there. */
  readonly weight: number
  /** Instant the weight stands for: the newest statement that counted (0 when none did). */
  readonly refAt: number
  /** Highest level the kinds of sources behind it may reach. */
  readonly ceiling: VerdictLevel
  readonly fraudTypes: readonly string[]
  readonly tiers: readonly TierSummary[]
  readonly pin: Pin | null
  readonly identity: Identity | null
  readonly disputed: boolean
  /** Withdrawn by a retraction or an upheld dispute, and nothing counts since. */
  readonly retracted: boolean
  /** Present (true) when a person withdrew what was said before, and something counts that came since. */
  readonly cleared?: boolean
  /** Present (true) when statements about a former holder of the number were left out. */
  readonly formerHolder?: boolean
}

/** A verdict read at an instant. */
export interface VerdictReading {
  readonly level: VerdictLevel
  /** Calibrated probability of fraud, 0..1. */
  readonly score: number
}

export interface Bilingual {
  readonly zh: string
  readonly en: string
}

export interface Reason {
  readonly code: string
  readonly text: Bilingual
}
