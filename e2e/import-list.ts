import { writeIndicatorKey } from '@wuzei/domain'
import { ensureSource } from '@wuzei/store'
import type { TestHub } from '@wuzei/testkit'
import { createImportCommitter } from '../packages/hub/src/library/bulk/commit-import.ts'
import { sourceSeed } from '../packages/hub/src/library/source-seeds.ts'

/** A list that says each of these sites is fraud, as an importer commits it. */
export async function importList(
  hub: TestHub,
  sourceId: string,
  names: readonly string[],
  options: { readonly atMs: number; readonly count?: number },
): Promise<void> {
  const { database } = hub.hub.context
  const source = await ensureSource(database.pool, sourceSeed(sourceId, 'feed', 'Test list'))
  const at = Math.floor(options.atMs / 1000)
  const words = new Uint32Array(2)
  const rows = names
    .map((canonical) => {
      writeIndicatorKey('domain', canonical, words, 0)
      const [keyHigh = 0, keyLow = 0] = words
      const said = { fraudType: null, count: options.count ?? 1, firstAt: at, lastAt: at, dated: false }
      return { keyHigh: keyHigh | 0, keyLow, kind: 'domain' as const, canonical, ...said }
    })
    .toSorted((a, b) => a.keyHigh - b.keyHigh || a.keyLow - b.keyLow)
  await createImportCommitter(database, source, 'test').commit(rows)
}
