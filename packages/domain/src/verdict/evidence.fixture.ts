import type { IndicatorKind } from '../indicators/indicator.ts'
import type { AssessmentInput, Evidence } from './types.ts'

/** The instant tests start from: 2026-01-01T00:00:00Z. */
export const start = 1_767_225_600

/** One statement of the public at `start`, changed as told. */
export function evidenceOf(changes: Partial<Evidence>): Evidence {
  return {
    source: 'public',
    tier: 'citizen',
    reliability: 0.7,
    reporter: null,
    origin: null,
    device: null,
    text: null,
    fraudType: null,
    count: 1,
    firstAt: start,
    lastAt: start,
    echo: false,
    retracted: false,
    ...changes,
  }
}

/** Independent people, one every `everyS` seconds, each with a network, a device and words of their own. */
export function people(count: number, changes: Partial<Evidence> = {}, everyS = 600): Evidence[] {
  return Array.from({ length: count }, (_, n) =>
    evidenceOf({
      reporter: `person-${n}`,
      origin: `network-${n}`,
      device: `device-${n}`,
      text: `text-${n}`,
      firstAt: start + n * everyS,
      lastAt: start + n * everyS,
      ...changes,
    }),
  )
}

/** An input that holds nothing but this evidence. */
export function inputOf(evidence: readonly Evidence[], kind: IndicatorKind = 'phone'): AssessmentInput {
  return { kind, evidence, tenureFrom: null, pin: null, identity: null, dispute: null, retractedAt: null }
}
