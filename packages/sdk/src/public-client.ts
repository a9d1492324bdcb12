import type {
  AttachmentReply,
  CheckBatchReply,
  DisputeBody,
  DisputeReply,
  FraudTypesReply,
  MessageCheckReply,
  ReceiptReply,
  ReportBody,
  ReportReply,
  Verdict,
  VerdictModelReply,
} from '@wuzei/contract'
import type { Challenge } from 'altcha-lib'
import { call, type CallContext, type ClientOptions } from './call.ts'

/** Hints for one check. */
export interface CheckOptions {
  /** Kind of indicator, where the caller knows it. */
  readonly kind?: Verdict['kind']
  readonly signal?: AbortSignal
}

/** What everybody may ask of a hub. Every method rejects with {@link WuzeiError} and nothing else. */
export interface PublicClient {
  /** The verdict on one value as a person writes it. */
  check(value: string, options?: CheckOptions): Promise<Verdict>
  /** Verdicts or errors for at most 1,000 values, in their order. */
  checkBatch(values: readonly string[]): Promise<CheckBatchReply>
  /** Everything found in a pasted message, each with its verdict; offsets are UTF-16. */
  checkMessage(text: string, options?: { readonly signal?: AbortSignal }): Promise<MessageCheckReply>
  /** Files a report; needs a solved proof of work. The same report sent again answers `duplicate`. */
  report(body: ReportBody): Promise<ReportReply>
  /** What became of a report. */
  receipt(receipt: string): Promise<ReceiptReply>
  /** Objects to a verdict; needs a solved proof of work. */
  dispute(body: DisputeBody): Promise<DisputeReply>
  /** What became of a dispute. */
  disputeStatus(receipt: string): Promise<DisputeReply>
  /** The taxonomy with signals, advice and first steps. */
  fraudTypes(): Promise<FraudTypesReply>
  /** Thresholds, priors, half-lives and ceilings of the verdict model. */
  verdictModel(): Promise<VerdictModelReply>
  /** Uploads one file of evidence; name its `attachment` in a report. */
  upload(file: Blob, name: string): Promise<AttachmentReply>
  /** A fresh challenge for {@link WuzeiClient.report} and {@link WuzeiClient.dispute}. */
  proofOfWork(): Promise<Challenge>
}

/**
 * Makes a client of the public API alone: a third of the whole one's script, for pages that must load on slow phones.
 *
 * @throws nothing; its methods reject as those of {@link createClient} do
 */
export function createPublicClient(options: ClientOptions): PublicClient {
  return publicCalls(options)
}

/** The public calls under whatever rights the context has. */
export function publicCalls(context: CallContext): PublicClient {
  const get = <Reply>(path: string, signal?: AbortSignal) => call<Reply>(context, 'GET', path, {}, signal)
  const post = <Reply>(path: string, body: unknown, signal?: AbortSignal) =>
    call<Reply>(context, 'POST', path, jsonBody(body), signal)
  const ask = <Reply>(path: string, body: unknown, signal?: AbortSignal) =>
    call<Reply>({ ...context, repeatable: true }, 'POST', path, jsonBody(body), signal)
  return {
    check: (value, hints) => {
      const query = new URLSearchParams({ value, ...(hints?.kind ? { kind: hints.kind } : {}) })
      return get(`/v1/check?${query}`, hints?.signal)
    },
    checkBatch: (values) => ask('/v1/check', { values }),
    checkMessage: (text, hints) => ask('/v1/messages/check', { text }, hints?.signal),
    report: (body) => post('/v1/reports', body),
    receipt: (receipt) => get(`/v1/reports/${encodeURIComponent(receipt)}`),
    dispute: (body) => post('/v1/disputes', body),
    disputeStatus: (receipt) => get(`/v1/disputes/${encodeURIComponent(receipt)}`),
    fraudTypes: () => get('/v1/fraud-types'),
    verdictModel: () => get('/v1/verdict-model'),
    upload: (file, name) =>
      call({ ...context, timeoutMs: context.timeoutMs ?? uploadTimeoutMs }, 'POST', uploadPath(name), {
        body: file,
        headers: { 'content-type': file.type || 'application/octet-stream' },
      }),
    proofOfWork: () => get('/v1/proof-of-work'),
  }
}

/** Ten megabytes at 100 kB/s, what a phone sends on a poor 3G line. */
const uploadTimeoutMs = 100_000

function uploadPath(name: string): string {
  return `/v1/attachments?${new URLSearchParams({ name })}`
}

function jsonBody(body: unknown): RequestInit {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}
