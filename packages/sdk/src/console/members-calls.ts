import type {
  ApiClientBody,
  ApiClientList,
  ApiClientReply,
  ApiKeyReply,
  EnrolmentReply,
  GrantList,
  InvitationBody,
  InvitationList,
  InvitationReply,
  JoinBody,
  JoinReply,
  MemberStateBody,
  MeReply,
  OrganisationBody,
  OrganisationList,
  OrganisationReply,
  PasskeyBody,
  PasskeyChallengeReply,
  PasskeySignInBody,
  PersonList,
  SessionList,
  SharingGroupList,
  SharingGroupReply,
  SignInBody,
  SignInReply,
} from '@wuzei/contract'
import type { PageCalls } from './page-call.ts'

/** State of a role that somebody is to have. */
export type GrantState = GrantList['grants'][number]['state']

/** Members, their people, roles and systems, and signing in. Lists come in pages: `after` is the `next` of one. */
export interface MembersCalls {
  me(): Promise<MeReply>
  signIn(body: SignInBody): Promise<SignInReply>
  askPasskey(): Promise<PasskeyChallengeReply>
  signInWithPasskey(body: PasskeySignInBody): Promise<SignInReply>
  sessions(): Promise<SessionList>
  /** Signs out: this session or another one of one's own. */
  endSession(id: string): Promise<void>
  askNewPasskey(): Promise<PasskeyChallengeReply>
  addPasskey(body: PasskeyBody): Promise<void>

  beginJoining(token: string): Promise<EnrolmentReply>
  join(body: JoinBody): Promise<JoinReply>

  organisations(after?: string): Promise<OrganisationList>
  organisation(id: string): Promise<OrganisationReply>
  addOrganisation(body: OrganisationBody): Promise<OrganisationReply>
  setOrganisationState(id: string, body: MemberStateBody): Promise<OrganisationReply>
  people(organisation: string, after?: string): Promise<PersonList>
  setPersonState(id: string, body: MemberStateBody): Promise<void>
  invitations(organisation: string, after?: string): Promise<InvitationList>
  invite(organisation: string, body: InvitationBody): Promise<InvitationReply>
  withdrawInvitation(id: string): Promise<void>
  grants(organisation: string, query?: { state?: GrantState; after?: string }): Promise<GrantList>
  proposeGrant(person: string, role: string): Promise<{ id: string }>
  decideGrant(id: string, decision: 'approve' | 'refuse'): Promise<void>
  withdrawGrant(id: string): Promise<void>

  clients(organisation: string, after?: string): Promise<ApiClientList>
  addClient(organisation: string, body: ApiClientBody): Promise<ApiClientReply>
  rotateKey(client: string, overlapS?: number): Promise<ApiKeyReply>
  revokeClient(client: string): Promise<void>

  groups(after?: string): Promise<SharingGroupList>
  addGroup(organisation: string, name: string): Promise<SharingGroupReply>
  addToGroup(group: string, organisation: string): Promise<void>
  removeFromGroup(group: string, organisation: string): Promise<void>
  endGroup(group: string): Promise<void>
}

const base = '/v1/alliance'

export function membersCalls({ get, post, put, remove }: PageCalls): MembersCalls {
  return {
    me: () => get(`${base}/me`),
    signIn: (body) => post(`${base}/sessions`, body),
    askPasskey: () => post(`${base}/passkey-challenges`),
    signInWithPasskey: (body) => post(`${base}/passkey-sessions`, body),
    sessions: () => get(`${base}/sessions`),
    endSession: (id) => remove(`${base}/sessions/${id}`),
    askNewPasskey: () => post(`${base}/me/passkey-challenges`),
    addPasskey: (body) => post(`${base}/me/passkeys`, body),

    beginJoining: (token) => post(`${base}/enrolments`, { token }),
    join: (body) => post(`${base}/people`, body),

    organisations: (after) => get(`${base}/organisations`, { after }),
    organisation: (id) => get(`${base}/organisations/${id}`),
    addOrganisation: (body) => post(`${base}/organisations`, body),
    setOrganisationState: (id, body) => put(`${base}/organisations/${id}/state`, body),
    people: (organisation, after) => get(`${base}/organisations/${organisation}/people`, { after }),
    setPersonState: (id, body) => put(`${base}/people/${id}/state`, body),
    invitations: (organisation, after) => get(`${base}/organisations/${organisation}/invitations`, { after }),
    invite: (organisation, body) => post(`${base}/organisations/${organisation}/invitations`, body),
    withdrawInvitation: (id) => remove(`${base}/invitations/${id}`),
    grants: (organisation, query) => get(`${base}/organisations/${organisation}/grants`, query),
    proposeGrant: (person, role) => post(`${base}/people/${person}/grants`, { role }),
    decideGrant: (id, decision) => post(`${base}/grants/${id}/decision`, { decision }),
    withdrawGrant: (id) => remove(`${base}/grants/${id}`),

    clients: (organisation, after) => get(`${base}/organisations/${organisation}/clients`, { after }),
    addClient: (organisation, body) => post(`${base}/organisations/${organisation}/clients`, body),
    rotateKey: (client, overlapS) =>
      post(`${base}/clients/${client}/keys`, overlapS === undefined ? {} : { overlapS }),
    revokeClient: (client) => remove(`${base}/clients/${client}`),

    groups: (after) => get(`${base}/groups`, { after }),
    addGroup: (organisation, name) => post(`${base}/organisations/${organisation}/groups`, { name }),
    addToGroup: (group, organisation) => put(`${base}/groups/${group}/members/${organisation}`),
    removeFromGroup: (group, organisation) => remove(`${base}/groups/${group}/members/${organisation}`),
    endGroup: (group) => remove(`${base}/groups/${group}`),
  }
}
