import type { AssessmentInput, Evidence, IndicatorKind } from '@wuzei/domain'

/** Decisions as a verdict sees them. */
export type Decisions = Omit<AssessmentInput, 'kind' | 'evidence'>

/** One indicator as the log's events leave it, without a database. */
export interface RememberedIndicator {
  readonly kind: IndicatorKind
  readonly canonical: string
  /** By source and statement. */
  readonly evidence: Map<string, Evidence>
  decisions: Decisions
}

/** The library folded from events alone: what `rebuild-verdicts` compares the stored verdicts with. */
export type LibraryMemory = Map<string, RememberedIndicator>

export const noDecisions: Decisions = {
  tenureFrom: null,
  pin: null,
  identity: null,
  dispute: null,
  retractedAt: null,
}

/** The indicator of this name, made when new. */
export function remember(memory: LibraryMemory, subject: EventSubject): RememberedIndicator {
  const known = memory.get(subject.key)
  if (known) return known
  const made: RememberedIndicator = {
    kind: subject.kind,
    canonical: subject.canonical,
    evidence: new Map(),
    decisions: noDecisions,
  }
  memory.set(subject.key, made)
  return made
}

/** An indicator as events name it: `key` is 16 hexadecimal digits. */
export interface EventSubject {
  readonly key: string
  readonly kind: IndicatorKind
  readonly canonical: string
}

/** What `assess` takes, from memory. */
export function assessmentInput(indicator: RememberedIndicator): AssessmentInput {
  return { kind: indicator.kind, evidence: [...indicator.evidence.values()], ...indicator.decisions }
}
