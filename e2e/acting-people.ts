import type { ReportBody, ReportReply } from '@wuzei/contract'
import type { VerdictLevel } from '@wuzei/domain'
import { solvedReport, type TestHub } from '@wuzei/testkit'

/** Limits so wide that a test meets only the one it is about. */
export const wideLimits = {
  reportsPerMinute: 100_000,
  receiptsPerMinute: 100_000,
  decisionsPerMinute: 100_000,
  uploadsPerMinute: 100_000,
}

/** An answer of the hub as a test looks at it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly json: Record<string, unknown>
}

/** Sends one request as it is, whatever the hub says. */
export async function send(
  hub: { readonly url: string },
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(hub.url + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
  return { status: response.status, headers: response.headers, json }
}

/** Reports with a proof of work, from a device (one person) and an address where given. */
export async function report(hub: TestHub, body: ReportBody, address?: string): Promise<Answer> {
  const headers = address === undefined ? {} : { 'x-forwarded-for': address }
  return await send(hub, 'POST', '/v1/reports', await solvedReport(hub.client, body), headers)
}

/** Reports and expects that it is taken. */
export async function accepted(hub: TestHub, body: ReportBody, address?: string): Promise<ReportReply> {
  const answer = await report(hub, body, address)
  if (answer.status !== 201 && answer.status !== 200) throw new Error(JSON.stringify(answer.json))
  const reply: ReportReply = JSON.parse(JSON.stringify(answer.json))
  return reply
}

/** An act of the administrator. */
export async function administer(
  hub: TestHub,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  return await send(hub, method, `/v1/admin/${path}`, body, hub.administrator)
}

/** Opens a dispute and gives its receipt. */
export async function dispute(hub: TestHub, value: string, statement: string): Promise<string> {
  const { proofOfWork = '' } = await solvedReport(hub.client, {})
  return (await hub.client.dispute({ value, statement, proofOfWork })).receipt
}

/** The level everybody sees once the index has caught up. */
export async function levelOf(hub: TestHub, value: string): Promise<VerdictLevel> {
  await hub.settled()
  return (await hub.client.check(value)).level
}
