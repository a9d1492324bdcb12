import type { Problem } from '@wuzei/contract'

/** A problem of the hub in the form of TAXII 2.1 (section 3.6.1). */
export function taxiiError(problem: Problem) {
  return {
    title: problem.title,
    ...(problem.detail === undefined ? {} : { description: problem.detail }),
    error_id: problem.code,
    http_status: String(problem.status),
  }
}
