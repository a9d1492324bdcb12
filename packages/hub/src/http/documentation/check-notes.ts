import type { CheckBatchReply, MessageCheckReply } from '@wuzei/contract'
import { unknownSite, verifiedNumber } from './example-verdicts.ts'
import type { NotesByOperation } from './operation-notes.ts'

const batchReply: CheckBatchReply = {
  results: [
    verifiedNumber,
    {
      value: '??',
      error: { code: 'INDICATOR_UNRECOGNISED', message: 'no kind of indicator fits this value' },
    },
  ],
}

const messageReply: MessageCheckReply = {
  level: 'unknown',
  advice: {
    zh: '这段内容里没有已知的诈骗线索，但这不代表它安全。',
    en: 'Nothing in this message is known to us, which does not make it safe.',
  },
  indicators: [{ start: 12, end: 27, verdict: unknownSite }],
}

export const checkNotes: NotesByOperation = {
  'GET /v1/check': {
    description:
      'The verdict on one number, link or account, as a person writes it: spaces, dashes, `hxxp` and `[.]` are ' +
      'understood.\n\nThe level is one of `safe`, `unknown`, `suspicious`, `high`, `confirmed`. `unknown` means that ' +
      'nobody has said anything, never that it is safe. Keep the answer for `ttlS` seconds at most.',
    errors: ['INDICATOR_EMPTY', 'INDICATOR_TOO_LONG', 'INDICATOR_UNRECOGNISED', 'INDICATOR_INVALID'],
    parameters: {
      value: { example: '95588', required: true },
      kind: {
        description: 'What the value is, where the caller knows it. Without it the hub finds out.',
        example: 'phone',
      },
    },
    response: { status: 200, example: verifiedNumber },
  },
  'POST /v1/check': {
    description:
      'Up to 1,000 values in one request, answered in their order. Each item is a verdict or ' +
      '`{"value","error":{"code","message"}}`; a bad value does not spoil the others.',
    request: { example: { values: ['95588', '??'] } },
    response: { status: 200, example: batchReply },
  },
  'POST /v1/messages/check': {
    description:
      'Finds every number, link and account in a pasted message and gives each its verdict; `level` is the worst of ' +
      'them. `start` and `end` are offsets in the text in UTF-16 units, as JavaScript and Java count.\n\nThe text is ' +
      'read and forgotten.',
    request: { example: { text: '您的包裹有问题，请登录 pay.example.com 办理退款' } },
    response: { status: 200, example: messageReply },
  },
}
