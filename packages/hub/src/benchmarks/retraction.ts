import { setTimeout as pause } from 'node:timers/promises'
import { retractionDeadlineMs } from '../exchange/retraction/deadlines.ts'
import { benchResult, type Benchmark } from './bench-result.ts'
import { startFeedServer } from './bench-server-process.ts'
import { channels, startMember } from './feed-members.ts'
import type { FeedServer } from './feed-server.ts'

const members = 100

/** Every tenth takes its time before it confirms, up to this long; another tenth is away when it happens. */
const slowestMs = 10_000
const awayMs = 5_000

type Member = FeedServer['members'][number]

/** A warning is taken back before 100 members, of which some are slow and some offline and back. */
export const retractionBenchmark: Benchmark = {
  name: 'retraction',
  summary: 'A warning taken back: time until 100 members, some slow, some offline and back, have confirmed',

  async run(options) {
    const started = await startFeedServer(members)
    const { url, administratorKey, members: all } = started.server
    const value = 'taken-back.top'
    const connect = async (member: Member, index: number) =>
      await startMember(url, member, channels[index % 3] ?? 'stream', (bytes) => {
        const id = /"type":"retraction"[^\n]*?"objectId":"([0-9a-f-]{36})"/.exec(bytes.toString())?.[1]
        if (id)
          void pause(index % 10 === 3 ? (index / members) * slowestMs : 0).then(() =>
            confirm(url, member, id),
          )
      })
    const running = await Promise.all(
      all.map(async (member, index) => (index % 10 === 7 ? undefined : await connect(member, index))),
    )
    const away = all.filter((_, index) => index % 10 === 7)
    // They took the feed before, so that they have to confirm as well.
    await Promise.all(away.map(async (member) => await call(url, member.key, 'GET', '/v1/feed?after=now')))
    options.progress?.(`${members} members, ${away.length} of them away; a warning is given and taken back`)
    await call(url, administratorKey, 'PUT', '/v1/admin/pins', { value, level: 'high', reason: 'bench' })
    await untilState(url, value, (state) => state.listed)
    await call(url, administratorKey, 'DELETE', '/v1/admin/pins', { value, reason: 'bench' })
    const startedAt = performance.now()
    const returning = pause(awayMs).then(
      async () => await Promise.all(away.map(async (one) => await comeBack(url, one))),
    )
    const last = await untilState(url, value, (state) => state.cleanEverywhere)
    const completedMs = performance.now() - startedAt
    await returning
    await Promise.all(running.map(async (member) => await member?.stop()))
    await started.stop()
    const [retraction] = last.retractions
    return benchResult('retraction', {
      members,
      away: away.length,
      confirmed: retraction?.confirmations.confirmed ?? 0,
      connected_confirmed_ms: retraction?.reachedAfterMs ?? Number.NaN,
      all_confirmed_ms: completedMs,
      deadline_ms: retractionDeadlineMs,
    })
  },
}

interface State {
  readonly listed: boolean
  readonly cleanEverywhere: boolean
  readonly retractions: readonly {
    readonly reachedAfterMs: number | null
    readonly confirmations: { readonly confirmed: number }
  }[]
}

async function untilState(url: string, value: string, fits: (state: State) => boolean): Promise<State> {
  const endAt = performance.now() + 2 * retractionDeadlineMs
  for (;;) {
    const state: State = JSON.parse(await call(url, undefined, 'GET', `/v1/retractions?value=${value}`))
    // Before it is taken back it is clean, too.
    if (fits(state) && (state.listed || state.retractions.length > 0)) return state
    if (performance.now() > endAt) throw new Error(`not within two deadlines: ${JSON.stringify(state)}`)
    await pause(250)
  }
}

async function comeBack(url: string, member: Member): Promise<void> {
  const reply: { retractions: { id: string }[] } = JSON.parse(
    await call(url, member.key, 'GET', '/v1/retractions/outstanding'),
  )
  for (const { id } of reply.retractions) await confirm(url, member, id)
}

async function confirm(url: string, member: Member, id: string): Promise<void> {
  await call(url, member.key, 'POST', `/v1/retractions/${id}/receipts`, {})
}

async function call(
  url: string,
  key: string | undefined,
  method: string,
  path: string,
  body?: object,
): Promise<string> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
  return text
}
