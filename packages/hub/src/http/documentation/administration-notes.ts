import type {
  DisputeDecisionBody,
  IdentityBody,
  PinBody,
  ReportDecisionBody,
  RetractionBody,
  TenureBody,
  UnpinBody,
} from '@wuzei/contract'
import type { ErrorCode } from '@wuzei/domain'
import type { NotesByOperation } from './operation-notes.ts'

const valueErrors: readonly ErrorCode[] = [
  'INDICATOR_EMPTY',
  'INDICATOR_TOO_LONG',
  'INDICATOR_UNRECOGNISED',
  'INDICATOR_INVALID',
]

const pin: PinBody = {
  value: 'pay.example.com',
  kind: 'domain',
  level: 'confirmed',
  reason: 'Case 2026-117: the site took the money of three victims',
}
const unpin: UnpinBody = { value: 'pay.example.com', kind: 'domain', reason: 'The case was closed' }
const retraction: RetractionBody = {
  value: 'shop.example.org',
  reason: 'Mixed up with shop.example.net; the report was wrong',
}
const tenure: TenureBody = {
  value: '+1 202 555 0143',
  from: '2026-03-01T00:00:00+08:00',
  reason: 'The operator gave the number to somebody else',
}
const identity: IdentityBody = {
  id: 'example-bank',
  name: { zh: '示例银行', en: 'Example Bank' },
  category: 'bank',
  spoofed: true,
  coversSubdomains: true,
  indicators: [{ value: 'bank.example.com', kind: 'domain' }],
}
const reportDecision: ReportDecisionBody = { status: 'confirmed', reason: 'Three transfers were seen' }
const disputeDecision: DisputeDecisionBody = {
  state: 'upheld',
  explanation: 'The shop showed its licence; the report was a mistake.',
}

const id = { description: 'Number of the entry in its list, at most 18 digits.', example: '42' }
const after = {
  description:
    'Where the page before ended: `next` of its answer. At most 18 digits; left out for the first page.',
  example: '0',
}
const fileHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const when = '2026-03-01T01:05:00.000Z'

export const administrationNotes: NotesByOperation = {
  'PUT /v1/admin/pins': {
    description:
      'A person fixes the level of one indicator. Nothing automatic changes it until the pin is lifted. Sources that ' +
      'said the same, or the opposite, learn from it.',
    errors: valueErrors,
    request: { example: pin },
  },
  'DELETE /v1/admin/pins': {
    description: 'Lifts a pin: the evidence speaks again. Where there is none, the answer is `PIN_UNKNOWN`.',
    errors: ['PIN_UNKNOWN', ...valueErrors],
    request: { example: unpin },
  },
  'POST /v1/admin/retractions': {
    description:
      'Takes back everything that was said about an indicator so far. Later reports count again, from nothing.',
    errors: ['INDICATOR_UNKNOWN', ...valueErrors],
    request: { example: retraction },
  },
  'POST /v1/admin/tenures': {
    description:
      'A number or account has a new holder from an instant on; what was said before does not count for them.',
    errors: valueErrors,
    request: { example: tenure },
  },
  'PUT /v1/admin/identities': {
    description:
      'Writes an entry of the yellow pages: the verified owner of numbers, sites and accounts. An entry of the same ' +
      '`id` is replaced as a whole.',
    errors: valueErrors,
    request: { example: identity },
  },
  'GET /v1/admin/reports': {
    description:
      'Reports of one status, oldest first: for members those placed in their region, and for police centres those that ' +
      'nobody placed closer; masked. The holder of an administrator key gets all, opened, and each reading is noted in ' +
      'the log.',
    parameters: {
      after,
      status: { description: 'Which reports; `received` unless told.', example: 'received' },
    },
    response: {
      status: 200,
      example: {
        reports: [
          {
            id: '42',
            status: 'received',
            fraudType: 'F08',
            loss: { amountFen: 500_000, currency: 'CNY', at: when },
            text: '自称快递客服，说包裹丢了要赔钱',
            contact: 'reporter@example.com',
            reportedAt: when,
            indicators: [{ kind: 'domain', canonical: 'pay.example.com', display: 'pay.example.com' }],
            attachments: [
              {
                attachment: fileHash,
                fileName: 'report-42-1.png',
                mediaType: 'image/png',
                bytes: 48_213,
                metadataRemoved: true,
              },
            ],
          },
        ],
        next: null,
      },
    },
  },
  'GET /v1/admin/reports/{id}/attachments/{sha256}': {
    description:
      'The bytes of one file of a report, always as a download: what it holds is not trusted. Each reading is noted ' +
      'in the log.',
    errors: ['EVIDENCE_UNKNOWN'],
    parameters: {
      id,
      sha256: { description: 'SHA-256 of the file, as the list of reports names it.', example: fileHash },
    },
    response: {
      status: 200,
      mediaType: 'application/octet-stream',
      schema: { type: 'string', format: 'binary', description: 'The bytes of the file' },
      example: '(bytes of the file)',
    },
  },
  'POST /v1/admin/reports/{id}/decision': {
    description:
      'Says what a report is worth. Its reporter sees it under the receipt. With an administrator key, or as a ' +
      'supervisor who is signed in. With `confirmed` goes the type of fraud where the checker knows it better than the ' +
      'reporter; a confirmed report gets another type with `correction`.',
    errors: ['RECEIPT_UNKNOWN', 'REPORT_DECIDED', 'REPORT_UNDECIDED', 'FRAUD_TYPE_UNKNOWN'],
    parameters: { id },
    request: { example: reportDecision },
  },
  'GET /v1/admin/disputes': {
    description:
      'Open disputes, oldest first, with their statements opened. Each reading is noted in the log.',
    parameters: { after },
    response: {
      status: 200,
      example: {
        disputes: [
          {
            id: '42',
            kind: 'domain',
            canonical: 'shop.example.org',
            display: 'shop.example.org',
            openedAt: when,
            statement: 'This is my shop, and it has been here since 2015.',
            contact: 'owner@example.org',
          },
        ],
        next: null,
      },
    },
  },
  'POST /v1/admin/disputes/{id}/decision': {
    description:
      'Upholds or rejects a dispute, once. Its owner reads `explanation` under the receipt. When it is upheld, what ' +
      'was said about the value is taken back.',
    errors: ['DISPUTE_UNKNOWN', 'DISPUTE_DECIDED'],
    parameters: { id },
    request: { example: disputeDecision },
  },
  'POST /v1/admin/imports': {
    description:
      'The body is the list itself, plain or gzip, 2 GiB at most. Importing the same file again changes nothing. One ' +
      'import runs at a time: a second one is 503 with `Retry-After`. A list may take half an hour to arrive, with no ' +
      'pause of 20 seconds.\n\nAn import that broke off while it was read has changed nothing; one that broke off while it was written is ' +
      'completed by sending the list again.',
    errors: ['IMPORT_FORMAT_UNKNOWN', 'IMPORT_OPTION_INVALID', 'IMPORT_LINE_INVALID', 'FRAUD_TYPE_UNKNOWN'],
    parameters: {
      format: { description: 'Format of the list; `wuzei import --help` describes each.', example: 'csv' },
      source: {
        description:
          'Name of the list: 1 to 64 lower-case letters, digits, dots, dashes, underscores. The format unless told.',
        example: 'city-list',
      },
      fraudType: {
        description: 'Taxonomy code of entries that name none, from `GET /v1/fraud-types`.',
        example: 'F08',
      },
      map: {
        description: 'For `csv`: which column holds which field, as in `column=field,column=field`.',
        example: 'site=value',
      },
    },
    request: {
      mediaType: 'application/octet-stream',
      schema: { type: 'string', format: 'binary', description: 'The file' },
      example: 'site\npay.example.com\nnot a site\n',
    },
    response: {
      status: 200,
      example: {
        read: 2,
        added: 1,
        updated: 0,
        unchanged: 0,
        rejected: 1,
        rejections: [
          {
            line: 3,
            value: 'not a site',
            error: { code: 'INDICATOR_UNRECOGNISED', message: 'no kind of indicator fits this value' },
          },
        ],
      },
    },
  },
}
