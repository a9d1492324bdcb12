import type { ReportBody, ReportReply } from '@wuzei/contract'
import {
  CodedError,
  definitionOf,
  extract,
  formatReceipt,
  type Indicator,
  isFraudType,
  parseIndicator,
  readVerdict,
  reportedIndicators,
  unknownState,
  verdictLevels,
} from '@wuzei/domain'
import {
  findReporter,
  inTransaction,
  insertReport,
  insertReportAttachments,
  insertReportHistory,
  insertReportIndicators,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { receiveReport } from '../library/changes/receive-report.ts'
import { commitChange } from '../library/library-change.ts'
import { indexedState } from '../library/indexed-state.ts'
import { keyFromHex, subjectOf } from '../library/subject.ts'
import { originNetwork } from '../personal-data/origin-network.ts'
import { isEcho } from './lineage.ts'
import { reporterReliability } from './reporter-reliability.ts'
import { textFingerprint } from './text-fingerprint.ts'

/**
 * Takes one report: stores it (personal data sealed), lets each indicator it names gain a statement, and answers
 * with a receipt. The same report by the same reporter again is the same receipt and changes nothing.
 *
 * @throws CodedError REPORT_EMPTY, FRAUD_TYPE_UNKNOWN, INDICATOR_*, ATTACHMENT_UNKNOWN
 */
export async function submitReport(
  hub: HubContext,
  body: ReportBody,
  origin: RequestOrigin,
): Promise<ReportReply> {
  if (body.fraudType !== undefined && !isFraudType(body.fraudType))
    throw new CodedError('FRAUD_TYPE_UNKNOWN', `${body.fraudType} is not in the taxonomy`)
  const named = namedIndicators(body)
  if (named.length === 0 && !body.text?.trim() && !body.attachments?.length)
    throw new CodedError('REPORT_EMPTY', 'name an indicator, tell what happened, or attach a file')

  const reporter = reporterOf(hub, body, origin)
  const fingerprint = fingerprintOf(hub, body, named, reporter.reporter)
  // Derived, not drawn: the same report finds its receipt again without the number being stored anywhere.
  const receipt = formatReceipt(hub.cipher.blindIndex('receipt', `number ${fingerprint.toString('hex')}`))
  const receiptIndex = hub.cipher.blindIndex('receipt', receipt)
  const now = hub.clock()

  const statements = named.flatMap((indicator) => reportedIndicators(indicator))
  const distinct = [...new Map(statements.map((item) => [`${item.kind} ${item.canonical}`, item])).values()]
  const levels = new Map(distinct.map((item) => [subjectOf(item).key, levelNow(hub, item)]))

  const states = await inTransaction(hub.database, async (client) => {
    const reportId = await insertReport(client, {
      receiptIndex,
      fingerprint,
      fraudType: body.fraudType ?? null,
      occurredAt: body.occurredAt ?? null,
      lossFen: body.loss?.amountFen ?? null,
      lossCurrency: body.loss ? (body.loss.currency ?? 'CNY') : null,
      lossAt: body.loss?.at ?? null,
      ...sealPersonalData(hub, body, receiptIndex),
      locale: body.locale ?? null,
      reportedAt: new Date(now),
    })
    if (reportId === undefined) return undefined
    await requireAttachments(client, reportId, body.attachments ?? [])
    await insertReportHistory(client, reportId, new Date(now), 'RECEIVED')
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
            evidence: { ...evidence, echo: isEcho(body, levels.get(subject.key) ?? 'unknown') },
          }
        }),
      },
      { actor: 'public', subject: `report:${reportId}` },
    )
    await insertReportIndicators(
      client,
      reportId,
      named.map((item) => {
        const { key } = subjectOf(item)
        return { key: keyFromHex(key), levelAtReport: levels.get(key) ?? 'unknown' }
      }),
    )
    return after
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

/** Indicators named by the reporter, else those found in the text. */
function namedIndicators(body: ReportBody): Indicator[] {
  const parsed: Indicator[] = []
  if (body.indicators) {
    for (const [position, item] of body.indicators.entries()) {
      const result = parseIndicator(item.value, item.kind ? { kind: item.kind } : {})
      if (!result.ok)
        throw new CodedError(result.error.code, `indicators/${position}: ${result.error.message}`)
      parsed.push(result.indicator)
    }
  } else if (body.text) {
    for (const found of extract(body.text)) {
      const result = parseIndicator(found.canonical, { kind: found.kind })
      if (result.ok) parsed.push(result.indicator)
    }
  }
  return [...new Map(parsed.map((item) => [`${item.kind} ${item.canonical}`, item])).values()]
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
    body.loss ? `${body.loss.amountFen} ${body.loss.currency ?? 'CNY'} ${body.loss.at ?? ''}` : '',
    body.occurredAt ?? '',
    body.contact?.trim() ?? '',
    ...named.map((item) => `${item.kind} ${item.canonical}`).sort(),
    ...(body.attachments ?? []).toSorted(),
  ]
  return hub.cipher.blindIndex('receipt', JSON.stringify(said))
}

function sealPersonalData(hub: HubContext, body: ReportBody, receiptIndex: Buffer) {
  const recordId = `report ${receiptIndex.toString('hex')}`
  const contact = body.contact?.trim()
  return {
    narrative: body.text ? hub.cipher.seal('narrative', recordId, body.text) : null,
    contact: contact ? hub.cipher.seal('contact', recordId, contact) : null,
    contactIndex: contact
      ? hub.cipher.blindIndex('contact', contact.replaceAll(/\s/g, '').toLowerCase())
      : null,
  }
}

function levelNow(hub: HubContext, indicator: Pick<Indicator, 'kind' | 'canonical'>) {
  const state = indexedState(hub.index, subjectOf(indicator).key)
  return state ? readVerdict(state, hub.clock() / 1000).level : (verdictLevels[1] satisfies 'unknown')
}

async function requireAttachments(
  client: PoolClient,
  reportId: bigint,
  digests: readonly string[],
): Promise<void> {
  const missing = await insertReportAttachments(client, reportId, digests)
  if (missing.length > 0) throw new CodedError('ATTACHMENT_UNKNOWN', `not uploaded: ${missing.join(', ')}`)
}
