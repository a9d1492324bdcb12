import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type { ImportedRow } from '@wuzei/store'

/** Rows kept in memory: some 200 MB at most. Larger lists go through files. */
const defaultMemoryRows = 500_000

/** Parts of the key space; each is read into memory whole, so that 100 M rows need 400,000 rows' memory. */
const partCount = 256

/**
 * Gathers the rows of a list and gives them back in key order, each indicator once. Order makes the writes to the
 * database's indexes neighbours; and only with all rows together is it certain what a list says about an indicator
 * that it names several times.
 */
export interface RowCollector {
  /** Resolves when there is room for more. */
  add(rows: readonly ImportedRow[]): Promise<void>
  /** Everything added, ascending by signed key, merged. To be called once, at the end. */
  drain(): AsyncGenerator<readonly ImportedRow[], void>
  /** Removes what was put aside. */
  close(): Promise<void>
}

export interface RowCollectorOptions {
  /** Folder for the files of lists that do not fit into memory. */
  readonly directory: string
  /** How entries about one indicator are merged. */
  readonly repeats: 'add' | 'once'
  readonly memoryRows?: number
}

export function createRowCollector(options: RowCollectorOptions): RowCollector {
  const memoryRows = options.memoryRows ?? defaultMemoryRows
  const parts: ImportedRow[][] = Array.from({ length: partCount }, () => [])
  let inMemory = 0
  let spill: Spill | undefined
  return {
    async add(rows) {
      for (const row of rows) parts[partOf(row)]?.push(row)
      inMemory += rows.length
      if (inMemory < memoryRows) return
      spill ??= await openSpill(options.directory)
      await spill.write(parts)
      inMemory = 0
    },
    async *drain() {
      await spill?.finish()
      for (const [index, part] of parts.entries()) {
        const rows = [...((await spill?.read(index)) ?? []), ...part]
        part.length = 0
        if (rows.length > 0) yield mergeRows(rows.sort(byKey), options.repeats)
      }
    },
    async close() {
      await spill?.remove()
    },
  }
}

/** Ascending parts of ascending signed keys. */
function partOf(row: ImportedRow): number {
  return (row.keyHigh >> 24) + partCount / 2
}

function byKey(a: ImportedRow, b: ImportedRow): number {
  return a.keyHigh - b.keyHigh || a.keyLow - b.keyLow
}

function mergeRows(sorted: readonly ImportedRow[], repeats: 'add' | 'once'): ImportedRow[] {
  const merged: ImportedRow[] = []
  for (const row of sorted) {
    const before = merged.at(-1)
    if (!before || before.keyHigh !== row.keyHigh || before.keyLow !== row.keyLow) merged.push(row)
    else merged[merged.length - 1] = mergeTwo(before, row, repeats)
  }
  return merged
}

/** Highest count the database holds. */
const maxCount = 2 ** 31 - 1

function mergeTwo(first: ImportedRow, second: ImportedRow, repeats: 'add' | 'once'): ImportedRow {
  if (first.canonical !== second.canonical || first.kind !== second.kind)
    throw new Error('two indicators of a list share one key')
  const count = repeats === 'add' ? first.count + second.count : Math.max(first.count, second.count)
  return {
    ...first,
    count: Math.min(count, maxCount),
    // Which of two types it is does not depend on the order of the lines.
    fraudType: laterText(first.fraudType, second.fraudType),
    firstAt: Math.min(first.firstAt, second.firstAt),
    lastAt: Math.max(first.lastAt, second.lastAt),
    dated: first.dated || second.dated,
  }
}

function laterText(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a
}

interface Spill {
  write(parts: ImportedRow[][]): Promise<void>
  finish(): Promise<void>
  read(part: number): Promise<ImportedRow[]>
  remove(): Promise<void>
}

async function openSpill(directory: string): Promise<Spill> {
  const folder = await mkdtemp(join(directory, 'import-'))
  const streams = new Map<number, WriteStream>()
  const fileOf = (part: number) => join(folder, `${part}.ndjson`)
  return {
    async write(parts) {
      for (const [index, part] of parts.entries()) {
        if (part.length === 0) continue
        const stream = streams.get(index) ?? createWriteStream(fileOf(index))
        streams.set(index, stream)
        if (!stream.write(part.map((row) => `${JSON.stringify(row)}\n`).join(''))) await once(stream, 'drain')
        part.length = 0
      }
    },
    async finish() {
      for (const stream of streams.values()) {
        stream.end()
        await once(stream, 'close')
      }
    },
    async read(part) {
      if (!streams.has(part)) return []
      const rows: ImportedRow[] = []
      for await (const line of createInterface({ input: createReadStream(fileOf(part)) })) {
        const row: ImportedRow = JSON.parse(line)
        rows.push(row)
      }
      return rows
    },
    async remove() {
      for (const stream of streams.values()) stream.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
