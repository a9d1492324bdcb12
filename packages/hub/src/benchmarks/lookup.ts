import { EntryTable } from '../verdict-index/entry-table.ts'
import type { Benchmark, BenchOptions, BenchResult } from './bench-result.ts'
import { benchResult, interleavedRounds } from './bench-result.ts'
import type { RedisPeer } from './redis-peer.ts'
import { startRedisPeer } from './redis-peer.ts'

const defaultEntries = 10_000_000
/** A JavaScript Map ends at 2^24 keys, and its heap before that; larger runs measure the index alone. */
const mapMostEntries = 10_000_000
/** Loading Redis with more would take longer than the rest of the run; a GET costs the same there. */
const redisEntries = 1_000_000
const redisLookups = 50_000
const lookups = 1_000_000
const batchEntries = 50_000
const rounds = 7

/** Hits and misses by turns, at random, on one core. */
export const lookupBenchmark: Benchmark = {
  name: 'lookup',
  summary: 'Look-ups in the verdict index, beside a JavaScript Map and Redis GET (--entries, 10,000,000)',
  run,
}

async function run(options: BenchOptions): Promise<BenchResult> {
  const entries = Math.max(1000, options.entries ?? defaultEntries)
  const progress = options.progress ?? (() => {})
  const keys = randomWords(entries * 2)
  progress(`filling the index with ${entries} entries`)
  const { table, insertsPerS, longestBatchMs } = fill(keys)
  const asked = questions(keys)
  const contestants: Record<string, () => number | Promise<number>> = {
    index: () => perSecond(lookups, () => countHits(table, asked)),
  }
  if (entries <= mapMostEntries) {
    progress('filling the Map')
    const map = filledMap(keys)
    const askedTexts = keyTexts(asked)
    contestants['map_string'] = () =>
      perSecond(lookups, () => {
        let hits = 0
        for (const text of askedTexts) if (map.get(text) !== undefined) hits += 1
        return hits
      })
  }
  const redis = await startRedisPeer()
  try {
    if (redis !== undefined) {
      progress('loading Redis')
      contestants['redis'] = await redisContestant(redis, keys, entries)
    }
    progress(`${rounds} rounds`)
    const medians = await interleavedRounds(rounds, contestants)
    return result(table, medians, { insertsPerS, longestBatchMs }, Math.min(entries, redisEntries))
  } finally {
    await redis?.stop()
  }
}

function result(
  table: EntryTable,
  medians: Readonly<Record<string, number>>,
  filling: { readonly insertsPerS: number; readonly longestBatchMs: number },
  redisSize: number,
): BenchResult {
  const index = medians['index'] ?? Number.NaN
  const figures = {
    lookups_per_s: index,
    entries_count: table.size,
    entry_bytes: table.bytes / table.size,
    table_bytes: table.bytes,
    inserts_per_s: filling.insertsPerS,
    longest_batch_of_50000_ms: filling.longestBatchMs,
  }
  const peers: Record<string, Record<string, number>> = {}
  const ratios: Record<string, number> = {}
  const { map_string: map, redis } = medians
  if (map !== undefined) {
    peers['map_string'] = { lookups_per_s: map }
    ratios['lookups_vs_map_string'] = index / map
  }
  if (redis !== undefined) {
    const peer = `redis_get_pipelined_${redisSize}_entries`
    peers[peer] = { lookups_per_s: redis }
    ratios[`lookups_vs_${peer}`] = index / redis
  }
  return benchResult('lookup', figures, peers, ratios)
}

function fill(keys: Uint32Array) {
  // States are not part of what is measured: every entry points to the one state there is.
  const table = new EntryTable({ retain() {}, release() {} })
  const started = performance.now()
  let longestBatchMs = 0
  for (let from = 0; from < keys.length; from += batchEntries * 2) {
    const batch = keys.subarray(from, from + batchEntries * 2)
    const begun = performance.now()
    const count = batch.length / 2
    table.putMany(batch, new Uint32Array(count).fill(1_700_000_000), new Uint32Array(count).fill(1))
    longestBatchMs = Math.max(longestBatchMs, performance.now() - begun)
  }
  return { table, insertsPerS: (keys.length / 2 / (performance.now() - started)) * 1000, longestBatchMs }
}

/** Every second key is one that was put in. */
function questions(keys: Uint32Array): Uint32Array {
  const asked = randomWords(lookups * 2)
  for (let at = 0; at < asked.length; at += 4) {
    const from = Math.floor(Math.random() * (keys.length / 2)) * 2
    asked.set(keys.subarray(from, from + 2), at)
  }
  return asked
}

function countHits(table: EntryTable, asked: Uint32Array): number {
  let hits = 0
  for (let at = 0; at < asked.length; at += 2) {
    const handle = table.find(asked[at] ?? 0, asked[at + 1] ?? 0)
    if (handle >= 0 && table.stateIdOf(handle) === 1) hits += 1
  }
  return hits
}

async function redisContestant(redis: RedisPeer, keys: Uint32Array, entries: number) {
  const stored = keyTexts(keys.subarray(0, Math.min(entries, redisEntries) * 2))
  await redis.load(stored)
  const asked = keyTexts(randomWords(redisLookups * 2))
  for (let at = 0; at < asked.length; at += 2) {
    asked[at] = stored[Math.floor(Math.random() * stored.length)] ?? ''
  }
  return async () => {
    const started = performance.now()
    checkHits(await redis.getAll(asked), redisLookups)
    return (redisLookups / (performance.now() - started)) * 1000
  }
}

/** Keys as most would hold them in a Map: 16 hexadecimal digits. */
function filledMap(keys: Uint32Array): Map<string, number> {
  const map = new Map<string, number>()
  for (let at = 0; at < keys.length; at += 2) map.set(keyText(keys, at), 1)
  return map
}

function keyTexts(keys: Uint32Array): string[] {
  return Array.from({ length: keys.length / 2 }, (_, index) => keyText(keys, index * 2))
}

function keyText(keys: Uint32Array, at: number): string {
  const text =
    (keys[at] ?? 0).toString(16).padStart(8, '0') + (keys[at + 1] ?? 0).toString(16).padStart(8, '0')
  // Joined strings are flattened on first use; here already, so that no look-up pays for it.
  return Buffer.from(text, 'latin1').toString('latin1')
}

function perSecond(count: number, act: () => number): number {
  const started = performance.now()
  const hits = act()
  const perS = (count / (performance.now() - started)) * 1000
  checkHits(hits, count)
  return perS
}

/** A contestant that finds other than what is there is not measured at all. */
function checkHits(hits: number, asked: number): void {
  // A random key that is there by chance is a one-in-a-thousand-million event.
  if (hits < asked / 2 || hits > asked / 2 + 10)
    throw new Error(`${hits} of ${asked} look-ups hit; half should`)
}

function randomWords(count: number): Uint32Array {
  const words = new Uint32Array(count)
  for (let at = 0; at < count; at += 1) words[at] = Math.random() * 4_294_967_296
  return words
}
