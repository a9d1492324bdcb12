import { can, isWithin, type Actor, type ProtectedRow } from '@wuzei/domain'
import type { ReportScope } from '@wuzei/store'

/** What of a report decides who may see and decide it. */
export interface PlacedReport {
  /** Null where nobody said. */
  readonly region: string | null
  readonly filedBy: string | null
  readonly organisationId: string | null
}

/**
 * A report as decisions see it. One that is placed lies where it is placed. One that is not, or only in the province
 * or country around a police centre, waits for whichever of its centres takes it up: it counts as lying in the region
 * of every centre (city and above) within that area, and of auditors. Stations see what is placed within their own.
 */
export function rowOfReport(actor: Actor, report: PlacedReport): ProtectedRow {
  const placed = report.region ?? ''
  const own = triageRegion(actor)
  return {
    region: own !== undefined && isWithin(own, placed) ? own : placed,
    organisationIds: report.organisationId === null ? [] : [report.organisationId],
    authorId: report.filedBy,
    needToKnow: null,
  }
}

/** The reports that an actor may read: `rowOfReport` and `can` once more, for lists. A property test compares them. */
export function reportScopeOf(actor: Actor): ReportScope {
  if (actor.type === 'administrator') return { all: true, within: null, placedIn: [], filedBy: null }
  const decision = can(actor, 'read', { kind: 'report' })
  const organisation = actor.type === 'public' ? undefined : actor.organisation
  const ranges = decision.allowed ? decision.ranges : []
  const seesRegion = ranges.includes('region') && organisation !== undefined
  const own = seesRegion ? triageRegion(actor) : undefined
  return {
    all: false,
    within: seesRegion ? organisation.region : null,
    placedIn: own === undefined ? [] : areasAround(own),
    filedBy: ranges.includes('own') ? (organisation?.id ?? null) : null,
  }
}

function triageRegion(actor: Actor): string | undefined {
  if (actor.type !== 'person' && actor.type !== 'client') return undefined
  const { kind, level, region } = actor.organisation
  const isCentre = kind === 'police' && level !== null && level !== 'county'
  return isCentre || kind === 'auditor' ? region : undefined
}

/** `cn/44/03` lies in itself, `cn/44`, `cn` and everywhere. */
function areasAround(region: string): string[] {
  const parts = region === '' ? [] : region.split('/')
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))]
}
