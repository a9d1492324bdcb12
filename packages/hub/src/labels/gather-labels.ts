import {
  findSealedWords,
  insertLabels,
  inTransaction,
  lastSeq,
  lockLabelCursor,
  moveLabelCursor,
  readEventsOfTypes,
  rolesHeld,
  type LoggedEvent,
  type NewLabel,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { keyFromHex } from '../library/subject.ts'
import { labelsInEvent, labellingTypes } from './labels-in-events.ts'
import { scoreValue, scoreWords } from './score-value.ts'

/** Decisions taken over in one transaction. */
const batchEvents = 200

/**
 * Makes labels of what people have decided since it was last done, each with what the model thinks of it now; a job does
 * it every minute, and whoever reads labels first. Each decision is taken once, whoever does it.
 */
export async function gatherLabels(hub: HubContext): Promise<void> {
  while (await inTransaction(hub.database, async (client) => await gatherSome(hub, client)));
}

/** True when there may be more. */
async function gatherSome(hub: HubContext, client: PoolClient): Promise<boolean> {
  const after = await lockLabelCursor(client)
  const upTo = await lastSeq(client)
  const events = await readEventsOfTypes(client, labellingTypes, { after, upTo, limit: batchEvents })
  for (const event of events) await insertLabels(client, await labelsOf(hub, client, event))
  const isFull = events.length === batchEvents
  await moveLabelCursor(client, isFull ? (events.at(-1)?.seq ?? upTo) : upTo)
  return isFull
}

async function labelsOf(hub: HubContext, client: PoolClient, event: LoggedEvent): Promise<NewLabel[]> {
  const said = labelsInEvent(event)
  if (!said) return []
  const common = {
    eventId: BigInt(event.id),
    label: said.label,
    fraudType: said.fraudType,
    act: said.act,
    decidedBy: event.actor,
    decidedAs: await officeOf(client, event.actor),
    at: new Date(event.at),
  }
  const values = said.subjects.map(({ key, kind, canonical }): NewLabel => {
    const scored = scoreValue(hub, kind, canonical)
    // What the library says rests on what the whole community may read, so a label about it is the community's.
    return { ...common, kind, key: keyFromHex(key), canonical, reportId: null, ...scored, tlp: 'TLP:GREEN' }
  })
  const words = said.report === null ? undefined : await wordsOfReport(hub, client, BigInt(said.report))
  if (said.report === null || words === undefined) return values
  // The words of a report with personal data are for named readers only.
  const ofText = { kind: 'text', key: null, canonical: null, tlp: 'TLP:RED' } as const
  return [...values, { ...common, ...ofText, reportId: BigInt(said.report), ...scoreWords(hub, words) }]
}

/** What a report tells in words; undefined where nothing. */
export async function wordsOfReport(
  hub: Pick<HubContext, 'cipher'>,
  client: PoolClient,
  id: bigint,
): Promise<string | undefined> {
  const report = await findSealedWords(client, id)
  if (!report) return undefined
  return hub.cipher.openText('narrative', `report ${report.receiptIndex.toString('hex')}`, report.narrative)
}

/** Roles of a person now; `administrator` or `client` for what keys did. */
export async function officeOf(client: PoolClient, actor: string): Promise<string> {
  const [type = '', id = ''] = actor.split(':')
  if (type !== 'person') return type
  return (await rolesHeld(client, id)).join(' ') || 'person'
}
