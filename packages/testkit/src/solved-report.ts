import { pbkdf2Sync } from 'node:crypto'
import type { ReportBody } from '@wuzei/contract'
import type { ProofOfWorkChallenge, WuzeiClient } from '@wuzei/sdk'

/** A report of one value in a person's words. */
export function reportBody(value: string, more: Partial<ReportBody> = {}): ReportBody {
  return { indicators: [{ value }], text: `They wanted money from me, and it was about ${value}.`, ...more }
}

/** The report with a proof of work, ready to send. */
export async function solvedReport(client: WuzeiClient, body: ReportBody): Promise<ReportBody> {
  return { ...body, proofOfWork: solveAtOnce(await client.proofOfWork()) }
}

/**
 * Solves a challenge as the published client does, but in one go and from where the hub draws the answer: tests
 * report hundreds of times, and the client lets the page breathe between two tries.
 *
 * @throws Error when the challenge has no answer where the hub should have drawn it
 */
function solveAtOnce({ parameters, signature }: ProofOfWorkChallenge): string {
  const { nonce, salt, cost, keyLength, keyPrefix, data } = parameters
  const mostTries = Number(data?.['mostTries'])
  const password = Buffer.concat([Buffer.from(nonce, 'hex'), Buffer.alloc(4)])
  for (let counter = Math.floor(mostTries / 2); counter <= mostTries; counter += 1) {
    password.writeUInt32BE(counter, password.length - 4)
    const derivedKey = pbkdf2Sync(password, Buffer.from(salt, 'hex'), cost, keyLength, 'sha256').toString(
      'hex',
    )
    if (!derivedKey.startsWith(keyPrefix)) continue
    const payload = { challenge: { parameters, signature }, solution: { counter, derivedKey } }
    return Buffer.from(JSON.stringify(payload)).toString('base64')
  }
  throw new Error('The challenge has no answer between half of its tries and all of them')
}
