import { createChecker } from '../library/checker.ts'
import { createVerdictIndex } from '../verdict-index/verdict-index.ts'
import { benchResult, interleavedRounds, type Benchmark } from './bench-result.ts'
import { fillIndex, mixedQueries } from './fill-index.ts'

const defaultEntries = 1_000_000
const valuesPerBatch = 1_000
const batchesPerRound = 100
const rounds = 7
const answersKept = 5
const seed = 7

/**
 * A batch request from body to answer on one core: JSON parsed, every value parsed, looked up and put into words,
 * the answer encoded. The peer is what no server can do without: the same body parsed and an answer of the same
 * size made by `JSON.stringify` from objects at hand.
 */
export const checkBatchBenchmark: Benchmark = {
  name: 'check-batch',
  summary: 'values a second of POST /v1/check on one core, from request body to answer',

  async run(options) {
    const entries = options.entries ?? defaultEntries
    const index = createVerdictIndex()
    options.progress?.(`filling the index with ${entries} entries`)
    fillIndex(index, entries, seed)
    const checker = createChecker(index, Date.now)
    const queries = mixedQueries(entries, seed, valuesPerBatch * batchesPerRound)
    const bodies = Array.from({ length: batchesPerRound }, (_item, batch) =>
      JSON.stringify({
        values: queries
          .slice(batch * valuesPerBatch, (batch + 1) * valuesPerBatch)
          .map((query) => query.value),
      }),
    )
    // A few stand for all: a hundred thousand verdicts as objects would make the collector the thing measured.
    const answers = bodies
      .slice(0, answersKept)
      .map((body) => parseValues(checker.checkBatch(parseBody(body)).json.toString()))
    let bytes = 0
    const medians = await interleavedRounds(rounds, {
      own: () => {
        const started = performance.now()
        for (const body of bodies) {
          const answer = checker.checkBatch(parseBody(body))
          bytes += answer.json.length
          answer.release()
        }
        return perSecond(started)
      },
      stringify: () => {
        const started = performance.now()
        for (const [batch, body] of bodies.entries()) {
          parseBody(body)
          bytes += Buffer.from(JSON.stringify(answers[batch % answersKept])).length
        }
        return perSecond(started)
      },
    })
    const own = medians['own'] ?? 0
    const stringify = medians['stringify'] ?? 0
    return benchResult(
      'check-batch',
      {
        values_per_s: own,
        index_entries: index.size,
        answer_bytes_per_value: bytes / (2 * (rounds + 1)) / queries.length,
      },
      { json_stringify: { values_per_s: stringify } },
      { values_vs_json_stringify: own / stringify },
    )
  },
}

function perSecond(startedMs: number): number {
  return (valuesPerBatch * batchesPerRound * 1000) / (performance.now() - startedMs)
}

function parseBody(body: string): string[] {
  const { values }: { values: string[] } = JSON.parse(body)
  return values
}

function parseValues(answer: string): unknown {
  const parsed: unknown = JSON.parse(answer)
  return parsed
}
