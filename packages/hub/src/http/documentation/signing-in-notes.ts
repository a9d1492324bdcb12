import {
  invitationToken,
  memberId,
  memberWhen,
  organisation,
  otherMemberId,
  passkey,
  passkeyChallenge,
  passkeySignIn,
} from './member-examples.ts'
import type { NotesByOperation } from './operation-notes.ts'

const refused = ['FORBIDDEN', 'CROSS_SITE'] as const
const session = { sessionId: otherMemberId, personId: memberId, expiresAt: memberWhen }
const enrolment = 'AQAB9Zk3mQm0Pz1bK2Tn8m1r0v9w2x8c4c1s6u3gWqY5kA7bFhD0eJQf2N3pLrV6tX'

/** Routes by which members join, sign in and out, and get tokens. */
export const signingInNotes: NotesByOperation = {
  'POST /v1/alliance/enrolments': {
    description:
      'Shows whoever holds an invitation where they are invited to, and gives what their authenticator app needs. ' +
      'Nothing is stored yet.',
    errors: ['INVITATION_INVALID'],
    request: { example: { token: invitationToken } },
    response: {
      status: 200,
      example: {
        organisation: organisation.name,
        email: 'wang@bank.example',
        enrolment,
        totpUri: 'otpauth://totp/Wuzei:wang%40bank.example?issuer=Wuzei&secret=JBSWY3DPEHPK3PXP',
      },
    },
  },
  'POST /v1/alliance/people': {
    description:
      'Joins: sets name and password, and shows with a code that the authenticator app works. The recovery codes are ' +
      'shown once; keep them apart from the phone.',
    errors: ['INVITATION_INVALID', 'EMAIL_TAKEN', 'PASSWORD_WEAK', 'SIGN_IN_FAILED'],
    request: {
      example: {
        token: invitationToken,
        enrolment,
        name: '王小明',
        password: 'seven quiet rivers below',
        code: '123456',
      },
    },
    response: { status: 200, example: { personId: memberId, recoveryCodes: ['7k2mq-x9t4b'] } },
  },
  'POST /v1/alliance/sessions': {
    description:
      'Signs in and sets the session’s cookie, which no script can read. Whatever is wrong, the answer is the same. After ' +
      'ten attempts in a quarter of an hour an account waits; a passkey still opens it.',
    errors: ['SIGN_IN_FAILED'],
    request: {
      example: { email: 'wang@bank.example', password: 'seven quiet rivers below', code: '123456' },
    },
    response: { status: 200, example: session },
  },
  'POST /v1/alliance/passkey-challenges': {
    description: 'The question for `navigator.credentials.get`. It names nobody, and holds for five minutes.',
    response: { status: 200, example: passkeyChallenge },
  },
  'POST /v1/alliance/passkey-sessions': {
    description: 'Signs in whoever’s passkey answered the question, and sets the session’s cookie.',
    errors: ['PASSKEY_INVALID', 'SIGN_IN_FAILED'],
    request: { example: passkeySignIn },
    response: { status: 200, example: session },
  },
  'GET /v1/alliance/me': {
    description:
      'Who the caller is: a person with roles, or a system with scopes, and what it may read at most.',
    errors: refused,
    response: {
      status: 200,
      example: {
        type: 'person',
        id: memberId,
        organisation,
        roles: ['BNK_DSK'],
        scopes: [],
        groupIds: [],
        clearance: { tlp: 'TLP:RED', pap: 'PAP:RED' },
      },
    },
  },
  'GET /v1/alliance/sessions': {
    description: 'The caller’s open sessions, newest first. One ends after half an hour without a request.',
    errors: refused,
    response: {
      status: 200,
      example: {
        sessions: [
          {
            id: otherMemberId,
            isThisOne: true,
            method: 'totp',
            openedAt: memberWhen,
            lastSeenAt: memberWhen,
            expiresAt: memberWhen,
          },
        ],
      },
    },
  },
  'DELETE /v1/alliance/sessions/{id}': {
    description: 'Signs out: this session, or another of the caller’s own.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: { description: 'Id of the session.', example: otherMemberId } },
  },
  'POST /v1/alliance/me/passkey-challenges': {
    description:
      'The question for `navigator.credentials.create`, to register a passkey of one’s own. It is put only to who shows ' +
      'both factors anew: the answer of a passkey (`POST /v1/alliance/me/passkey-questions`), or the password together ' +
      'with a code that was not taken before. It is good for five minutes.',
    errors: ['PROOF_FAILED', 'RATE_LIMITED', ...refused],
    request: { example: { proof: { password: 'seven quiet rivers below', code: '123456' } } },
    response: { status: 200, example: passkeyChallenge },
  },
  'POST /v1/alliance/me/passkeys': {
    description:
      'Registers the passkey that answered, under a name where one is given. It signs in alone, because it asks for PIN ' +
      'or finger itself.',
    errors: ['PASSKEY_INVALID', 'SIGN_IN_FAILED', ...refused],
    request: { example: passkey },
  },
  'GET /.well-known/oauth-authorization-server': {
    description:
      'Metadata of RFC 8414: where tokens are asked for, how systems prove who they are, which scopes exist.',
    errors: ['RATE_LIMITED'],
    response: {
      status: 200,
      example: {
        issuer: 'https://hub.example',
        token_endpoint: 'https://hub.example/oauth/token',
        grant_types_supported: ['client_credentials'],
        response_types_supported: [],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: ['ES256'],
        scopes_supported: ['check', 'feed'],
      },
    },
  },
  'POST /oauth/token': {
    description:
      'Client credentials (OAuth 2.1) with `private_key_jwt` (RFC 7523): the assertion is signed with the system’s ' +
      'private key, issuer and subject are its id, the audience is the issuer, `exp` at most five minutes ahead, `jti` ' +
      'never used before. Errors are those of RFC 6749. Tokens hold for a quarter of an hour.',
    errors: ['MEDIA_TYPE_UNSUPPORTED', 'RATE_LIMITED'],
    request: {
      mediaType: 'application/x-www-form-urlencoded',
      schema: {
        type: 'object',
        required: ['grant_type', 'client_assertion_type', 'client_assertion'],
        properties: {
          grant_type: { type: 'string' },
          client_assertion_type: { type: 'string' },
          client_assertion: { type: 'string' },
          scope: { type: 'string' },
        },
      },
      example: {
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: 'eyJhbGciOiJFUzI1NiJ9…',
        scope: 'check feed',
      },
    },
    response: {
      status: 200,
      example: {
        access_token: 'wzt_m0Pz1bK2Tn8m1r0v9w2x8c4c1s6u3gWqY5kA7bFhD0e',
        token_type: 'Bearer',
        expires_in: 900,
        scope: 'check feed',
      },
    },
  },
}
