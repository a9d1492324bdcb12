import { maxReportIndicators, type ReportBody, type ReportReply } from '@wuzei/contract'
import {
  CodedError,
  definitionOf,
  extract,
  formatReceipt,
  type Indicator,
  isFraudType,
  readVerdict,
  reportedIndicators,
  unknownState,
} from '@wuzei/domain'
import {
  findReporter,
  insertReport,
  insertReportAttachments,
  insertReportHistory,
  insertReportIndicators,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { findingsOnValues, levelToldOf } from '../detection/findings-on-values.ts'
import { recordFindings } from '../detection/record-finding.ts'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { receiveReport } from '../library/changes/receive-report.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { indexedState } from '../library/indexed-state.ts'
import { instantOf } from '../library/instant.ts'
import { commitChange } from '../library/library-change.ts'
import { indicatorOfValue } from '../library/subject-of-value.ts'
import { keyFromHex, subjectOf } from '../library/subject.ts'
import { originNetwork } from '../personal-data/origin-network.ts'
import type { WorkDone } from '../proof-of-work/proof-of-work.ts'
import { abandonedAfterMs } from './admit-attachment.ts'
import { levelNow } from './level-now.ts'
import { isEcho } from './lineage.ts'
import { parseContact } from './parse-contact.ts'
import { regionOfContact } from './region-of-contact.ts'
import { reporterReliability } from './reporter-reliability.ts'
import { spendWork } from './spend-work.ts'
import { textFingerprint } from './text-fingerprint.ts'

/** The member that files a report, by its key or from a page of the members' console. */
export interface ReportFiler {
  /** As the log names it. */
  readonly name: string
  readonly organisationId: string
}

/**
 * Takes one report: stores it (personal data sealed), lets each indicator it names gain a statement, and answers
 * with a receipt. The same report by the same reporter again is the same receipt and changes nothing; it may come with
 * the work that the first one was paid with, as a sender does who never got the answer. A refused report spends no work.
 *
 * @throws CodedError REPORT_EMPTY, CONTACT_INVALID, FRAUD_TYPE_UNKNOWN, BODY_INVALID, BODY_TOO_LARGE, INDICATOR_*, ATTACHMENT_UNKNOWN,
 *   PROOF_OF_WORK_INVALID
 */
export async function submitReport(
  hub: HubContext,
  body: ReportBody,
  origin: RequestOrigin,
  work: WorkDone,
  filer?: ReportFiler,
): Promise<ReportReply> {
  if (body.fraudType !== undefined && !isFraudType(body.fraudType))
    throw new CodedError('FRAUD_TYPE_UNKNOWN', `${body.fraudType} is not in the taxonomy`)
  const named = namedIndicators(body)
  if (named.length === 0 && !body.text?.trim() && !body.attachments?.length)
    throw new CodedError('REPORT_EMPTY', 'name an indicator, tell what happened, or attach a file')

  const occurredAt = body.occurredAt === undefined ? null : instantOf(body.occurredAt, 'occurredAt')
  const lossAt = body.loss?.at === undefined ? null : instantOf(body.loss.at, 'loss/at')
  const contact = parseContact(body.contact)
  const reporter = reporterOf(hub, body, origin)
  const fingerprint = fingerprintOf(hub, body, named, reporter.reporter)
  // Derived, not drawn: the same report finds its receipt again without the number being stored anywhere.
  const receipt = formatReceipt(hub.cipher.blindIndex('receipt', `number ${fingerprint.toString('hex')}`))
  const receiptIndex = hub.cipher.blindIndex('receipt', receipt)
  const now = hub.clock()

  const statements = named.flatMap((indicator) => reportedIndicators(indicator))
  const distinct = [...new Map(statements.map((item) => [`${item.kind} ${item.canonical}`, item])).values()]
  // Of the entry itself: whoever reports a page below a listed site repeats nothing that the library says of the page.
  const ownLevels = new Map(distinct.map((item) => [subjectOf(item).key, levelToldOf(hub, item)]))
  const findings = findingsOnValues(hub, distinct)
  const levels = new Map(named.map((item) => [subjectOf(item).key, levelNow(hub, item)]))

  const states = await inChangeTransaction(hub.database, async (client) => {
    const reportId = await insertReport(client, {
      receiptIndex,
      fingerprint,
      fraudType: body.fraudType ?? null,
      occurredAt,
      lossFen: body.loss?.amountFen ?? null,
      lossCurrency: body.loss ? (body.loss.currency ?? 'CNY') : null,
      lossAt,
      ...sealPersonalData(hub, body.text, contact, receiptIndex),
      locale: body.locale ?? null,
      reportedAt: new Date(now),
      region: body.region ?? regionOfContact(contact?.canonical) ?? null,
      filedBy: filer?.name ?? null,
      organisationId: filer?.organisationId ?? null,
    })
    if (reportId === undefined) return undefined
    await spendWork(client, work)
    await requireAttachments(client, reportId, body.attachments ?? [], now)
    await insertReportHistory(client, reportId, {
      at: new Date(now),
      code: 'RECEIVED',
      reason: null,
      correction: false,
    })
    const record = await findReporter(client, reporter.reporter)
    const evidence = {
      source: 'public',
      tier: 'citizen' as const,
      reliability: reporterReliability(record),
      ...reporter,
      text: textFingerprint(hub.cipher, body.text),
      fraudType: body.fraudType ?? null,
      count: 1,
      firstAt: Math.floor(now / 1000),
      lastAt: Math.floor(now / 1000),
      retracted: false,
    }
    const after = await commitChange(
      client,
      receiveReport,
      {
        report: reportId.toString(),
        fraudType: body.fraudType ?? null,
        statements: distinct.map((item) => {
          const subject = subjectOf(item)
          return {
            subject,
            evidence: { ...evidence, echo: isEcho(body, ownLevels.get(subject.key) ?? 'unknown') },
          }
        }),
      },
      { actor: filer?.name ?? 'public', subject: `report:${reportId}` },
    )
    await insertReportIndicators(
      client,
      reportId,
      named.map((item) => {
        const { key } = subjectOf(item)
        return { key: keyFromHex(key), levelAtReport: levels.get(key) ?? 'unknown' }
      }),
    )
    // The report came to stay, so what the model finds about what it names stays too.
    const found = await recordFindings(hub, client, findings, `report:${reportId}`, now)
    return new Map([...after, ...found])
  })

  return {
    receipt,
    status: 'received',
    duplicate: states === undefined,
    indicators: named.map((item) => {
      const { key } = subjectOf(item)
      const state = states?.get(keyFromHex(key)) ?? indexedState(hub.index, key) ?? unknownState(item.kind)
      return {
        kind: item.kind,
        masked: definitionOf(item.kind).mask(item.canonical),
        level: readVerdict(state, now / 1000).level,
        levelAtReport: levels.get(key) ?? 'unknown',
      }
    }),
  }
}

/**
 * Characters of all indicators of one report: ten of the longest links. They stand in its event twice, with the words
 * about each, and an event's payload is at most 128 KiB.
 */
const maxNamedLength = 40_960

/** Indicators named by the reporter, else those found in the text. */
function namedIndicators(body: ReportBody): Indicator[] {
  const parsed: Indicator[] = []
  if (body.indicators) {
    parsed.push(...writtenIndicators(body.indicators))
  } else if (body.text) {
    for (const found of extract(body.text)) {
      // What a message names too often for one report is left to the checker, who reads the text.
      if (parsed.length === maxReportIndicators) break
      parsed.push(indicatorOfValue(found.canonical, found.kind))
    }
  }
  const distinct = [...new Map(parsed.map((item) => [`${item.kind} ${item.canonical}`, item])).values()]
  const length = distinct.reduce((sum, item) => sum + item.canonical.length, 0)
  if (length > maxNamedLength)
    throw new CodedError('BODY_TOO_LARGE', `the values named may have ${maxNamedLength} characters together`)
  return distinct
}

/** What the reporter wrote as indicators. Every one that is none is named, so that a form can show which. */
function writtenIndicators(written: NonNullable<ReportBody['indicators']>): Indicator[] {
  const parsed: Indicator[] = []
  const refused: { readonly error: CodedError; readonly pointer: string }[] = []
  for (const [position, item] of written.entries()) {
    try {
      parsed.push(indicatorOfValue(item.value, item.kind, `indicators/${position}`))
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      refused.push({ error, pointer: `#/indicators/${position}/value` })
    }
  }
  const [first] = refused
  if (first) {
    const faults = refused.map(({ error, pointer }) => ({ pointer, detail: error.message }))
    throw new CodedError(first.error.code, first.error.message, { faults })
  }
  return parsed
}

function reporterOf(hub: HubContext, body: ReportBody, origin: RequestOrigin) {
  return {
    // Without a device of its own a reporter is its address: two people behind one count as one, never one as two.
    reporter: hub.cipher.pseudonym(
      'reporter',
      body.device ? `device ${body.device}` : `address ${origin.address}`,
    ),
    origin: hub.cipher.pseudonym('origin', originNetwork(origin.address)),
    device: body.device ? hub.cipher.pseudonym('device', body.device) : null,
  }
}

function fingerprintOf(
  hub: HubContext,
  body: ReportBody,
  named: readonly Indicator[],
  reporter: string,
): Buffer {
  const said = [
    reporter,
    body.fraudType ?? '',
    body.text?.normalize('NFKC').replaceAll(/\s+/g, ' ').trim() ?? '',
    body.loss ? `${body.loss.amountFen ?? ''} ${body.loss.currency ?? 'CNY'} ${body.loss.at ?? ''}` : '',
    body.occurredAt ?? '',
    body.contact?.trim() ?? '',
    ...named.map((item) => `${item.kind} ${item.canonical}`).sort(),
    ...(body.attachments ?? []).toSorted(),
  ]
  return hub.cipher.blindIndex('receipt', JSON.stringify(said))
}

function sealPersonalData(
  hub: HubContext,
  text: string | undefined,
  contact: ReturnType<typeof parseContact>,
  receiptIndex: Buffer,
) {
  const recordId = `report ${receiptIndex.toString('hex')}`
  return {
    narrative: text ? hub.cipher.seal('narrative', recordId, text) : null,
    contact: contact ? hub.cipher.seal('contact', recordId, contact.written) : null,
    contactIndex: contact ? hub.cipher.blindIndex('contact', contact.canonical) : null,
  }
}

/** An upload may be named for this long: an hour less than it is kept, so that none is swept while it is named. */
const nameableForMs = abandonedAfterMs - 3_600_000

async function requireAttachments(
  client: PoolClient,
  reportId: bigint,
  digests: readonly string[],
  nowMs: number,
): Promise<void> {
  const missing = await insertReportAttachments(client, reportId, digests, new Date(nowMs - nameableForMs))
  if (missing.length > 0) throw new CodedError('ATTACHMENT_UNKNOWN', `not uploaded: ${missing.join(', ')}`)
}
