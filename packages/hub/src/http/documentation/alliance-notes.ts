import {
  apiClient,
  apiKey,
  grant,
  invitationToken,
  memberId,
  memberWhen,
  organisation,
  otherMemberId,
  sharingGroup,
} from './member-examples.ts'
import type { NotesByOperation } from './operation-notes.ts'

const after = { description: 'The `next` of the page before.', example: memberId }
const ofOrganisation = { description: 'Id of the organisation.', example: memberId }
const ofPerson = { description: 'Id of the person.', example: memberId }
const refused = ['FORBIDDEN', 'CROSS_SITE'] as const
const state = { state: 'suspended', reason: 'contract ended' }

const organisationNotes: NotesByOperation = {
  'GET /v1/alliance/organisations': {
    description:
      'All organisations, in the order in which they joined. Every member may know who the others are.',
    errors: refused,
    parameters: { after },
    response: { status: 200, example: { organisations: [organisation], next: null } },
  },
  'POST /v1/alliance/organisations': {
    description:
      'Takes an organisation in. For the hub’s own administrators. A police organisation has a level; the region says ' +
      'whose cases its officers may see.',
    errors: ['NOT_FOUND', ...refused],
    request: {
      example: {
        name: organisation.name,
        kind: 'bank',
        region: 'cn/44',
      },
    },
    response: { status: 200, example: organisation },
  },
  'GET /v1/alliance/organisations/{id}': {
    description: 'One organisation: what it is, where it acts, and whether it is active.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: ofOrganisation },
    response: { status: 200, example: organisation },
  },
  'PUT /v1/alliance/organisations/{id}/state': {
    description:
      'Suspends an organisation, lets it back in, or ends its membership for ever. Its sessions, keys and tokens stop ' +
      'working with their next request. What was shared with it stays in its ledger.',
    errors: ['MEMBER_LEFT', 'NOT_FOUND', ...refused],
    parameters: { id: ofOrganisation },
    request: { example: state },
    response: { status: 200, example: { ...organisation, state: 'suspended' } },
  },
  'GET /v1/alliance/groups': {
    description: 'Sharing groups that the caller’s organisation owns or is in.',
    errors: refused,
    parameters: { after },
    response: { status: 200, example: { groups: [sharingGroup], next: null } },
  },
  'POST /v1/alliance/organisations/{id}/groups': {
    description:
      'Makes a group of members to share with. The owner decides who is in it, and is its first member.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: ofOrganisation },
    request: { example: { name: 'southern banks' } },
    response: { status: 200, example: sharingGroup },
  },
  'PUT /v1/alliance/groups/{id}/members/{organisation}': {
    description:
      'Adds an organisation to a group: it reads from now on what is given to the group under TLP:AMBER.',
    errors: ['NOT_FOUND', ...refused],
    parameters: {
      id: { description: 'Id of the group.', example: otherMemberId },
      organisation: ofOrganisation,
    },
  },
  'DELETE /v1/alliance/groups/{id}/members/{organisation}': {
    description: 'Removes an organisation from a group. The owner stays as long as the group does.',
    errors: ['NOT_FOUND', ...refused],
    parameters: {
      id: { description: 'Id of the group.', example: otherMemberId },
      organisation: ofOrganisation,
    },
  },
  'DELETE /v1/alliance/groups/{id}': {
    description:
      'Ends a group. What was given to it is read by its origin and by those whom it names, as before.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: { description: 'Id of the group.', example: otherMemberId } },
  },
}

const peopleNotes: NotesByOperation = {
  'GET /v1/alliance/organisations/{id}/people': {
    description:
      'People of an organisation with their roles. Mail addresses are told to administrators only.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: ofOrganisation, after },
    response: {
      status: 200,
      example: {
        people: [
          {
            id: otherMemberId,
            name: '王小明',
            email: null,
            state: 'active',
            roles: ['BNK_DSK'],
            createdAt: memberWhen,
          },
        ],
        next: null,
      },
    },
  },
  'PUT /v1/alliance/people/{id}/state': {
    description: 'Suspends a person, lets them back in, or ends their membership; never oneself.',
    errors: ['MEMBER_LEFT', 'NOT_FOUND', ...refused],
    parameters: { id: ofPerson },
    request: { example: state },
  },
  'GET /v1/alliance/organisations/{id}/invitations': {
    description: 'Invitations of an organisation and what became of them. Tokens are not in it.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: ofOrganisation, after },
    response: {
      status: 200,
      example: {
        invitations: [
          {
            id: otherMemberId,
            email: 'wang@bank.example',
            roles: ['BNK_DSK'],
            state: 'open',
            invitedBy: 'administrator:1a2b3c4d',
            expiresAt: memberWhen,
          },
        ],
        next: null,
      },
    },
  },
  'POST /v1/alliance/organisations/{id}/invitations': {
    description:
      'Invites a person. The token is shown once and holds for seven days: hand it over yourself, the hub sends no mail. ' +
      'Roles become proposals when the invitation is accepted.',
    errors: ['EMAIL_TAKEN', 'ROLE_UNFIT', 'MEMBER_LEFT', 'NOT_FOUND', ...refused],
    parameters: { id: ofOrganisation },
    request: { example: { email: 'wang@bank.example', roles: ['BNK_DSK'] } },
    response: {
      status: 200,
      example: { id: otherMemberId, token: invitationToken, expiresAt: memberWhen },
    },
  },
  'DELETE /v1/alliance/invitations/{id}': {
    description: 'Withdraws an invitation that nobody has accepted.',
    errors: ['INVITATION_INVALID', 'NOT_FOUND', ...refused],
    parameters: { id: { description: 'Id of the invitation.', example: otherMemberId } },
  },
  'GET /v1/alliance/organisations/{id}/grants': {
    description: 'Roles that people of an organisation hold, are proposed for, or held once.',
    errors: ['NOT_FOUND', ...refused],
    parameters: {
      id: ofOrganisation,
      after,
      state: { description: 'Only those of one state.', example: 'proposed' },
    },
    response: { status: 200, example: { grants: [grant], next: null } },
  },
  'POST /v1/alliance/people/{id}/grants': {
    description:
      'Proposes a role for somebody else. It is held when another administrator, who is not that person either, agrees.',
    errors: ['ROLE_UNFIT', 'GRANT_DECIDED', 'NOT_FOUND', ...refused],
    parameters: { id: ofPerson },
    request: { example: { role: 'BNK_DSK' } },
    response: { status: 200, example: { id: otherMemberId } },
  },
  'POST /v1/alliance/grants/{id}/decision': {
    description:
      'Agrees to a proposed role, or refuses it. Nobody decides on their own proposal or their own role.',
    errors: ['ROLE_UNFIT', 'GRANT_DECIDED', 'NOT_FOUND', ...refused],
    parameters: { id: { description: 'Id of the grant.', example: otherMemberId } },
    request: { example: { decision: 'approve' } },
  },
  'DELETE /v1/alliance/grants/{id}': {
    description: 'Takes a role away, or a proposal back. One administrator is enough, and it holds at once.',
    errors: ['GRANT_DECIDED', 'NOT_FOUND', ...refused],
    parameters: { id: { description: 'Id of the grant.', example: otherMemberId } },
  },
}

const clientNotes: NotesByOperation = {
  'GET /v1/alliance/organisations/{id}/clients': {
    description: 'Systems of an organisation: what they may do, and when they were last seen.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: ofOrganisation, after },
    response: { status: 200, example: { clients: [apiClient], next: null } },
  },
  'POST /v1/alliance/organisations/{id}/clients': {
    description:
      'Registers a system. Without `jwks` it gets a key, which is shown once; with it the system signs its requests for ' +
      'access tokens (`POST /oauth/token`) and there is nothing to steal here.',
    errors: ['MEMBER_LEFT', 'NOT_FOUND', ...refused],
    parameters: { id: ofOrganisation },
    request: { example: { name: 'payee check', scopes: ['check', 'feed'] } },
    response: { status: 200, example: { client: apiClient, key: apiKey } },
  },
  'POST /v1/alliance/clients/{id}/keys': {
    description:
      'Gives a system a new key. The former one works on for `overlapS` seconds, a day unless told.',
    errors: ['MEMBER_LEFT', 'NOT_FOUND', ...refused],
    parameters: { id: { description: 'Id of the system.', example: otherMemberId } },
    request: { example: { overlapS: 3600 } },
    response: { status: 200, example: { key: apiKey, formerKeysEndAt: memberWhen } },
  },
  'DELETE /v1/alliance/clients/{id}': {
    description: 'Ends a system for ever; its keys and tokens stop working with their next request.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: { description: 'Id of the system.', example: otherMemberId } },
  },
}

/** Routes of members’ organisations, people, roles and systems. */
export const allianceNotes: NotesByOperation = { ...organisationNotes, ...peopleNotes, ...clientNotes }
