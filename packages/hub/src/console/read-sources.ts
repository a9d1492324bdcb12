import { libraryPageRows, type SourceList } from '@wuzei/contract'
import { reliabilityOf } from '@wuzei/domain'
import { listSourceHealth } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'

/** Who the library listens to, how well each has done, and when it last said something new. */
export async function readSources(hub: HubContext, after: string | undefined): Promise<SourceList> {
  const rows = await listSourceHealth(hub.database.pool, after ?? null, libraryPageRows)
  return {
    sources: rows.map(({ id, name, tier, licence, alpha, beta, lastAt }) => ({
      id,
      name,
      tier,
      licence,
      reliability: reliabilityOf({ alpha, beta }),
      lastAt: lastAt?.toISOString() ?? null,
    })),
    next: rows.length === libraryPageRows ? (rows.at(-1)?.id ?? null) : null,
  }
}
