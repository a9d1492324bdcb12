import type { ReportBody } from '@wuzei/contract'
import { solveProofOfWork, type WuzeiClient } from '@wuzei/sdk'

/** A report of one value in a person's words. */
export function reportBody(value: string, more: Partial<ReportBody> = {}): ReportBody {
  return { indicators: [{ value }], text: `They wanted money from me, and it was about ${value}.`, ...more }
}

/** The report with a proof of work, ready to send. */
export async function solvedReport(client: WuzeiClient, body: ReportBody): Promise<ReportBody> {
  return { ...body, proofOfWork: await solveProofOfWork(await client.proofOfWork()) }
}
