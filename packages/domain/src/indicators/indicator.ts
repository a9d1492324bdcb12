/** Every kind of indicator the library knows; the order is the wire and storage code (append only). */
export const indicatorKinds = [
  'phone',
  'sms-sender',
  'url',
  'domain',
  'ip',
  'account',
  'payment',
  'wallet',
  'messenger',
  'email',
  'app',
  'wifi',
  'cell',
  'device',
] as const

export type IndicatorKind = (typeof indicatorKinds)[number]

/**
 * Something true of a value that its canonical form must not hide, such as a forged caller number.
 * Marks never change the key: they are recomputed from the canonical form.
 */
export type IndicatorMark =
  | 'forged' // a number that cannot exist as written, such as +86110 or a short code behind a country prefix
  | 'short-code' // 110, 12381, 95588: dialled as it stands
  | 'service-number' // 400, 800, 95xxx, 96xxx, 10xxx, 1069 ports
  | 'invalid-checksum' // parsed, but a check digit (Luhn, mod 97) does not fit
  | 'homoglyph' // letters of another script that look like a Latin name
  | 'idn' // internationalised host name
  | 'shared-host' // many owners below one registrable domain (free hosting, shorteners)
  | 'private-range' // an address or number range nobody can own in public

/** One parsed value. `canonical` is unique within `kind`; two spellings of one thing have the same canonical. */
export interface Indicator {
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly marks: readonly IndicatorMark[]
  /** Facts read off the value: `bank`, `carrier`, `region`, `country`, `network`, `brandLookalike`, … */
  readonly facts: Readonly<Record<string, string>>
}

/** Hints for values that are ambiguous as they stand. */
export interface ParseOptions {
  /** ISO 3166 country of numbers without a prefix; 'CN' unless told. */
  readonly defaultCountry?: string
}

/** Why a value could not be parsed; `code` is one of the error registry's `INDICATOR_*` codes. */
export interface ParseFailure {
  readonly code: 'INDICATOR_EMPTY' | 'INDICATOR_TOO_LONG' | 'INDICATOR_UNRECOGNISED' | 'INDICATOR_INVALID'
  readonly message: string
}

export type ParseResult =
  | { readonly ok: true; readonly indicator: Indicator }
  | { readonly ok: false; readonly error: ParseFailure }

/** What each kind's own file exports; `registry.ts` lists them. */
export interface IndicatorDefinition {
  readonly kind: IndicatorKind
  /** Parses one value of this kind in any usual spelling. Never throws, linear time, at most `maxIndicatorLength` characters. */
  parse(input: string, options?: ParseOptions): ParseResult
  /** The form shown to people who may not see the whole value (rules in docs/masking.md). */
  mask(canonical: string): string
  /** The form shown to people who may: grouped digits, Unicode host names. */
  display(canonical: string): string
}

/** Longest single value accepted anywhere: URLs longer than this carry no more signal and cost memory. */
export const maxIndicatorLength = 4096
