/** How sure a detector is. A model never says `confirmed`; only an identity makes `safe`. */
export type DetectionLevel = 'safe' | 'unknown' | 'suspicious' | 'high'

/** One reason, as a code with its values and a sentence in both languages. */
export interface DetectionReason {
  readonly code: string
  readonly text: { readonly zh: string; readonly en: string }
  readonly values: Readonly<Record<string, string | number>>
}

/** A stretch of the input (UTF-16 offsets, end not included) that a reason is about. */
export interface RiskyPart {
  readonly start: number
  readonly end: number
  readonly code: string
}

/** What a detector says about one input. */
export interface Detection {
  /** Calibrated probability of fraud, 0 to 1. */
  readonly score: number
  readonly level: DetectionLevel
  /** Code of the fraud type, or null where nothing tells it. */
  readonly fraudType: string | null
  /** What moved the score most, first first. */
  readonly reasons: readonly DetectionReason[]
  readonly parts?: readonly RiskyPart[]
  /** `name@version` of the model. */
  readonly model: string
}
