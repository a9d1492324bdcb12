import {
  can,
  CodedError,
  type Action,
  type Actor,
  type Decision,
  type ObjectKind,
  type ProtectedRow,
  type Purpose,
  type Refusal,
} from '@wuzei/domain'
import { organisationsAnswering } from '@wuzei/store'
import type { ClientBase, Pool } from 'pg'

/** Plain words for each reason; they say nothing about the row. */
const words: Readonly<Record<Refusal, string>> = {
  SIGN_IN_NEEDED: 'sign in, or send a key',
  ROLE: 'none of your roles may do this',
  SCOPE: 'this client has no scope for this',
  RANGE: 'this lies outside your region or organisation',
  SUBJECT: 'your role does not work with this kind of thing',
  NEED_TO_KNOW: 'only those who must know may do this',
  OWN_WORK: 'somebody else must do this: nobody decides on what is their own',
  LABEL: 'its sharing label keeps it from you',
  PURPOSE: 'name a purpose for which this may be read unmasked',
}

/**
 * Asks `can`, and refuses what may not be.
 *
 * @throws CodedError UNAUTHENTICATED or FORBIDDEN
 */
export function requirePermission(
  actor: Actor,
  action: Action,
  object: { readonly kind: ObjectKind; readonly row?: ProtectedRow; readonly purpose?: Purpose },
): Extract<Decision, { allowed: true }> {
  const decision = can(actor, action, object)
  if (!decision.allowed) throw new CodedError(decision.code, words[decision.reason])
  return decision
}

/** What decides about a row that simply belongs to one organisation. */
export async function rowOfOrganisation(
  client: ClientBase | Pool,
  organisation: { readonly id: string; readonly region: string },
  more: Partial<Pick<ProtectedRow, 'authorId' | 'subjectPersonId'>> = {},
): Promise<ProtectedRow> {
  return {
    region: organisation.region,
    organisationIds: await organisationsAnswering(client, organisation.id),
    authorId: null,
    needToKnow: null,
    ...more,
  }
}
