import type { TextLabel } from '../text-label.ts'

/**
 * One thing that swindlers say, whatever the words: the model's view of a text above its characters. A cue found in a
 * text is a feature whose weight starts from `lean` and is moved only by much data, so that knowledge about fraud
 * outlives the accidents of one collection.
 */
export interface Cue {
  readonly code: string
  /**
   * Words in canonical form: simplified, no digits, no signs; Chinese ones with spaces between, English ones with
   * commas. `{L}` link, `{P}` phone, `{M}` chat account, `{Q}` QQ, `{A}` account.
   */
  readonly zh: string
  readonly en: string
  /** Log-odds that it adds to a label before any data was seen. */
  readonly lean: Readonly<Partial<Record<TextLabel, number>>>
  /** Fraud types it speaks for, with the strength of the hint. */
  readonly types?: Readonly<Record<string, number>>
  /** What a person is told; null where the cue is no reason for worry by itself. */
  readonly text: { readonly zh: string; readonly en: string } | null
  /** Why it is here. */
  readonly why: string
}

/** Two or three kinds of cues in one text: together they say more than alone. */
export interface CuePair {
  readonly code: string
  /** One of each group must be there. */
  readonly groups: readonly (readonly string[])[]
  readonly lean: Readonly<Partial<Record<TextLabel, number>>>
  readonly types?: Readonly<Record<string, number>>
  readonly text: { readonly zh: string; readonly en: string }
  readonly why: string
}
