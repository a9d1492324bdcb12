import type { MeReply, OrganisationReply } from '@wuzei/contract'

/** What each part of an organisation's screen is given. */
export interface OrganisationSection {
  readonly organisation: OrganisationReply
  readonly me: MeReply
  /** Whoever sits here looks after this organisation. */
  readonly isAdministrator: boolean
}
