import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { indicatorKinds, writeIndicatorKey } from '@wuzei/domain'
import {
  applyDelta,
  buildDelta,
  buildList,
  encodeList,
  type Epoch,
  falsePositiveRateOf,
  openList,
  planEpoch,
  type ShieldList,
  suspectFalsePositiveRate,
} from '@wuzei/shield'
import {
  type Benchmark,
  type BenchOptions,
  type BenchResult,
  benchResult,
  interleavedRounds,
} from './bench-result.ts'
import { buildFuseFilter, type FuseFilter, fuseShape } from './fuse-filter.ts'

const defaultEntries = 10_000_000
/** Entries whose text is known, so that whole checks can be timed; also the size of the Set. */
const mostTexts = 1_000_000
const asked = 300_000
/** Few enough to stay near the core, as the text of a real check does. */
const askedTexts = 50_000
const rounds = 5
const changedShare = 0.01
const now = 1_700_000_000_000
const name = 'suspects/bench'

export const shieldBenchmark: Benchmark = {
  name: 'shield',
  summary:
    'Shield lists: size, delta, time of a query, beside binary fuse filters and a Set (--entries, 10,000,000)',
  run,
}

async function run(options: BenchOptions): Promise<BenchResult> {
  const entries = Math.max(1000, options.entries ?? defaultEntries)
  const progress = options.progress ?? (() => {})
  const texts = phoneNumbers(Math.min(entries, mostTexts))
  const changed = Math.round(entries * changedShare)
  const keys = keysFor(texts, entries + changed)
  progress(`laying out ${entries} entries`)
  const { list, figures } = await measureList(keys, entries, changed)
  progress('building binary fuse filters')
  const fuse4 = await measureFuse(4, keys, entries, changed)
  const fuse3 = await measureFuse(3, keys, entries, 0)
  progress(`${rounds} rounds`)
  const medians = await interleavedRounds(rounds, contestants(list, keys, texts, { fuse3, fuse4 }))
  const set = { text_hit_ns: medians['set_text_hit'] ?? 0, text_miss_ns: medians['set_text_miss'] ?? 0 }
  const own = {
    key_hit_ns: medians['list_hit'] ?? 0,
    key_miss_ns: medians['list_miss'] ?? 0,
    text_hit_ns: medians['list_text_hit'] ?? 0,
    text_miss_ns: medians['list_text_miss'] ?? 0,
    text_to_key_ns: medians['text_to_key'] ?? 0,
  }
  return benchResult(
    'shield',
    { ...figures, ...own },
    {
      binary_fuse_4: {
        ...fuse4.figures,
        hit_ns: medians['fuse4_hit'] ?? 0,
        miss_ns: medians['fuse4_miss'] ?? 0,
      },
      binary_fuse_3: {
        ...fuse3.figures,
        hit_ns: medians['fuse3_hit'] ?? 0,
        miss_ns: medians['fuse3_miss'] ?? 0,
      },
      [`set_of_${texts.length}_texts`]: set,
    },
    {
      bits_vs_bound: figures.entry_bits / figures.bound_bits,
      delta_vs_full: figures.delta_bytes / figures.file_bytes,
      hit_vs_binary_fuse_4: own.key_hit_ns / (medians['fuse4_hit'] ?? 1),
      text_hit_vs_set: own.text_hit_ns / set.text_hit_ns,
    },
  )
}

async function measureList(keys: Uint32Array, entries: number, changed: number) {
  const epoch = planEpoch({
    salt: randomBytes(16),
    expectedCount: entries,
    falsePositiveRate: suspectFalsePositiveRate,
  })
  const publish = publisher(epoch)
  const before = await timed(() => publish(keys.subarray(changed * 2), 1))
  const opening = await timed(() => open(before.value))
  const after = open(await publish(keys.subarray(0, entries * 2), 2))
  const making = await timed(() => buildDelta(opening.value, after))
  const delta = making.value
  if (delta === undefined) throw new Error('Two lists of one epoch have no delta')
  const applying = await timed(() =>
    applyDelta(opening.value, delta, { publicKey: publish.publicKey, nowMs: now }),
  )
  const list = applying.value
  if (!Buffer.from(list.bytes).equals(after.bytes)) throw new Error('The delta led to another list')
  const rate = falsePositiveRateOf(epoch, list.header.count)
  const figures = {
    entries_count: list.header.count,
    file_bytes: list.bytes.length,
    entry_bytes: list.bytes.length / list.header.count,
    entry_bits: (list.bytes.length * 8) / list.header.count,
    bound_bits: Math.log2(1 / rate),
    false_positives_measured_share: maybeShare(list),
    delta_bytes: delta.length,
    build_and_sign_ms: before.ms,
    open_ms: opening.ms,
    build_delta_ms: making.ms,
    apply_delta_ms: applying.ms,
  }
  return { list, figures }

  function open(bytes: Uint8Array): ShieldList {
    return openList(bytes, { publicKey: publish.publicKey, name, minimumVersion: 1, nowMs: now })
  }
}

/** Builds and signs versions of a list, with a key of OpenSSL's: lists are verified by other code. */
function publisher(epoch: Epoch) {
  const pair = generateKeyPairSync('ed25519')
  const publish = (keys: Uint32Array, version: number) =>
    encodeList(
      buildList({
        name,
        purpose: 'suspect',
        kinds: indicatorKinds,
        version,
        createdAtMs: now,
        validUntilMs: now,
        epoch,
        keys,
      }),
      (message) => sign(null, message, pair.privateKey),
    )
  const { x = '' } = pair.publicKey.export({ format: 'jwk' })
  return Object.assign(publish, { publicKey: Uint8Array.from(Buffer.from(x, 'base64url')) })
}

interface MeasuredFuse {
  readonly filter: FuseFilter
  readonly figures: Readonly<Record<string, number>>
}

async function measureFuse(
  arity: 3 | 4,
  keys: Uint32Array,
  entries: number,
  changed: number,
): Promise<MeasuredFuse> {
  const shape = fuseShape(arity, entries)
  const building = await timed(() => buildFuseFilter(keys.subarray(0, entries * 2), shape))
  const filter = building.value
  if (filter === undefined) throw new Error('The filter could not be built of these keys; run again')
  const figures = {
    entry_bits: (filter.bytes.length * 8) / entries,
    false_positives_measured_share: maybeShare(filter),
    build_ms: building.ms,
  }
  if (changed === 0) return { filter, figures }
  const other = buildFuseFilter(keys.subarray(changed * 2), shape)
  if (other === undefined) return { filter, figures }
  let differing = 0
  for (const [at, byte] of other.bytes.entries()) if (byte !== filter.bytes[at]) differing += 1
  return { filter, figures: { ...figures, bytes_changed_by_delta_share: differing / filter.bytes.length } }
}

function contestants(
  list: ShieldList,
  keys: Uint32Array,
  texts: readonly string[],
  { fuse3, fuse4 }: Readonly<Record<'fuse3' | 'fuse4', MeasuredFuse>>,
): Record<string, () => number> {
  const strangers = randomWords(asked * 2)
  const listed = new Uint32Array(asked * 2)
  for (let at = 0; at < listed.length; at += 2) {
    const from = Math.floor(Math.random() * list.header.count) * 2
    listed.set(keys.subarray(from, from + 2), at)
  }
  const listedTexts = Array.from({ length: askedTexts }, (_, index) =>
    flat(texts[(index * 7919) % texts.length] ?? ''),
  )
  const strangeTexts = phoneNumbers(askedTexts, '+862')
  const set = new Set(texts)
  const key = new Uint32Array(2)
  const byKey = (filter: Pick<ShieldList, 'mayContainKey'>, words: Uint32Array) => () =>
    nanoseconds(words.length / 2, () => {
      let found = 0
      for (let at = 0; at < words.length; at += 2) {
        if (filter.mayContainKey(words[at] ?? 0, words[at + 1] ?? 0)) found += 1
      }
      return found
    })
  const byText = (has: (text: string) => boolean, values: readonly string[]) => () =>
    nanoseconds(values.length, () => {
      let found = 0
      for (const value of values) if (has(value)) found += 1
      return found
    })
  const inList = (text: string) => list.mayContain('phone', text)
  const hashed = (text: string) => {
    writeIndicatorKey('phone', text, key, 0)
    return key[0] === 0
  }
  return {
    list_hit: byKey(list, listed),
    list_miss: byKey(list, strangers),
    fuse4_hit: byKey(fuse4.filter, listed),
    fuse4_miss: byKey(fuse4.filter, strangers),
    fuse3_hit: byKey(fuse3.filter, listed),
    fuse3_miss: byKey(fuse3.filter, strangers),
    list_text_hit: byText(inList, listedTexts),
    list_text_miss: byText(inList, strangeTexts),
    text_to_key: byText(hashed, listedTexts),
    set_text_hit: byText((text) => set.has(text), listedTexts),
    set_text_miss: byText((text) => set.has(text), strangeTexts),
  }
}

/** How many of a million strangers may be in the list, as far as it says. */
function maybeShare(filter: Pick<ShieldList, 'mayContainKey'>): number {
  const strangers = randomWords(2_000_000)
  let maybe = 0
  for (let at = 0; at < strangers.length; at += 2) {
    if (filter.mayContainKey(strangers[at] ?? 0, strangers[at + 1] ?? 0)) maybe += 1
  }
  return maybe / (strangers.length / 2)
}

/** Nanoseconds each; what `act` found goes back out, so that nothing of it can be left away. */
function nanoseconds(count: number, act: () => number): number {
  const started = performance.now()
  const found = act()
  const ns = ((performance.now() - started) * 1e6) / count
  return found < 0 ? Number.NaN : ns
}

async function timed<Value>(act: () => Value | Promise<Value>): Promise<{ value: Value; ms: number }> {
  const started = performance.now()
  const value = await act()
  return { value, ms: performance.now() - started }
}

/** Numbers of a range that is given out to nobody else, none twice. */
function phoneNumbers(count: number, start = '+861'): string[] {
  return Array.from({ length: count }, (_, index) => {
    return flat(`${start}${String((index * 7_654_321 + 12_345) % 10_000_000_000).padStart(10, '0')}`)
  })
}

/** A copy in one piece: joined strings are flattened on first use, and no look-up is to pay for that. */
function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1')
}

/** Keys of the texts in the middle of random ones, where a change at either end leaves them. */
function keysFor(texts: readonly string[], count: number): Uint32Array {
  const keys = randomWords(count * 2)
  const from = Math.floor((count - texts.length) / 2)
  for (const [index, text] of texts.entries()) writeIndicatorKey('phone', text, keys, (from + index) * 2)
  return keys
}

function randomWords(count: number): Uint32Array {
  const words = new Uint32Array(count)
  for (let at = 0; at < count; at += 1) words[at] = Math.random() * 4_294_967_296
  return words
}
