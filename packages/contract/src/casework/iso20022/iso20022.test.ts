import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerMessages, OrderMessages } from '../orders.ts'
import { stopAnswerOutcomes } from '../orders-answers.ts'
import { measureStates } from '../orders-answers.ts'
import { readXml, type XmlElement } from '../xml.ts'
import { recallOfStop, resolutionOfStop, statusReportOf, statusRequestOf } from './from-orders.ts'
import { readRecall, readResolution, writeRecall, writeResolution } from './recall.ts'
import { readStatusReport, readStatusRequest, writeStatusReport, writeStatusRequest } from './status.ts'

const envelope = {
  v: 1 as const,
  id: '3e0c4a528b6e4a539f6c0d3b0a0f7f11',
  serial: '1021000000420000000000000000000000000000000000000017',
  from: 'https://hub.example',
  to: 'bank',
  issuedAt: '2026-11-23T10:00:00+08:00',
  expiresAt: '2026-11-23T10:10:00+08:00',
  inReplyTo: null,
}
const approval = {
  organ: 'Centre',
  createdBy: 'First',
  approvedBy: 'Second',
  approvedAt: '2026-11-23T09:59:00+08:00',
}
const stop: OrderMessages['stop.request'] = {
  ...envelope,
  type: 'stop.request',
  body: {
    orderId: '5f0c8a5e-0d0a-4a54-8c42-1f8a0b1c2d3e',
    reportId: 'R1',
    caseId: null,
    account: {
      bankId: '102100000042',
      bankName: '某银行',
      accountNo: '6222021000000001',
      accountName: '张<三> & "co"',
    },
    transfer: {
      amountFen: 1_234_567,
      currency: 'CNY',
      at: '2026-11-23T09:30:00+08:00',
      serialNo: 'B0001',
      from: { bankId: 'ABCDCNBJ', accountNo: 'GB33BUKB20201555555555', accountName: '何受害' },
    },
    claimedFen: 1_234_567,
    mode: 'ACCOUNT',
    limitFen: null,
    tier: 1,
    parentOrderId: null,
    stopNo: 1,
    hours: 48,
    isUrgent: true,
    fraudType: 'F01',
    reason: '冒充客服'.repeat(40),
    approval,
  },
}
const route = {
  from: { bankId: '999000000000', name: 'Centre' },
  to: { bankId: '102100000042', name: '某银行' },
  signed: 'eyJh.eyJi.c2ln',
}
const result: AnswerMessages['stop.result'] = {
  ...envelope,
  type: 'stop.result',
  inReplyTo: { id: stop.id, serial: stop.serial },
  body: {
    orderId: stop.body.orderId,
    decidedAt: envelope.issuedAt,
    flags: [],
    answeredBy: { desk: 'Desk', isAutomatic: true },
    outcome: 'STOPPED_PARTIAL',
    matchResult: 'MATCH',
    startAt: '2026-11-23T10:00:01+08:00',
    expiresAt: '2026-11-25T10:00:01+08:00',
    balanceAtStopFen: 500,
    securedFen: 500,
    currency: 'CNY',
    savedBy: 'STOP',
    isStillControlled: true,
    next: [],
  },
}

test('a stop goes through camt.056 and comes back with all that camt.056 can say', () => {
  const recall = recallOfStop(stop, route)
  expect(readRecall(writeRecall(recall))).toEqual({
    ...recall,
    messageId: '3e0c4a52-8b6e-4a53-9f6c-0d3b0a0f7f11',
  })
})

test.each(stopAnswerOutcomes)('%s goes through camt.029 and comes back', (outcome) => {
  const resolution = resolutionOfStop({ ...result, body: { ...result.body, outcome } }, route)
  const back = readResolution(writeResolution(resolution))
  expect(back).toEqual({ ...resolution, messageId: back?.messageId })
  expect(resolution.confirmation).toBe(/^(STOPPED|ALREADY)/.test(outcome) ? 'PDCR' : 'RJCR')
})

test('a transfer called back before it left is cancelled as requested', () => {
  const body = { ...result.body, outcome: 'STOPPED_FULL' as const, savedBy: 'HELD' as const }
  expect(resolutionOfStop({ ...result, body }, route).confirmation).toBe('CNCL')
})

test('an answer of somebody who knows only the standard keeps its codes and has no outcome', () => {
  const xml = writeResolution(resolutionOfStop(result, route)).replace(
    '<Prtry>STOPPED_PARTIAL</Prtry>',
    '<Prtry>X</Prtry>',
  )
  expect(readResolution(xml)).toMatchObject({ outcome: null, confirmation: 'PDCR', reasonCode: 'LEGL' })
})

test.each(measureStates)('a status of %s goes through pacs.028 and pacs.002 and comes back', (state) => {
  const query: OrderMessages['query.status'] = {
    ...envelope,
    type: 'query.status',
    body: { orderId: 'q', orderSerial: envelope.serial },
  }
  const request = statusRequestOf(query, stop, route)
  const read = readStatusRequest(writeStatusRequest(request))
  expect(read).toMatchObject({
    orderId: stop.body.orderId,
    originalDefinition: 'camt.056.001.09',
    signed: route.signed,
  })
  const answer: AnswerMessages['status.result'] = {
    ...envelope,
    type: 'status.result',
    body: {
      ...result.body,
      orderSerial: envelope.serial,
      state,
      answerSerial: null,
      securedFen: 0,
      expiresAt: null,
    },
  }
  const report = readStatusReport(writeStatusReport(statusReportOf(answer, request, route)))
  expect(report).toMatchObject({ state, orderId: stop.body.orderId })
  expect(report?.transactionStatus === undefined).toBe(state === 'ENDED')
})

/** Order of elements in the message definitions: camt.056.001.09, camt.029.001.09, pacs.028.001.03, pacs.002.001.10. */
const sequences: Readonly<Record<string, string>> = {
  FIToFIPmtCxlReq: 'Assgnmt Case CtrlData Undrlyg SplmtryData',
  Assgnmt: 'Id Assgnr Assgne CreDtTm',
  Case: 'Id Cretr ReopCaseIndctn',
  RslvdCase: 'Id Cretr ReopCaseIndctn',
  'Undrlyg/TxInf':
    'CxlId Case OrgnlGrpInf OrgnlInstrId OrgnlEndToEndId OrgnlTxId OrgnlUETR OrgnlClrSysRef OrgnlIntrBkSttlmAmt ' +
    'OrgnlIntrBkSttlmDt Assgnr Assgne CxlRsnInf OrgnlTxRef SplmtryData',
  OrgnlGrpInf: 'OrgnlMsgId OrgnlMsgNmId OrgnlCreDtTm',
  OrgnlTxRef:
    'IntrBkSttlmAmt Amt IntrBkSttlmDt ReqdColltnDt ReqdExctnDt CdtrSchmeId SttlmInf PmtTpInf PmtMtd MndtRltdInf ' +
    'RmtInf UltmtDbtr Dbtr DbtrAcct DbtrAgt DbtrAgtAcct CdtrAgt CdtrAgtAcct Cdtr CdtrAcct UltmtCdtr Purp',
  CxlRsnInf: 'Orgtr Rsn AddtlInf',
  FinInstnId: 'BICFI ClrSysMmbId LEI Nm PstlAdr Othr',
  ClrSysMmbId: 'ClrSysId MmbId',
  SplmtryData: 'PlcAndNm Envlp',
  RsltnOfInvstgtn:
    'Assgnmt RslvdCase Sts CxlDtls ModDtls ClmNonRctDtls StmtDtls CrrctnTx RsltnRltdInf SplmtryData',
  'CxlDtls/TxInfAndSts':
    'CxlStsId RslvdCase OrgnlGrpInf OrgnlInstrId OrgnlEndToEndId OrgnlTxId OrgnlClrSysRef OrgnlUETR TxCxlSts ' +
    'CxlStsRsnInf RsltnRltdInf',
  CxlStsRsnInf: 'Orgtr Rsn AddtlInf',
  FIToFIPmtStsReq: 'GrpHdr OrgnlGrpInf TxInf SplmtryData',
  GrpHdr: 'MsgId CreDtTm InstgAgt InstdAgt',
  'FIToFIPmtStsReq/TxInf':
    'StsReqId OrgnlGrpInf OrgnlInstrId OrgnlEndToEndId OrgnlTxId OrgnlUETR AccptncDtTm',
  FIToFIPmtStsRpt: 'GrpHdr OrgnlGrpInfAndSts TxInfAndSts SplmtryData',
  'FIToFIPmtStsRpt/TxInfAndSts':
    'StsId OrgnlGrpInf OrgnlInstrId OrgnlEndToEndId OrgnlTxId OrgnlUETR TxSts StsRsnInf ChrgsInf',
  StsRsnInf: 'Orgtr Rsn AddtlInf',
}

test('elements stand in the order of the definitions, and texts within their lengths', () => {
  const request = statusRequestOf(
    { ...envelope, type: 'query.status', body: { orderId: 'q', orderSerial: '' } },
    stop,
    route,
  )
  const documents = [
    writeRecall(recallOfStop(stop, route)),
    writeResolution(resolutionOfStop(result, route)),
    writeStatusRequest(request),
    writeStatusReport({ ...request, state: 'ACTIVE' }),
  ]
  for (const document of documents) {
    const root = readXml(document)
    expect(root?.name).toBe('Document')
    if (root) checkOrder(root, '')
  }
})

function checkOrder(element: XmlElement, parent: string): void {
  const sequence = (sequences[`${parent}/${element.name}`] ?? sequences[element.name])?.split(' ')
  const names = element.children.map(({ name }) => name)
  if (sequence) {
    expect(names.filter((name) => !sequence.includes(name))).toEqual([])
    const places = names.map((name) => sequence.indexOf(name))
    expect(places).toEqual(places.toSorted((left, right) => left - right))
  }
  if (element.name === 'AddtlInf') expect(element.text.length).toBeLessThanOrEqual(105)
  if (element.name.endsWith('Id') && element.children.length === 0)
    expect(element.text.length).toBeLessThanOrEqual(35)
  for (const child of element.children) checkOrder(child, element.name)
}

test('an id that is too long is refused rather than cut off', () => {
  const long = { ...stop, body: { ...stop.body, orderId: 'x'.repeat(36) } }
  expect(() => writeRecall(recallOfStop(long, route))).toThrow(RangeError)
})

test('older versions of the definitions are read, other messages are not', () => {
  const xml = writeRecall(recallOfStop(stop, route))
  expect(readRecall(xml.replace('camt.056.001.09', 'camt.056.001.08'))?.orderId).toBe(stop.body.orderId)
  expect(readRecall(xml.replace('camt.056.001.09', 'camt.055.001.09'))).toBeUndefined()
  expect(readResolution(xml)).toBeUndefined()
})

test.each([
  ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['an element that is not ended', '<a><b></a>'],
  ['two roots', '<a></a><b></b>'],
  ['text only', 'stop'],
  ['nothing', ''],
  ['elements without end', '<a>'.repeat(5_000)],
])('%s is no document', (_name, xml) => expect(readXml(xml)).toBeUndefined())

/** Also such that stand for nothing alone: half of a pair, controls. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

test('whatever a name holds comes back, but for what XML cannot say', () => {
  fc.assert(
    fc.property(fc.string({ unit: codeUnit, minLength: 1, maxLength: 60 }), (name) => {
      const body = { ...stop.body, account: { ...stop.body.account, accountName: `x${name}x` } }
      const back = readRecall(writeRecall(recallOfStop({ ...stop, body }, route)))
      const sayable = name.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
      expect(back?.payee.accountName).toBe(`x${sayable}x`)
    }),
    { numRuns: 200 },
  )
})
