import { indicatorKey } from '@wuzei/domain'
import { expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { createPrefixAsker } from './ask-by-prefix.ts'

const candidate = { kind: 'phone', canonical: '+8613812340001' } as const
const key = indicatorKey(candidate.kind, candidate.canonical)
const entry = { key: key.toString(16).padStart(16, '0'), level: 'high', score: 0.9 }

/** An asker whose hub answers prefixes of so many bits and more, with these entries. */
function askerOf(leastBits: number, entries: readonly object[]) {
  const asked: string[] = []
  const client = createClient({
    baseUrl: 'https://hub.example',
    retries: 0,
    fetch: async (input) => {
      const url = new URL(input instanceof Request ? input.url : input)
      asked.push(url.search)
      if (Number(url.searchParams.get('bits')) >= leastBits)
        return await Promise.resolve(Response.json({ entries, ttlS: 60 }))
      const problem = { type: 't', title: 'short', status: 422, code: 'SHIELD_PREFIX_TOO_SHORT' }
      return await Promise.resolve(Response.json(problem, { status: 422 }))
    },
  })
  return { asker: createPrefixAsker(client, () => 1_000), asked }
}

test('it tells no more bits than the hub needs, and remembers the answer', async () => {
  const { asker, asked } = askerOf(4, [entry])
  expect(await asker.ask(undefined, [candidate], undefined)).toEqual([{ candidate, entry }])
  expect(asked.map((query) => new URLSearchParams(query).get('bits'))).toEqual(['0', '2', '4'])
  expect(asked.at(-1)).toBe(`?prefix=${key >> 60n}&bits=4`)
})

test('an answer that does not fit the question, or a hub that wants the whole key, is an error', async () => {
  const other = askerOf(2, [{ ...entry, key: (key ^ (1n << 63n)).toString(16).padStart(16, '0') }])
  await expect(other.asker.ask(undefined, [candidate], undefined)).rejects.toMatchObject({
    code: 'SHIELD_ANSWER_UNFIT',
  })
  const greedy = askerOf(64, [])
  await expect(greedy.asker.ask(undefined, [candidate], undefined)).rejects.toMatchObject({
    code: 'SHIELD_PREFIX_TOO_SHORT',
  })
  expect(greedy.asked).toHaveLength(11)
})
