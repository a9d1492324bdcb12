import type { IncomingMessage, ServerResponse } from 'node:http'
import proxyAddress from '@fastify/proxy-addr'
import { parseIndicator } from '@wuzei/domain'
import type { Checker } from '../library/checker.ts'
import type { RequestTimes } from './request-times.ts'
import { writeJson } from './send-json.ts'
import type { ClientWindow } from './window-limit.ts'

/** The route that has the lane, and how a request begins that may take it. */
export const checkPath = '/v1/check'
const plainQuery = `${checkPath}?value=`

/** Longer ones are rare, and pay for being looked at with care. */
const longestTarget = 2_048

export interface CheckLaneOptions {
  readonly checker: Pick<Checker, 'answerIndicator'>
  /** Shared with the route: a client has one account, whichever way its requests go. */
  readonly window: ClientWindow
  readonly times: RequestTimes
}

/** Answers a request, or says by false that it did not. */
type Answer = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * Where the plainest request of all, `GET /v1/check?value=…` with a value that is an indicator, is answered before the
 * framework sees it: routing, hooks and validation cost more than the check. Whatever is not quite so plain, every
 * error included, goes the framework's way, so that there is one place that refuses. Both ways give the same bytes.
 */
export interface CheckLane {
  readonly answer: Answer
  /** Until then the lane answers nothing. */
  readonly open: (options: CheckLaneOptions) => void
  /** Answers nothing any more: a server that closes tells so. */
  readonly close: () => void
}

export function createCheckLane(trustProxy: string | undefined): CheckLane {
  const closed: Answer = () => false
  let answer = closed
  return {
    answer: (request, response) => answer(request, response),
    open: (options) => void (answer = answerPlainChecks(options, clientAddress(trustProxy))),
    close: () => void (answer = closed),
  }
}

function answerPlainChecks(
  { checker, window, times }: CheckLaneOptions,
  addressOf: (request: IncomingMessage) => string,
): Answer {
  return (request, response) => {
    const value = plainValue(request)
    if (value === undefined) return false
    const startMs = performance.now()
    const parsed = parseIndicator(value)
    if (!parsed.ok || !window.admits(addressOf(request))) return false
    writeJson(response, checker.answerIndicator(parsed.indicator, value))
    times.record(checkPath, 200, performance.now() - startMs)
    return true
  }
}

/** The value asked for when nothing else is; undefined when the request needs a closer look. */
function plainValue({ method, url = '', headers }: IncomingMessage): string | undefined {
  if (method !== 'GET' || url.length > longestTarget || !url.startsWith(plainQuery)) return undefined
  if (headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined) return undefined
  const written = url.slice(plainQuery.length)
  // More parameters, a fragment, or a space written as a plus sign.
  if (/[&#+;]/.test(written)) return undefined
  if (!written.includes('%')) return written
  try {
    return decodeURIComponent(written)
  } catch {
    return undefined
  }
}

/** Who asks, by the same rule as the framework's. */
function clientAddress(trustProxy: string | undefined): (request: IncomingMessage) => string {
  if (trustProxy === undefined) return ({ socket }) => socket.remoteAddress ?? ''
  const isTrusted = proxyAddress.compile(trustProxy.split(',').map((address) => address.trim()))
  return (request) => proxyAddress(request, isTrusted) ?? ''
}
