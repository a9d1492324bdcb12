import type { LabelAct, LabelWord, LoggedEvent } from '@wuzei/store'
import type { ReportDecided } from '../library/changes/decide-report.ts'
import type { IndicatorDisputed } from '../library/changes/dispute-indicator.ts'
import type { IndicatorPinned } from '../library/changes/pin-indicator.ts'
import type { IndicatorRetracted } from '../library/changes/retract-indicator.ts'
import type { EventSubject } from '../library/library-memory.ts'

/** What a decision says about values, and about the words of a report. */
export interface LabelsInEvent {
  readonly act: LabelAct
  readonly label: LabelWord
  readonly fraudType: string | null
  readonly subjects: readonly EventSubject[]
  /** The report whose words it is about as well. */
  readonly report: string | null
}

/** Decisions of people that are labels, by the type of their event. */
const readers = new Map<string, (event: LoggedEvent) => LabelsInEvent | undefined>([
  [
    'report.decided',
    (event) => {
      const { status, subjects, report, evidence }: ReportDecided = payloadOf(event)
      const label = status === 'confirmed' ? 'fraud' : 'harmless'
      return { act: 'report', label, fraudType: evidence?.fraudType ?? null, subjects, report }
    },
  ],
  [
    'indicator.pinned',
    (event) => {
      const { indicator, pin }: IndicatorPinned = payloadOf(event)
      // Lifting a pin, or calling something suspicious, says neither.
      if (pin === null || pin.level === 'suspicious' || pin.level === 'unknown') return undefined
      const label = pin.level === 'safe' ? 'harmless' : 'fraud'
      return { act: 'pin', label, fraudType: null, subjects: [indicator], report: null }
    },
  ],
  [
    'indicator.disputed',
    (event) => {
      const { indicator, dispute }: IndicatorDisputed = payloadOf(event)
      if (dispute.state !== 'upheld') return undefined
      return { act: 'dispute', label: 'harmless', fraudType: null, subjects: [indicator], report: null }
    },
  ],
  [
    'indicator.retracted',
    (event) => {
      const { indicator }: IndicatorRetracted = payloadOf(event)
      return { act: 'retraction', label: 'harmless', fraudType: null, subjects: [indicator], report: null }
    },
  ],
])

/** Types of the events that can be labels. */
export const labellingTypes: readonly string[] = [...readers.keys()]

/** What an event says as a label; undefined when nothing. */
export function labelsInEvent(event: LoggedEvent): LabelsInEvent | undefined {
  return readers.get(event.type)?.(event)
}

/** The log was written by this package, so the payload of a type has that type's form. */
function payloadOf(event: LoggedEvent): ReturnType<typeof JSON.parse> {
  return JSON.parse(JSON.stringify(event.payload))
}
