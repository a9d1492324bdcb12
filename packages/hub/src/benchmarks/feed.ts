import { setTimeout as pause } from 'node:timers/promises'
import { benchResult, type Benchmark } from './bench-result.ts'
import { startFeedServer } from './bench-server-process.ts'
import { channels, startMember, type Channel } from './feed-members.ts'
import { createShareWriter, eachBenchNumber } from './write-shares.ts'

/** A minute of events, unless told. */
const defaultEvents = 60_000
const eventsPerS = 1_000
const members = 100

/** Events are committed so many at a time: a busy hub's writers, each with some. */
const eventsPerCommit = 20

/** How long is waited for the last. */
const patienceMs = 60_000

/** Width of the last bucket: what took longer counts as this. */
const longestMs = 60_000

/** 100 members over real sockets, a third each streaming, by webhook and pulling every 200 ms; 1,000 events a second. */
export const feedBenchmark: Benchmark = {
  name: 'feed',
  summary: '100 members over sockets, 1,000 events/s: event committed to received (--entries: events)',

  async run(options) {
    const events = options.entries ?? defaultEvents
    const server = await startFeedServer(members)
    const committedAt = new Float64Array(events)
    const tallies = server.server.members.map((_, index) =>
      createTally(channels[index % 3] ?? 'stream', events),
    )
    const running = await Promise.all(
      server.server.members.map(async (member, index) => {
        const tally = tallies[index]
        if (!tally) throw new RangeError('a member without a tally')
        return await startMember(server.server.url, member, tally.channel, (bytes) =>
          tally.note(bytes, committedAt),
        )
      }),
    )
    const writer = createShareWriter(
      server.server.databaseUrl,
      server.server.members[0]?.organisationId ?? '',
    )
    options.progress?.(`${members} members connected; writing ${events} events at ${eventsPerS}/s`)
    const before = { server: await server.processorS(), own: process.cpuUsage(), at: performance.now() }
    const writtenS = await writeAtRate(writer, events, committedAt)
    const endAt = performance.now() + patienceMs
    while (tallies.some((tally) => tally.distinct() < events) && performance.now() < endAt) await pause(50)
    const tookS = (performance.now() - before.at) / 1_000
    const own = process.cpuUsage(before.own)
    const serverS = (await server.processorS()) - before.server
    await Promise.all(running.map(async (member) => await member.stop()))
    await writer.close()
    await server.stop()
    return benchResult('feed', {
      events,
      members,
      written_per_s: events / writtenS,
      ...figuresOf(tallies, events),
      hub_processor_share: serverS / tookS,
      members_processor_share: (own.user + own.system) / 1e6 / tookS,
    })
  },
}

interface Tally {
  readonly channel: Channel
  /** Deliveries by milliseconds from commit to here. */
  readonly byMs: Uint32Array
  note(bytes: Buffer, committedAt: Float64Array): void
  distinct(): number
  again(): number
  /** Items that came after a later one of the same indicator would be seen here: every number comes once. */
  outOfOrder(): number
}

function createTally(channel: Channel, events: number): Tally {
  const seen = new Uint8Array(events)
  const byMs = new Uint32Array(longestMs + 1)
  const counts = { distinct: 0, again: 0, outOfOrder: 0, last: -1 }
  return {
    channel,
    byMs,
    note(bytes, committedAt) {
      const now = performance.now()
      eachBenchNumber(bytes, (number) => {
        if (seen[number] === 1) {
          counts.again += 1
          return
        }
        seen[number] = 1
        counts.distinct += 1
        if (number < counts.last) counts.outOfOrder += 1
        counts.last = number
        // Arrived before the writer heard of its own commit: that is no time at all.
        const ms = Math.max(0, now - (committedAt[number] || now))
        const bucket = Math.min(longestMs, Math.ceil(ms))
        byMs[bucket] = (byMs[bucket] ?? 0) + 1
      })
    },
    distinct: () => counts.distinct,
    again: () => counts.again,
    outOfOrder: () => counts.outOfOrder,
  }
}

async function writeAtRate(
  writer: { write(from: number, to: number): Promise<void> },
  events: number,
  committedAt: Float64Array,
): Promise<number> {
  const startedAt = performance.now()
  for (let from = 0; from < events; from += eventsPerCommit) {
    const to = Math.min(events, from + eventsPerCommit)
    await writer.write(from, to)
    committedAt.fill(performance.now(), from, to)
    const dueAt = startedAt + (to / eventsPerS) * 1_000
    if (dueAt > performance.now()) await pause(dueAt - performance.now())
  }
  return (performance.now() - startedAt) / 1_000
}

function figuresOf(tallies: readonly Tally[], events: number): Record<string, number> {
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0)
  const figures: Record<string, number> = {
    lost: events * tallies.length - sum((tally) => tally.distinct()),
    received_again: sum((tally) => tally.again()),
    out_of_order: sum((tally) => tally.outOfOrder()),
    received_p50_ms: percentile(tallies, 0.5),
    received_p99_ms: percentile(tallies, 0.99),
  }
  for (const channel of channels) {
    const own = tallies.filter((tally) => tally.channel === channel)
    figures[`${channel}_p50_ms`] = percentile(own, 0.5)
    figures[`${channel}_p99_ms`] = percentile(own, 0.99)
  }
  return figures
}

function percentile(tallies: readonly Tally[], share: number): number {
  const total = tallies.reduce((count, { byMs }) => count + byMs.reduce((sum, value) => sum + value, 0), 0)
  let below = 0
  for (let ms = 0; ms <= longestMs; ms += 1) {
    for (const { byMs } of tallies) below += byMs[ms] ?? 0
    if (below >= total * share) return ms
  }
  return longestMs
}
