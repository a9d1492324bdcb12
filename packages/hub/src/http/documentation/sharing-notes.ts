import type { LedgerReply, MemberCheckReply, ShareReply } from '@wuzei/contract'
import { memberId, memberWhen, otherMemberId } from './member-examples.ts'
import { verifiedNumber } from './example-verdicts.ts'
import type { NotesByOperation } from './operation-notes.ts'

const refused = ['FORBIDDEN', 'CROSS_SITE'] as const
const label = { tlp: 'TLP:AMBER+STRICT', pap: 'PAP:AMBER' } as const
const freer = { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' } as const
const id = { description: 'Id of the share.', example: memberId }
const cursor = '1772355600000.6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90'

const share: ShareReply = {
  id: memberId,
  originId: otherMemberId,
  label,
  object: 'case-indicator',
  kind: 'phone',
  canonical: '+8613900000001',
  seen: 'call',
  fraudType: 'F08',
  firstAt: memberWhen,
  lastAt: memberWhen,
  count: 3,
  note: '三名储户接到此号码来电，要求转入“安全账户”。',
  groupId: null,
  recipientIds: [],
  passedOnFrom: null,
  isPublicEvidence: false,
  mayBlock: false,
  at: memberWhen,
  withdrawnAt: null,
  withdrawalReason: null,
}

const query = {
  after: { description: 'The `next` of the page before.', example: cursor },
  value: { description: 'Only about this indicator, in any spelling.', example: '13900000001' },
  kind: { description: 'Kind of the value, or only shares of this kind.', example: 'phone' },
  originId: { description: 'Only from this member.', example: otherMemberId },
  direction: { description: 'What the caller’s organisation gave, or what others did.', example: 'given' },
  tlp: { description: 'Only with this label.', example: 'TLP:AMBER' },
  fraudType: { description: 'Only about this fraud.', example: 'F08' },
  state: { description: 'Only what stands, or only what was withdrawn.', example: 'current' },
  isPublic: {
    description: 'Only what weighs in the public verdict, or only what does not.',
    example: 'true',
  },
  opening: { description: 'Only what waits for a second person to open its label.', example: 'proposed' },
}

const checkReply: MemberCheckReply = {
  results: [
    {
      verdict: verifiedNumber,
      memberLevel: 'safe',
      shares: [
        {
          id: memberId,
          origin: otherMemberId,
          label,
          canonical: '95588',
          fraudType: 'F08',
          lastAt: memberWhen,
        },
      ],
    },
  ],
}

const ledger: LedgerReply = {
  organisationId: otherMemberId,
  totals: { given: 1, withdrawn: 0, withdrawnAsErrors: 0, received: 12 },
  entries: [{ share, levelBefore: null, levelAfter: null, retracted: false }],
  next: null,
}

/** Sharing among members. */
export const sharingNotes: NotesByOperation = {
  'POST /v1/alliance/shares': {
    description:
      'Shares up to 1,000 statements, all or none. Without a label each gets the usual one of its `object`; without an ' +
      'object it is a `case-indicator`, which only your own organisation and the recipients you name may read. ' +
      'TLP:CLEAR and TLP:GREEN with a PAP label that permits blocking become evidence of the public verdict; everything ' +
      'else never touches it.\n\n' +
      'With `passOn` you pass on what you may read, under a label that is no freer and to nobody its label excludes. ' +
      'Send a `reference` and the same request again changes nothing.',
    errors: [
      'INDICATOR_EMPTY',
      'INDICATOR_INVALID',
      'INDICATOR_UNRECOGNISED',
      'INDICATOR_TOO_LONG',
      'FRAUD_TYPE_UNKNOWN',
      'RECIPIENT_UNFIT',
      'SHARE_ACCUSES',
      'SHARE_WITHDRAWN',
      'NOT_FOUND',
      ...refused,
    ],
    request: {
      example: {
        shares: [
          {
            value: '13900000001',
            seen: 'call',
            fraudType: 'F08',
            label,
            recipientIds: [otherMemberId],
            reference: 'desk-2026-0301-17',
          },
        ],
      },
    },
    response: { status: 200, example: { shares: [{ id: memberId, duplicate: false }] } },
  },
  'GET /v1/alliance/shares': {
    description:
      'Everything you may read and nothing else, newest first. Withdrawn shares stay in the list with the reason, so ' +
      'that nobody acts on a copy. The header `sharing-label` names the most closed label on the page.',
    errors: refused,
    parameters: query,
    response: { status: 200, example: { shares: [share], next: null } },
  },
  'GET /v1/alliance/shares/{id}': {
    description: 'One share. What you may not read is answered exactly like what does not exist: with 404.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id },
    response: { status: 200, example: share },
  },
  'GET /v1/alliance/share-export': {
    description:
      'What a list would show, as a file of JSON lines, 10,000 shares at most. Its name, its first line and the header ' +
      '`sharing-label` carry the most closed label of what is in it.',
    errors: refused,
    parameters: query,
    response: {
      status: 200,
      mediaType: 'application/x-ndjson',
      schema: { type: 'string', description: 'A line about the file, then one share a line' },
      example: `${JSON.stringify({ type: 'shares', label, exportedAt: memberWhen, exportedBy: `person:${memberId}`, count: 1, next: null })}\n${JSON.stringify(share)}\n`,
    },
  },
  'POST /v1/alliance/shares/{id}/withdrawal': {
    description:
      'The origin takes a share back, and with it everything that passes it on. What it said no longer weighs anywhere.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id },
    request: { example: { reason: 'error' } },
  },
  'GET /v1/alliance/shares/{id}/relabellings': {
    description: 'Every change of a share’s label, and who proposed and agreed; for its origin.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id },
    response: {
      status: 200,
      example: {
        relabellings: [
          {
            id: otherMemberId,
            from: label,
            to: freer,
            state: 'proposed',
            proposedBy: `person:${memberId}`,
            proposedAt: memberWhen,
            decidedBy: null,
            decidedAt: null,
          },
        ],
      },
    },
  },
  'POST /v1/alliance/shares/{id}/relabellings': {
    description:
      'A more closed label holds at once, for what passes the share on as well. A freer one is a proposal: a person of ' +
      'the origin makes it, and a supervisor of the origin (a colleague where it has none), somebody else, agrees.',
    errors: ['NOT_FOUND', 'SHARE_WITHDRAWN', 'SHARE_ACCUSES', 'RELABEL_PENDING', ...refused],
    parameters: { id },
    request: { example: { label: freer } },
    response: { status: 200, example: { state: 'proposed' } },
  },
  'POST /v1/alliance/shares/{id}/relabellings/decision': {
    description:
      'A supervisor of the origin, or a colleague where it has none, agrees to open a label, or refuses. Never whoever proposed it. Once open, the share may ' +
      'become evidence of the public verdict.',
    errors: ['NOT_FOUND', 'SHARE_WITHDRAWN', 'SHARE_ACCUSES', 'RELABEL_UNKNOWN', ...refused],
    parameters: { id },
    request: { example: { decision: 'approve' } },
  },
  'POST /v1/alliance/check': {
    description:
      'The public verdict on up to 1,000 values, and beside it what you may read of shares that are no part of it. ' +
      '`memberLevel` weighs both together by the same model; it is the public level where you may read nothing more.',
    errors: refused,
    request: { example: { values: ['95588'] } },
    response: { status: 200, example: checkReply },
  },
  'GET /v1/alliance/ledger': {
    description:
      'Your own contributions: each share, the public verdict before and after it, and whether its indicator was taken ' +
      'off the list since. Of another member it tells numbers only: of what you may read, and none below five.',
    errors: ['NOT_FOUND', ...refused],
    parameters: {
      after: query.after,
      organisationId: { description: 'Another member; your own unless told.', example: otherMemberId },
    },
    response: { status: 200, example: ledger },
  },
}
