import { Readable } from 'node:stream'
import type { Indicator } from '@wuzei/domain'
import { indicatorKey, parseIndicator, signedKey } from '@wuzei/domain'
import { importerOf } from '../../importers/importers.ts'
import { isRecord, memberText } from '../../importers/read-element.ts'
import { patternValues } from '../../importers/stix.ts'

/** What a list says, by signed keys. */
export interface ListContent {
  readonly keys: ReadonlySet<bigint>
  /** Entries that could be read, and all of them. */
  readonly good: number
  readonly all: number
}

/** @throws CodedError IMPORT_* when the list as a whole is of another format */
export async function readKeys(format: string, map: string | null, body: Buffer): Promise<ListContent> {
  const keys = new Set<bigint>()
  let [good, all] = [0, 0]
  for await (const batch of importerOf(format).rows(bytesOf(body), { map: map ?? undefined })) {
    all += batch.length
    for (const line of batch) {
      if ('error' in line) continue
      good += 1
      keys.add(keyOf(line.indicator))
    }
  }
  return { keys, good, all }
}

/** Signed keys of the indicators of STIX objects that are revoked. */
export function revokedKeys(objects: readonly unknown[]): bigint[] {
  return objects.filter(isRecord).flatMap((object) => {
    if (object['type'] !== 'indicator' || object['revoked'] !== true) return []
    return patternValues(memberText(object, 'pattern') ?? '').flatMap(({ kind, text }) => {
      const parsed = parseIndicator(text, { kind })
      return parsed.ok ? [keyOf(parsed.indicator)] : []
    })
  })
}

function keyOf({ kind, canonical }: Indicator): bigint {
  return signedKey(indicatorKey(kind, canonical))
}

/** For importers, which read what arrives piece by piece. */
export function bytesOf(body: Buffer): AsyncIterable<Uint8Array> {
  return Readable.from([body])
}
