import type {
  ActList,
  ApiClientBody,
  ApiClientList,
  ApiClientReply,
  ApiKeyReply,
  AuthenticatorBody,
  AuthenticatorEnrolmentReply,
  EnrolmentReply,
  Factors,
  FullProof,
  GrantList,
  GrantReply,
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
  PasswordChangeBody,
  PersonList,
  Proof,
  RecoveryCodesReply,
  ResetBody,
  ResetLinkReply,
  ResetList,
  ResetReply,
  ResetUseBody,
  ResetUseReply,
  SessionList,
  SharingGroupList,
  SharingGroupReply,
  SignInBody,
  SignInReply,
} from '@wuzei/contract'
import { call, type ClientOptions } from './call.ts'

/** Where the hub is, and who asks. */
export interface MemberOptions extends ClientOptions {
  /** API key (`wzc_…`), access token (`wzt_…`) or administrator key; without one the page's session is used. */
  readonly key?: string
}

/**
 * What members do as members: join, sign in, look after organisation, people, roles, systems and groups. Ids are
 * UUIDs; lists give 50 rows a page, and `next` of a page is the `after` of the following. Every method rejects with
 * {@link WuzeiError} and nothing else; `code` is the hub's, such as `UNAUTHENTICATED`, `FORBIDDEN` or `NOT_FOUND`.
 */
export interface MemberClient {
  /** First step of joining: what the authenticator app needs. */
  beginEnrolment(token: string): Promise<EnrolmentReply>
  /** Second step; the recovery codes are shown this once. */
  join(body: JoinBody): Promise<JoinReply>
  /** Signs in with password and code; the session is a cookie that no script sees. */
  signIn(body: SignInBody): Promise<SignInReply>
  /** The question for `navigator.credentials.get`. */
  passkeyQuestion(): Promise<PasskeyChallengeReply>
  signInWithPasskey(body: PasskeySignInBody): Promise<SignInReply>
  /** The question for `navigator.credentials.create`. */
  passkeyRegistration(proof: FullProof): Promise<PasskeyChallengeReply>
  registerPasskey(body: PasskeyBody): Promise<void>
  me(): Promise<MeReply>
  sessions(): Promise<SessionList>
  /** Signs out one session, this or another of one's own. */
  endSession(id: string): Promise<void>

  /** By what the caller can prove who they are. */
  factors(): Promise<Factors>
  /** The question for `navigator.credentials.get`, to prove oneself anew with a passkey. */
  passkeyProof(): Promise<PasskeyChallengeReply>
  /** Ends all other sessions, as every change of the account does. */
  changePassword(body: PasswordChangeBody): Promise<void>
  /** First step to another authenticator app. */
  beginAuthenticator(): Promise<AuthenticatorEnrolmentReply>
  replaceAuthenticator(body: AuthenticatorBody): Promise<void>
  removeAuthenticator(proof: Proof): Promise<void>
  /** `id` as `factors` gives it. */
  namePasskey(id: string, name: string): Promise<void>
  removePasskey(id: string, proof: Proof): Promise<void>
  /** The codes in the answer are shown this once. */
  renewRecoveryCodes(proof: Proof): Promise<RecoveryCodesReply>
  /** A link for somebody who cannot sign in; without `token` a second administrator has to agree first. */
  issueReset(personId: string, body: ResetBody): Promise<ResetReply>
  /** The token of an approved one is in the answer, this once. */
  decideReset(id: string, decision: 'approve' | 'refuse'): Promise<ResetReply>
  withdrawReset(id: string): Promise<void>
  resets(organisationId: string, after?: string): Promise<ResetList>
  /** What whoever follows the link sees. */
  openResetLink(token: string): Promise<ResetLinkReply>
  /** Sets the new password; recovery codes in the answer are shown this once. */
  useResetLink(body: ResetUseBody): Promise<ResetUseReply>

  /** What members did, newest first, as far as the caller may see it. */
  acts(after?: string): Promise<ActList>

  organisations(after?: string): Promise<OrganisationList>
  organisation(id: string): Promise<OrganisationReply>
  createOrganisation(body: OrganisationBody): Promise<OrganisationReply>
  /** Suspends, lets back in, or ends for ever. */
  setOrganisationState(id: string, body: MemberStateBody): Promise<OrganisationReply>
  people(organisationId: string, after?: string): Promise<PersonList>
  setPersonState(id: string, body: MemberStateBody): Promise<void>
  invitations(organisationId: string, after?: string): Promise<InvitationList>
  /** The token in the answer is shown this once. */
  invite(organisationId: string, body: InvitationBody): Promise<InvitationReply>
  withdrawInvitation(id: string): Promise<void>
  grants(
    organisationId: string,
    query?: { readonly after?: string; readonly state?: GrantReply['state'] },
  ): Promise<GrantList>
  /** Held once another administrator has agreed. */
  proposeGrant(personId: string, role: string): Promise<{ readonly id: string }>
  decideGrant(id: string, decision: 'approve' | 'refuse'): Promise<void>
  withdrawGrant(id: string): Promise<void>
  clients(organisationId: string, after?: string): Promise<ApiClientList>
  /** The key in the answer is shown this once. */
  createApiClient(organisationId: string, body: ApiClientBody): Promise<ApiClientReply>
  /** `overlapS` seconds the former key still works; a day unless told. */
  rotateKey(clientId: string, overlapS?: number): Promise<ApiKeyReply>
  revokeApiClient(clientId: string): Promise<void>
  groups(after?: string): Promise<SharingGroupList>
  createGroup(organisationId: string, name: string): Promise<SharingGroupReply>
  addGroupMember(groupId: string, organisationId: string): Promise<void>
  removeGroupMember(groupId: string, organisationId: string): Promise<void>
  endGroup(groupId: string): Promise<void>
}

/** Makes a client of the members' API. In a page of the hub it needs no key: the session's cookie goes along. */
export function createMemberClient(options: MemberOptions): MemberClient {
  const send = sender(options)
  return {
    ...signingIn(send),
    ...ownAccount(send),
    ...resetting(send),
    ...administering(send),
    ...connecting(send),
  }
}

interface Sender {
  readonly get: <Reply>(path: string, query?: Readonly<Record<string, string | undefined>>) => Promise<Reply>
  readonly change: <Reply>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<Reply>
  /** A change that is answered with nothing. */
  readonly done: (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<void>
}

function sender(options: MemberOptions): Sender {
  // Without a key the session speaks, and the header shows that a page of the hub sent it.
  const headers =
    options.key === undefined ? { 'x-wuzei-request': '1' } : { authorization: `Bearer ${options.key}` }
  const init = (body: unknown): RequestInit =>
    body === undefined
      ? { headers }
      : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return {
    get: (path, query = {}) => {
      const known = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []))
      const text = new URLSearchParams(known).toString()
      return call(options, 'GET', `${root}${path}${text ? `?${text}` : ''}`, { headers })
    },
    change: (method, path, body) => call(options, method, `${root}${path}`, init(body)),
    done: (method, path, body) =>
      call(options, method, `${root}${path}`, init(body), undefined, async (response) => {
        await response.arrayBuffer()
      }),
  }
}

const root = '/v1/alliance'
const part = encodeURIComponent

function signingIn({ get, change, done }: Sender) {
  return {
    beginEnrolment: (token) => change('POST', '/enrolments', { token }),
    join: (body) => change('POST', '/people', body),
    signIn: (body) => change('POST', '/sessions', body),
    passkeyQuestion: () => change('POST', '/passkey-challenges'),
    signInWithPasskey: (body) => change('POST', '/passkey-sessions', body),
    passkeyRegistration: (proof) => change('POST', '/me/passkey-challenges', { proof }),
    registerPasskey: (body) => done('POST', '/me/passkeys', body),
    me: () => get('/me'),
    sessions: () => get('/sessions'),
    endSession: (id) => done('DELETE', `/sessions/${part(id)}`),
  } satisfies Partial<MemberClient>
}

function ownAccount({ get, change, done }: Sender) {
  return {
    factors: () => get('/me/factors'),
    passkeyProof: () => change('POST', '/me/passkey-questions'),
    changePassword: (body) => done('PUT', '/me/password', body),
    beginAuthenticator: () => change('POST', '/me/authenticator-enrolments'),
    replaceAuthenticator: (body) => done('PUT', '/me/authenticator', body),
    removeAuthenticator: (proof) => done('DELETE', '/me/authenticator', { proof }),
    namePasskey: (id, name) => done('PUT', `/me/passkeys/${part(id)}/name`, { name }),
    removePasskey: (id, proof) => done('DELETE', `/me/passkeys/${part(id)}`, { proof }),
    renewRecoveryCodes: (proof) => change('POST', '/me/recovery-codes', { proof }),
  } satisfies Partial<MemberClient>
}

function resetting({ get, change, done }: Sender) {
  return {
    issueReset: (personId, body) => change('POST', `/people/${part(personId)}/resets`, body),
    decideReset: (id, decision) => change('POST', `/resets/${part(id)}/decision`, { decision }),
    withdrawReset: (id) => done('DELETE', `/resets/${part(id)}`),
    resets: (organisationId, after) => get(`/organisations/${part(organisationId)}/resets`, { after }),
    openResetLink: (token) => change('POST', '/reset-links', { token }),
    useResetLink: (body) => change('POST', '/passwords', body),
    acts: (after) => get('/acts', { after }),
  } satisfies Partial<MemberClient>
}

function administering({ get, change, done }: Sender) {
  const of = (id: string, what = '') => `/organisations/${part(id)}${what}`
  return {
    organisations: (after) => get('/organisations', { after }),
    organisation: (id) => get(of(id)),
    createOrganisation: (body) => change('POST', '/organisations', body),
    setOrganisationState: (id, body) => change('PUT', of(id, '/state'), body),
    people: (id, after) => get(of(id, '/people'), { after }),
    setPersonState: (id, body) => done('PUT', `/people/${part(id)}/state`, body),
    invitations: (id, after) => get(of(id, '/invitations'), { after }),
    invite: (id, body) => change('POST', of(id, '/invitations'), body),
    withdrawInvitation: (id) => done('DELETE', `/invitations/${part(id)}`),
    grants: (id, query = {}) => get(of(id, '/grants'), { ...query }),
    proposeGrant: (id, role) => change('POST', `/people/${part(id)}/grants`, { role }),
    decideGrant: (id, decision) => done('POST', `/grants/${part(id)}/decision`, { decision }),
    withdrawGrant: (id) => done('DELETE', `/grants/${part(id)}`),
  } satisfies Partial<MemberClient>
}

function connecting({ get, change, done }: Sender) {
  const member = (groupId: string, id: string) => `/groups/${part(groupId)}/members/${part(id)}`
  return {
    clients: (id, after) => get(`/organisations/${part(id)}/clients`, { after }),
    createApiClient: (id, body) => change('POST', `/organisations/${part(id)}/clients`, body),
    rotateKey: (id, overlapS) =>
      change('POST', `/clients/${part(id)}/keys`, overlapS === undefined ? {} : { overlapS }),
    revokeApiClient: (id) => done('DELETE', `/clients/${part(id)}`),
    groups: (after) => get('/groups', { after }),
    createGroup: (id, name) => change('POST', `/organisations/${part(id)}/groups`, { name }),
    addGroupMember: (groupId, id) => done('PUT', member(groupId, id)),
    removeGroupMember: (groupId, id) => done('DELETE', member(groupId, id)),
    endGroup: (groupId) => done('DELETE', `/groups/${part(groupId)}`),
  } satisfies Partial<MemberClient>
}
