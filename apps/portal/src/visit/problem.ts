/** A failure as the page shows it; plain data, so that the server can hand it to the browser. */
export interface ShownProblem {
  readonly code: string
  readonly status: number
  readonly retryAfterS: number | null
}

/**
 * Reads what an API call rejected with: the client's error, or in process the hub's own coded error. Anything else
 * is a defect of ours and is thrown on.
 */
export function problemOf(error: unknown): ShownProblem {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 500
  const retryAfterS =
    'retryAfterS' in error && typeof error.retryAfterS === 'number' ? error.retryAfterS : null
  return { code: error.code, status: status === 0 ? 503 : status, retryAfterS }
}

/** True when the network is the problem, not the hub. */
export function isOffline(problem: ShownProblem): boolean {
  return problem.code === 'UNREACHABLE' || problem.code === 'TIMEOUT'
}
