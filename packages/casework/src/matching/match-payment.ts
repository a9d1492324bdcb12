import { shanghaiDay } from '../time/shanghai-time.ts'

/** What the victim's application says of the payment, and what the bank's books say. */
export interface PaymentDetails {
  readonly accountNo: string
  readonly accountName: string
  readonly amountFen: bigint
  readonly at: PaymentTime
}

/** An instant, or only the day of Shanghai where the channel gives no time. */
export type PaymentTime = { readonly atMs: number } | { readonly day: string }

export const matchResults = [
  'MATCH',
  'MATCH_FUZZY',
  'MISMATCH_NAME',
  'MISMATCH_ACCOUNT',
  'MISMATCH_AMOUNT',
  'MISMATCH_TIME',
  'NOT_FOUND',
] as const
export type MatchResult = (typeof matchResults)[number]

/**
 * Whether an application and the bank's booking are about the same payment: what a bank checks before it stops (N86
 * II(1)2; tolerances rules §1.3). Only `MATCH` stops at once; with `MATCH_FUZZY` a clerk of the bank confirms; anything
 * else stops nothing.
 *
 * @param booked null when the bank finds no such payment
 * @param toleranceMinutes how far the two times may be apart
 */
export function matchPayment(
  applied: PaymentDetails,
  booked: PaymentDetails | null,
  toleranceMinutes: number,
): MatchResult {
  if (booked === null) return 'NOT_FOUND'
  if (compactAccount(applied.accountNo) !== compactAccount(booked.accountNo)) return 'MISMATCH_ACCOUNT'
  const name = matchHolderName(applied.accountName, booked.accountName)
  if (name === 'MISMATCH_NAME') return name
  if (applied.amountFen !== booked.amountFen) return 'MISMATCH_AMOUNT'
  return isSameTime(applied.at, booked.at, toleranceMinutes) ? name : 'MISMATCH_TIME'
}

/** Whether two spellings of a holder's name are the same, or the same but for a company's brackets and legal form. */
export function matchHolderName(applied: string, booked: string): 'MATCH' | 'MATCH_FUZZY' | 'MISMATCH_NAME' {
  const [left, right] = [plainName(applied), plainName(booked)]
  if (left === '' || right === '') return 'MISMATCH_NAME'
  if (left === right) return 'MATCH'
  const areCompanies = isCompany(left) && isCompany(right)
  return areCompanies && companyCore(left) === companyCore(right) ? 'MATCH_FUZZY' : 'MISMATCH_NAME'
}

function compactAccount(accountNo: string): string {
  return accountNo
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
}

/** NFKC, no white space around, none of the dots that stand inside transcribed names (买买提·艾力). */
function plainName(name: string): string {
  return name.normalize('NFKC').replaceAll(middleDots, '').replaceAll(/\s+/g, ' ').trim().toUpperCase()
}

/** Middle dot, bullet, hyphenation point, katakana dots, Greek ano teleia, and the full stop some forms use instead. */
const middleDots = /[·•‧∙⋅・･·．.]/g

/** A person's name must be the same to the letter; only names with a legal form are compared without it. */
function isCompany(name: string): boolean {
  return legalForm.test(name)
}

const legalForm = /(?:有限责任公司|股份有限公司|有限公司|公司|CO\.?,? ?LTD\.?|LIMITED|LTD\.?)$/

function companyCore(name: string): string {
  return name.replaceAll(/[()（）\s]/g, '').replace(/(?:有限责任公司|有限公司|CO,?LTD|LIMITED|LTD)$/, '')
}

function isSameTime(applied: PaymentTime, booked: PaymentTime, toleranceMinutes: number): boolean {
  if ('day' in applied || 'day' in booked) return dayOf(applied) === dayOf(booked)
  return Math.abs(applied.atMs - booked.atMs) <= toleranceMinutes * 60_000
}

function dayOf(time: PaymentTime): string {
  return 'day' in time ? time.day : shanghaiDay(time.atMs)
}
