import { open, mkdtemp, readFile, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportedRow } from '@wuzei/store'
import { createPackedNames, createPackedRows, unpackRows, type PackedRows } from './packed-rows.ts'

/**
 * Bytes of packed rows kept in memory: about 2 million rows; buffers that grow take up to twice as much. Larger lists go
 * through files.
 */
const defaultMemoryBytes = 96 * 1024 * 1024

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
  readonly memoryBytes?: number
}

export function createRowCollector(options: RowCollectorOptions): RowCollector {
  const memoryBytes = options.memoryBytes ?? defaultMemoryBytes
  const names = createPackedNames()
  const parts = Array.from({ length: partCount }, () => createPackedRows(names))
  let spill: Spill | undefined
  return {
    async add(rows) {
      for (const row of rows) parts[partOf(row)]?.add(row)
      const inMemory = parts.reduce((sum, part) => sum + part.bytes, 0)
      if (inMemory < memoryBytes) return
      spill ??= await openSpill(options.directory)
      await spill.write(parts)
    },
    async *drain() {
      for (const [index, part] of parts.entries()) {
        const rows: ImportedRow[] = []
        const spilled = await spill?.read(index)
        if (spilled) unpackRows(spilled, names, rows)
        unpackRows(part.take(), names, rows)
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
  write(parts: readonly PackedRows[]): Promise<void>
  read(part: number): Promise<Buffer | undefined>
  remove(): Promise<void>
}

async function openSpill(directory: string): Promise<Spill> {
  const folder = await mkdtemp(join(directory, 'import-'))
  const files = new Map<number, FileHandle>()
  const nameOf = (part: number) => join(folder, `${part}.rows`)
  return {
    async write(parts) {
      for (const [index, part] of parts.entries()) {
        if (part.bytes === 0) continue
        const file = files.get(index) ?? (await open(nameOf(index), 'a'))
        files.set(index, file)
        await file.writeFile(part.take())
      }
    },
    async read(part) {
      return files.has(part) ? await readFile(nameOf(part)) : undefined
    },
    async remove() {
      for (const file of files.values()) await file.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
