import type { Authorisation } from './credentials/authorise.ts'
import { readFailure, WuzeiError } from './failure.ts'
import { sleep } from './sleep.ts'

/** Where the hub is and how to reach it. */
export interface ClientOptions {
  /** Origin of the hub, such as `https://hub.example`; empty for the page's own origin. */
  readonly baseUrl: string
  /** Replaces the platform's `fetch`, for tests and for runtimes that carry their own. */
  readonly fetch?: typeof fetch
  /** How long one attempt may take; 15 s unless told, because a phone on a slow network needs about 10. */
  readonly timeoutMs?: number
  /**
   * How often a call is tried again that changes nothing and did not get through (no connection, no answer in time,
   * 429, 502, 503, 504); 2 unless told, 0 for never. Calls that change something are never repeated.
   */
  readonly retries?: number
  /** A hub that asks to wait longer than this (`Retry-After`) is not waited for; 5 s unless told. */
  readonly longestWaitMs?: number
}

/** A way to reach the hub, with what it needs beside the options. */
export interface CallContext extends ClientOptions {
  readonly authorisation?: Authorisation
  /** Whether the call changes nothing, so that it may be sent twice; GET unless told. */
  readonly repeatable?: boolean
}

/** One call, whose answer `read` takes apart. Rejects with {@link WuzeiError} and nothing else. */
export async function call<Reply>(
  options: CallContext,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  init: RequestInit,
  signal?: AbortSignal,
  read: (response: Response) => Promise<Reply> = readReply,
): Promise<Reply> {
  const repeatable = options.repeatable ?? method === 'GET'
  let retriesLeft = repeatable ? (options.retries ?? defaultRetries) : 0
  let mayAuthoriseAgain = true
  for (let attempt = 0; ; attempt++) {
    try {
      return await tryCall(options, path, { ...init, method }, signal, read)
    } catch (error) {
      if (!(error instanceof WuzeiError)) throw error
      // Refused before anything was done: a token that has just ended is replaced, once, whatever the call.
      if (error.status === 401 && mayAuthoriseAgain && options.authorisation?.forget() === true) {
        mayAuthoriseAgain = false
        continue
      }
      const waitMs = retryDelayMs(error, attempt, options.longestWaitMs ?? defaultLongestWaitMs)
      if (retriesLeft === 0 || waitMs === undefined) throw error
      retriesLeft--
      await sleep(waitMs, signal)
    }
  }
}

const defaultTimeoutMs = 15_000
const defaultRetries = 2
const defaultLongestWaitMs = 5_000

/** Half a second in the mean before the first repetition, twice as long before each further one. */
const firstDelayMs = 500

/**
 * How long to wait before trying again; undefined where that makes no sense, or the hub asks for more patience than
 * there is. Spread evenly, so that clients that failed together do not come back together.
 */
export function retryDelayMs(error: WuzeiError, attempt: number, longestWaitMs: number): number | undefined {
  const passes =
    error.code === 'UNREACHABLE' || error.code === 'TIMEOUT' || [429, 502, 503, 504].includes(error.status)
  if (!passes) return undefined
  const jitterMs = Math.random() * Math.min(firstDelayMs * 2 ** attempt, longestWaitMs)
  if (error.retryAfterS === undefined) return jitterMs
  const askedMs = error.retryAfterS * 1000
  return askedMs > longestWaitMs ? undefined : askedMs + jitterMs / 2
}

async function tryCall<Reply>(
  options: CallContext,
  path: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
  read: (response: Response) => Promise<Reply>,
): Promise<Reply> {
  const deadline = deadlineAfter(options.timeoutMs ?? defaultTimeoutMs, signal)
  try {
    const send = options.fetch ?? fetch
    const { authorisation } = options
    const authorised = authorisation ? await authorisation.apply(init, deadline.signal) : init
    const response = await send(`${options.baseUrl.replace(/\/$/, '')}${path}`, {
      ...authorised,
      signal: deadline.signal,
    })
    if (!response.ok) throw await readFailure(response)
    return await read(response)
  } catch (error) {
    if (error instanceof WuzeiError) throw error
    if (deadline.expired())
      throw new WuzeiError('TIMEOUT', 'The hub did not answer in time', { cause: error })
    if (signal?.aborted) throw new WuzeiError('ABORTED', 'The caller gave up', { cause: error })
    throw new WuzeiError('UNREACHABLE', 'The hub could not be reached', { cause: error })
  } finally {
    deadline.clear()
  }
}

/** The answer of a 2xx; the hub's own tests hold it to its schema, so here only its being JSON is checked. */
export async function readReply<Reply>(response: Response): Promise<Reply> {
  const text = await response.text()
  try {
    const reply: Reply = JSON.parse(text)
    return reply
  } catch (cause) {
    throw new WuzeiError('UNEXPECTED_ANSWER', 'The answer is not JSON', { status: response.status, cause })
  }
}

/** Own timer instead of `AbortSignal.any`, which phones of 2022 and before do not have. */
function deadlineAfter(timeoutMs: number, outer?: AbortSignal) {
  const controller = new AbortController()
  const state = { expired: false }
  const timer = setTimeout(() => {
    state.expired = true
    controller.abort()
  }, timeoutMs)
  const follow = () => controller.abort()
  if (outer?.aborted) follow()
  outer?.addEventListener('abort', follow)
  return {
    signal: controller.signal,
    expired: () => state.expired,
    clear: () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', follow)
    },
  }
}
