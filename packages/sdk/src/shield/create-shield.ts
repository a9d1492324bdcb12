import type { ConfirmEntry, ShieldManifest } from '@wuzei/contract'
import {
  decidingEntry,
  isDangerousLevel,
  lookupCandidates,
  parseIndicator,
  type IndicatorKind,
  type LookupCandidate,
  type VerdictLevel,
} from '@wuzei/domain'
import { checkOffline, type OfflineMode, type ShieldList } from '@wuzei/shield'
import { readReply } from '../call.ts'
import type { WuzeiClient } from '../client.ts'
import { WuzeiError } from '../failure.ts'
import { createPrefixAsker } from './ask-by-prefix.ts'
import { confirmedReader } from './confirmed-candidate.ts'
import { newestList, storedList, type ListKeeper } from './held-list.ts'
import { keepUpToDate } from './keep-up-to-date.ts'
import { readPublicKeys } from './public-keys.ts'
import type { ShieldStorage } from './shield-storage.ts'
import { tellingStorage } from './telling-storage.ts'

export interface ShieldOptions {
  /** Reaches the hub, or a mirror of its lists, with a key of scope `shield`. */
  readonly client: Pick<WuzeiClient, 'routes' | 'request'>
  /** Asks the hub after a hit; `client` unless told. It needs no key. */
  readonly asker?: Pick<WuzeiClient, 'routes'>
  /**
   * The hub's key (32 bytes, or base64 as in `/.well-known/wuzei-lists.json`), known beforehand: shipped with the app,
   * never fetched along with the lists. Several around a change of keys.
   */
  readonly publicKey: Uint8Array | string | readonly (Uint8Array | string)[]
  readonly storage: ShieldStorage
  /** `ask-on-hit` unless told; `ask-by-default` asks about whatever is not known to be good. */
  readonly mode?: OfflineMode
  /** How often it looks for new versions by itself; 15 minutes unless told, 0 for never: then call `update`. */
  readonly updateEveryMs?: number
  /**
   * Told of every update that failed, and of a storage that did not work (`SHIELD_STORAGE`); the shield goes on with what
   * it has, and tries again.
   */
  readonly onFailure?: (error: WuzeiError) => void
}

/** What the shield says about a value. */
export interface ShieldAnswer {
  /**
   * `listed`: the hub confirmed it a moment ago. `unconfirmed`: it may be listed, and the hub could not be asked: warn
   * nobody of anything but that. `not-listed` is never "safe". `known-good`: its owner is verified, or a person vouched
   * for it.
   */
  readonly outcome: 'listed' | 'unconfirmed' | 'not-listed' | 'known-good'
  readonly kind: IndicatorKind
  readonly canonical: string
  /** What the hub said, where it was asked and knows something. */
  readonly level?: VerdictLevel
  readonly entry?: ConfirmEntry
  /** Whether the lists are good, past their time (they still answer), or not there yet. */
  readonly lists: 'current' | 'expired' | 'none'
}

/** How far a list is; undefined members: not there. */
export interface ShieldState {
  readonly suspects:
    | { readonly version: number; readonly entries: number; readonly expired: boolean }
    | undefined
  readonly knownGood:
    | { readonly version: number; readonly entries: number; readonly expired: boolean }
    | undefined
  /** The last failure since the last update that went well. */
  readonly failure: WuzeiError | undefined
}

/** Lists at hand, kept up to date. */
export interface Shield {
  /**
   * What to do about a value as a person writes it. Asks the hub only by prefix, so that it does not learn the value.
   *
   * @throws WuzeiError with the code of `parseIndicator` where it is no value, or `ABORTED`
   */
  check(
    value: string,
    options?: { readonly kind?: IndicatorKind; readonly signal?: AbortSignal },
  ): Promise<ShieldAnswer>
  /** Looks for new versions now. Rejects with {@link WuzeiError}; what was there stays good. */
  update(signal?: AbortSignal): Promise<void>
  state(): ShieldState
  /** Ends the updates. */
  stop(): void
}

const suspectsName = 'suspects'
const knownGoodName = 'known-good'
const defaultUpdateEveryMs = 15 * 60_000

/** Makes a shield of what the storage holds, and brings it up to date from then on. */
export async function createShield(options: ShieldOptions): Promise<Shield> {
  const { client, mode = 'ask-on-hit', updateEveryMs = defaultUpdateEveryMs } = options
  // `skewMs`: how far the hub's clock is ahead; a device whose clock is wrong must not take good lists for expired.
  const state: ShieldProgress = {
    skewMs: 0,
    failure: undefined,
    unstored: undefined,
    updating: Promise.resolve(),
  }
  const storage = tellingStorage(options.storage, (failure) => {
    state.unstored = failure
    options.onFailure?.(failure)
  })
  const keeper: ListKeeper = { client, storage, publicKeys: readPublicKeys(options.publicKey) }
  const clock = () => Date.now() + state.skewMs
  const lists: { suspects: ShieldList | undefined; knownGood: ShieldList | undefined } = {
    suspects: await storedList(keeper, suspectsName, clock()),
    knownGood: await storedList(keeper, knownGoodName, clock()),
  }
  const asker = createPrefixAsker(options.asker ?? client, clock)
  const stopping = new AbortController()

  /** One after the other: two at once could put the older of their lists last. */
  async function update(signal: AbortSignal | undefined): Promise<void> {
    const before = state.updating
    const now = before.then(async () => await updateNow(signal))
    state.updating = now.catch(() => undefined)
    await now
  }

  async function updateNow(signal: AbortSignal | undefined): Promise<void> {
    try {
      state.unstored = undefined
      const { manifest, skewMs } = await readManifest(client, signal)
      state.skewMs = skewMs
      const bring = async (name: string, held: ShieldList | undefined) => {
        const entry = manifest.lists.find((list) => list.name === name)
        return entry ? await newestList(keeper, held, entry, { nowMs: clock(), signal }) : held
      }
      lists.suspects = await bring(suspectsName, lists.suspects)
      lists.knownGood = await bring(knownGoodName, lists.knownGood)
      state.failure = state.unstored
    } catch (error) {
      if (error instanceof WuzeiError) state.failure = error
      throw error
    }
  }

  if (updateEveryMs > 0)
    void keepUpToDate({
      everyMs: updateEveryMs,
      signal: stopping.signal,
      update: async () => await update(stopping.signal),
      onFailure: (error) => options.onFailure?.(error),
    })

  return {
    async check(value, { kind, signal } = {}) {
      const parsed = parseIndicator(value, kind === undefined ? {} : { kind })
      if (!parsed.ok) throw new WuzeiError(parsed.error.code, parsed.error.message)
      const { indicator } = parsed
      const candidates = lookupCandidates(indicator)
      const about = { kind: indicator.kind, canonical: indicator.canonical, lists: freshness(lists, clock()) }
      const outcome = checkOffline(given(lists), candidates, mode, clock())
      if (outcome !== 'ask-hub') return { ...about, outcome }
      try {
        return { ...about, ...(await confirm(candidates, signal)) }
      } catch (error) {
        if (!(error instanceof WuzeiError) || signal?.aborted) throw error
        return { ...about, outcome: 'unconfirmed' }
      }
    },
    update: async (signal) => await update(signal),
    state: () => ({
      suspects: stateOf(lists.suspects, clock()),
      knownGood: stateOf(lists.knownGood, clock()),
      failure: state.failure ?? state.unstored,
    }),
    stop: () => stopping.abort(),
  }

  /** Asks about hits first: most are answered by the first question, and only a real one brings the others. */
  async function confirm(
    candidates: readonly LookupCandidate[],
    signal: AbortSignal | undefined,
  ): Promise<Pick<ShieldAnswer, 'outcome' | 'level' | 'entry'>> {
    const { suspects } = lists
    const hits = candidates.filter(({ kind, canonical }) => suspects?.mayContain(kind, canonical))
    const first = hits.length > 0 ? hits : candidates
    const found = await asker.ask(suspects, first, signal)
    if (!found.some(({ entry }) => isDangerousLevel(entry.level)) && first.length === hits.length)
      return { outcome: 'not-listed', ...saying(found[0]?.entry) }
    const all = first === candidates ? found : await asker.ask(suspects, candidates, signal)
    const decided = decidingEntry(all, candidates, confirmedReader)
    return {
      outcome: decided && isDangerousLevel(decided.level) ? 'listed' : 'not-listed',
      ...saying(decided),
    }
  }
}

interface ShieldProgress {
  skewMs: number
  failure: WuzeiError | undefined
  /** Set where the storage did not work, until the next update. */
  unstored: WuzeiError | undefined
  /** Settles with the update that is under way. */
  updating: Promise<unknown>
}

function saying(entry: ConfirmEntry | undefined): Pick<ShieldAnswer, 'level' | 'entry'> {
  return entry ? { level: entry.level, entry } : {}
}

/** The manifest, and how far the hub's clock is ahead of ours, where it is off by more than a slow line explains. */
async function readManifest(
  client: Pick<WuzeiClient, 'request'>,
  signal: AbortSignal | undefined,
): Promise<{ readonly manifest: ShieldManifest; readonly skewMs: number }> {
  return await client.request('GET /v1/shield/lists', { signal }, async (response) => {
    const skewMs = Date.parse(response.headers.get('date') ?? '') - Date.now()
    const manifest = await readReply<ShieldManifest>(response)
    if (!Array.isArray(manifest.lists)) throw new WuzeiError('UNEXPECTED_ANSWER', 'The answer is no manifest')
    return { manifest, skewMs: Math.abs(skewMs) > unexplainedSkewMs ? skewMs : 0 }
  })
}

const unexplainedSkewMs = 120_000

function given({ suspects, knownGood }: Readonly<Record<'suspects' | 'knownGood', ShieldList | undefined>>) {
  return { ...(suspects ? { suspects } : {}), ...(knownGood ? { knownGood } : {}) }
}

function freshness(
  { suspects }: { readonly suspects: ShieldList | undefined },
  nowMs: number,
): ShieldAnswer['lists'] {
  if (!suspects) return 'none'
  return suspects.isExpired(nowMs) ? 'expired' : 'current'
}

function stateOf(list: ShieldList | undefined, nowMs: number) {
  return list && { version: list.header.version, entries: list.header.count, expired: list.isExpired(nowMs) }
}
