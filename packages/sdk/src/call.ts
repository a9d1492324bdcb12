import { readFailure, WuzeiError } from './failure.ts'

/** Where the hub is and how to reach it. */
export interface ClientOptions {
  /** Origin of the hub, such as `https://hub.example`; empty for the page's own origin. */
  readonly baseUrl: string
  /** Replaces the platform's `fetch`, for tests and for runtimes that carry their own. */
  readonly fetch?: typeof fetch
  /** How long one call may take; 15 s unless told, because a phone on a slow network needs about 10. */
  readonly timeoutMs?: number
}

/** One call, whose answer `read` takes apart. Rejects with {@link WuzeiError} and nothing else. */
export async function call<Reply>(
  options: ClientOptions,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  init: RequestInit,
  signal?: AbortSignal,
  read: (response: Response) => Promise<Reply> = readReply,
): Promise<Reply> {
  const deadline = deadlineAfter(options.timeoutMs ?? defaultTimeoutMs, signal)
  try {
    const send = options.fetch ?? fetch
    const response = await send(`${options.baseUrl.replace(/\/$/, '')}${path}`, {
      ...init,
      method,
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

const defaultTimeoutMs = 15_000

/** The answer of a 2xx; the hub's own tests hold it to its schema, so here only its being JSON is checked. */
async function readReply<Reply>(response: Response): Promise<Reply> {
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
