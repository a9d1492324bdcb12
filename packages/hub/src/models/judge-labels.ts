import { setImmediate } from 'node:timers/promises'
import { classifyText, classifyUrl, type TextModel, type UrlModel } from '@wuzei/detect'
import { listLabels, withClient, type LabelRow } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { wordsOfReport } from '../labels/gather-labels.ts'
import type { JudgedLabel } from './compare-models.ts'

/** Labels that two versions are put to: some 100 ms of both, in pieces. */
const mostLabels = 1_000

/** Labels judged without letting others in between: some 4 ms. */
const judgedAtOnce = 50

/** What two versions of the model of links make of what people have decided. */
export async function judgeLinkLabels(
  { database }: Pick<HubContext, 'database'>,
  current: UrlModel,
  candidate: UrlModel,
): Promise<JudgedLabel[]> {
  const rows = await newestLabels(database, ['url', 'domain'], ['TLP:CLEAR', 'TLP:GREEN'])
  return await inPieces(rows, (row) => {
    const { canonical } = row
    if (canonical === null) return undefined
    return {
      isFraud: row.label === 'fraud',
      current: classifyUrl(current, canonical),
      candidate: classifyUrl(candidate, canonical),
    }
  })
}

/** The same of texts. The words of reports are opened here, looked at by both, and forgotten; nobody reads them. */
export async function judgeTextLabels(
  hub: Pick<HubContext, 'database' | 'cipher'>,
  current: TextModel,
  candidate: TextModel,
): Promise<JudgedLabel[]> {
  const rows = await newestLabels(hub.database, ['text'], ['TLP:RED'])
  return await withClient(
    hub.database,
    async (client) =>
      await inPieces(rows, async (row) => {
        const words = row.reportId === null ? undefined : await wordsOfReport(hub, client, row.reportId)
        if (words === undefined) return undefined
        return {
          isFraud: row.label === 'fraud',
          current: classifyText(current, words),
          candidate: classifyText(candidate, words),
        }
      }),
  )
}

async function newestLabels(
  database: HubContext['database'],
  kinds: readonly string[],
  tlps: readonly string[],
): Promise<LabelRow[]> {
  const rows = await listLabels(database.pool, {
    kinds,
    tlps,
    after: null,
    limit: mostLabels,
    newestFirst: true,
  })
  // Newest first: what was decided about the same thing before counts no longer.
  const seen = new Set<string>()
  return rows.filter((row) => {
    const name = `${row.kind} ${row.key ?? row.reportId}`
    const isNewest = !seen.has(name)
    seen.add(name)
    return isNewest && row.label !== 'unsure'
  })
}

async function inPieces(
  rows: readonly LabelRow[],
  judge: (row: LabelRow) => JudgedLabel | undefined | Promise<JudgedLabel | undefined>,
): Promise<JudgedLabel[]> {
  const judged: JudgedLabel[] = []
  for (const [place, row] of rows.entries()) {
    if (place % judgedAtOnce === judgedAtOnce - 1) await setImmediate()
    const label = await judge(row)
    if (label) judged.push(label)
  }
  return judged
}
