import type { FraudTypesReply, VerdictModelReply } from '@wuzei/contract'
import type { NotesByOperation } from './operation-notes.ts'

const fraudTypesReply: FraudTypesReply = {
  fraudTypes: [
    {
      code: 'F01',
      family: null,
      name: { zh: '刷单返利', en: 'Paid-task and rebate scams' },
      status: 'active',
      era: 'both',
      mps10: [1],
      signals: [
        { zh: '先让您做小任务，真的给几块钱', en: 'Small tasks first, and a few yuan really arrive' },
      ],
      advice: {
        zh: '要您先垫钱的任务都是骗局。前面给的小钱是鱼饵，后面垫的钱拿不回来。',
        en: 'Any job that asks you to pay first is a scam. The small sums at the start are bait; what you pay in later does not come back.',
      },
      firstSteps: [
        {
          zh: '立即打 110 报警，再打付款银行的客服电话，请他们止付。',
          en: 'Call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        },
      ],
    },
  ],
}

const verdictModelReply: VerdictModelReply = {
  thresholds: [
    { level: 'suspicious', score: 0.35 },
    { level: 'high', score: 0.85 },
    { level: 'confirmed', score: 0.98 },
  ],
  kinds: [{ kind: 'phone', prior: 0.1, halfLifeDays: 90 }],
  tiers: [{ tier: 'citizen', ceiling: 'high', reliability: 0.7, scale: 1 }],
}

export const referenceNotes: NotesByOperation = {
  'GET /v1/fraud-types': {
    description:
      'Every kind of fraud with its code, names, signals, advice and first steps in Chinese and English. Changes ' +
      'rarely: keep it for an hour.',
    response: { status: 200, example: fraudTypesReply },
  },
  'GET /v1/verdict-model': {
    description:
      'The numbers behind the verdicts: from which score a level begins, how likely fraud is before anybody spoke ' +
      '(`prior`), how fast evidence fades (`halfLifeDays`), and how far each sort of source can bring a verdict.',
    response: { status: 200, example: verdictModelReply },
  },
  'GET /v1/schemas/orders.json': {
    description:
      'JSON Schema (draft 2020-12) of every message of the stop-cut-warn protocol: orders to banks, operators and ' +
      'platforms, and their answers. Changes only with a new version of the protocol.',
    response: {
      status: 200,
      example: {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: 'urn:wuzei:schema:orders:1',
        title: 'Messages of the stop-cut-warn protocol',
      },
    },
  },
  'GET /healthz': {
    description:
      'Answers as long as the process lives, whatever the database does. For restarts. `models` says whether the hub ' +
      'judges what its library does not know: each model is `ready`, `missing` or `damaged`, and without it checks go ' +
      'on by the library alone.',
    response: {
      status: 200,
      example: {
        status: 'ok',
        models: {
          url: { state: 'ready', model: 'url@1.0.0' },
          text: { state: 'ready', model: 'text@1.0.0' },
        },
      },
    },
  },
  'GET /readyz': {
    description:
      'Answers 200 when checks come from an index that follows the log and the database answers, otherwise 503 with ' +
      '`Retry-After`. For load balancers.',
    response: { status: 200, example: { status: 'ready' } },
  },
  'GET /metrics': {
    description: 'Figures of this process as Prometheus text. Labels are routes and statuses, never values.',
    response: {
      status: 200,
      mediaType: 'text/plain',
      schema: { type: 'string' },
      example: '# TYPE wuzei_index_entries gauge\nwuzei_index_entries 395000\n',
    },
  },
}
