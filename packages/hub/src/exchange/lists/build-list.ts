import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { ClientBase } from 'pg'
import { inListingSnapshot, listingVersionOf, readListed, type Database } from '@wuzei/store'
import { readSiteRules } from '../listing/site-rules.ts'
import type { ExchangeKey } from '../signing-key.ts'
import type { EntryList, ListFormat, RuleList } from './list-formats.ts'

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
  const { version, at, body } = await inListingSnapshot(database, async (client) => ({
    ...(await listingVersionOf(client, format.kinds, { exceptions: 'lines' in format })),
    body: await ('lines' in format ? ruleBody(client, format) : entryBody(client, format)),
  }))
  const head = listHead(format, version, at, body)
  const text = Buffer.from(head + body.pieces.join(''))
  return {
    version,
    changedAt: at,
    entries: body.entries,
    gzipped: await compress(text, { level: 6 }),
    size: text.length,
    signature: key.sign(text),
  }
}

interface ListBody {
  readonly pieces: readonly string[]
  readonly entries: number
  /** Undefined where the list says nothing of what is below its entries. */
  readonly exceptions?: number
}

async function entryBody(client: ClientBase, format: EntryList): Promise<ListBody> {
  const pieces: string[] = []
  let entries = 0
  for (const kind of format.kinds) {
    let afterKey: bigint | undefined
    for (;;) {
      const page = await readListed(client, {
        kinds: [kind],
        limit: pageEntries,
        ...(afterKey === undefined ? {} : { afterKey }),
      })
      if (page.length > 0) pieces.push(`${page.map(format.line).join('\n')}\n`)
      entries += page.length
      afterKey = page.at(-1)?.key
      if (page.length < pageEntries) break
    }
  }
  return { pieces, entries }
}

async function ruleBody(client: ClientBase, format: RuleList): Promise<ListBody> {
  const rules = await readSiteRules(client)
  const pieces: string[] = []
  for (const line of format.lines(rules)) pieces.push(`${line}\n`)
  return { pieces, entries: rules.listed.size, exceptions: rules.exceptions.size }
}

function listHead(
  format: ListFormat,
  version: bigint,
  changedAt: Date,
  { entries, exceptions }: ListBody,
): string {
  const notes = [
    `Wuzei ${format.file}: ${format.summary}`,
    'Label: TLP:GREEN PAP:GREEN (members and their systems; blocking is allowed, publishing is not)',
    `Version: ${version}`,
    `Changed: ${changedAt.toISOString()}`,
    `Entries: ${entries}`,
    ...(exceptions === undefined ? [] : [`Exceptions: ${exceptions}`]),
    'Licence: alliance terms of sharing; entries leave with the next version when they are withdrawn or fade',
  ]
  return [...notes.map((note) => `${format.comment} ${note}`), ...format.head(version)]
    .map((line) => `${line}\n`)
    .join('')
}
