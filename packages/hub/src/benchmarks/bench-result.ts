import { cpus, totalmem } from 'node:os'

/** What every benchmark hands back; `wuzei bench NAME --json` prints it as its last line. */
export interface BenchResult {
  readonly name: string
  /** Own figures, the unit at the end of the name: `lookups_per_s`, `entry_bytes`. */
  readonly figures: Readonly<Record<string, number>>
  /** Each peer's figures, measured in the same run. */
  readonly peers: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Own figure divided by the peer's: `lookups_vs_map_string`. */
  readonly ratios: Readonly<Record<string, number>>
  readonly machine: string
  /** When it ran, RFC 3339. */
  readonly at: string
}

export interface BenchOptions {
  /** Size of the run; each benchmark names its own meaning and default. */
  readonly entries?: number
  /** Called with a line for people now and then. */
  readonly progress?: (line: string) => void
}

export interface Benchmark {
  readonly name: string
  /** One line for the list of benchmarks. */
  readonly summary: string
  run(options: BenchOptions): Promise<BenchResult>
}

/** Puts the machine and the time to the figures, everything rounded to four digits. */
export function benchResult(
  name: string,
  figures: Readonly<Record<string, number>>,
  peers: BenchResult['peers'] = {},
  ratios: Readonly<Record<string, number>> = {},
): BenchResult {
  return {
    name,
    figures: rounded(figures),
    peers: Object.fromEntries(Object.entries(peers).map(([peer, values]) => [peer, rounded(values)])),
    ratios: rounded(ratios),
    machine: machineName(),
    at: new Date().toISOString(),
  }
}

/** Middle value; the mean of the middle two where their number is even. Throws a RangeError for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const upper = sorted[sorted.length >> 1]
  const lower = sorted[(sorted.length - 1) >> 1]
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing')
  return (lower + upper) / 2
}

/**
 * Runs every contestant once a round, one after the other, so that a busy moment of the machine strikes all alike,
 * and gives each one's median. The first contestant changes from round to round; one round before them does not count.
 */
export async function interleavedRounds(
  rounds: number,
  contestants: Readonly<Record<string, () => number | Promise<number>>>,
): Promise<Record<string, number>> {
  const samples = Object.entries(contestants).map(([name, run]) => ({
    name,
    run,
    values: new Array<number>(),
  }))
  for (let round = 0; round <= rounds; round += 1) {
    const turn = round % Math.max(1, samples.length)
    for (const { run, values } of [...samples.slice(turn), ...samples.slice(0, turn)]) {
      const value = await run()
      if (round > 0) values.push(value)
    }
  }
  return Object.fromEntries(samples.map(({ name, values }) => [name, median(values)]))
}

/** Processor, cores, memory and runtime, as figures are quoted with. */
function machineName(): string {
  const processors = cpus()
  const model = processors[0]?.model.trim() ?? 'unknown processor'
  return `${processors.length} x ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
}

function rounded(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === 0 ? 0 : Number(value.toPrecision(4))]),
  )
}
