import type { TextTraining } from './train-text.ts'

/** What the card is written from. */
export interface TextTrainingReport {
  readonly training: TextTraining
  readonly modelBytes: number
  readonly seed: number
}

/** The model card, as Markdown; the same report gives the same text. */
export function writeTextModelCard({ training }: TextTrainingReport): string {
  return JSON.stringify(training.heldOut)
}
