import type { ShieldListEntry } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import { applyDelta, openList, type ShieldList } from '@wuzei/shield'
import type { WuzeiClient } from '../client.ts'
import { WuzeiError } from '../failure.ts'
import type { ShieldStorage } from './shield-storage.ts'

/** What bringing a list up to date needs. */
export interface ListKeeper {
  readonly client: Pick<WuzeiClient, 'routes' | 'request'>
  readonly storage: ShieldStorage
  /** Keys of the hub, 32 bytes each; any of them may have signed. */
  readonly publicKeys: readonly Uint8Array[]
}

/** Deltas at once before the whole list is the shorter way. */
const mostDeltas = 48

/**
 * The list as it was stored; undefined where there is none, or none that was signed with one of the keys: then it is
 * removed, and fetched again whole.
 */
export async function storedList(
  { storage, publicKeys }: Pick<ListKeeper, 'storage' | 'publicKeys'>,
  name: string,
  nowMs: number,
): Promise<ShieldList | undefined> {
  const bytes = await storage.read(name)
  if (!bytes) return undefined
  try {
    return withAnyKey(publicKeys, (publicKey) =>
      openList(bytes, { publicKey, name, minimumVersion: 1, nowMs }),
    )
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    await storage.remove(name)
    return undefined
  }
}

/**
 * The newest version, by deltas where they lead there, else whole, checked and stored; `held` itself where nothing is
 * newer.
 *
 * @throws WuzeiError of the call, or with the code of the refused list: `SHIELD_SIGNATURE`, `SHIELD_TAMPERED`,
 * `SHIELD_ROLLBACK`, …; `held` stays good
 */
export async function newestList(
  keeper: ListKeeper,
  held: ShieldList | undefined,
  entry: Pick<ShieldListEntry, 'name' | 'version' | 'deltasFrom'>,
  options: { readonly nowMs: number; readonly signal: AbortSignal | undefined },
): Promise<ShieldList> {
  if (held && entry.version === held.header.version) return held
  if (held && entry.version < held.header.version)
    throw new WuzeiError(
      'SHIELD_ROLLBACK',
      `The hub offers version ${entry.version} of ${entry.name}, older than ${held.header.version}`,
    )
  const followed =
    held && entry.deltasFrom <= held.header.version ? await byDeltas(keeper, held, entry, options) : undefined
  const list = followed ?? (await whole(keeper, held, entry, options))
  await keeper.storage.write(entry.name, list.bytes)
  return list
}

/** Undefined where the deltas do not lead there after all: the whole list is the answer to every such fault. */
async function byDeltas(
  { client, publicKeys }: ListKeeper,
  held: ShieldList,
  { name, version }: Pick<ShieldListEntry, 'name' | 'version'>,
  { nowMs, signal }: { readonly nowMs: number; readonly signal: AbortSignal | undefined },
): Promise<ShieldList | undefined> {
  let list = held
  for (let taken = 0; list.header.version < version; taken++) {
    if (taken === mostDeltas) return undefined
    try {
      const delta = await client.routes.shieldDelta({ params: { name, from: list.header.version }, signal })
      const before = list
      list = withAnyKey(publicKeys, (publicKey) => applyDelta(before, delta, { publicKey, nowMs }))
    } catch (error) {
      const isGap = error instanceof WuzeiError && error.status === 410
      if (isGap || error instanceof CodedError) return undefined
      throw error
    }
  }
  return list
}

async function whole(
  { client, publicKeys }: ListKeeper,
  held: ShieldList | undefined,
  { name }: Pick<ShieldListEntry, 'name'>,
  { nowMs, signal }: { readonly nowMs: number; readonly signal: AbortSignal | undefined },
): Promise<ShieldList> {
  const bytes = await client.routes.shieldList({ params: { name }, signal, timeoutMs: downloadMs })
  const minimumVersion = (held?.header.version ?? 0) + 1
  try {
    return withAnyKey(publicKeys, (publicKey) => openList(bytes, { publicKey, name, minimumVersion, nowMs }))
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    throw new WuzeiError(error.code, error.message, { cause: error })
  }
}

/** Twenty megabytes at 100 kB/s, what a phone gets on a poor line. */
const downloadMs = 200_000

/** Tries the keys one after the other: around a change of keys there are two. */
function withAnyKey(keys: readonly Uint8Array[], open: (publicKey: Uint8Array) => ShieldList): ShieldList {
  for (const [index, key] of keys.entries()) {
    try {
      return open(key)
    } catch (error) {
      const isLast = index === keys.length - 1
      if (isLast || !(error instanceof CodedError && error.code === 'SHIELD_SIGNATURE')) throw error
    }
  }
  throw new RangeError('A shield needs at least one public key')
}
