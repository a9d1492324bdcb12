import { can, CodedError, organisationIdOf, type Actor, type ProtectedRow, type Purpose } from '@wuzei/domain'
import { requirePermission } from '../alliance/require-permission.ts'
import { rowOfDispute, rowOfReport, type PlacedReport } from '../reports/report-scope.ts'

/**
 * A report or dispute of the public that names no place, as decisions see it: in the region of whoever works on such,
 * and in nobody's own. What is placed has `rowOfReport`.
 */
export function publicReportRow(actor: Actor): ProtectedRow {
  const region = actor.type === 'person' || actor.type === 'client' ? actor.organisation.region : ''
  return { region, organisationIds: [], authorId: null, needToKnow: null }
}

/** Whether somebody may confirm reports and propose to reject them: those who may also open them. */
export function mayWorkOnReports(actor: Actor): boolean {
  return can(actor, 'unmask', { kind: 'report', row: publicReportRow(actor), purpose: 'INTAKE' }).allowed
}

/** Whether somebody may reject reports, and agree to others' proposals. */
export function mayApproveReports(actor: Actor): boolean {
  return can(actor, 'approve', { kind: 'report', row: publicReportRow(actor) }).allowed
}

/** Whether somebody may decide disputes. */
export function mayDecideDisputes(actor: Actor): boolean {
  return can(actor, 'approve', { kind: 'appeal', row: publicReportRow(actor) }).allowed
}

/** Opening a report asks for that permission, of its place, and a fitting purpose. */
export function requireReportUnmasker(actor: Actor, report: PlacedReport, purpose: Purpose): void {
  requirePermission(actor, 'unmask', { kind: 'report', row: rowOfReport(actor, report, 'opened'), purpose })
}

/** A dispute is opened by those of its place who handle disputes. */
export function requireDisputeUnmasker(
  actor: Actor,
  dispute: { readonly region: string | null },
  purpose: Purpose,
): void {
  const row = rowOfDispute(actor, dispute, 'opened')
  if (!can(actor, 'approve', { kind: 'appeal', row }).allowed)
    requirePermission(actor, 'execute', { kind: 'appeal', row })
  if (purpose !== 'APPEAL') throw new CodedError('FORBIDDEN', 'a dispute is opened for APPEAL alone')
}

/**
 * Makes sure that a report is the actor's to work on, or to approve, by its place and by who filed it.
 *
 * @throws CodedError FORBIDDEN
 */
export function requireReportDecider(actor: Actor, report: PlacedReport, action: 'work' | 'approve'): void {
  const opened = rowOfReport(actor, report, 'opened')
  if (action === 'work' && can(actor, 'unmask', { kind: 'report', row: opened, purpose: 'INTAKE' }).allowed)
    return
  requirePermission(actor, 'approve', { kind: 'report', row: rowOfReport(actor, report, 'masked') })
}

/** @throws CodedError FORBIDDEN for whoever is no person of a member */
export function requirePerson(actor: Actor): Extract<Actor, { type: 'person' }> {
  if (actor.type !== 'person' || organisationIdOf(actor) === null)
    throw new CodedError('FORBIDDEN', 'only people do this, by signing in')
  return actor
}
