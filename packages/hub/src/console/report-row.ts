import { can, CodedError, organisationIdOf, type Actor, type ProtectedRow, type Purpose } from '@wuzei/domain'
import { requirePermission } from '../alliance/require-permission.ts'

/**
 * A report of the public as decisions see it. It names no place and belongs to no member, so it lies in the region of
 * every police centre, and in nobody's own.
 */
export function publicReportRow(actor: Actor): ProtectedRow {
  const region = actor.type === 'person' || actor.type === 'client' ? actor.organisation.region : ''
  return { region, organisationIds: [], authorId: null, needToKnow: null }
}

/** @throws CodedError FORBIDDEN for whoever may not see reports of the public */
export function requireReportReader(actor: Actor): void {
  requirePermission(actor, 'read', { kind: 'report', row: publicReportRow(actor) })
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

/** Opening a report asks for that permission and a fitting purpose; a dispute is opened by those who handle it. */
export function requireUnmasker(actor: Actor, record: 'report' | 'dispute', purpose: Purpose): void {
  const row = publicReportRow(actor)
  if (record === 'report') {
    requirePermission(actor, 'unmask', { kind: 'report', row, purpose })
    return
  }
  if (!mayDecideDisputes(actor)) requirePermission(actor, 'execute', { kind: 'appeal', row })
  if (purpose !== 'APPEAL') throw new CodedError('FORBIDDEN', 'a dispute is opened for APPEAL alone')
}

/** @throws CodedError FORBIDDEN for whoever is no person of a member */
export function requirePerson(actor: Actor): Extract<Actor, { type: 'person' }> {
  if (actor.type !== 'person' || organisationIdOf(actor) === null)
    throw new CodedError('FORBIDDEN', 'only people do this, by signing in')
  return actor
}
