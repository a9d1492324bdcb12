import type { SqlCondition } from '../alliance/readable-filter.ts'

/** Which reports and disputes somebody may read, by where they lie. */
export interface PlaceScope {
  readonly all: boolean
  /** Those within this region; null is none. */
  readonly within: string | null
  /** Those placed exactly in one of these regions, the empty one for those that nobody placed. */
  readonly placedIn: readonly string[]
  /** Whether of these the reader may read others than its own, by their label. */
  readonly isCleared: boolean
}

/** Which reports somebody may read. */
export interface ReportScope extends PlaceScope {
  /** The reader's organisation, which reads what it filed, whatever the label; null is none. */
  readonly readerId: string | null
  /** Those that this organisation filed; null is none. */
  readonly filedBy: string | null
}

/** The disputes of a scope as a condition on the table `disputes`, under the alias given. */
export function placeFilter(scope: PlaceScope, alias: string, firstParam: number): SqlCondition {
  const at = (offset: number) => `$${firstParam + offset}`
  return {
    text: `(${at(0)}::boolean or (${placed(alias, at(1), at(2))} and ${at(3)}::boolean))`,
    params: [scope.all, scope.within, [...scope.placedIn], scope.isCleared],
  }
}

/** The reports of a scope as a condition on the table `reports`, under the alias given. */
export function reportFilter(scope: ReportScope, alias: string, firstParam: number): SqlCondition {
  const at = (offset: number) => `$${firstParam + offset}`
  return {
    text: `(${at(0)}::boolean
      or (${placed(alias, at(1), at(2))}
          and (${at(3)}::boolean or coalesce(${alias}.organisation_id = ${at(4)}::uuid, false)))
      or coalesce(${alias}.organisation_id = ${at(5)}::uuid, false))`,
    params: [scope.all, scope.within, [...scope.placedIn], scope.isCleared, scope.readerId, scope.filedBy],
  }
}

function placed(alias: string, within: string, placedIn: string): string {
  const region = `coalesce(${alias}.region, '')`
  return `(coalesce(${within}::text = '' or ${region} = ${within} or starts_with(${region}, ${within} || '/'), false)
           or ${region} = any(${placedIn}::text[]))`
}
