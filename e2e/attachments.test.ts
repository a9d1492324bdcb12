import { createClient, WuzeiError } from '@wuzei/sdk'
import { readEvents } from '@wuzei/store'
import { reportBody, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accepted, administer, send, wideLimits } from './acting-people.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub({ limits: wideLimits })
})
afterAll(async () => {
  await hub.stop()
})

const key = () => hub.administrator.authorization.slice('Bearer '.length)
const words = 'what they wrote to me, word for word'
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Author (Zhang Wei) >>\nendobj\n%%EOF\n')

async function uploaded(content: string | Buffer): Promise<string> {
  const bytes = typeof content === 'string' ? content : new Uint8Array(content)
  return (await hub.client.upload(new Blob([bytes]), 'of a victim.txt')).attachment
}

describe('files of a report', () => {
  it('are listed for the checker, and can be had, each reading noted', async () => {
    const { routes } = createClient({ baseUrl: hub.url, credentials: { apiKey: key() } })
    const [text, document] = [await uploaded(words), await uploaded(pdf)]
    await accepted(hub, reportBody('https://with-files.top/a', { attachments: [text, document] }))
    await accepted(hub, reportBody('https://without-files.top/a'))
    const { reports } = await routes.reviewReports()
    expect(reports.map((report) => report.attachments.length)).toEqual([2, 0])
    const [first] = reports
    expect(first?.attachments).toContainEqual({
      attachment: text,
      fileName: `evidence-${text.slice(0, 12)}.txt`,
      mediaType: 'text/plain',
      bytes: words.length,
      metadataRemoved: true,
    })
    expect(first?.attachments).toContainEqual(
      expect.objectContaining({ attachment: document, mediaType: 'application/pdf', metadataRemoved: false }),
    )
    const file = await routes.reportAttachment({ params: { id: first?.id ?? '', sha256: text } })
    expect(Buffer.from(file).toString()).toBe(words)

    await hub.settled()
    const events = await readEvents(hub.hub.context.database.pool, 0, 1_000)
    expect(events.filter((event) => event.type === 'personal-data.read').at(-1)).toMatchObject({
      actor: expect.stringMatching(/^administrator:/),
      payload: { kind: 'attachment', ids: [`${first?.id}/${text}`], purpose: 'INTAKE' },
    })
    expect(JSON.stringify(events)).not.toContain(words)
  })

  it('leave only to be saved', async () => {
    const document = await uploaded(pdf)
    await accepted(hub, reportBody('https://headers.top/a', { attachments: [document] }))
    const id = await idOf('headers.top')
    const answer = await fetch(`${hub.url}/v1/admin/reports/${id}/attachments/${document}`, {
      headers: hub.administrator,
    })
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="evidence-${document.slice(0, 12)}.pdf"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'private, no-store',
    })
  })

  it('are for who holds the key, and only those that the report names', async () => {
    const [mine, other] = [await uploaded('mine'), await uploaded('of another report')]
    await accepted(hub, reportBody('https://mine.top/a', { attachments: [mine] }))
    await accepted(hub, reportBody('https://other.top/a', { attachments: [other] }))
    const id = await idOf('mine.top')
    const path = (report: string, file: string) => `/v1/admin/reports/${report}/attachments/${file}`
    expect((await send(hub, 'GET', path(id, mine))).json).toMatchObject({ code: 'UNAUTHENTICATED' })
    for (const [report, file] of [
      [id, other],
      [id, '0'.repeat(64)],
      ['999999', mine],
    ] as const)
      expect((await send(hub, 'GET', path(report, file), undefined, hub.administrator)).json).toMatchObject({
        code: 'EVIDENCE_UNKNOWN',
        status: 404,
      })
    for (const file of ['x', mine.toUpperCase(), '..%2F..%2Fetc%2Fpasswd'])
      expect((await send(hub, 'GET', path(id, file), undefined, hub.administrator)).json).toMatchObject({
        code: 'BODY_INVALID',
      })
    const wrong = createClient({ baseUrl: hub.url, credentials: { apiKey: `wzk_${'A'.repeat(32)}` } })
    const asked = { params: { id, sha256: mine } }
    const refused = await wrong.routes.reportAttachment(asked).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(WuzeiError)
    expect(refused).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
  })
})

async function idOf(site: string): Promise<string> {
  const { json } = await administer(hub, 'GET', 'reports')
  const reports = json['reports'] as { id: string; text: string | null }[]
  return reports.find((report) => report.text?.includes(site))?.id ?? 'none'
}
