import type {
  AlertList,
  AuditPage,
  AuditQuery,
  BulkDecisionBody,
  BulkDecisionReply,
  DisputeDecisionBody,
  DisputeQueue,
  EntryHistory,
  EntryQuery,
  EntryReply,
  EvidencePage,
  LibraryPage,
  LibraryQuery,
  LoggedEventReply,
  PinBody,
  QueuePage,
  QueueQuery,
  RejectionBody,
  RetractionBody,
  SourceList,
  TreeHeadList,
  UnmaskBody,
  UnmaskReply,
  UnpinBody,
} from '@wuzei/contract'
import type { PageCalls } from './page-call.ts'

/** The desks: library, triage, disputes, sources. Lists come in pages: `after` is the `next` of one. */
export interface DeskCalls {
  library(query: LibraryQuery): Promise<LibraryPage>
  entry(query: EntryQuery): Promise<EntryReply>
  evidence(key: string, after?: string): Promise<EvidencePage>
  history(key: string, after?: string): Promise<EntryHistory>
  pin(body: PinBody): Promise<void>
  unpin(body: UnpinBody): Promise<void>
  retract(body: RetractionBody): Promise<void>
  sources(after?: string): Promise<SourceList>

  reportQueue(query: QueueQuery): Promise<QueuePage>
  decideReports(body: BulkDecisionBody): Promise<BulkDecisionReply>
  decideRejection(report: string, decision: RejectionBody['decision']): Promise<void>
  reportFile(report: string, attachment: string): Promise<Blob>
  disputes(after?: string): Promise<DisputeQueue>
  decideDispute(id: string, body: DisputeDecisionBody): Promise<void>
  /** Opens personal data for five minutes; noted in the log, and counted. */
  unmask(body: UnmaskBody): Promise<UnmaskReply>
  alerts(): Promise<AlertList>
  noteAlertSeen(id: string): Promise<void>
}

/** The log, and what proves it. */
export interface AuditCalls {
  events(query: AuditQuery): Promise<AuditPage>
  event(seq: number): Promise<LoggedEventReply>
  treeHeads(after?: string): Promise<TreeHeadList>
  /** Hashes (base64) from entry `seq` to the root of the tree of this size. */
  inclusionProof(seq: number, size: number): Promise<{ hashes: string[] }>
  consistencyProof(from: number, to: number): Promise<{ hashes: string[] }>
}

const base = '/v1/console'

export function deskCalls({ get, post, put, remove, file }: PageCalls): DeskCalls {
  return {
    library: (query) => get(`${base}/library`, query),
    entry: (query) => get(`${base}/library/entry`, query),
    evidence: (key, after) => get(`${base}/library/evidence`, { key, after }),
    history: (key, after) => get(`${base}/library/history`, { key, after }),
    pin: (body) => put('/v1/admin/pins', body),
    unpin: (body) => remove('/v1/admin/pins', body),
    retract: (body) => post('/v1/admin/retractions', body),
    sources: (after) => get(`${base}/sources`, { after }),

    reportQueue: (query) => get(`${base}/reports`, query),
    decideReports: (body) => post(`${base}/report-decisions`, body),
    decideRejection: (report, decision) => post(`${base}/reports/${report}/rejection`, { decision }),
    reportFile: (report, attachment) => file(`${base}/reports/${report}/attachments/${attachment}`),
    disputes: (after) => get(`${base}/disputes`, { after }),
    decideDispute: (id, body) => post(`/v1/admin/disputes/${id}/decision`, body),
    unmask: (body) => post(`${base}/unmaskings`, body),
    alerts: () => get(`${base}/alerts`),
    noteAlertSeen: (id) => post(`${base}/alerts/${id}/seen`),
  }
}

export function auditCalls({ get }: PageCalls): AuditCalls {
  return {
    events: (query) => get(`${base}/events`, query),
    event: (seq) => get(`${base}/events/${seq}`),
    treeHeads: (after) => get(`${base}/tree-heads`, { after }),
    inclusionProof: (seq, size) => get('/v1/log/proof/inclusion', { seq, size }),
    consistencyProof: (from, to) => get('/v1/log/proof/consistency', { from, to }),
  }
}
