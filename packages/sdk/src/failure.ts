import type { Problem } from '@wuzei/contract'

/** What went wrong where no answer of the hub tells it. */
export type TransportCode =
  | 'UNREACHABLE'
  | 'TIMEOUT'
  | 'ABORTED'
  | 'UNEXPECTED_ANSWER'
  | 'WEBHOOK_SIGNATURE'
  | 'WEBHOOK_TIME'
  | 'SHIELD_STORAGE'
  | 'KEY_UNFIT'

/** The one error the client rejects with. */
export class WuzeiError extends Error {
  /** The hub's error code (docs/errors.md) or a {@link TransportCode}. */
  readonly code: string
  /** HTTP status, 0 when there was no answer. */
  readonly status: number
  /** Seconds after which trying again makes sense, where the hub said so. */
  readonly retryAfterS: number | undefined
  /** The hub's whole answer, where there was one. */
  readonly problem: Problem | undefined

  constructor(
    code: string,
    message: string,
    details: { status?: number; retryAfterS?: number; problem?: Problem; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'WuzeiError'
    this.code = code
    this.status = details.status ?? 0
    this.retryAfterS = details.retryAfterS
    this.problem = details.problem
  }
}

/** Reads an answer that is not 2xx; a gateway in between may answer without problem details. */
export async function readFailure(response: Response): Promise<WuzeiError> {
  const retryAfterS = readRetryAfter(response.headers.get('retry-after'))
  const details = { status: response.status, ...(retryAfterS === undefined ? {} : { retryAfterS }) }
  const problem = parseProblem(await response.text())
  if (problem) return new WuzeiError(problem.code, problem.detail ?? problem.title, { ...details, problem })
  return new WuzeiError('UNEXPECTED_ANSWER', `The answer has status ${response.status}`, details)
}

function parseProblem(text: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isProblem(value) ? value : undefined
  } catch {
    // Not JSON: an error page of a proxy. The status alone is what the caller gets.
    return undefined
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
}

function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const seconds = Number(header)
  if (Number.isInteger(seconds) && seconds >= 0) return seconds
  // What stands before a hub may give an instant instead (RFC 9110, 10.2.3).
  const untilMs = Date.parse(header) - Date.now()
  return untilMs > 0 ? Math.ceil(untilMs / 1000) : undefined
}
