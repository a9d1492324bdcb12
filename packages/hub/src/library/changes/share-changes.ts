import { shareEvents, type Evidence, type SharingLabel } from '@wuzei/domain'
import { ensureSource, upsertEvidence } from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { sourceSeed } from '../source-seeds.ts'
import { keyFromHex } from '../subject.ts'

/**
 * A share was given, withdrawn or labelled anew. What the community may not read, or may not block by, is no evidence of
 * the public verdict: the log holds its labels and a sealed copy, and no word of it.
 */
export type ShareChanged = HeldShareChanged | PublicShareChanged

interface HeldShareChanged {
  readonly share: string
  readonly label: SharingLabel
  /** Base64; opens only with the hub's keys, for this share. */
  readonly sealed: string
}

/** What the share now says in the public verdict; `retracted` when it says nothing any more. */
export interface PublicShareChanged {
  readonly share: string
  readonly label: SharingLabel
  readonly subject: EventSubject
  readonly evidence: Evidence
}

/**
 * `share-uncounted`: what weighed in the public verdict does so no longer, because its label was closed. The new label is
 * in the `share-relabelled` beside it, which holds no indicator.
 */
export type ShareChangeType = (typeof shareEvents)[keyof typeof shareEvents] | 'share-uncounted'

export function isPublicChange(payload: ShareChanged): payload is PublicShareChanged {
  return 'evidence' in payload
}

/** The same change by each of its names, for whoever folds the log. */
export const shareChanges: readonly LibraryChange<ShareChanged>[] = [
  shareEvents.given,
  shareEvents.withdrawn,
  shareEvents.relabelled,
  'share-uncounted' as const,
].map((type) => ({
  type,
  subjects: (payload) => (isPublicChange(payload) ? [payload.subject] : []),
  async write(client, payload) {
    if (isPublicChange(payload)) await writeShareEvidence(client, [payload])
  },
  fold(memory, payload) {
    if (!isPublicChange(payload)) return
    const { share, subject, evidence } = payload
    remember(memory, subject).evidence.set(`${evidence.source} ${share}`, evidence)
  },
}))

/** Writes statements of shares about locked indicators. */
export async function writeShareEvidence(
  client: ClientBase,
  changes: readonly PublicShareChanged[],
): Promise<void> {
  const codes = new Map<string, number>()
  for (const { evidence } of changes)
    if (!codes.has(evidence.source))
      codes.set(
        evidence.source,
        (await ensureSource(client, sourceSeed(evidence.source, evidence.tier, evidence.source))).code,
      )
  await upsertEvidence(
    client,
    changes.map(({ share, subject, evidence }) => ({
      key: keyFromHex(subject.key),
      sourceCode: codes.get(evidence.source) ?? 0,
      statement: statementOf(share),
      evidence,
    })),
  )
}

/** Statement number of a share: 48 random bits of its id, so that it counts nothing; it need only differ by source. */
function statementOf(share: string): bigint {
  return BigInt(`0x${share.replaceAll('-', '').slice(0, 12)}`)
}
