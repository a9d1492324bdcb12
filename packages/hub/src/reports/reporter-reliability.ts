import { reliabilityOf, tierReliability } from '@wuzei/domain'
import type { ReporterRecord } from '@wuzei/store'

/**
 * How far one reporter is believed, 0..1: the public's prior, moved by what became of this reporter's earlier
 * reports. The prior stands for ten outcomes, so one lucky hit changes little.
 */
export function reporterReliability(record: ReporterRecord): number {
  const prior = tierReliability.citizen
  return reliabilityOf({ alpha: prior.alpha + record.alpha, beta: prior.beta + record.beta })
}
