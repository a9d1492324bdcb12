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
import { createAuthorisation, type Credentials } from './credentials/authorise.ts'
import {
  callRoute,
  makeRouteMethods,
  type RouteInput,
  type RouteMethods,
  type RouteName,
} from './routes/call-routes.ts'

/** Where the hub is, and who asks. */
export interface CreateClientOptions extends ClientOptions {
  /** `none` unless told: the public API. */
  readonly credentials?: Credentials
}

/** Hints for one check. */
export interface CheckOptions {
  /** Kind of indicator, where the caller knows it. */
  readonly kind?: Verdict['kind']
  readonly signal?: AbortSignal
}

/** The hub's API. Every method rejects with {@link WuzeiError} and nothing else. */
export interface WuzeiClient {
  /** Every route of the hub, each as a method that takes `params`, `query`, `body`, `signal` and `timeoutMs`. */
  readonly routes: RouteMethods
  /** One route by its name, of whose answer more is needed than the body: `read` takes it apart. */
  request<Route extends RouteName, Reply>(
    route: Route,
    input: RouteInput<Route>,
    read: (response: Response) => Promise<Reply>,
  ): Promise<Reply>

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
 * Makes a client of the hub's API that works in browsers, workers and Node.
 *
 * @throws nothing; its methods reject with {@link WuzeiError}, whose `code` is the hub's error code, or
 * `UNREACHABLE`, `TIMEOUT` or `UNEXPECTED_ANSWER` where the hub itself could not speak.
 */
export function createClient(options: CreateClientOptions): WuzeiClient {
  const { credentials, ...rest } = options
  const context: CallContext =
    credentials === undefined ? rest : { ...rest, authorisation: createAuthorisation(rest, credentials) }
  const get = <Reply>(path: string, signal?: AbortSignal) => call<Reply>(context, 'GET', path, {}, signal)
  const post = <Reply>(path: string, body: unknown, signal?: AbortSignal) =>
    call<Reply>(context, 'POST', path, jsonBody(body), signal)
  const ask = <Reply>(path: string, body: unknown, signal?: AbortSignal) =>
    call<Reply>({ ...context, repeatable: true }, 'POST', path, jsonBody(body), signal)
  return {
    routes: makeRouteMethods(context),
    request: (route, input, read) => callRoute(context, route, input, read),
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
      call({ ...context, timeoutMs: options.timeoutMs ?? uploadTimeoutMs }, 'POST', uploadPath(name), {
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
