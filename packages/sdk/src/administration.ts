import type { ReportDecisionBody, ReportList, ReviewQuery } from '@wuzei/contract'
import { call, type ClientOptions } from './call.ts'
import { WuzeiError } from './failure.ts'

/** Where the hub is, and the key of who acts (`wzk_…`). */
export interface AdministratorOptions extends ClientOptions {
  readonly key: string
}

/** A file of a report, to be saved and opened with care: it is what a stranger sent. */
export interface EvidenceFile {
  /** Name to save it under; it says nothing about its sender. */
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** What whoever holds an administrator key may do about reports. Rejects with {@link WuzeiError} and nothing else. */
export interface AdministratorClient {
  /** Reports of one status (`received` unless told), oldest first, 50 a page; `after` is the `next` of a page. */
  reports(query?: ReviewQuery): Promise<ReportList>
  /** One file of a report, named as the list names it. Every reading stands in the hub's log. */
  attachment(report: string, attachment: string): Promise<EvidenceFile>
  /** Says what a report is worth; the reason is shown to whoever holds its receipt. */
  decideReport(report: string, decision: ReportDecisionBody): Promise<void>
}

/**
 * Makes a client for the decisions of people.
 *
 * @throws nothing; its methods reject with {@link WuzeiError}: `UNAUTHENTICATED` for a wrong key, else the code of
 * the hub.
 */
export function createAdministratorClient(options: AdministratorOptions): AdministratorClient {
  const headers = { authorization: `Bearer ${options.key}` }
  const path = (report: string) => `/v1/admin/reports/${encodeURIComponent(report)}`
  return {
    reports: (query = {}) => {
      const asked = new URLSearchParams(Object.entries(query)).toString()
      return call(options, 'GET', `/v1/admin/reports${asked ? `?${asked}` : ''}`, { headers })
    },
    attachment: (report, attachment) =>
      call(
        options,
        'GET',
        `${path(report)}/attachments/${encodeURIComponent(attachment)}`,
        { headers },
        undefined,
        readFile,
      ),
    decideReport: (report, decision) =>
      call(
        options,
        'POST',
        `${path(report)}/decision`,
        { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(decision) },
        undefined,
        readNothing,
      ),
  }
}

async function readFile(response: Response): Promise<EvidenceFile> {
  const named = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const mediaType = response.headers.get('content-type')
  if (!named || !mediaType)
    throw new WuzeiError('UNEXPECTED_ANSWER', 'The answer is not a file', { status: response.status })
  return { fileName: named, mediaType, bytes: new Uint8Array(await response.arrayBuffer()) }
}

async function readNothing(response: Response): Promise<void> {
  await response.arrayBuffer()
}
