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
  SeenPageReply,
  Verdict,
  VerdictModelReply,
} from '@wuzei/contract'
import type { Challenge } from 'altcha-lib'
import { call, type CallContext, type ClientOptions } from './call.ts'

/** What every call takes beside what it asks. */
export interface CallOptions {
  /** Gives the call up, also while it waits to try again. */
  readonly signal?: AbortSignal
  /** How long one attempt may take, instead of the client's time. */
  readonly timeoutMs?: number
}

/** Hints for one check. */
export interface CheckOptions extends CallOptions {
  /** Kind of indicator, where the caller knows it. */
  readonly kind?: Verdict['kind']
}

/** Hints for one message. */
export interface MessageOptions extends CallOptions {
  /** The sender as the phone shows it, where it is known. */
  readonly from?: string
}

/** What everybody may ask of a hub. Every method rejects with {@link WuzeiError} and nothing else. */
export interface PublicClient {
  /** The verdict on one value as a person writes it. */
  check(value: string, options?: CheckOptions): Promise<Verdict>
  /** Verdicts or errors for at most 1,000 values, in their order. */
  checkBatch(values: readonly string[], options?: CallOptions): Promise<CheckBatchReply>
  /** One verdict on a pasted message, with what to mark and everything found in it; offsets are UTF-16. */
  checkMessage(text: string, options?: MessageOptions): Promise<MessageCheckReply>
  /** What was found lately on a page of this address's host, where it is told to everybody. */
  seenPage(url: string, options?: CallOptions): Promise<SeenPageReply>
  /** Files a report; needs a solved proof of work. The same report sent again answers `duplicate`. */
  report(body: ReportBody, options?: CallOptions): Promise<ReportReply>
  /** What became of a report. */
  receipt(receipt: string, options?: CallOptions): Promise<ReceiptReply>
  /** Objects to a verdict; needs a solved proof of work. */
  dispute(body: DisputeBody, options?: CallOptions): Promise<DisputeReply>
  /** What became of a dispute. */
  disputeStatus(receipt: string, options?: CallOptions): Promise<DisputeReply>
  /** The taxonomy with signals, advice and first steps. */
  fraudTypes(options?: CallOptions): Promise<FraudTypesReply>
  /** Thresholds, priors, half-lives and ceilings of the verdict model. */
  verdictModel(options?: CallOptions): Promise<VerdictModelReply>
  /** Uploads one file of evidence; name its `attachment` in a report. */
  upload(file: Blob, name: string, options?: CallOptions): Promise<AttachmentReply>
  /** A fresh challenge for {@link WuzeiClient.report} and {@link WuzeiClient.dispute}. */
  proofOfWork(options?: CallOptions): Promise<Challenge>
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
  const within = (options: CallOptions | undefined, more: Partial<CallContext> = {}): CallContext => ({
    ...context,
    ...more,
    ...(options?.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  })
  const get = <Reply>(path: string, options?: CallOptions) =>
    call<Reply>(within(options), 'GET', path, {}, options?.signal)
  const post = <Reply>(path: string, body: unknown, options?: CallOptions) =>
    call<Reply>(within(options), 'POST', path, jsonBody(body), options?.signal)
  const ask = <Reply>(path: string, body: unknown, options?: CallOptions) =>
    call<Reply>(within(options, { repeatable: true }), 'POST', path, jsonBody(body), options?.signal)
  return {
    check: (value, hints) => {
      const query = new URLSearchParams({ value, ...(hints?.kind ? { kind: hints.kind } : {}) })
      return get(`/v1/check?${query}`, hints)
    },
    checkBatch: (values, options) => ask('/v1/check', { values }, options),
    checkMessage: (text, options) => ask('/v1/messages/check', { text, from: options?.from }, options),
    seenPage: (url, options) => ask('/v1/pages/seen', { url }, options),
    report: (body, options) => post('/v1/reports', body, options),
    receipt: (receipt, options) => get(`/v1/reports/${encodeURIComponent(receipt)}`, options),
    dispute: (body, options) => post('/v1/disputes', body, options),
    disputeStatus: (receipt, options) => get(`/v1/disputes/${encodeURIComponent(receipt)}`, options),
    fraudTypes: (options) => get('/v1/fraud-types', options),
    verdictModel: (options) => get('/v1/verdict-model', options),
    upload: (file, name, options) =>
      call(
        within(options, { timeoutMs: context.timeoutMs ?? uploadTimeoutMs }),
        'POST',
        uploadPath(name),
        { body: file, headers: { 'content-type': file.type || 'application/octet-stream' } },
        options?.signal,
      ),
    proofOfWork: (options) => get('/v1/proof-of-work', options),
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
