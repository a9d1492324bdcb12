import { tmpdir } from 'node:os'
import {
  ensureSource,
  findSource,
  keysSaidBy,
  type Database,
  type InboundSourceRow,
  type SourceRow,
} from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { importList } from '../../importers/import-list.ts'
import { sourcePriors } from '../../importers/source-priors.ts'
import { withdrawImported } from '../../library/bulk/withdraw-imported.ts'
import { bytesOf } from './read-keys.ts'

/** Name of who acts in the log when nobody does. */
export const inboundActor = 'wuzei'

/** Format of the importer that reads a source's files. */
export function formatOf(kind: InboundSourceRow['kind']) {
  return kind === 'taxii' ? 'stix' : kind
}

/** The source whose statements a list's entries are, made with the prior of its format when it is new. */
export async function statementSource(
  database: Database,
  source: Pick<InboundSourceRow, 'name' | 'kind' | 'licence'>,
): Promise<SourceRow> {
  const { name, alpha, beta } = sourcePriors[formatOf(source.kind)]
  return await ensureSource(database.pool, {
    id: `import:${source.name}`,
    tier: 'feed',
    name: `${source.name} (${name})`,
    licence: source.licence,
    alpha,
    beta,
  })
}

/** Imports a body as the source's statements; true when it said anything new. */
export async function takeOver(hub: HubContext, source: InboundSourceRow, body: Buffer): Promise<boolean> {
  const { added, updated } = await importList(hub.database, {
    format: formatOf(source.kind),
    sourceName: source.name,
    fraudType: source.fraudType ?? undefined,
    map: source.map ?? undefined,
    files: [{ name: source.name, open: () => bytesOf(body) }],
    nowMs: hub.clock(),
    actor: inboundActor,
    spillDirectory: tmpdir(),
  })
  return added + updated > 0
}

/** Takes back everything that the source says, as if it had done so itself. */
export async function takeBackAll({ database }: HubContext, source: InboundSourceRow): Promise<void> {
  const row = await findSource(database.pool, `import:${source.name}`)
  if (row)
    await withdrawImported(database, row, [...(await keysSaidBy(database.pool, row.code))], inboundActor)
}

/** Takes back what the source itself took back, as far as it stands; true when any did. */
export async function takeBack(
  { database }: HubContext,
  source: InboundSourceRow,
  keys: readonly bigint[],
): Promise<boolean> {
  if (keys.length === 0) return false
  const row = await findSource(database.pool, `import:${source.name}`)
  if (!row) return false
  const standing = await keysSaidBy(database.pool, row.code)
  const stale = [...new Set(keys)].filter((key) => standing.has(key))
  await withdrawImported(database, row, stale, inboundActor)
  return stale.length > 0
}
