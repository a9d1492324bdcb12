import type { ErrorCode, Indicator } from '@wuzei/domain'

/** One entry of a list, read and parsed. */
export interface ListedValue {
  /** Line of the file, or number of the object in formats that have no lines; from 1. */
  readonly line: number
  /** As the list has it. */
  readonly value: string
  readonly indicator: Indicator
  /** How often the list says it was seen. */
  readonly count: number
  readonly fraudType: string | null
  /** Epoch seconds; null where the list has no dates. */
  readonly firstAt: number | null
  readonly lastAt: number | null
}

/** One entry that cannot be taken over, and why. */
export interface RefusedLine {
  readonly line: number
  readonly value: string
  readonly error: { readonly code: ErrorCode; readonly message: string }
}

export type ParsedLine = ListedValue | RefusedLine

/** What the person who imports says about the file. */
export interface ImporterOptions {
  /** Column of a CSV file to each field; only for `csv`. */
  readonly map?: string | undefined
}

/** How far the lists of a format are to be believed before anything is known about them (see source-priors.ts). */
export interface SourcePrior {
  readonly name: string
  readonly licence: string | null
  /** Beta(alpha, beta) that the source starts with; the mean is its reliability. */
  readonly alpha: number
  readonly beta: number
}

/** One format of lists; `importers.ts` lists them all. */
export interface Importer {
  readonly format: string
  /** One line for the usage. */
  readonly summary: string
  /** What several entries about one indicator mean: reports that add up, or the same thing said again. */
  readonly repeats: 'add' | 'once'
  /**
   * Reads a file in batches of entries, in their order, in constant memory. Blank lines, comments and headers are no
   * entries. @throws CodedError where the file as a whole cannot be of this format
   */
  rows(bytes: AsyncIterable<Uint8Array>, options: ImporterOptions): AsyncIterable<readonly ParsedLine[]>
}
