import type { ReportBody } from '@wuzei/contract'
import { toLocalInput } from '../language/format.ts'
import type { Locale } from '../preferences.ts'
import { deviceId, keep, keptTransferTime, readKept } from './kept.ts'
import type { RecognisedValue } from './use-recognition.ts'

/** Everything a reporter has entered so far; survives a reload of the tab. */
export interface Draft {
  readonly step: number
  readonly fraudType: string
  readonly text: string
  /** Values entered by hand or read from QR codes, as written. */
  readonly added: readonly string[]
  /** Keys of recognised values that the reporter took out. */
  readonly removed: readonly string[]
  readonly paid: 'yes' | 'no' | ''
  readonly amount: string
  readonly paidAt: string
  readonly contact: string
  readonly files: readonly UploadedFile[]
}

export interface UploadedFile {
  readonly name: string
  readonly attachment: string
  readonly qr: readonly string[]
}

export const emptyDraft: Draft = {
  step: 0,
  fraudType: '',
  text: '',
  added: [],
  removed: [],
  paid: '',
  amount: '',
  paidAt: '',
  contact: '',
  files: [],
}

export function isEmptyDraft(draft: Draft): boolean {
  return JSON.stringify({ ...draft, step: 0 }) === JSON.stringify(emptyDraft)
}

/** The kept draft; entries that this version does not know are dropped. */
export function restoreDraft(): Draft {
  const kept = readKept(draftName)
  if (typeof kept !== 'object' || kept === null) return emptyDraft
  const known = Object.entries(kept).filter(([name, value]) => {
    const expected = expectedTypes.get(name)
    return typeof value === typeof expected && Array.isArray(value) === Array.isArray(expected)
  })
  return { ...emptyDraft, ...Object.fromEntries(known) }
}

export function keepDraft(draft: Draft | null): void {
  keep(draftName, draft === null || isEmptyDraft(draft) ? null : draft)
}

/** Adds what another page handed over: a checked value, a whole message, or that money has gone. */
export function withHandover(draft: Draft, form: Readonly<Record<string, string>>): Draft {
  const value = (form.value ?? '').trim()
  let next = draft
  if (value !== '') {
    const isText = value.includes('\n') || value.length > longestSingleValue || /[，。！？]/.test(value)
    if (isText) next = next.text.includes(value) ? next : { ...next, text: joinText(next.text, value) }
    else if (!next.added.includes(value)) next = { ...next, added: [...next.added, value] }
  }
  if (form.fraudType) next = { ...next, fraudType: form.fraudType }
  const transferTime = keptTransferTime()
  if (form.paid === 'yes') next = { ...next, paid: 'yes' }
  if (next.paid === 'yes' && next.paidAt === '' && transferTime !== null)
    next = { ...next, paidAt: toLocalInput(new Date(transferTime)) }
  return next
}

/** Yuan as people write them (`12,800.5`, `１２８００`, `1.2万`) in fen; null when it is no amount. */
export function parseYuan(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,，¥元]/g, '')
  const match = /^(\d{1,12})(?:\.(\d{1,4}))?(万)?$/.exec(plain)
  if (!match) return null
  const [, whole = '', fraction = '', tenThousand] = match
  const digits = fraction.padEnd(tenThousand ? 6 : 2, '0')
  if (digits.length > (tenThousand ? 6 : 2)) return null
  const amountFen = Number(whole + digits)
  return Number.isSafeInteger(amountFen) ? amountFen : null
}

/** The body to send. What was recognised goes by its canonical form, what was typed as it was typed. */
export function toReportBody(
  draft: Draft,
  recognised: readonly RecognisedValue[],
  locale: Locale,
): ReportBody {
  const kept = recognised.filter(({ key }) => !draft.removed.includes(key))
  const indicators = [
    ...kept.map(({ canonical, kind }) => ({ value: canonical, kind })),
    ...draft.added.map((value) => ({ value })),
  ].slice(0, maxIndicators)
  const contact = draft.contact.trim()
  return {
    ...(draft.fraudType ? { fraudType: draft.fraudType } : {}),
    ...(draft.text.trim() ? { text: draft.text.trim() } : {}),
    ...(indicators.length > 0 ? { indicators } : {}),
    ...(draft.paid === 'yes' ? { loss: lossOf(draft) } : {}),
    ...(contact ? { contact } : {}),
    ...(draft.files.length > 0 ? { attachments: draft.files.map(({ attachment }) => attachment) } : {}),
    device: deviceId(),
    locale,
  }
}

/** Sum and time as far as they are known: that money has gone matters even where neither is. */
function lossOf({ amount, paidAt }: Draft): NonNullable<ReportBody['loss']> {
  const amountFen = parseYuan(amount)
  const instant = new Date(paidAt)
  return {
    ...(amountFen === null ? {} : { amountFen }),
    currency: 'CNY',
    ...(Number.isNaN(instant.getTime()) ? {} : { at: instant.toISOString() }),
  }
}

function joinText(before: string, more: string): string {
  return before.trim() === '' ? more : `${before}\n\n${more}`
}

const expectedTypes: ReadonlyMap<string, unknown> = new Map(Object.entries(emptyDraft))
const draftName = 'report-draft'
/** Longer than any single number or account; a longer link is recognised in the text just as well. */
const longestSingleValue = 120
/** As the contract: indicators one report may name. */
const maxIndicators = 50
