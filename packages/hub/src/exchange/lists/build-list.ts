import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { inListingSnapshot, listingVersionOf, readListed, type Database } from '@wuzei/store'
import type { ExchangeKey } from '../signing-key.ts'
import type { ListFormat } from './list-formats.ts'

const compress = promisify(gzip)

/** Entries read at once. */
const pageEntries = 20_000

/** A list of one version, ready to send. The plain text is not kept: it is four times as large. */
export interface BuiltList {
  readonly version: bigint
  readonly changedAt: Date
  readonly entries: number
  readonly gzipped: Buffer
  /** Length of the plain text in bytes. */
  readonly size: number
  /** Ed25519 over the plain text. */
  readonly signature: Buffer
}

/** Makes one list of what is listed now, all of one version. */
export async function buildList(
  database: Database,
  format: ListFormat,
  key: ExchangeKey,
): Promise<BuiltList> {
  const { version, changedAt, pieces, entries } = await inListingSnapshot(database, async (client) => {
    const state = await listingVersionOf(client, format.kinds)
    const lines: string[] = []
    let count = 0
    for (const kind of format.kinds) {
      let afterKey: bigint | undefined
      for (;;) {
        const page = await readListed(client, {
          kinds: [kind],
          limit: pageEntries,
          ...(afterKey === undefined ? {} : { afterKey }),
        })
        if (page.length > 0) lines.push(`${page.map(format.line).join('\n')}\n`)
        count += page.length
        afterKey = page.at(-1)?.key
        if (page.length < pageEntries) break
      }
    }
    return { version: state.version, changedAt: state.at, pieces: lines, entries: count }
  })
  const head = listHead(format, version, changedAt, entries)
  const text = Buffer.from(head + pieces.join(''))
  return {
    version,
    changedAt,
    entries,
    gzipped: await compress(text, { level: 6 }),
    size: text.length,
    signature: key.sign(text),
  }
}

function listHead(format: ListFormat, version: bigint, changedAt: Date, entries: number): string {
  const notes = [
    `Wuzei ${format.file}: ${format.summary}`,
    'Label: TLP:GREEN PAP:GREEN (members and their systems; blocking is allowed, publishing is not)',
    `Version: ${version}`,
    `Changed: ${changedAt.toISOString()}`,
    `Entries: ${entries}`,
    'Licence: alliance terms of sharing; entries leave with the next version when they are withdrawn or fade',
  ]
  return [...notes.map((note) => `${format.comment} ${note}`), ...format.head(version)]
    .map((line) => `${line}\n`)
    .join('')
}
