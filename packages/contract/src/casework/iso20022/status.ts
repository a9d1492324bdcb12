import { measureStates } from '../orders-answers.ts'
import { below, leaf, node, readXml, textAt, writeXml, type XmlElement } from '../xml.ts'
import {
  agentElement,
  agentOf,
  documentOf,
  idOf,
  isoId,
  messageIn,
  signedElement,
  signedOf,
  type IsoAgent,
} from './parts.ts'

/** `query.status` as pacs.028 can say it: by message and order, since a serial is longer than its ids. */
export interface IsoStatusRequest {
  readonly messageId: string
  readonly from: IsoAgent
  readonly to: IsoAgent
  readonly createdAt: string
  /** Of the message that is asked about, and which definition it had. */
  readonly originalMessageId: string
  readonly originalDefinition: string
  readonly orderId: string
  readonly signed?: string
}

/** `status.result` as pacs.002 can say it. `state` is null for one who does not know this protocol. */
export interface IsoStatusReport extends IsoStatusRequest {
  readonly state: (typeof measureStates)[number] | null
  /** Code of the standard; `ENDED` has none that says it. */
  readonly transactionStatus?: string
}

const requestDefinition = 'pacs.028.001.03'
const reportDefinition = 'pacs.002.001.10'

/** ExternalPaymentTransactionStatus1Code: received, pending, blocked, rejected. */
const transactionStatuses: Readonly<Partial<Record<(typeof measureStates)[number], string>>> = {
  UNKNOWN: 'RJCT',
  REJECTED: 'RJCT',
  RECEIVED: 'RCVD',
  QUEUED: 'PDNG',
  ARMED: 'PDNG',
  ACTIVE: 'BLCK',
}

/** FIToFIPaymentStatusRequest. Source: ISO 20022 message definition pacs.028.001.03. */
export function writeStatusRequest(request: IsoStatusRequest): string {
  const message = node('FIToFIPmtStsReq', [
    header(request),
    node('TxInf', [leaf('StsReqId', isoId(request.messageId)), ...original(request)]),
    signedElement(request.signed),
  ])
  return writeXml(documentOf(requestDefinition, message))
}

/** Reads a pacs.028 of one transaction; undefined for anything else. */
export function readStatusRequest(xml: string): IsoStatusRequest | undefined {
  const message = messageIn(readXml(xml), 'pacs.028', 'FIToFIPmtStsReq')
  return readOriginal(message, below(message, 'TxInf'))
}

/** FIToFIPaymentStatusReport. Source: ISO 20022 message definition pacs.002.001.10. */
export function writeStatusReport(report: Omit<IsoStatusReport, 'transactionStatus'>): string {
  const status = report.state === null ? undefined : transactionStatuses[report.state]
  const message = node('FIToFIPmtStsRpt', [
    header(report),
    node('TxInfAndSts', [
      leaf('StsId', isoId(report.messageId)),
      ...original(report),
      leaf('TxSts', status),
      report.state === null ? undefined : node('StsRsnInf', [node('Rsn', [leaf('Prtry', report.state)])]),
    ]),
    signedElement(report.signed),
  ])
  return writeXml(documentOf(reportDefinition, message))
}

/** Reads a pacs.002 of one transaction; undefined for anything else. */
export function readStatusReport(xml: string): IsoStatusReport | undefined {
  const message = messageIn(readXml(xml), 'pacs.002', 'FIToFIPmtStsRpt')
  const transaction = below(message, 'TxInfAndSts')
  const about = readOriginal(message, transaction)
  if (!about) return undefined
  const status = textAt(transaction, 'TxSts')
  const said = textAt(transaction, 'StsRsnInf', 'Rsn', 'Prtry')
  return {
    ...about,
    state: measureStates.find((one) => one === said) ?? null,
    ...(status === undefined ? {} : { transactionStatus: status }),
  }
}

function header({ messageId, createdAt, from, to }: IsoStatusRequest): XmlElement | undefined {
  return node('GrpHdr', [
    leaf('MsgId', isoId(messageId)),
    leaf('CreDtTm', createdAt),
    agentElement('InstgAgt', from),
    agentElement('InstdAgt', to),
  ])
}

function original({ originalMessageId, originalDefinition, orderId }: IsoStatusRequest) {
  return [
    node('OrgnlGrpInf', [
      leaf('OrgnlMsgId', isoId(originalMessageId)),
      leaf('OrgnlMsgNmId', originalDefinition),
    ]),
    leaf('OrgnlInstrId', isoId(orderId)),
  ]
}

function readOriginal(
  message: XmlElement | undefined,
  transaction: XmlElement | undefined,
): IsoStatusRequest | undefined {
  const messageId = textAt(message, 'GrpHdr', 'MsgId')
  const createdAt = textAt(message, 'GrpHdr', 'CreDtTm')
  const originalMessageId = textAt(transaction, 'OrgnlGrpInf', 'OrgnlMsgId')
  const originalDefinition = textAt(transaction, 'OrgnlGrpInf', 'OrgnlMsgNmId')
  const orderId = textAt(transaction, 'OrgnlInstrId')
  if (messageId === undefined || createdAt === undefined || originalMessageId === undefined) return undefined
  if (originalDefinition === undefined || orderId === undefined) return undefined
  const signed = signedOf(message)
  return {
    messageId: idOf(messageId),
    from: agentOf(below(message, 'GrpHdr', 'InstgAgt')),
    to: agentOf(below(message, 'GrpHdr', 'InstdAgt')),
    createdAt,
    originalMessageId: idOf(originalMessageId),
    originalDefinition,
    orderId: idOf(orderId),
    ...(signed === undefined ? {} : { signed }),
  }
}
