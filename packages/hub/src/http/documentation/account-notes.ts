import type { AuthenticatorEnrolmentReply, Proof, ResetReply } from '@wuzei/contract'
import { memberId, memberWhen, organisation, otherMemberId, passkeyChallenge } from './member-examples.ts'
import type { NotesByOperation } from './operation-notes.ts'

const refused = ['FORBIDDEN', 'CROSS_SITE'] as const
const proved = ['PROOF_FAILED', 'RATE_LIMITED', ...refused] as const
const proof: Proof = { code: '123456' }
const password = 'four lanterns over cold water'
const token = 'wzr_m0Pz1bK2Tn8m1r0v9w2x8c4c1s6u3gWqY5kA7bFhD0e'
const authenticator: AuthenticatorEnrolmentReply = {
  enrolment: 'AQAB9Zk3mQm0Pz1bK2Tn8m1r0v9w2x8c4c1s6u3gWqY5kA7bFhD0eJQf2N3pLrV6tX',
  totpUri: 'otpauth://totp/Wuzei:wang%40bank.example?issuer=Wuzei&secret=JBSWY3DPEHPK3PXP',
}
const recoveryCodes = ['7k2mq-x9t4b']
const reset: ResetReply = { id: otherMemberId, state: 'open', token, expiresAt: memberWhen }

const ownNotes: NotesByOperation = {
  'GET /v1/alliance/me/factors': {
    description: 'The caller’s authenticator app, recovery codes that are left, and passkeys.',
    errors: refused,
    response: {
      status: 200,
      example: {
        hasAuthenticator: true,
        recoveryCodesLeft: 9,
        passwordSetAt: memberWhen,
        passkeys: [
          {
            id: otherMemberId,
            name: 'phone',
            createdAt: memberWhen,
            lastUsedAt: null,
            transports: ['internal'],
          },
        ],
      },
    },
  },
  'POST /v1/alliance/me/passkey-questions': {
    description:
      'The question for `navigator.credentials.get`, to prove anew that one is oneself; the answer is the `passkey` of a ' +
      'proof. It holds for five minutes and signs nobody in.',
    errors: refused,
    response: { status: 200, example: passkeyChallenge },
  },
  'PUT /v1/alliance/me/password': {
    description:
      'Sets a new password. The proof is the one in force, or a fresh second factor. As every change of the account it ' +
      'ends the caller’s other sessions.',
    errors: ['PASSWORD_WEAK', 'PASSKEY_INVALID', ...proved],
    request: { example: { password, proof: { password: 'seven quiet rivers below' } } },
  },
  'POST /v1/alliance/me/recovery-codes': {
    description: 'Ten new recovery codes take the place of all former ones, and are shown once.',
    errors: ['PASSKEY_INVALID', ...proved],
    request: { example: { proof } },
    response: { status: 200, example: { recoveryCodes } },
  },
  'PUT /v1/alliance/me/passkeys/{id}/name': {
    description: 'Names a passkey of one’s own, so that its owner tells it from others.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: { description: 'Id of the passkey.', example: otherMemberId } },
    request: { example: { name: 'phone' } },
  },
  'DELETE /v1/alliance/me/passkeys/{id}': {
    description: 'Removes a passkey of the caller’s own, unless it is the last second factor.',
    errors: ['FACTOR_LAST', 'NOT_FOUND', 'PASSKEY_INVALID', ...proved],
    parameters: { id: { description: 'Id of the passkey in the list of factors.', example: otherMemberId } },
    request: { example: { proof } },
  },
  'POST /v1/alliance/me/authenticator-enrolments': {
    description: 'What another authenticator app needs. Nothing changes until its first code is given.',
    errors: refused,
    response: { status: 200, example: authenticator },
  },
  'PUT /v1/alliance/me/authenticator': {
    description:
      'The new app takes the place of the old one. `code` is of the new app; the proof is a code of the old one, a ' +
      'recovery code, or a passkey.',
    errors: ['PASSKEY_INVALID', ...proved],
    request: { example: { enrolment: authenticator.enrolment, code: '654321', proof } },
  },
  'DELETE /v1/alliance/me/authenticator': {
    description: 'Removes the authenticator app; only whoever has a passkey can do without.',
    errors: ['FACTOR_LAST', 'NOT_FOUND', 'PASSKEY_INVALID', ...proved],
    request: { example: { proof } },
  },
}

const resetNotes: NotesByOperation = {
  'GET /v1/alliance/organisations/{id}/resets': {
    description:
      'Links for new passwords of an organisation’s people, oldest first, 50 a page; never the links.',
    errors: ['NOT_FOUND', ...refused],
    parameters: {
      id: { description: 'Id of the organisation.', example: memberId },
      after: { description: 'The `next` of the page before.', example: otherMemberId },
    },
    response: {
      status: 200,
      example: {
        resets: [
          {
            id: otherMemberId,
            personId: memberId,
            scope: 'password',
            state: 'used',
            reason: 'called from the known number',
            issuedBy: `person:${otherMemberId}`,
            issuedAt: memberWhen,
            decidedBy: null,
            expiresAt: memberWhen,
          },
        ],
        next: null,
      },
    },
  },
  'POST /v1/alliance/people/{id}/resets': {
    description:
      'A one-time link for somebody who cannot sign in, to be handed over by a way both trust. With the scope ' +
      '`password`, for a person of the administrator’s own organisation, it is given at once, and using it asks for the ' +
      'second factor. With `everything`, for a system administrator, or from outside the organisation, a second ' +
      'administrator has to agree, and gets the link. A new one takes the place of the former.',
    errors: ['NOT_FOUND', 'MEMBER_LEFT', ...refused],
    parameters: { id: { description: 'Id of the person.', example: memberId } },
    request: { example: { scope: 'password', reason: 'called from the known number' } },
    response: { status: 200, example: reset },
  },
  'POST /v1/alliance/resets/{id}/decision': {
    description:
      'A second administrator, neither the first nor the person, agrees and gets the link, or refuses.',
    errors: ['NOT_FOUND', 'RESET_DECIDED', ...refused],
    parameters: { id: { description: 'Id of the request.', example: otherMemberId } },
    request: { example: { decision: 'approve' } },
    response: { status: 200, example: reset },
  },
  'DELETE /v1/alliance/resets/{id}': {
    description: 'Takes a request or an unused link back; one administrator is enough for that.',
    errors: ['NOT_FOUND', 'RESET_DECIDED', ...refused],
    parameters: { id: { description: 'Id of the request.', example: otherMemberId } },
  },
  'POST /v1/alliance/reset-links': {
    description:
      'Shows whoever follows a link whose it is, and where both factors are lost, what a new app needs.',
    errors: ['RESET_INVALID'],
    request: { example: { token } },
    response: {
      status: 200,
      example: {
        organisation: organisation.name,
        email: 'wang@bank.example',
        scope: 'everything',
        authenticator,
      },
    },
  },
  'POST /v1/alliance/passwords': {
    description:
      'Sets the new password, once for each link. Where both factors are lost, the new app takes the place of app, ' +
      'passkeys and recovery codes, and new codes are shown once. All sessions end.',
    errors: ['RESET_INVALID', 'PASSWORD_WEAK', 'PROOF_FAILED', 'RATE_LIMITED'],
    request: { example: { token, password, code: '123456', enrolment: authenticator.enrolment } },
    response: { status: 200, example: { recoveryCodes } },
  },
}

const actNotes: NotesByOperation = {
  'GET /v1/alliance/acts': {
    description:
      'What members did, newest first, 50 a page: the caller’s own acts; for supervisors those of their organisation; for ' +
      'auditors those within their region. What stands in the events is not shown, and indicators of others’ acts are ' +
      'masked.',
    errors: refused,
    parameters: { after: { description: 'The `next` of the page before.', example: '4711' } },
    response: {
      status: 200,
      example: {
        acts: [
          {
            seq: 4712,
            at: memberWhen,
            type: 'session.opened',
            actor: `person:${memberId}`,
            subject: `session:${otherMemberId}`,
          },
        ],
        next: null,
      },
    },
  },
  'GET /v1/members': {
    description: 'Members that agreed to be named in public, in the order in which they joined, 50 a page.',
    errors: ['RATE_LIMITED'],
    parameters: { after: { description: 'The `next` of the page before.', example: otherMemberId } },
    response: {
      status: 200,
      example: { members: [{ id: memberId, name: organisation.name, kind: 'bank' }], next: null },
    },
  },
}

/** Routes by which people look after their own accounts, administrators help who cannot, and what is done is seen. */
export const accountNotes: NotesByOperation = { ...ownNotes, ...resetNotes, ...actNotes }
