import type { NotesByOperation } from './operation-notes.ts'

const id = '6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90'
const at = '2026-11-22T09:30:00.000Z'
const ofSource = { id: { description: 'Id of the source.', example: id } }

/** Routes of the lists and collections that the hub takes over. */
export const inboundNotes: NotesByOperation = {
  'GET /v1/alliance/sources': {
    description:
      'Every source that is taken over on a schedule, with how it is doing: last success, last change, last error, failures ' +
      'in a row, next run. Nothing grows old in silence: `stale`, `failing`, `silent` and `held` are states.',
    errors: ['FORBIDDEN'],
    response: {
      status: 200,
      example: {
        sources: [
          {
            id,
            name: 'openphish',
            kind: 'openphish',
            url: 'https://lists.example/feed.txt',
            licence: 'Non-commercial use only',
            tlp: 'TLP:CLEAR',
            fraudType: 'F13.03',
            map: null,
            hasSecret: false,
            gone: 'fade',
            everyS: 43_200,
            reliability: 0.93,
            state: 'failing',
            lastAttemptAt: at,
            lastSuccessAt: at,
            lastChangeAt: at,
            nextRunAt: at,
            failures: 1,
            lastError: { code: 'OUTBOUND_FAILED', detail: 'it answered with status 503', at },
            heldGone: null,
            keptGone: null,
          },
        ],
      },
    },
  },
  'POST /v1/alliance/sources': {
    description:
      'Sets a source up; it is asked for the first time within a minute. The address must be HTTPS at a public host. For ' +
      '`taxii` it is that of the collection, for `misp` the folder of the feed. The value of `authorization` is sent as ' +
      'the header of that name, kept sealed, and never shown.',
    errors: ['FORBIDDEN', 'OUTBOUND_REFUSED', 'SOURCE_NAME_TAKEN', 'FRAUD_TYPE_UNKNOWN'],
    request: {
      example: {
        name: 'openphish',
        kind: 'openphish',
        url: 'https://lists.example/feed.txt',
        licence: 'Non-commercial use only',
        fraudType: 'F13.03',
        everyS: 43_200,
      },
    },
    response: { status: 200, example: { id } },
  },
  'PUT /v1/alliance/sources/{id}/state': {
    description:
      'Lets a source rest: nobody asks it until it is let go on, which has it asked at once. What it said stands.',
    errors: ['FORBIDDEN', 'SOURCE_UNKNOWN'],
    parameters: ofSource,
    request: { example: { state: 'paused' } },
  },
  'POST /v1/alliance/sources/{id}/runs': {
    description:
      'Has a source asked now. When most of a list vanished at once, what is gone still stands and the source is `held`: ' +
      'with `acceptGone` it is taken back.',
    errors: ['FORBIDDEN', 'SOURCE_UNKNOWN'],
    parameters: ofSource,
    request: { example: { acceptGone: false } },
  },
  'GET /v1/alliance/sources/{id}/runs': {
    description: 'The last hundred runs of a source, newest first, with the reason of those that failed.',
    errors: ['FORBIDDEN', 'SOURCE_UNKNOWN'],
    parameters: ofSource,
    response: {
      status: 200,
      example: {
        runs: [
          {
            at,
            outcome: 'failed',
            code: 'OUTBOUND_FAILED',
            detail: 'it answered with status 503',
            gone: null,
          },
          { at, outcome: 'changed', code: null, detail: null, gone: null },
        ],
      },
    },
  },
  'PATCH /v1/alliance/sources/{id}': {
    description:
      'Changes address, licence, label, fraud type, columns, interval, what becomes of entries that vanish, or the ' +
      'secret; what is left out stays. Name and kind stay: whoever needs another sets up another source. With an address ' +
      'at another host the secret is dropped unless it is given anew, so that it is never sent to somebody else.',
    errors: ['FORBIDDEN', 'SOURCE_UNKNOWN', 'SOURCE_BUSY', 'OUTBOUND_REFUSED', 'FRAUD_TYPE_UNKNOWN'],
    parameters: ofSource,
    request: { example: { url: 'https://lists.example/new.txt', everyS: 3600 } },
  },
  'POST /v1/alliance/sources/{id}/held-decision': {
    description:
      'Somebody looked at a source that is `held`. With `accept` its list is read again and what vanished is taken back. ' +
      'With `refuse` it stands, and nobody is asked again until more than that is gone.',
    errors: ['FORBIDDEN', 'SOURCE_UNKNOWN', 'SOURCE_BUSY', 'SOURCE_NOT_HELD'],
    parameters: ofSource,
    request: { example: { decision: 'refuse' } },
  },
  'DELETE /v1/alliance/sources/{id}': {
    description:
      'Removes a source; to let it rest only, pause it. With `keep` what it said stands, as after an import by hand. With ' +
      '`withdraw` all of it is taken back, and the source is `leaving` until that is done.',
    errors: ['FORBIDDEN', 'SOURCE_UNKNOWN', 'SOURCE_BUSY'],
    parameters: ofSource,
    request: { example: { statements: 'withdraw' } },
  },
}
