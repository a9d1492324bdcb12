import type { BulkDecisionBody, RejectionBody, UnmaskBody } from '@wuzei/contract'
import { unknownSite } from './example-verdicts.ts'
import type { NotesByOperation } from './operation-notes.ts'

const at = '2026-03-01T01:05:00.000Z'
const member = '7d9f6d5e-3c1f-4f57-9a37-0f6f6b8f8a10'
const key = '3f1c9a7be0d24c55'
const hash = 'qLHc8aBM8j0sAWUdYQbqLWXS7N9x6DK9Bpzd0wXs7MQ='
const hex = 'a8b1dcf1a04cf23d2c01651d6106ea2d65d2ecdf7ae832bd069cddd305ececc4'

const after = (example: string) => ({
  description: 'Where the page before ended: `next` of its answer; left out for the first page.',
  example,
})
const keyParameter = { description: 'Key of the entry, 16 hexadecimal digits.', example: key }
const report = { description: 'Number of the report, at most 18 digits.', example: '42' }
const event = {
  seq: 128,
  id: 131,
  at,
  type: 'report.decided',
  actor: `person:${member}`,
  subject: 'report:42',
  payload: { report: '42', status: 'confirmed' },
  attachments: [],
  leafHash: hex,
}

const decision: BulkDecisionBody = {
  reports: ['42', '43'],
  decision: 'confirmed',
  reason: 'Three transfers were seen',
  fraudType: 'F08',
}
const rejection: RejectionBody = { decision: 'agree' }
const unmask: UnmaskBody = { record: 'report', id: '42', purpose: 'INTAKE' }

const deskNotes: NotesByOperation = {
  'GET /v1/console/reports': {
    description:
      'One queue of the triage desk: reports with money gone first, then the oldest. Texts, contacts and the ' +
      'numbers and accounts that it names are masked, and other open reports about the same subject or in the same words are named.',
    parameters: {
      queue: {
        description: 'A status, or `waiting` for those whose rejection a second person has yet to agree to.',
        example: 'received',
      },
      after: after('1.42'),
    },
    response: {
      status: 200,
      example: {
        reports: [
          {
            id: '42',
            status: 'received',
            fraudType: null,
            decidedType: null,
            loss: { amountFen: 500_000, currency: 'CNY', at: null },
            reportedAt: at,
            dueAt: '2026-03-01T01:10:00.000Z',
            text: '自称快递客服，让我打 [phone]',
            contact: '138****8000',
            indicators: [{ key, kind: 'domain', display: 'pay.example.com', level: 'suspicious' }],
            attachments: [],
            sameSubject: ['43'],
            sameText: [],
            rejection: null,
          },
        ],
        counts: { received: 1, reviewing: 0, waiting: 0, disputes: 0 },
        mayApprove: false,
        mayWork: true,
        next: null,
      },
    },
  },
  'POST /v1/console/report-decisions': {
    description:
      'Decides reports together, such as all about one number. Each is decided on its own, and one that cannot be says ' +
      'why. Rejecting takes a second person unless a supervisor does it: the answer is then `waiting`. With ' +
      '`confirmed` goes the type of fraud where the checker knows it better than the reporter; a confirmed report gets ' +
      'another type with `correction`.',
    errors: ['FRAUD_TYPE_UNKNOWN'],
    request: { example: decision },
    response: {
      status: 200,
      example: {
        results: [
          { report: '42', outcome: 'done', code: null },
          { report: '43', outcome: 'failed', code: 'REPORT_DECIDED' },
        ],
      },
    },
  },
  'POST /v1/console/reports/{id}/rejection': {
    description:
      'A supervisor, not whoever proposed it, agrees that a report is rejected or refuses; whoever proposed it takes it ' +
      'back.',
    errors: ['REJECTION_UNKNOWN', 'REPORT_DECIDED'],
    parameters: { id: report },
    request: { example: rejection },
  },
  'GET /v1/console/disputes': {
    description: 'Open disputes, oldest first, with what they are about, statements and contacts masked.',
    parameters: { after: after('42') },
    response: {
      status: 200,
      example: {
        disputes: [
          {
            id: '42',
            key,
            kind: 'domain',
            display: 'shop.example.org',
            level: 'suspicious',
            openedAt: at,
            dueAt: '2026-03-04T01:05:00.000Z',
            statement: 'This is my shop, call [phone].',
            contact: 'o***@example.org',
          },
        ],
        mayDecide: true,
        next: null,
      },
    },
  },
  'POST /v1/console/unmaskings': {
    description:
      'Opens the personal data of one report or dispute for five minutes. The purpose must fit, the log says who opened ' +
      'what, and whoever opens more than 50 in an hour or 200 in a day is locked out.',
    errors: ['RECEIPT_UNKNOWN', 'DISPUTE_UNKNOWN', 'UNMASK_LOCKED'],
    request: { example: unmask },
    response: {
      status: 200,
      example: {
        id: member,
        text: '自称快递客服，让我打 13900001111',
        contact: '13800138000',
        indicators: [{ key: '00f1e2d3c4b5a697', kind: 'phone', display: '139 0000 1111' }],
        expiresAt: '2026-03-01T01:10:00.000Z',
        watermark: `${member} ${at}`,
        leftThisHour: 49,
        leftToday: 199,
      },
    },
  },
  'GET /v1/console/reports/{id}/attachments/{sha256}': {
    description:
      'One file of a report that the caller has opened within the last five minutes, as a download.',
    errors: ['UNMASK_FIRST', 'EVIDENCE_UNKNOWN'],
    parameters: {
      id: report,
      sha256: { description: 'SHA-256 of the file, as the queue names it.', example: hex },
    },
    response: {
      status: 200,
      mediaType: 'application/octet-stream',
      schema: { type: 'string', format: 'binary', description: 'The bytes of the file' },
      example: '(bytes of the file)',
    },
  },
  'GET /v1/console/alerts': {
    description:
      'People of the caller’s organisation who were locked out for opening too much, for those who answer for them; ' +
      'empty for everybody else.',
    response: {
      status: 200,
      example: { alerts: [{ id: member, personId: member, name: '王小青', span: 'hour', at }] },
    },
  },
  'POST /v1/console/alerts/{id}/seen': {
    description: 'Notes that a supervisor has looked. Letting the person back in is an act of its own.',
    errors: ['NOT_FOUND'],
    parameters: { id: { description: 'Identifier of the alert.', example: member } },
  },
}

const { value: _value, canonical: _canonical, display: _display, ...verdict } = unknownSite

const libraryNotes: NotesByOperation = {
  'GET /v1/console/library': {
    description:
      'Entries of the library, those seen last first. Levels fade, so they are read while the page is made: with a rare ' +
      'level a page may be short and `next` still be there. Whoever only reads sees values masked.',
    parameters: {
      kind: { description: 'Only this kind of indicator.', example: 'domain' },
      level: { description: 'Only this level, as it reads now.', example: 'high' },
      source: { description: 'Only what this source speaks of, by its id.', example: 'public' },
      fraudType: {
        description: 'Only this fraud type; a family such as F08 covers its types.',
        example: 'F08',
      },
      since: { description: 'Only what was seen since.', example: '2026-03-01T00:00:00+08:00' },
      after: after(`1772326800.${key}`),
    },
    response: {
      status: 200,
      example: {
        entries: [
          {
            key,
            kind: 'domain',
            shown: 'pay.example.com',
            canonical: 'pay.example.com',
            level: 'high',
            score: 0.97,
            fraudTypes: ['F08'],
            lastSeenAt: at,
            pinned: false,
            disputed: false,
          },
        ],
        scanned: 1,
        next: null,
      },
    },
  },
  'GET /v1/console/library/entry': {
    description:
      'One entry by its key, or anything a person writes as `value`: its verdict, and what people decided about it.',
    errors: ['INDICATOR_EMPTY', 'INDICATOR_UNRECOGNISED', 'INDICATOR_INVALID', 'INDICATOR_UNKNOWN'],
    parameters: {
      key: keyParameter,
      value: { description: 'A number, link or account, instead of the key.', example: 'pay.example.com' },
      kind: { description: 'Kind of the value, where it is known.', example: 'domain' },
    },
    response: {
      status: 200,
      example: {
        key,
        shown: 'pay.example.com',
        verdict,
        canonical: 'pay.example.com',
        pin: null,
        retractedAt: null,
        tenureFrom: null,
        isKnown: true,
        mayDecide: true,
      },
    },
  },
  'GET /v1/console/library/evidence': {
    description:
      'Every statement about an entry: who said it, how far that source is relied on, what hangs together, and why one ' +
      'weighs nothing.',
    errors: ['INDICATOR_UNKNOWN'],
    parameters: { key: keyParameter, after: after('1.42') },
    response: {
      status: 200,
      example: {
        pieces: [
          {
            id: '1.42',
            source: 'public',
            sourceName: 'Public reports',
            tier: 'citizen',
            reliability: 0.7,
            report: '42',
            fraudType: 'F08',
            count: 1,
            firstAt: at,
            lastAt: at,
            marks: ['reporter:3f94', 'text:f7b5'],
            silent: null,
          },
        ],
        next: null,
      },
    },
  },
  'GET /v1/console/library/history': {
    description: 'What happened to an entry and to the reports that name it, newest first.',
    errors: ['INDICATOR_UNKNOWN'],
    parameters: { key: keyParameter, after: after('128') },
    response: {
      status: 200,
      example: {
        events: [
          {
            seq: 128,
            at,
            type: 'indicator.pinned',
            actor: `person:${member}`,
            level: 'high',
            reason: 'seen',
          },
        ],
        next: null,
      },
    },
  },
  'GET /v1/console/sources': {
    description:
      'Who the library listens to, how much of it held so far, and when each last brought something new.',
    parameters: { after: after('import:openphish') },
    response: {
      status: 200,
      example: {
        sources: [
          {
            id: 'import:openphish',
            name: 'OpenPhish',
            tier: 'feed',
            licence: null,
            reliability: 0.9,
            lastAt: at,
          },
        ],
        next: null,
      },
    },
  },
}

const auditNotes: NotesByOperation = {
  'GET /v1/console/events': {
    description:
      'Events of the log, newest first: all for auditors, those of their organisation for supervisors, their own for ' +
      'everybody else. Each with all that its hash covers, so that a reader can compute it again.',
    parameters: {
      type: { description: 'Only events of this type.', example: 'report.decided' },
      actor: { description: 'Only what this actor did, as the log names it.', example: `person:${member}` },
      subject: { description: 'Only what happened to this.', example: 'report:42' },
      after: after('129'),
    },
    response: { status: 200, example: { events: [event], next: null } },
  },
  'GET /v1/console/events/{id}': {
    description: 'One event by its number in the log, where the caller may see it.',
    errors: ['NOT_FOUND'],
    parameters: { id: { description: 'Number of the event.', example: '128' } },
    response: { status: 200, example: event },
  },
  'GET /v1/console/tree-heads': {
    description:
      'Signed heads of the log, newest first, and every public key they were signed with: what is needed to verify ' +
      'proofs without trusting the hub.',
    parameters: { after: after('128') },
    response: {
      status: 200,
      example: {
        heads: [{ size: 128, rootHash: hash, at, keyId: key, signature: `${'A'.repeat(86)}==` }],
        keys: [{ keyId: key, publicKey: hash }],
        next: null,
      },
    },
  },
}

export const consoleNotes: NotesByOperation = { ...deskNotes, ...libraryNotes, ...auditNotes }
