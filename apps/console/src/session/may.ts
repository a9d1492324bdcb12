import type { MeReply, OrganisationReply } from '@wuzei/contract'

/**
 * Whether it makes sense to show an administrator's button: the hub's own look after everybody, a member's after
 * themselves and those below. The hub decides again.
 */
export function mayAdminister(
  me: MeReply,
  organisation: OrganisationReply,
  all: readonly OrganisationReply[],
): boolean {
  if (!me.roles.includes('SYS_ADM')) return false
  if (me.organisation.kind === 'hub-operator') return true
  const byId = new Map(all.map((one) => [one.id, one]))
  for (let at: OrganisationReply | undefined = organisation; at; at = byId.get(at.parentId ?? ''))
    if (at.id === me.organisation.id) return true
  return false
}

/** Only the hub's own administrators take members in and out. */
export function mayTakeIn(me: MeReply): boolean {
  return me.roles.includes('SYS_ADM') && me.organisation.kind === 'hub-operator'
}

/** Whoever works for a member shares in its name; administrators and auditors only read. */
export function mayShare(me: MeReply): boolean {
  return me.roles.some((role) => role !== 'SYS_ADM' && role !== 'AUD')
}
