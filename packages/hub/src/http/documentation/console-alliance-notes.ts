import type { NotesByOperation } from './operation-notes.ts'

const id = '5f0c1c58-7a0e-4c59-9d0b-6f8f2f2f6a11'
const at = '2026-03-01T01:05:00.000Z'
const facts = {
  id,
  kind: 'domain',
  masked: 'pay.example.com',
  reason: 'appeal-upheld',
  since: at,
  at,
  reachedAt: '2026-03-01T01:05:04.000Z',
  reachedAfterMs: 4000,
  completedAt: null,
}
const after = { description: 'The `next` of the page before.', example: id }

/** What the console shows of the alliance beside members. */
export const consoleAllianceNotes: NotesByOperation = {
  'GET /v1/console/feed-health': {
    description:
      'When members last took the feed, how far they are behind, how many streams they have open, and how their webhooks ' +
      'are doing. The hub operator and auditors see every member that takes the feed; everybody else their own ' +
      'organisation, whose lag is measured by what it may read.',
    errors: ['FORBIDDEN'],
    parameters: { after },
    response: {
      status: 200,
      example: {
        isWhole: false,
        members: [
          {
            organisationId: id,
            firstTakenAt: at,
            lastTakenAt: at,
            streams: 1,
            behindSince: null,
            webhooks: 1,
            pausedWebhooks: 0,
            failingWebhooks: 0,
            deadLetters: 0,
          },
        ],
        next: null,
      },
    },
  },
  'GET /v1/console/retractions': {
    description:
      'What was taken back, newest first, with how many members have confirmed and whether the caller’s organisation has.',
    parameters: {
      after,
      state: {
        description:
          '`open`: a connected member has not confirmed; `reached`: only others have not; `complete`.',
        example: 'open',
      },
      own: {
        description: 'Those that the caller’s organisation has yet to confirm.',
        example: 'outstanding',
      },
    },
    response: {
      status: 200,
      example: {
        retractions: [
          {
            ...facts,
            shown: 'pay.example.com',
            confirmed: 2,
            outstanding: 1,
            own: 'confirmed',
            ownConfirmedAt: '2026-03-01T01:05:03.000Z',
          },
        ],
        next: null,
      },
    },
  },
  'GET /v1/console/retractions/{id}': {
    description:
      'Who has confirmed a retraction, and who has not: all by name for the hub operator and auditors; else the caller’s ' +
      'own organisation and those that agreed to be named, the others by kind and count.',
    errors: ['RETRACTION_UNKNOWN'],
    parameters: { id: { description: 'Id of the retraction.', example: id } },
    response: {
      status: 200,
      example: {
        ...facts,
        own: 'confirmed',
        confirmations: {
          confirmed: 2,
          outstanding: 1,
          named: [
            {
              name: { zh: '示例银行', en: 'Example Bank' },
              kind: 'bank',
              connected: true,
              confirmedAt: '2026-03-01T01:05:04.000Z',
              signed: true,
            },
          ],
          others: [{ kind: 'operator', confirmed: 1, outstanding: 1, lastConfirmedAt: at }],
        },
      },
    },
  },
}
