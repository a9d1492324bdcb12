import type { IndicatorKind } from '@wuzei/domain'
import {
  entriesBelow,
  indicatorNames,
  overruledEntries,
  readAttachment,
  type ListingCause,
  type LoggedEvent,
  type TouchedHost,
  type TouchedIndicator,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import { verdictsOf } from '../../library/logged-verdicts.ts'
import { keyFromHex } from '../../library/subject.ts'
import { decodeVerdictBatch, verdictBatchName } from '../../library/verdict-batch.ts'

/** Events that speak of more than evidence, and what their effect is called in the journal. */
const causes: ReadonlyMap<string, ListingCause> = new Map([
  ['indicator.pinned', 'pinned'],
  ['identity.set', 'pinned'],
  ['indicator.retracted', 'retracted'],
  ['indicator.tenure-set', 'retracted'],
  ['indicator.disputed', 'disputed'],
])

/** Events by which a person decides about a host, and so about everything below it. */
const decisionTypes: ReadonlySet<string> = new Set(['indicator.pinned', 'identity.set'])

/** Every indicator whose listing these events may change: those they name, and those that stand or fall with them. */
export async function touchedByEvents(
  client: ClientBase,
  events: readonly LoggedEvent[],
): Promise<TouchedIndicator[]> {
  const touched: TouchedIndicator[] = []
  for (const event of events) {
    const origin = { seq: event.seq, cause: causes.get(event.type) ?? 'verdict' }
    const decides = decisionTypes.has(event.type)
    const verdicts = verdictsOf(event)
    for (const { key } of verdicts) touched.push({ key: keyFromHex(key), ...origin })
    const below = await entriesBelow(client, hostsOf(verdicts, decides))
    for (const key of below) touched.push({ key, ...origin })
    const attached = await attachedKeys(client, event)
    if (attached.length === 0) continue
    for (const key of attached) touched.push({ key, ...origin })
    const others = decides
      ? await entriesBelow(client, hostsOf(await indicatorNames(client, attached), true))
      : await overruledEntries(client)
    for (const key of others) touched.push({ key, ...origin })
  }
  return touched
}

/** Keys of the verdicts that a bulk change carries as its attachment. */
async function attachedKeys(client: ClientBase, event: LoggedEvent): Promise<bigint[]> {
  const keys: bigint[] = []
  for (const attachment of event.attachments) {
    if (attachment.name !== verdictBatchName) continue
    const bytes = await readAttachment(client, attachment.sha256)
    if (!bytes) throw new Error(`event ${event.seq} names verdicts that are not stored`)
    const { words } = decodeVerdictBatch(bytes)
    const view = new DataView(words.buffer, words.byteOffset, words.byteLength)
    for (let at = 0; at < words.length; at += wordsPerEntry) {
      // High word first, whatever the machine's byte order.
      view.setInt32(at * 4, words[at] ?? 0)
      view.setInt32(at * 4 + 4, words[at + 1] ?? 0)
      keys.push(view.getBigInt64(at * 4))
    }
  }
  return keys
}

const wordsPerEntry = 4

/** The hosts of these sites and links, each once. */
export function hostsOf(
  names: readonly { readonly kind: IndicatorKind; readonly canonical: string }[],
  decides: boolean,
): TouchedHost[] {
  const hosts = new Set<string>()
  for (const { kind, canonical } of names) {
    if (kind === 'domain') hosts.add(canonical)
    else if (kind === 'url') hosts.add(hostOfLink(canonical))
  }
  return [...hosts].map((host) => ({ host, decides }))
}

/** Without port: as `listing_entries.host_reversed` has it. */
export function hostOfLink(canonical: string): string {
  return canonical.slice(0, canonical.search(/[:/]|$/))
}
