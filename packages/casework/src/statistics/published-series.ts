import { lossAvoidedFen } from './count-figures.ts'

/** One row of what the Shenzhen centre published of its work since it began. */
export interface PublishedRow {
  /** Last day counted; approximate where the source gives none. */
  readonly asOf: string
  readonly isDateApproximate: boolean
  readonly callsAnswered: number | null
  readonly peopleDissuaded: number
  readonly amountDissuadedFen: bigint
  readonly victimsStopped: number
  readonly amountStoppedFen: bigint
  readonly fullStops: number | null
  readonly fullStopsFen: bigint | null
  readonly source: string
}

const source = 'releases of the Shenzhen anti-fraud centre and alliance'

/** The published series of 2014 and 2015 (rules §10.1). */
export const publishedSeries: readonly PublishedRow[] = [
  {
    asOf: '2014-09-04',
    isDateApproximate: false,
    callsAnswered: 212_477,
    peopleDissuaded: 15_627,
    amountDissuadedFen: 141_383_000_00n,
    victimsStopped: 5_631,
    amountStoppedFen: 55_790_000_00n,
    fullStops: 819,
    fullStopsFen: 23_020_000_00n,
    source,
  },
  {
    asOf: '2015-01-01',
    isDateApproximate: true,
    callsAnswered: null,
    peopleDissuaded: 18_400,
    amountDissuadedFen: 156_000_000_00n,
    victimsStopped: 9_776,
    amountStoppedFen: 109_000_000_00n,
    fullStops: null,
    fullStopsFen: null,
    source: 'source documents of the project',
  },
  {
    asOf: '2015-03-15',
    isDateApproximate: false,
    callsAnswered: 704_761,
    peopleDissuaded: 19_325,
    amountDissuadedFen: 161_102_000_00n,
    victimsStopped: 11_634,
    amountStoppedFen: 135_625_000_00n,
    fullStops: 1_880,
    fullStopsFen: 56_967_000_00n,
    source,
  },
]

/** Total loss avoided of a published row, by the formula of K6. */
export function lossAvoidedOf({ amountDissuadedFen, amountStoppedFen }: PublishedRow): bigint {
  return lossAvoidedFen(amountDissuadedFen, amountStoppedFen)
}
