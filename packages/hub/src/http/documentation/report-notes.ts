import type {
  AttachmentReply,
  DisputeBody,
  DisputeReply,
  ReceiptReply,
  ReportBody,
  ReportReply,
} from '@wuzei/contract'
import type { NotesByOperation } from './operation-notes.ts'

const receipt = 'KC2R-WTRR-PH4D-P'
const proofOfWork = 'eyJjaGFsbGVuZ2UiOnsicGFyYW1ldGVycyI6e…'
const fileHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const reportBody: ReportBody = {
  fraudType: 'F08',
  text: '自称快递客服，说包裹丢了要赔钱，让我点 parcel-refund.example.net 填银行卡',
  indicators: [{ value: 'parcel-refund.example.net', kind: 'domain' }],
  loss: { amountFen: 500_000, currency: 'CNY', at: '2026-03-01T09:00:00+08:00' },
  occurredAt: '2026-03-01T08:40:00+08:00',
  contact: 'reporter@example.com',
  attachments: [fileHash],
  device: '7f0c5c1e4f8a4a0b',
  basis: 'own-experience',
  locale: 'zh',
  proofOfWork,
}

const reportReply: ReportReply = {
  receipt,
  status: 'received',
  duplicate: false,
  indicators: [
    { kind: 'domain', masked: 'parcel-refund.example.net', level: 'unknown', levelAtReport: 'unknown' },
  ],
}

const receiptReply: ReceiptReply = {
  receipt,
  status: 'received',
  fraudType: 'F08',
  loss: { amountFen: 500_000, currency: 'CNY', at: '2026-03-01T01:00:00.000Z' },
  reportedAt: '2026-03-01T01:05:00.000Z',
  indicators: [
    {
      kind: 'domain',
      masked: 'parcel-refund.example.net',
      level: 'suspicious',
      levelAtReport: 'unknown',
      withdrawn: false,
    },
  ],
  attachments: 1,
  timeline: [
    {
      at: '2026-03-01T01:05:00.000Z',
      code: 'RECEIVED',
      text: { zh: '已收到您的举报。', en: 'We have received your report.' },
      reason: null,
      correction: false,
    },
  ],
  next: {
    text: { zh: '工作人员会核实，请过几天再来看。', en: 'Somebody will check it; look again in a few days.' },
    lookAgainAt: '2026-03-04T01:05:00.000Z',
  },
}

const disputeBody: DisputeBody = {
  value: 'shop.example.org',
  kind: 'domain',
  statement: 'This is my shop, and it has been here since 2015. Registration and licence are on the page.',
  contact: 'owner@example.org',
  proofOfWork,
}

const disputeReply: DisputeReply = {
  receipt,
  state: 'open',
  kind: 'domain',
  masked: 'shop.example.org',
  level: 'suspicious',
  openedAt: '2026-03-01T01:05:00.000Z',
  decidedAt: null,
  explanation: null,
}

const attachmentReply: AttachmentReply = {
  attachment: fileHash,
  mediaType: 'image/png',
  bytes: 48_213,
  metadataRemoved: true,
  qr: ['https://parcel-refund.example.net/claim'],
}

const receiptParameter = {
  description:
    'Receipt number, at most 64 characters. Case, spaces and dashes do not matter; a mistyped one is noticed.',
  example: receipt,
}

export const reportNotes: NotesByOperation = {
  'GET /v1/proof-of-work': {
    description:
      'A challenge to solve before a report or dispute: floods become dear, and nobody has to read distorted letters. ' +
      'It is ALTCHA version 2 with `PBKDF2/SHA-256`.\n\nHow to solve it: for counter 0, 1, 2 … derive ' +
      '`keyLength` bytes with PBKDF2-HMAC-SHA-256 from the password `nonce` (hex) followed by the counter as four ' +
      'bytes, big-endian, with `salt` (hex) and `cost` iterations, until the derived key in hex begins with ' +
      '`keyPrefix`. Send `base64(JSON)` of `{"challenge":{"parameters","signature"},"solution":{"counter",' +
      '"derivedKey"}}` as `proofOfWork`, with `parameters` and `signature` just as they came. It counts once and ' +
      'until `expiresAt`.\n\nThe client does it in one line: `solveProofOfWork(await client.proofOfWork())`, from ' +
      '`@wuzei/sdk`.',
    response: {
      status: 200,
      example: {
        parameters: {
          algorithm: 'PBKDF2/SHA-256',
          cost: 1,
          nonce: 'e8fc8116d2d2caa7c3c6a1c9c24be385',
          salt: '24dd487752c94d427377334afd924536',
          expiresAt: 1_795_380_103,
          data: { factor: 1, mostTries: 800 },
          keyLength: 32,
          keyPrefix: 'f86697e1dc7c10e87f07658f51b41986',
          keySignature: '7f28ac2fe7ce6c72b9d4f1b53e99157ad61d92960483580b19ca1ea961cc157a',
        },
        signature: '81dfa1fe4c45996b1eb137b8077fb602ffdb96f6b6536f0add1be5527177b758',
      },
    },
  },
  'POST /v1/reports': {
    description:
      'What happened, and which numbers, links or accounts were used. Those that are not named are found in `text`; ' +
      'one of the two must name something. Every field but `proofOfWork` may be left out.\n\nThe answer is 201 with a ' +
      'receipt. The same report again is 200 with the same receipt and `duplicate: true`. Text and contact are ' +
      'stored encrypted. Money is in fen.',
    errors: [
      'PROOF_OF_WORK_REQUIRED',
      'PROOF_OF_WORK_INVALID',
      'REPORT_EMPTY',
      'FRAUD_TYPE_UNKNOWN',
      'ATTACHMENT_UNKNOWN',
      'INDICATOR_EMPTY',
      'INDICATOR_TOO_LONG',
      'INDICATOR_UNRECOGNISED',
      'INDICATOR_INVALID',
    ],
    request: { example: reportBody },
    response: { status: 201, example: reportReply },
  },
  'GET /v1/reports/{receipt}': {
    description: 'What became of a report. Whoever has the receipt may read it; values are masked.',
    errors: ['RECEIPT_INVALID', 'RECEIPT_UNKNOWN'],
    parameters: { receipt: receiptParameter },
    response: { status: 200, example: receiptReply },
  },
  'POST /v1/disputes': {
    description:
      'For the owner of a number, site or account that stands here wrongly. A person decides; until then the verdict ' +
      'says that it is disputed. Where nothing is held against the value there is nothing to object to, and the answer ' +
      'is `INDICATOR_UNKNOWN`.',
    errors: [
      'PROOF_OF_WORK_REQUIRED',
      'PROOF_OF_WORK_INVALID',
      'INDICATOR_EMPTY',
      'INDICATOR_TOO_LONG',
      'INDICATOR_UNRECOGNISED',
      'INDICATOR_INVALID',
      'INDICATOR_UNKNOWN',
    ],
    request: { example: disputeBody },
    response: { status: 201, example: disputeReply },
  },
  'GET /v1/disputes/{receipt}': {
    description: 'Where a dispute stands, and why it was decided so.',
    errors: ['RECEIPT_INVALID', 'DISPUTE_UNKNOWN'],
    parameters: { receipt: receiptParameter },
    response: { status: 200, example: disputeReply },
  },
  'POST /v1/attachments': {
    description:
      'A screenshot or file for a report: send its bytes as the body, 10 MiB at most, and name `attachment` of the ' +
      'answer in the report. What it is shows its content, not its name. Metadata of images is removed, QR codes in ' +
      'them are read.',
    errors: ['ATTACHMENT_TYPE', 'ATTACHMENT_TOO_LARGE', 'ATTACHMENT_UNREADABLE'],
    request: {
      mediaType: 'application/octet-stream',
      schema: { type: 'string', format: 'binary', description: 'The bytes of the file' },
      example: '(bytes of screenshot.png)',
    },
    response: { status: 201, example: attachmentReply },
  },
}
