import { libraryPageRows, type LibraryEntry, type LibraryPage, type LibraryQuery } from '@wuzei/contract'
import {
  absoluteState,
  CodedError,
  definitionOf,
  indicatorKinds,
  readWithMarks,
  unknownState,
  type Actor,
  type VerdictState,
} from '@wuzei/domain'
import { listLibrary, type LibraryRow } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { instantOf } from '../library/instant.ts'
import { keyFromHex, keyHex } from '../library/subject.ts'
import { sightOf, type Sight } from './sight.ts'

/** Rows read at a time; at most so many times for one page, so that a rare level costs a page of time and no more. */
const rowsAtOnce = 1000
const readingsPerPage = 8

/**
 * One page of the library, what was seen last first. Levels and fraud types are read from the verdicts, since they
 * fade; so a page with such a filter may be short, and tells how much it looked at.
 */
export async function readLibrary(hub: HubContext, actor: Actor, query: LibraryQuery): Promise<LibraryPage> {
  const kinds = query.kind === undefined ? indicatorKinds : [query.kind]
  const sights = new Map(kinds.map((kind) => [kind, sightOf(actor, kind)]))
  const readable = kinds.filter((kind) => sights.get(kind) !== undefined)
  if (readable.length === 0)
    throw new CodedError('FORBIDDEN', 'your role does not work with this kind of thing')
  const nowS = hub.clock() / 1000
  const since =
    query.since === undefined ? null : Math.floor(instantOf(query.since, 'since').getTime() / 1000)
  const isReadLater = query.level !== undefined || query.fraudType !== undefined
  const limit = isReadLater ? rowsAtOnce : libraryPageRows
  const entries: LibraryEntry[] = []
  let after = placeOf(query.after)
  let scanned = 0
  for (let reading = 0; reading < readingsPerPage; reading++) {
    const rows = await listLibrary(hub.database.pool, {
      kinds: readable,
      source: query.source ?? null,
      since,
      after,
      limit,
    })
    for (const row of rows) {
      const sight = sights.get(row.kind)
      if (!sight) continue
      scanned += 1
      after = { refAt: row.refAt, key: row.key }
      const entry = entryOf(row, sight, nowS)
      if (query.level !== undefined && entry.level !== query.level) continue
      if (query.fraudType !== undefined && !isOfType(entry.fraudTypes, query.fraudType)) continue
      entries.push(entry)
      if (entries.length === libraryPageRows) return { entries, scanned, next: cursorOf(after) }
    }
    if (rows.length < limit) return { entries, scanned, next: null }
  }
  return { entries, scanned, next: cursorOf(after) }
}

/** A family such as F08 covers its types. */
function isOfType(types: readonly string[], wanted: string): boolean {
  return types.some((type) => type === wanted || type.startsWith(`${wanted}.`))
}

function entryOf(row: LibraryRow, sight: Sight, nowS: number): LibraryEntry {
  const state = stateOf(row)
  const parsed = definitionOf(row.kind).parse(row.canonical)
  const { level, score } = readWithMarks(state, parsed.ok ? parsed.indicator.marks : [], nowS)
  return {
    key: keyHex(row.key),
    kind: row.kind,
    shown: sight.show(row.canonical),
    canonical: sight.isMasked ? null : row.canonical,
    level,
    score,
    fraudTypes: [...state.fraudTypes],
    lastSeenAt: row.refAt === 0 ? null : new Date(row.refAt * 1000).toISOString(),
    pinned: state.pin !== null,
    disputed: state.disputed,
  }
}

/** The verdict of a row as it stands. */
export function stateOf(row: LibraryRow): VerdictState {
  return row.relative === null ? unknownState(row.kind) : absoluteState(row.relative, row.refAt)
}

function cursorOf(place: { readonly refAt: number; readonly key: bigint } | null): string | null {
  return place === null ? null : `${place.refAt}.${keyHex(place.key)}`
}

function placeOf(cursor: string | undefined): { refAt: number; key: bigint } | null {
  if (cursor === undefined) return null
  const [, refAt, key] = /^(\d{1,15})\.([0-9a-f]{16})$/.exec(cursor) ?? []
  if (refAt === undefined || key === undefined)
    throw new CodedError('BODY_INVALID', 'after: send what `next` of the page before said')
  return { refAt: Number(refAt), key: keyFromHex(key) }
}
