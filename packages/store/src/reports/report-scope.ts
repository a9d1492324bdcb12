import type { SqlCondition } from '../alliance/readable-filter.ts'

/** Which reports somebody may read. */
export interface ReportScope {
  readonly all: boolean
  /** Those within this region; null is none. */
  readonly within: string | null
  /** Those placed exactly in one of these regions, the empty one for those that nobody placed. */
  readonly placedIn: readonly string[]
  /** Whether of these the reader may read others than its own, by the label of reports. */
  readonly isCleared: boolean
  /** The reader's organisation, which reads what it filed, whatever the label; null is none. */
  readonly readerId: string | null
  /** Those that this organisation filed; null is none. */
  readonly filedBy: string | null
}

/** The reports of a scope as a condition on the table `reports`, under the alias given. */
export function reportFilter(scope: ReportScope, alias: string, firstParam: number): SqlCondition {
  const at = (offset: number) => `$${firstParam + offset}`
  const region = `coalesce(${alias}.region, '')`
  return {
    text: `(${at(0)}::boolean
      or ((coalesce(${at(1)}::text = '' or ${region} = ${at(1)} or starts_with(${region}, ${at(1)} || '/'), false)
           or ${region} = any(${at(2)}::text[]))
          and (${at(3)}::boolean or coalesce(${alias}.organisation_id = ${at(4)}::uuid, false)))
      or coalesce(${alias}.organisation_id = ${at(5)}::uuid, false))`,
    params: [scope.all, scope.within, [...scope.placedIn], scope.isCleared, scope.readerId, scope.filedBy],
  }
}
