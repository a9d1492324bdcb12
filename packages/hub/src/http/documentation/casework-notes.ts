import type { CaseworkEntity } from '@wuzei/contract'
import type { ErrorCode } from '@wuzei/domain'
import type { NotesByOperation } from './operation-notes.ts'

const id = '5f0c1c58-7a0e-4c59-9d0b-6f8f2f2f6a11'
const bankId = '3e0c4a52-8b6e-4a53-9f6c-0d3b0a0f7f11'
const at = '2026-03-01T01:05:00.000Z'
const itsId = { description: 'Its number.', example: id }
const key = 'desk-7-20260301-0001'
const jws = 'eyJhbGciOiJFZERTQSJ9.eyJ2IjoxfQ.c2lnbmF0dXJl'

/** What every step may be refused with, beside what its route gives. */
const refusals: readonly ErrorCode[] = [
  'COMMAND_INVALID',
  'KEY_REUSED',
  'ILLEGAL_TRANSITION',
  'VERSION_CONFLICT',
  'OUT_OF_JURISDICTION',
  'FOUR_EYES',
  'REASON_MISSING',
  'FACT_UNKNOWN',
  'APPLICATION_INCOMPLETE',
  'MATTER_EXISTS',
]

const order: CaseworkEntity = {
  id,
  kind: 'stop-order',
  state: 'PENDING_APPROVAL',
  stateName: { zh: '待审批', en: 'Waiting for approval' },
  isOver: false,
  version: 2,
  ruleSet: 'CN-2024',
  organisationId: bankId,
  region: 'cn/44/03',
  createdAt: at,
  isMasked: true,
  facts: { accountNo: '**** **** **** 1234', accountName: '李**', claimedFen: 5_000_000, tier: 1 },
  steps: ['approve', 'refuse', 'withdraw'],
}
const reply = { result: 'applied', contradicts: [], isRepeated: false, entity: order }
const next = {
  next: [
    {
      id,
      partnerId: bankId,
      tier: 2,
      taintFen: 3_000_000,
      account: '**** **** **** 0001',
      holder: '赵**',
      at,
      amountFen: 3_000_000,
      obstacle: null,
      childId: null,
    },
  ],
}

/** Each kind of entity, what it is, and facts with which one is made. */
const kinds = {
  reports: { name: 'report of a loss', facts: { consentVersion: '2026-01', region: 'cn/44/03' } },
  cases: { name: 'case', facts: { reportId: id, fraudType: 'F08.01' } },
  'stop-orders': {
    name: 'stop-payment order',
    facts: { reportId: id, partnerId: bankId, claimedFen: 5_000_000 },
  },
  'freeze-orders': { name: 'freeze order', facts: { caseId: id, partnerId: bankId, appliedFen: 5_000_000 } },
  appeals: { name: 'appeal', facts: { targetKind: 'STOP', targetId: id, grounds: '资金来源合法，有合同。' } },
} as const

function notesOfKind(
  path: string,
  { name, facts }: { readonly name: string; readonly facts: object },
): NotesByOperation {
  return {
    [`POST /v1/casework/${path}`]: {
      description:
        `Makes a ${name}. Which fields it takes, who may make it and what follows is the table of its kind; money is ` +
        'in whole fen, instants in milliseconds. The same `key` again gives the same answer.',
      errors: [...refusals, 'REJECTED_PROTECTED_ACCOUNT'],
      request: { example: { key, facts } },
      response: { status: 200, example: reply },
    },
    [`GET /v1/casework/${path}`]: {
      description: `Every ${name} that you may see, newest first: police those of their region, partners what is addressed to them.`,
      parameters: listParameters,
      response: { status: 200, example: { entities: [order], next: null } },
    },
    [`GET /v1/casework/${path}/{id}`]: {
      description:
        `One ${name} with its clocks and its history. Names, accounts and words of people are masked; with a ` +
        '`purpose` that fits your role they are not, and that is written down.',
      errors: ['ENTITY_UNKNOWN'],
      parameters: { id: itsId, purpose: { example: 'STOP' } },
      response: { status: 200, example: { entity: order, timers: [], history: [], notices: [] } },
    },
    [`POST /v1/casework/${path}/{id}/commands`]: {
      description:
        `Takes a step of a ${name}: one of its \`steps\`. People say the version that they looked at. Nobody approves ` +
        'what they made; a step out of turn is refused and written down.',
      errors: [...refusals, 'ENTITY_UNKNOWN', 'REJECTED_LIMIT', 'TOO_EARLY', 'TOO_LATE'],
      parameters: { id: itsId },
      request: { example: { key, event: 'approve', expectedVersion: 2 } },
      response: { status: 200, example: reply },
    },
  }
}

const listParameters = {
  state: { description: 'One state or several, with commas between.', example: 'ACTIVE,PARTIAL_ACTIVE' },
  reportId: { description: 'Of this report.', example: id },
  caseId: { description: 'Of this case.', example: id },
  parentId: { description: 'The order whose answer led to it.', example: id },
  targetId: { description: 'The measure that an appeal is about.', example: id },
  partnerId: { description: 'To whom it is addressed.', example: bankId },
  isOver: { description: 'Only what has ended, or only what has not.', example: 'false' },
  after: { description: 'The `next` of the page before.', example: `1772327100000.${id}` },
}

const appealReply = {
  receipt: '7K3M-9QXD-2HTV-8',
  state: 'SUBMITTED',
  stateName: { zh: '已提交', en: 'Submitted' },
  decideBy: at,
  outcome: null,
  nextSteps: null,
  liftedAt: null,
  notices: [{ at, text: { zh: '申诉：已提交（2026-03-01）。', en: 'Appeal: Submitted (2026-03-01).' } }],
}

export const caseworkNotes: NotesByOperation = {
  ...Object.fromEntries(
    Object.entries(kinds).flatMap(([path, kind]) => Object.entries(notesOfKind(path, kind))),
  ),
  'POST /v1/casework/stop-applications': {
    description:
      'Takes the application form of an emergency stop (紧急止付申请表): makes the report, sorts it, and submits the ' +
      'order for the first account, of which no more than the disputed amount is stopped. A supervisor approves it. Sent ' +
      'again under its `key` it goes on where it was cut off.',
    errors: [...refusals, 'FRAUD_TYPE_UNKNOWN', 'REJECTED_PROTECTED_ACCOUNT'],
    request: {
      example: {
        key,
        victim: { name: '王小明', idType: 'ID_CARD', idNo: '440301199001011234', phone: '13800001234' },
        payer: { bankName: '付款行', accountName: '王小明', accountNo: '6222000000001234' },
        payee: { bankName: '收款行', accountName: '李四', accountNo: '6217000000001234', partnerId: bankId },
        transfer: { amountFen: 5_000_000, currency: 'CNY', at: '2026-03-01T09:00:00+08:00' },
        fraudType: 'F08.01',
        narrative: '对方自称公检法，要求把钱转到安全账户。',
        truthStatement: { accepted: true, textVersion: '2026-01' },
      },
    },
    response: {
      status: 200,
      example: { report: { ...order, kind: 'report', state: 'URGENT_ACTION' }, order, warnings: [] },
    },
  },
  'GET /v1/casework/stop-orders/{id}/next': {
    description:
      'Where the money went on, as the bank answered: what could be ordered next, most first, with the upper bound of the ' +
      'victim’s money in each. Where no order is proposed, `obstacle` says why. Banks are not told.',
    errors: ['ENTITY_UNKNOWN'],
    parameters: { id: itsId },
    response: { status: 200, example: next },
  },
  'POST /v1/casework/stop-orders/{id}/next': {
    description:
      'Makes and submits an order for each that is proposed, in one act. An account that is stopped already in the same ' +
      'matter is linked. Sent again it makes nothing again.',
    errors: ['ENTITY_UNKNOWN'],
    parameters: { id: itsId },
    response: { status: 200, example: next },
  },
  'POST /v1/casework/stop-approvals': {
    description:
      'Approves several stop orders in one act. One that cannot be approved does not keep the others.',
    request: { example: { key, orders: [{ id, version: 2 }] } },
    response: { status: 200, example: { results: [{ id, state: 'SENT', code: null }] } },
  },
  'POST /v1/appeals': {
    description:
      'For whoever is hit by a stop or freeze: say why it is wrong. Account and holder’s name must be as in the measure; ' +
      'the account itself is not needed. It is decided by somebody who had no hand in the measure; upheld, the measure is ' +
      'lifted at once.',
    errors: [
      'APPEAL_UNMATCHED',
      'MATTER_EXISTS',
      'KEY_REUSED',
      'PROOF_OF_WORK_REQUIRED',
      'PROOF_OF_WORK_INVALID',
    ],
    request: {
      example: {
        key,
        accountNo: '6217000000001234',
        accountName: '李四',
        grounds: '这是我卖房的首付款，有合同。',
      },
    },
    response: { status: 201, example: appealReply },
  },
  'GET /v1/appeals/{receipt}': {
    description:
      'Where an appeal stands, until when it is decided, and what was decided. For whoever holds the receipt.',
    errors: ['RECEIPT_INVALID', 'RECEIPT_UNKNOWN'],
    parameters: { receipt: { description: 'The number that you were given.', example: '7K3M-9QXD-2HTV-8' } },
    response: { status: 200, example: appealReply },
  },
  'GET /.well-known/wuzei-orders.json': {
    description: 'The keys with which the hub signs orders, and how it names itself in them. RFC 8037.',
    response: {
      status: 200,
      example: {
        issuer: 'https://hub.example',
        algorithms: ['EdDSA', 'Ed25519', 'ES256'],
        keys: [
          {
            kty: 'OKP',
            crv: 'Ed25519',
            x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
            kid: '3f1c9a7be0d24c55',
            use: 'sig',
            alg: 'EdDSA',
          },
        ],
      },
    },
  },
  'GET /v1/orders/messages': {
    description:
      'Orders that wait for your acknowledgement, oldest first, signed at this moment. For members that have ' +
      'set no address.',
    parameters: { waitS: { description: 'Waits so long for one when there is none.', example: '20' } },
    response: { status: 200, example: { messages: [jws] } },
  },
  'POST /v1/orders/messages': {
    description:
      'Acknowledges and answers orders. Each message is signed with a key that one of your systems registered, and is ' +
      'judged by itself. An answer sent again is `DUPLICATE`; one that contradicts an earlier one is kept, and a person looks.',
    request: { example: { messages: [jws] } },
    response: {
      status: 200,
      example: {
        taken: [{ index: 0, serial: '10310000000010310000000000000099', outcome: 'TAKEN', flags: [] }],
        refused: [],
      },
    },
  },
  'GET /v1/orders/webhook': {
    description: 'The address to which your orders are sent.',
    errors: ['WEBHOOK_UNKNOWN'],
    response: { status: 200, example: { url: 'https://bank.example/orders', setAt: at } },
  },
  'PUT /v1/orders/webhook': {
    description:
      'Has your orders sent to an address as soon as they are given, signed as Standard Webhooks say. One address: an ' +
      'order is carried out once. The secret is shown this once.',
    errors: ['OUTBOUND_REFUSED'],
    request: { example: { url: 'https://bank.example/orders' } },
    response: {
      status: 200,
      example: {
        url: 'https://bank.example/orders',
        setAt: at,
        secret: 'whsec_kMASSTDeJXTgHnvFgRPOM0KmB/iHDaRzrEC3lGhW13M=',
      },
    },
  },
  'DELETE /v1/orders/webhook': { description: 'Sends no orders any more; they wait to be asked for.' },
  'PUT /v1/admin/partner-codes/{code}': {
    description:
      'Says which member a bank code (CNAPS, BIC) names, so that an account named in one bank’s answer finds its bank.',
    errors: ['RECIPIENT_UNFIT'],
    parameters: { code: { description: 'CNAPS number or BIC.', example: '103100000000' } },
    request: { example: { organisationId: bankId } },
  },
}
