import {
  can,
  defaultSharingLabels,
  isWithin,
  mayShare,
  organisationIdOf,
  readerOf,
  type Actor,
  type ProtectedRow,
  type SharingLabel,
} from '@wuzei/domain'
import type { PlaceScope, ReportScope } from '@wuzei/store'

/** What of a report decides who may see and decide it. */
export interface PlacedReport {
  /** Null where nobody said. */
  readonly region: string | null
  readonly filedBy: string | null
  readonly organisationId: string | null
}

/** How a report is shown: with personal data replaced, or as it was told, which is also how its files are. */
export type ReportForm = 'masked' | 'opened'

/** Masked, it is what a desk works with, inside the organisation; opened, it is for people of those whose place it is. */
const labels: Readonly<Record<ReportForm, SharingLabel>> = {
  masked: defaultSharingLabels['case-indicator'],
  opened: defaultSharingLabels['report-with-personal-data'],
}

/**
 * A report as decisions see it. One that is placed lies where it is placed. One that is not, or only in the province
 * or country around a police centre, waits for whichever of its centres takes it up: it counts as lying in the region
 * of every centre (city and above) within that area, and of auditors. Stations see what is placed within their own.
 *
 * Its label names as recipients those in whose region it lies, and as origin whoever filed it.
 */
export function rowOfReport(actor: Actor, report: PlacedReport, form: ReportForm): ProtectedRow {
  const placed = report.region ?? ''
  const own = triageRegion(actor)
  const region = own !== undefined && isWithin(own, placed) ? own : placed
  const reader = actor.type === 'person' || actor.type === 'client' ? actor.organisation : undefined
  const isRecipient = reader !== undefined && isWithin(region, reader.region)
  return {
    region,
    organisationIds: report.organisationId === null ? [] : [report.organisationId],
    authorId: report.filedBy,
    needToKnow: null,
    shared: {
      originId: report.organisationId,
      label: labels[form],
      groupId: null,
      recipientIds: isRecipient ? [reader.id] : [],
    },
  }
}

/**
 * The reports that an actor may read in a form: `rowOfReport` and `can` once more, for lists and files. A property test
 * compares them. The holder of an administrator key takes reports in for the hub, and reads all.
 */
export function reportScopeOf(actor: Actor, form: ReportForm): ReportScope {
  return scopeOf(actor, 'report', form)
}

/** The same for disputes, which lie where they are placed and were filed by nobody's organisation. */
export function disputeScopeOf(actor: Actor, form: ReportForm): PlaceScope {
  return scopeOf(actor, 'appeal', form)
}

function scopeOf(actor: Actor, kind: 'report' | 'appeal', form: ReportForm): ReportScope {
  if (actor.type === 'administrator')
    return { all: true, within: null, placedIn: [], isCleared: true, readerId: null, filedBy: null }
  const decision = can(actor, 'read', { kind })
  const organisation = actor.type === 'public' ? undefined : actor.organisation
  const ranges = decision.allowed ? decision.ranges : []
  const seesRegion = ranges.includes('region') && organisation !== undefined
  const own = seesRegion ? triageRegion(actor) : undefined
  return {
    all: false,
    within: seesRegion ? organisation.region : null,
    placedIn: own === undefined ? [] : areasAround(own),
    isCleared: mayShare(labels[form], readerOf(actor).clearance),
    readerId: organisationIdOf(actor),
    filedBy: ranges.includes('own') ? (organisation?.id ?? null) : null,
  }
}

/** A dispute as decisions see it: placed as a report is, and filed by nobody's organisation. */
export function rowOfDispute(
  actor: Actor,
  { region }: { readonly region: string | null },
  form: ReportForm,
): ProtectedRow {
  return rowOfReport(actor, { region, filedBy: null, organisationId: null }, form)
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
