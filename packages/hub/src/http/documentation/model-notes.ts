import type { LabelBody, ModelPromotionBody, ModelReasonBody } from '@wuzei/contract'
import type { NotesByOperation } from './operation-notes.ts'

const at = '2026-03-01T01:05:00.000Z'
const key = '3f1c9a7be0d24c55'
const model = { description: 'Name and version of the model.', example: 'url@1.1.0' }
const label: LabelBody = { key, label: 'harmless' }
const proposal: ModelPromotionBody = {
  decision: 'propose',
  reason: 'Fewer false alarms on the labels of May',
}
const because: ModelReasonBody = { reason: 'Trained on spoilt data' }
const sixTenths = [900, 40, 12, 8, 5, 6, 7, 9, 5, 8]

/** Labels of people for training, and the models themselves. */
export const modelNotes: NotesByOperation = {
  'GET /v1/console/labels': {
    description:
      'What people decided, as labels: confirmed and rejected reports, pins, upheld disputes, retractions, and answers ' +
      'to the queue, each with what the model said when the label was taken, which is within a minute of the decision. ' +
      'Only what the sharing label lets the community have, of the kinds that the reader works with, and masked as the ' +
      'reader sees the library. Words of reports are not among them; `wuzei labels export` gives them without what ' +
      'names people.',
    parameters: { after: { description: '`next` of the page before.', example: '420' } },
    response: {
      status: 200,
      example: {
        labels: [
          {
            id: '421',
            kind: 'url',
            key,
            shown: 'pay.example.com/login',
            label: 'fraud',
            fraudType: 'F08',
            act: 'report',
            decidedAs: 'CTY_SUP',
            at,
            opinion: { model: 'url@1.0.0', score: 0.31, level: 'suspicious' },
          },
        ],
        next: null,
      },
    },
  },
  'GET /v1/console/labels/queue': {
    description:
      'Links and sites that nobody has decided about and a person’s word teaches the model most by: where the model ' +
      'and everybody else disagree, then where it cannot tell; first what was spoken of most often, then the newest. ' +
      'For those who see links whole.',
    response: {
      status: 200,
      example: {
        model: 'url@1.0.0',
        looked: 312,
        waiting: [
          {
            key,
            kind: 'url',
            shown: 'pay.example.com/login',
            level: 'unknown',
            modelLevel: 'high',
            score: 0.97,
            why: 'model-alone',
            times: 3,
            lastSeenAt: at,
            reasons: [],
          },
        ],
      },
    },
  },
  'POST /v1/console/labels': {
    description:
      'Says for training what a value is. Its verdict stays as it is: whoever wants to change that fixes it by a pin. ' +
      'With `unsure` it leaves the queue and teaches nothing.',
    errors: ['INDICATOR_UNKNOWN', 'FRAUD_TYPE_UNKNOWN'],
    request: { example: label },
  },
  'GET /v1/console/models': {
    description:
      'Which versions judge links and texts, the candidates that are scored beside them, and how the two compare: on ' +
      'what is really asked, of which only counts and a masked sample of disagreements are kept, and on the labels of ' +
      'people. `wuzei models add FILE` brings a candidate in.',
    response: {
      status: 200,
      example: {
        mayDecide: true,
        kinds: [
          {
            kind: 'url',
            current: 'url@1.0.0',
            shipped: 'url@1.0.0',
            candidate: 'url@1.1.0',
            comparison: {
              current: 'url@1.0.0',
              candidate: 'url@1.1.0',
              compared: 1000,
              agreed: 985,
              moved: [{ from: 'suspicious', to: 'unknown', count: 15 }],
              drift: { mean: -0.002, current: sixTenths, candidate: sixTenths },
              onLabels: {
                current: { labels: 40, frauds: 25, precision: 0.92, recall: 0.88 },
                candidate: { labels: 40, frauds: 25, precision: 0.96, recall: 0.88 },
              },
            },
            disagreements: [],
          },
        ],
        versions: [
          {
            id: 'url@1.1.0',
            kind: 'url',
            state: 'candidate',
            addedAt: at,
            addedBy: 'wuzei:models',
            sha256: 'a8b1dcf1a04cf23d2c01651d6106ea2d65d2ecdf7ae832bd069cddd305ececc4',
          },
        ],
        withdrawn: [],
        changes: [],
      },
    },
  },
  'POST /v1/console/models/{id}/promotion': {
    description:
      'Proposes with a reason that a candidate takes over, or agrees to that, refuses it or takes it back. Somebody ' +
      'else than the proposer agrees. The log then holds the comparison that was known when it was proposed, and every ' +
      'process of the hub judges by the new version. Findings of the old one stay findings of the old one.',
    errors: ['MODEL_STATE'],
    parameters: { id: model },
    request: { example: proposal },
  },
  'POST /v1/console/models/{id}/roll-back': {
    description: 'Goes back to a version that judged before, or to the shipped one. One person is enough.',
    errors: ['MODEL_STATE'],
    parameters: { id: { ...model, example: 'url@1.0.0' } },
    request: { example: { reason: 'It misses what the old one found' } },
  },
  'POST /v1/console/models/{id}/withdrawal': {
    description:
      'Takes back everything that this version found, in one act: its findings leave the verdicts, lists follow with ' +
      'retractions, and nothing that it finds is recorded any more. It may go on judging checks until another takes over.',
    errors: ['MODEL_STATE'],
    parameters: { id: { ...model, example: 'url@1.0.0' } },
    request: { example: because },
  },
}
