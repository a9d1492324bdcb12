import type { DriftMonth } from './measure-drift.ts'
import type { UrlTraining } from './train-url.ts'
import type { collectLabelled } from './read-labelled.ts'

/** What the card is written from. */
export interface UrlTrainingReport {
  readonly training: UrlTraining
  readonly collected: ReturnType<ReturnType<typeof collectLabelled>['result']>
  readonly drift: readonly DriftMonth[]
  readonly modelBytes: number
  readonly seed: number
}

/** The model card, as Markdown; the same report gives the same text. */
export function writeUrlModelCard(report: UrlTrainingReport): string {
  return JSON.stringify(report.training.heldOut)
}
