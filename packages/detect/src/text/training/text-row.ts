import type { TextLabel } from '../text-label.ts'

/** One labelled text to learn from or to be tested on. */
export interface TextRow {
  /** Collection that it comes from. */
  readonly source: 'base-station' | 'personal' | 'dialogue' | 'own'
  readonly label: TextLabel
  readonly text: string
  /** Fraud type, where the collection tells it. */
  readonly fraudType: string | null
  /** Rows that must not be divided between learning and testing have the same number; -1: decided by likeness alone. */
  readonly group: number
  /** How much it counts. */
  readonly weight: number
}
