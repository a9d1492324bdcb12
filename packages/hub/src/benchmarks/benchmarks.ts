import type { Benchmark } from './bench-result.ts'
import { checkBatchBenchmark } from './check-batch.ts'
import { checkHttpBenchmark } from './check-http.ts'
import { detectTextBenchmark } from './detect-text.ts'
import { detectUrlBenchmark } from './detect-url.ts'
import { feedBenchmark } from './feed.ts'
import { ingestBenchmark } from './ingest.ts'
import { lookupBenchmark } from './lookup.ts'
import { rpzBenchmark } from './rpz.ts'
import { paymentsCheckBenchmark } from './payments-check.ts'
import { retractionBenchmark } from './retraction.ts'
import { safeBrowsingBenchmark } from './safe-browsing.ts'
import { shieldBenchmark } from './shield.ts'
import { startupBenchmark } from './startup.ts'
import { stopOrderBenchmark } from './stop-order.ts'
import { taxiiBenchmark } from './taxii.ts'
import { timersBenchmark } from './timers.ts'

/** Every benchmark, in the order of the list. */
export const benchmarks: readonly Benchmark[] = [
  lookupBenchmark,
  checkHttpBenchmark,
  checkBatchBenchmark,
  paymentsCheckBenchmark,
  startupBenchmark,
  ingestBenchmark,
  shieldBenchmark,
  feedBenchmark,
  retractionBenchmark,
  rpzBenchmark,
  taxiiBenchmark,
  safeBrowsingBenchmark,
  detectUrlBenchmark,
  detectTextBenchmark,
  stopOrderBenchmark,
  timersBenchmark,
]
