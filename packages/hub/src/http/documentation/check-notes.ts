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
  level: 'suspicious',
  fraudTypes: [],
  advice: {
    zh: '先不要点短信里的链接，也不要回复。',
    en: 'Open no link in the message and do not reply for now.',
  },
  text: {
    label: 'normal',
    scores: { normal: 0.93, ad: 0.02, fraud: 0.04, illegal: 0, other: 0.01 },
    score: 0.04,
    level: 'unknown',
    fraudType: null,
    model: 'text@1.0.0',
  },
  sender: verifiedNumber,
  reasons: [
    {
      code: 'LINK_NOT_OF_SENDER',
      text: {
        zh: '显示由工商银行（95588）发来，但链接 pay.example.com 不是工商银行的网站。',
        en: 'It shows ICBC (95588) as its sender, but the link pay.example.com is not a site of theirs.',
      },
    },
  ],
  parts: [
    {
      start: 12,
      end: 27,
      code: 'LINK_NOT_OF_SENDER',
      text: {
        zh: '链接不是它自称的单位的网站',
        en: 'The link is not a site of whom it claims to come from',
      },
    },
  ],
  indicators: [{ start: 12, end: 27, verdict: unknownSite }],
}

export const checkNotes: NotesByOperation = {
  'GET /v1/check': {
    description:
      'The verdict on one number, link or account, as a person writes it: spaces, dashes, `hxxp` and `[.]` are ' +
      'understood.\n\nThe level is one of `safe`, `unknown`, `suspicious`, `high`, `confirmed`. `unknown` means that ' +
      'nobody has said anything, never that it is safe.\n\nLinks and sites that the library does not know are judged by ' +
      'how they are written: such an opinion is at most `high`, never `confirmed`, and stands among `evidence` as ' +
      '`model` with its version. What a person or a verified owner has decided goes before it. Keep the answer for ' +
      '`ttlS` seconds at most.',
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
      'One verdict on a pasted message: its wording, every number, link and account in it, and its sender `from`, ' +
      'where it is given. `level` is the worst of them; a link that does not belong to the sender makes it ' +
      '`suspicious`, and two different signs together `high`. `parts` are the stretches to mark, each with its ' +
      'reason; `indicators` are all that was found, each with its verdict. `start` and `end` are offsets in the text ' +
      'in UTF-16 units, as JavaScript and Java count.\n\nModels judge the wording (`text`, with their version) and ' +
      'links that the library does not know; where the hub runs without them `text` is null, and the rest is ' +
      'answered all the same.\n\nThe text is read and forgotten.',
    errors: ['BODY_INVALID', 'BODY_TOO_LARGE'],
    request: { example: { text: '您的包裹有问题，请登录 pay.example.com 办理退款', from: '95588' } },
    response: { status: 200, example: messageReply },
  },
}
