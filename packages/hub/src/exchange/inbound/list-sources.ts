import type { InboundRunList, InboundSource, InboundSourceList } from '@wuzei/contract'
import { reliabilityOf, type Actor } from '@wuzei/domain'
import { findSource, inboundRuns, inboundSources, type InboundSourceRow } from '@wuzei/store'
import { requirePermission } from '../../alliance/require-permission.ts'
import type { HubContext } from '../../hub-context.ts'
import { knownSource } from './register-source.ts'

/** A source that went without success for this many of its intervals is stale. */
const staleAfterIntervals = 3

/** A source that answered well but said nothing new for this long, and for so many intervals, has fallen silent. */
const silentAfterMs = 7 * 86_400_000
const silentAfterIntervals = 7

/** How every source is doing. */
export async function listSources(hub: HubContext, actor: Actor): Promise<InboundSourceList> {
  requirePermission(actor, 'read', { kind: 'source' })
  const now = hub.clock()
  const rows = await inboundSources(hub.database.pool)
  const sources = await Promise.all(
    rows.map(async (row) => {
      const record = await findSource(hub.database.pool, `import:${row.name}`)
      return replyOf(row, now, record ? reliabilityOf(record) : null)
    }),
  )
  return { sources }
}

/** How the last runs of a source went, newest first. @throws CodedError SOURCE_UNKNOWN */
export async function listRuns(hub: HubContext, actor: Actor, id: string): Promise<InboundRunList> {
  requirePermission(actor, 'read', { kind: 'source' })
  await knownSource(hub, id)
  const rows = await inboundRuns(hub.database.pool, id)
  return { runs: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
}

/** Seconds since each source that is not paused was last taken over well, and its failures in a row; for metrics. */
export async function sourceStaleness(
  hub: HubContext,
): Promise<{ readonly name: string; readonly staleS: number; readonly failures: number }[]> {
  const now = hub.clock()
  const rows = await inboundSources(hub.database.pool)
  return rows
    .filter(({ paused, removing }) => !paused && !removing)
    .map((row) => ({
      name: row.name,
      staleS: Math.max(0, (now - (row.lastSuccessAt ?? row.createdAt).getTime()) / 1000),
      failures: row.failures,
    }))
}

function replyOf(row: InboundSourceRow, now: number, reliability: number | null): InboundSource {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    url: row.url,
    licence: row.licence,
    tlp: row.tlp,
    fraudType: row.fraudType,
    map: row.map,
    hasSecret: row.secret !== null,
    gone: row.gone,
    everyS: row.everyS,
    reliability,
    state: stateOf(row, now),
    lastAttemptAt: instant(row.lastAttemptAt),
    lastSuccessAt: instant(row.lastSuccessAt),
    lastChangeAt: instant(row.lastChangeAt),
    nextRunAt: row.paused || row.removing ? null : row.nextRunAt.toISOString(),
    failures: row.failures,
    lastError:
      row.lastError === null || row.lastErrorAt === null
        ? null
        : { code: row.lastError, detail: row.lastErrorDetail ?? '', at: row.lastErrorAt.toISOString() },
    heldGone: row.heldGone,
    keptGone: row.keptGone,
  }
}

/** The worst that is true of it. */
function stateOf(row: InboundSourceRow, now: number): InboundSource['state'] {
  const everyMs = row.everyS * 1000
  const sinceMs = (at: Date | null) => now - (at ?? row.createdAt).getTime()
  if (row.removing) return 'leaving'
  if (row.paused) return 'paused'
  if (sinceMs(row.lastSuccessAt) > staleAfterIntervals * everyMs) return 'stale'
  if (row.failures > 0) return 'failing'
  if (row.heldGone !== null) return 'held'
  if (row.lastSuccessAt === null) return 'new'
  return sinceMs(row.lastChangeAt) > Math.max(silentAfterMs, silentAfterIntervals * everyMs)
    ? 'silent'
    : 'good'
}

function instant(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
