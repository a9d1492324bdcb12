import type {
  ApiClientBody,
  ApiClientReply,
  EnrolmentReply,
  GrantList,
  InvitationReply,
  JoinReply,
  OrganisationBody,
  OrganisationReply,
  SignInReply,
} from '@wuzei/contract'
import { addAdministratorKey } from '@wuzei/hub'
import { oneTimeCode } from './one-time-code.ts'
import type { TestHub } from './start-test-hub.ts'

type Headers = Readonly<Record<string, string>>

/** A signed-in person. */
export interface TestPerson {
  readonly id: string
  readonly organisationId: string
  readonly email: string
  readonly password: string
  readonly totpUri: string
  readonly recoveryCodes: readonly string[]
  /** Cookie and what a page of the hub sends with it. */
  readonly headers: Headers
}

/** Sends JSON to a path of the hub; fails unless the status is the expected one (200 or 204 unless told). */
export async function send<Reply>(
  hub: TestHub,
  method: string,
  path: string,
  options: { readonly headers?: Headers; readonly body?: unknown; readonly status?: number } = {},
): Promise<Reply> {
  const response = await fetch(hub.url + path, {
    method,
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  })
  const text = await response.text()
  const fits = options.status === undefined ? response.ok : response.status === options.status
  if (!fits) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
  const reply: Reply = text === '' ? null : JSON.parse(text)
  return reply
}

/** Takes an organisation in, by the administrator key. */
export async function addOrganisation(
  hub: TestHub,
  organisation: Partial<OrganisationBody> & Pick<OrganisationBody, 'kind'>,
): Promise<OrganisationReply> {
  const level = organisation.kind === 'police' ? 'city' : null
  return await send(hub, 'POST', '/v1/alliance/organisations', {
    headers: hub.administrator,
    body: {
      name: { zh: `成员（${organisation.kind}）`, en: `A ${organisation.kind}` },
      level,
      region: 'cn',
      ...organisation,
    },
  })
}

/**
 * Lets somebody join by invitation with password and authenticator app, gives them roles (a second administrator key
 * agrees), and signs them in.
 */
export async function addPerson(
  hub: TestHub,
  organisationId: string,
  roles: readonly string[],
): Promise<TestPerson> {
  const email = `person-${crypto.randomUUID()}@member.example`
  const password = 'seven quiet rivers below'
  const invitation: InvitationReply = await send(
    hub,
    'POST',
    `/v1/alliance/organisations/${organisationId}/invitations`,
    { headers: hub.administrator, body: { email, roles } },
  )
  const { token } = invitation
  const enrolment: EnrolmentReply = await send(hub, 'POST', '/v1/alliance/enrolments', { body: { token } })
  const { totpUri } = enrolment
  const now = hub.hub.context.clock()
  const joined: JoinReply = await send(hub, 'POST', '/v1/alliance/people', {
    body: {
      token,
      enrolment: enrolment.enrolment,
      name: '测试人员',
      password,
      code: oneTimeCode(totpUri, now),
    },
  })
  await approveAll(hub, organisationId)
  const session = await signInPerson(hub, { email, password, code: oneTimeCode(totpUri, now + stepMs) })
  return {
    id: joined.personId,
    organisationId,
    email,
    password,
    totpUri,
    recoveryCodes: joined.recoveryCodes,
    headers: session.headers,
  }
}

/** A supervisor of a police centre: who confirms a report of the public so that it weighs as the word of the police. */
export async function addOfficer(hub: TestHub): Promise<TestPerson> {
  return await addPerson(hub, (await addOrganisation(hub, { kind: 'police' })).id, ['CTY_SUP'])
}

/** A code is taken once, so signing in uses the step after that of joining: valid already, and longest. */
const stepMs = 30_000

/** Signs in; the headers are what a page of the hub sends. */
export async function signInPerson(
  hub: TestHub,
  body: { readonly email: string; readonly password: string; readonly code: string },
): Promise<{ readonly reply: SignInReply; readonly headers: Headers }> {
  const response = await fetch(`${hub.url}/v1/alliance/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`signing in answered ${response.status}: ${await response.text()}`)
  const reply: SignInReply = JSON.parse(await response.text())
  return { reply, headers: pageHeaders(hub, response) }
}

/** What a page of the hub sends after this answer set its cookie. */
export function pageHeaders(hub: TestHub, response: Response): Headers {
  const cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  return { cookie, origin: hub.url, 'sec-fetch-site': 'same-origin', 'x-wuzei-request': '1' }
}

/** A second administrator agrees to everything that is proposed in an organisation. */
async function approveAll(hub: TestHub, organisationId: string): Promise<void> {
  const { grants }: GrantList = await send(
    hub,
    'GET',
    `/v1/alliance/organisations/${organisationId}/grants?state=proposed`,
    { headers: hub.administrator },
  )
  if (grants.length === 0) return
  const second = await addAdministratorKey(hub.hub.context.database.pool)
  for (const { id } of grants)
    await send(hub, 'POST', `/v1/alliance/grants/${id}/decision`, {
      headers: { authorization: `Bearer ${second}` },
      body: { decision: 'approve' },
    })
}

/** Registers a system with a key. */
export async function addClient(
  hub: TestHub,
  organisationId: string,
  scopes: ApiClientBody['scopes'],
  more: Partial<ApiClientBody> = {},
): Promise<{ readonly id: string; readonly key: string; readonly headers: Headers }> {
  const made: ApiClientReply = await send(
    hub,
    'POST',
    `/v1/alliance/organisations/${organisationId}/clients`,
    { headers: hub.administrator, body: { name: 'test system', scopes, ...more } },
  )
  const key = made.key ?? ''
  return { id: made.client.id, key, headers: { authorization: `Bearer ${key}` } }
}
