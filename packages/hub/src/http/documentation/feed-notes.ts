import type { FeedItem, Retraction, Webhook } from '@wuzei/contract'
import type { NotesByOperation } from './operation-notes.ts'

const id = '5f0c1c58-7a0e-4c59-9d0b-6f8f2f2f6a11'
const cursor = '17SK6hG3Ji-6gFbJWiOHmg'
const at = '2026-03-01T01:05:00.000Z'
const secret = 'whsec_kMASSTDeJXTgHnvFgRPOM0KmB/iHDaRzrEC3lGhW13M='
const text = (mediaType: string, description: string) => ({
  mediaType,
  schema: { type: 'string', description },
})

const item: FeedItem = {
  cursor,
  type: 'listed',
  at,
  eventSeq: 4711,
  indicator: { kind: 'domain', canonical: 'pay.example.com' },
  level: 'confirmed',
  fraudTypes: ['F08'],
  cause: 'pinned',
  label: { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' },
  originId: null,
  objectId: null,
  detail: null,
}
const line = JSON.stringify(item)
const webhook: Webhook = {
  id,
  url: 'https://receiver.example/hook',
  passesOn: false,
  state: 'active',
  pausedReason: null,
  createdAt: at,
  cursor,
  isUpToDate: true,
  failures: 0,
  failingSince: null,
  nextAttemptAt: null,
  lastError: null,
  lastDeliveredAt: at,
  waitingLetters: 0,
  deadLetters: 0,
}
const statement =
  '{"eventSeq":4712,"id":"5f0c1c58-7a0e-4c59-9d0b-6f8f2f2f6a11","indicator":{"canonical":"pay.example.com",' +
  '"key":"9f86d081884c7d65","kind":"domain"},"reason":"appeal-upheld","since":"2026-03-01T01:05:00.000Z",' +
  '"type":"wuzei-retraction-1"}'
const signed = {
  statement,
  signature: '5kW8Q2S8m2m7l1mP0lq0S8m9b4v6QmC3e0a5WkQZ3zS2G8x1m7n0pV9r4tY6uI8oP2aS4dF6gH8jK0lZ1xC3vA==',
  keyId: '3f1c9a7be0d24c55',
}
const retraction: Retraction = {
  id,
  kind: 'domain',
  masked: 'pay.example.com',
  reason: 'appeal-upheld',
  since: at,
  at,
  reachedAt: '2026-03-01T01:05:04.000Z',
  reachedAfterMs: 4000,
  completedAt: null,
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
}
const idNote = { description: 'UUID of the endpoint or retraction.', example: id }
const after = {
  description:
    'Cursor after which to go on; `now` for the end, left out for as far back as the feed reaches.',
  example: cursor,
}

export const feedNotes: NotesByOperation = {
  'GET /v1/feed': {
    description:
      'Everything your organisation may know of, in one order. Ask again with the header `wuzei-cursor` of the answer. ' +
      'What comes twice has the same cursor. Cursors say nothing of how much lies between them.',
    errors: ['FEED_CURSOR_INVALID', 'FEED_COMPACTED'],
    parameters: {
      after,
      limit: { description: 'Most items of the answer, up to 2000.', example: '500' },
      waitS: { description: 'Seconds to wait when there is nothing new, up to 30.', example: '20' },
    },
    response: { status: 200, ...text('application/x-ndjson', 'One item a line'), example: `${line}\n` },
  },
  'GET /v1/feed/stream': {
    description:
      'The feed as it comes, as server-sent events. A client that reconnects sends `Last-Event-ID` by itself and misses ' +
      'nothing. Something comes at least every 15 seconds; a reader may be as slow as it likes.',
    errors: ['FEED_CURSOR_INVALID', 'FEED_COMPACTED'],
    parameters: { after },
    response: {
      status: 200,
      ...text('text/event-stream', 'An event for each item'),
      example: `id: ${cursor}\ndata: ${line}\n\n`,
    },
  },
  'GET /v1/webhooks': {
    description: 'Where the hub sends the feed of your organisation to, and how that goes.',
    response: { status: 200, example: { webhooks: [webhook] } },
  },
  'POST /v1/webhooks': {
    description:
      'From now on, or from `after` on, the hub posts the feed to this address: `{"type":"feed.items","data":{"cursor",' +
      '"items"}}`, signed as Standard Webhooks say, one delivery at a time and in order. Any 2xx takes it. The secret is ' +
      'shown this once.',
    errors: ['OUTBOUND_REFUSED', 'WEBHOOK_LIMIT', 'FEED_CURSOR_INVALID', 'FEED_COMPACTED'],
    request: { example: { url: 'https://receiver.example/hook' } },
    response: { status: 200, example: { webhook, secret } },
  },
  'PUT /v1/webhooks/{id}/state': {
    description:
      'Pauses, resumes or removes an endpoint. Resumed, it gets what came meanwhile. The hub itself pauses one that has ' +
      'failed for three days or answers 410, and tells its member in the feed.',
    errors: ['WEBHOOK_UNKNOWN'],
    parameters: { id: idNote },
    request: { example: { state: 'active' } },
  },
  'POST /v1/webhooks/{id}/secrets': {
    description: 'A new secret. For three days deliveries bear the signatures of both, the new one first.',
    errors: ['WEBHOOK_UNKNOWN'],
    parameters: { id: idNote },
    response: { status: 200, example: { secret, oldSecretUntil: '2026-03-04T01:05:00.000Z' } },
  },
  'POST /v1/webhooks/{id}/tests': {
    description:
      'Sends a delivery without items at once, signed as all are, and tells what the receiver made of it. It changes ' +
      'nothing, and works while the endpoint is paused.',
    errors: ['WEBHOOK_UNKNOWN'],
    parameters: { id: idNote },
    response: { status: 200, example: { at, items: 0, result: 'taken', error: null, tookMs: 84 } },
  },
  'GET /v1/webhooks/{id}/deliveries': {
    description:
      'The last thirty requests to an endpoint, newest first. They are written about once a second.',
    errors: ['WEBHOOK_UNKNOWN'],
    parameters: { id: idNote },
    response: {
      status: 200,
      example: {
        deliveries: [{ at, items: 12, result: 'refused', error: 'it answered 422', tookMs: 84 }],
      },
    },
  },
  'GET /v1/webhooks/{id}/letters': {
    description:
      'Items that the endpoint refused (400, 406, 409, 413, 415, 422) while it took others. They are tried again one by ' +
      'one for three days, and what is of the same indicator waits behind them; then they are dead.',
    errors: ['WEBHOOK_UNKNOWN', 'FEED_CURSOR_INVALID'],
    parameters: {
      id: idNote,
      state: { description: 'Which letters; `dead` unless told.', example: 'dead' },
      after: { description: 'The `next` of the page before, at most 64 characters.', example: cursor },
    },
    response: {
      status: 200,
      example: {
        letters: [
          {
            cursor,
            state: 'dead',
            attempts: 15,
            since: at,
            nextAttemptAt: null,
            lastError: 'it answered 422',
            item: { type: 'listed', indicator: { kind: 'domain', canonical: 'pay.example.com' } },
          },
        ],
        next: null,
      },
    },
  },
  'POST /v1/webhooks/{id}/letters/replay': {
    description: 'Sends dead letters again, all of them or those named by their cursors.',
    errors: ['WEBHOOK_UNKNOWN', 'FEED_CURSOR_INVALID'],
    parameters: { id: idNote },
    request: { example: { cursors: [cursor] } },
    response: { status: 200, example: { replayed: 1 } },
  },
  'GET /v1/retractions': {
    description:
      'Whether members are told to warn of a value now, what was taken back about it, and who has confirmed. Asks for ' +
      'the value itself, so that nobody learns of others.',
    errors: ['INDICATOR_EMPTY', 'INDICATOR_TOO_LONG', 'INDICATOR_UNRECOGNISED', 'INDICATOR_INVALID'],
    parameters: {
      value: {
        description: 'The number, link, account… as a person writes it.',
        example: 'pay.example.com',
        required: true,
      },
      kind: { description: 'Kind of indicator, where the value fits several.', example: 'domain' },
    },
    response: {
      status: 200,
      example: {
        indicator: { kind: 'domain', canonical: 'pay.example.com' },
        listed: false,
        cleanEverywhere: false,
        retractions: [{ ...retraction, ...signed }],
      },
    },
  },
  'GET /v1/retractions/{id}': {
    description:
      'Who has confirmed a retraction, and who has not yet: by name where a member agreed to be named, else by kind and ' +
      'count. The value is masked. The same as a page for people is at `/retractions/{id}`.',
    errors: ['RETRACTION_UNKNOWN'],
    parameters: { id: idNote },
    response: { status: 200, example: retraction },
  },
  'GET /v1/retractions/outstanding': {
    description: 'Retractions that your organisation has yet to confirm, oldest first, signed by the hub.',
    parameters: { after: { description: 'The `next` of the page before.', example: id } },
    response: { status: 200, example: { retractions: [{ id, at, ...signed }], next: null } },
  },
  'POST /v1/retractions/{id}/receipts': {
    description:
      'Your organisation confirms that it no longer acts on what was taken back. A system with registered keys signs ' +
      '`{"retractions":["…"]}` as a compact JWS. Confirming twice changes nothing.',
    errors: ['RETRACTION_UNKNOWN', 'CONFIRMATION_INVALID'],
    parameters: { id: idNote },
    request: { example: {} },
    response: { status: 200, example: { confirmed: [id] } },
  },
  'POST /v1/retractions/receipts': {
    description: 'As above, for up to 1,000 retractions at once; the answer names those that exist.',
    errors: ['CONFIRMATION_INVALID'],
    request: { example: { retractions: [id] } },
    response: { status: 200, example: { confirmed: [id] } },
  },
  'PUT /v1/retractions/public-name': {
    description: 'Your organisation agrees to be named on public pages of retractions, or no longer does.',
    request: { example: { agreed: true } },
  },
}
