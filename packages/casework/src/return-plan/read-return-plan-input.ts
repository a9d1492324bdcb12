import { CodedError } from '@wuzei/domain'
import {
  returnVariants,
  type AccountStatement,
  type BankInstant,
  type ReturnPlanInput,
  type StatementEntry,
  type VictimClaim,
} from './return-plan-input.ts'

/** Far more than all the money there is, and short enough that no amount slows the arithmetic down. */
const maxAmountDigits = 30

/** A statement of a busy merchant's year; more belongs into several plans. */
const maxEntries = 1_000_000

/**
 * Reads the JSON text of a return plan's input. Whole numbers of any size are read exactly, also beyond what a
 * JavaScript number holds; amounts may be decimal strings as well.
 *
 * @throws CodedError `RETURN_INPUT_INVALID` for what is no such document, `RETURN_AMOUNT_INVALID` for an amount that
 * is not a whole number of at least zero, `RETURN_CURRENCY_MIXED` when more than one currency is named
 */
export function readReturnPlanInput(text: string): ReturnPlanInput {
  return returnPlanInputOf(parseKeepingWholeNumbers(text.replace(/^\u{FEFF}/u, '')))
}

/**
 * The same from a parsed document. Numbers beyond 2^53 have lost digits by then and are refused; give those as
 * bigint or as decimal strings.
 */
export function returnPlanInputOf(document: unknown): ReturnPlanInput {
  const plan = object(document, 'the document')
  const frozen = object(plan['frozen'], 'frozen')
  const statements = list(plan['statements'], 'statements').map(readStatement)
  if (statements.reduce((sum, { entries }) => sum + entries.length, 0) > maxEntries)
    throw new CodedError('RETURN_INPUT_INVALID', `a plan takes at most ${maxEntries} entries`)
  requireOneCurrency(plan)
  const preferred = plan['preferredVariant']
  const preferredVariant = returnVariants.find((variant) => variant === preferred)
  if (preferred !== undefined && preferred !== null && preferredVariant === undefined)
    throw new CodedError('RETURN_INPUT_INVALID', `preferredVariant is one of ${returnVariants.join(', ')}`)
  return {
    frozen: {
      account: name(frozen['account'], 'frozen.account'),
      amountFen: amount(frozen['amountFen'], 'frozen.amountFen'),
      frozenAt: instant(frozen['frozenAt'], 'frozen.frozenAt'),
    },
    statements,
    claims: list(plan['claims'], 'claims').map(readClaim),
    ...(preferredVariant && { preferredVariant }),
  }
}

function readStatement(value: unknown, index: number): AccountStatement {
  const place = `statements[${index}]`
  const statement = object(value, place)
  const opening = statement['openingFen']
  return {
    account: name(statement['account'], `${place}.account`),
    openingFen: opening === undefined ? 0n : amount(opening, `${place}.openingFen`),
    entries: list(statement['entries'], `${place}.entries`).map((entry, at) =>
      readEntry(entry, `${place}.entries[${at}]`),
    ),
  }
}

function readEntry(value: unknown, place: string): StatementEntry {
  const entry = object(value, place)
  const { direction, counterparty } = entry
  if (direction !== 'in' && direction !== 'out')
    throw new CodedError('RETURN_INPUT_INVALID', `${place}.direction is "in" or "out"`)
  return {
    id: name(entry['id'], `${place}.id`),
    at: instant(entry['at'], `${place}.at`),
    direction,
    counterparty: typeof counterparty === 'string' ? counterparty : null,
    amountFen: amount(entry['amountFen'], `${place}.amountFen`),
  }
}

function readClaim(value: unknown, index: number): VictimClaim {
  const place = `claims[${index}]`
  const claim = object(value, place)
  const optionalAmount = (key: string) => {
    const given = claim[key]
    return given === undefined || given === null ? 0n : amount(given, `${place}.${key}`)
  }
  return {
    id: name(claim['id'], `${place}.id`),
    name: typeof claim['name'] === 'string' ? claim['name'] : null,
    transfers: list(claim['transfers'], `${place}.transfers`).map((transfer, at) =>
      name(transfer, `${place}.transfers[${at}]`),
    ),
    alreadyReturnedFen: optionalAmount('alreadyReturnedFen'),
    settledFen: optionalAmount('settledFen'),
  }
}

/** Money of two currencies has no common share; whoever names no currency means that of the others. */
function requireOneCurrency(plan: Readonly<Record<string, unknown>>): void {
  const currencies = new Set<unknown>()
  const note = (value: unknown) => {
    if (isRecord(value) && value['currency'] !== undefined) currencies.add(value['currency'])
  }
  const holders = [plan, plan['frozen'], ...elements(plan['statements']), ...elements(plan['claims'])]
  for (const holder of holders) {
    note(holder)
    if (isRecord(holder)) elements(holder['entries']).forEach(note)
  }
  if (currencies.size > 1)
    throw new CodedError('RETURN_CURRENCY_MIXED', `the input names ${currencies.size} currencies`)
}

/** RFC 3339 with an offset: without one, an hour in the statement of a foreign bank would be a guess. */
const instantPattern = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.(\d{1,9}))?(?:[Zz]|[+-]\d\d:\d\d)$/

/** A bank's time stamp from its text, RFC 3339 with an offset, up to nanoseconds; undefined when it is none. */
export function bankInstant(text: string): BankInstant | undefined {
  const match = instantPattern.exec(text)
  if (!match) return undefined
  const wholeSeconds = text.replace(/\.\d+/, '').replace(' ', 'T').toUpperCase()
  const epochMs = Date.parse(wholeSeconds)
  // The engine turns the 30th of February into the 1st of March; a bank that writes such a day is not to be guessed at.
  const dayCount = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate()
  if (Number.isNaN(epochMs) || Number(text.slice(8, 10)) > dayCount) return undefined
  return { text, epochNs: BigInt(epochMs) * 1_000_000n + BigInt((match[1] ?? '').padEnd(9, '0')) }
}

function instant(value: unknown, place: string): BankInstant {
  const read = typeof value === 'string' ? bankInstant(value) : undefined
  if (!read) throw new CodedError('RETURN_INPUT_INVALID', `${place} is a time with an offset (RFC 3339)`)
  return read
}

function amount(value: unknown, place: string): bigint {
  if (typeof value === 'bigint' && value >= 0n && value.toString().length <= maxAmountDigits) return value
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value)
  if (typeof value === 'string' && /^\d+$/.test(value) && value.length <= maxAmountDigits)
    return BigInt(value)
  throw new CodedError('RETURN_AMOUNT_INVALID', `${place} is not a whole number of fen of at least 0`)
}

function name(value: unknown, place: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new CodedError('RETURN_INPUT_INVALID', `${place} is missing or no text`)
}

function list(value: unknown, place: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new CodedError('RETURN_INPUT_INVALID', `${place} is missing or no list`)
}

function object(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value
  throw new CodedError('RETURN_INPUT_INVALID', `${place} is missing or no object`)
}

function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A whole number becomes a bigint by its digits; `1.0` and `1e3` stay numbers that no amount accepts. */
function parseKeepingWholeNumbers(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
      if (typeof value !== 'number' || context?.source === undefined) return value
      if (/^-?\d+$/.test(context.source)) return BigInt(context.source)
      return Number.NaN
    })
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new CodedError('RETURN_INPUT_INVALID', 'the text is not JSON', { cause: error })
  }
}
