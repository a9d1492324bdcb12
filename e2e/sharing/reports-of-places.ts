import type { AttachmentReply, ReportList } from '@wuzei/contract'
import { can, isWithin, type Actor } from '@wuzei/domain'
import { reportBody, send, solvedReport, type TestHub } from '@wuzei/testkit'
import type { Alliance } from './alliance-of-every-kind.ts'

/** A report as the leak test knows it: what each part of it says can be found nowhere else. */
export interface ModelReport {
  readonly id: string
  readonly value: string
  readonly region: string
  readonly organisationId: string | null
  /** A word of its text. */
  readonly word: string
  readonly contact: string
  /** Name of its file: the digest. */
  readonly file: string
  /** What the file says. */
  readonly fileWord: string
}

/** A report of the public at home, one elsewhere, and one of a bank elsewhere. */
export async function giveReports(hub: TestHub, alliance: Alliance): Promise<readonly ModelReport[]> {
  const bank = alliance.askers.find(
    ({ actor }) => actor.type === 'client' && actor.organisation.kind === 'bank',
  )
  if (bank?.actor.type !== 'client') throw new Error('no bank files reports')
  const places = [
    { region: 'cn/44/03', filer: undefined },
    { region: 'de/09', filer: undefined },
    { region: 'de/09/162', filer: bank },
  ]
  const given: Omit<ModelReport, 'id'>[] = []
  for (const [index, { region, filer }] of places.entries()) {
    const fileWord = `lion-${index}-${crypto.randomUUID()}`
    const upload = await fetch(`${hub.url}/v1/attachments`, { method: 'POST', body: fileWord })
    const { attachment }: AttachmentReply = await upload.json()
    const [word, contact] = [`quartz${['one', 'two', 'three'][index]}zebra`, `1390000770${index}`]
    const value = `1771000770${index}`
    const body = reportBody(value, {
      text: `They talked of a ${word}.`,
      contact,
      region,
      attachments: [attachment],
    })
    await send(hub, 'POST', '/v1/reports', {
      body: await solvedReport(hub.client, body),
      status: 201,
      ...(filer ? { headers: filer.headers } : {}),
    })
    const organisationId = filer ? bank.actor.organisation.id : null
    given.push({ value, region, organisationId, word, contact, file: attachment, fileWord })
  }
  const list: ReportList = await send(hub, 'GET', '/v1/admin/reports', { headers: hub.administrator })
  return given.map((report) => ({
    ...report,
    id: list.reports.find(({ text }) => text?.includes(report.word))?.id ?? '',
  }))
}

/** Who reads a report masked, said once more: its place, as far as label and role let it, and whoever filed it. */
export function mayReadReport(actor: Actor, { region, organisationId }: ModelReport): boolean {
  if (actor.type === 'administrator') return true
  if (actor.type === 'public') return false
  const { organisation } = actor
  const row = {
    region,
    organisationIds: organisationId === null ? [] : [organisationId],
    authorId: null,
    needToKnow: null,
    shared: {
      originId: organisationId,
      label: { tlp: 'TLP:AMBER+STRICT', pap: 'PAP:AMBER' },
      groupId: null,
      recipientIds: isWithin(region, organisation.region) ? [organisation.id] : [],
    },
  } as const
  return can(actor, 'read', { kind: 'report', row }).allowed
}
