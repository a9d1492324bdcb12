import type { StopAnswerOutcome } from '../orders-answers.ts'
import { stopAnswerOutcomes } from '../orders-answers.ts'
import type { OrderAccount } from '../orders-parts.ts'
import { decimalOf, minorUnitsOf } from '../decimal-amount.ts'
import { below, leaf, node, readXml, textAt, writeXml, type XmlElement } from '../xml.ts'
import {
  accountElement,
  accountNoOf,
  agentElement,
  agentOf,
  amountElement,
  amountOf,
  documentOf,
  idOf,
  informationElements,
  isoId,
  messageIn,
  signedElement,
  signedOf,
  type IsoAgent,
} from './parts.ts'

/** What both messages begin with. */
export interface IsoAssignment {
  readonly messageId: string
  readonly from: IsoAgent
  readonly to: IsoAgent
  readonly createdAt: string
  readonly orderId: string
  /** The signed message of this protocol, carried along. */
  readonly signed?: string
}

/**
 * A stop order as camt.056 can say it. It has no place for mode, limit, hours, tier, stop number, matter and who
 * approved: without `signed` the receiver knows only whose payment is to be stopped, and that it was fraud.
 */
export interface IsoRecall extends IsoAssignment {
  readonly transfer: {
    readonly amountFen: number
    readonly currency: string
    readonly at: string
    readonly serialNo?: string
  }
  readonly payer?: OrderAccount
  readonly payee: OrderAccount
  readonly reason: string
}

/**
 * An answer to a stop as camt.029 can say it. `next` has no place in it: only how many there are.
 * `outcome` is null for an answer of somebody who does not know this protocol: then a person reads the codes.
 */
export interface IsoResolution extends IsoAssignment {
  readonly confirmation: string
  readonly reasonCode?: string
  readonly outcome: StopAnswerOutcome | null
  readonly securedFen: number
  readonly currency: string
  readonly startAt?: string
  readonly nextCount: number
}

/** What is written; older versions since 001.08 are read as well. */
const recallDefinition = 'camt.056.001.09'
const resolutionDefinition = 'camt.029.001.09'

/**
 * FIToFIPaymentCancellationRequest. Source: ISO 20022 message definition camt.056.001.09.
 *
 * @throws RangeError for an id or account that is too long for it
 */
export function writeRecall(recall: IsoRecall): string {
  const { transfer, payer, payee } = recall
  const bank = (account: OrderAccount): IsoAgent => ({
    ...(account.bankId === undefined ? {} : { bankId: account.bankId }),
    ...(account.bankName === undefined ? {} : { name: account.bankName }),
  })
  const party = (name: string, account: OrderAccount) =>
    node(name, [node('Pty', [leaf('Nm', account.accountName.slice(0, 140))])])
  const transaction = node('TxInf', [
    leaf('CxlId', isoId(recall.messageId)),
    node('OrgnlGrpInf', [
      leaf('OrgnlMsgId', 'NOTPROVIDED'),
      leaf('OrgnlMsgNmId', 'pacs.008'),
      leaf('OrgnlCreDtTm', transfer.at),
    ]),
    leaf('OrgnlTxId', transfer.serialNo === undefined ? undefined : isoId(transfer.serialNo)),
    amountElement('OrgnlIntrBkSttlmAmt', transfer.amountFen, transfer.currency),
    leaf('OrgnlIntrBkSttlmDt', transfer.at.slice(0, 10)),
    node('CxlRsnInf', [node('Rsn', [leaf('Cd', 'FRAD')]), ...informationElements(recall.reason)]),
    node('OrgnlTxRef', [
      payer && party('Dbtr', payer),
      payer && accountElement('DbtrAcct', payer),
      payer && agentElement('DbtrAgt', bank(payer)),
      agentElement('CdtrAgt', bank(payee)),
      party('Cdtr', payee),
      accountElement('CdtrAcct', payee),
    ]),
  ])
  const message = node('FIToFIPmtCxlReq', [
    assignment(recall),
    node('Case', [leaf('Id', isoId(recall.orderId)), node('Cretr', [agentElement('Agt', recall.from)])]),
    node('CtrlData', [leaf('NbOfTxs', '1')]),
    node('Undrlyg', [transaction]),
    signedElement(recall.signed),
  ])
  return writeXml(documentOf(recallDefinition, message))
}

/** Reads a camt.056 of one transaction; undefined for anything else, or where what a stop needs is missing. */
export function readRecall(xml: string): IsoRecall | undefined {
  const message = messageIn(readXml(xml), 'camt.056', 'FIToFIPmtCxlReq')
  const transaction = below(message, 'Undrlyg', 'TxInf')
  const assigned = assignmentOf(message, textAt(message, 'Case', 'Id') ?? textAt(transaction, 'Case', 'Id'))
  const amount = amountOf(below(transaction, 'OrgnlIntrBkSttlmAmt'))
  const reference = below(transaction, 'OrgnlTxRef')
  const payee = accountOf(reference, 'Cdtr')
  const booked = textAt(transaction, 'OrgnlGrpInf', 'OrgnlCreDtTm')
  const day = textAt(transaction, 'OrgnlIntrBkSttlmDt')
  const when = booked ?? (day === undefined ? undefined : `${day}T00:00:00+08:00`)
  if (!assigned || !amount || !payee || when === undefined) return undefined
  const serialNo = textAt(transaction, 'OrgnlTxId')
  const payer = accountOf(reference, 'Dbtr')
  return {
    ...assigned,
    transfer: { ...amount, at: when, ...(serialNo === undefined ? {} : { serialNo }) },
    ...(payer ? { payer } : {}),
    payee,
    reason: informationOf(below(transaction, 'CxlRsnInf')),
  }
}

/** What to say in standard codes; the outcome itself goes beside it. Held money is pending, not cancelled. */
const codes: Readonly<Record<StopAnswerOutcome, readonly [confirmation: string, reason?: string]>> = {
  STOPPED_FULL: ['PDCR', 'LEGL'],
  STOPPED_PARTIAL: ['PDCR', 'LEGL'],
  STOPPED_EMPTY: ['PDCR', 'LEGL'],
  MOVED_ON: ['RJCR', 'AM04'],
  CASHED_OUT: ['RJCR', 'AM04'],
  REJECTED_MISMATCH: ['RJCR', 'NOOR'],
  REJECTED_CLOSED: ['RJCR', 'AC04'],
  REJECTED_PROTECTED_ACCOUNT: ['RJCR', 'AGNT'],
  REJECTED_LIMIT: ['RJCR', 'LEGL'],
  ALREADY_STOPPED: ['PDCR', 'LEGL'],
  ALREADY_FROZEN: ['PDCR', 'LEGL'],
  TECH_FAILURE: ['RJCR', 'AGNT'],
}

/** The codes of an outcome; a transfer that was called back before it left is cancelled as requested. */
export function resolutionCodes(
  outcome: StopAnswerOutcome,
  savedBy: 'HELD' | 'STOP' | null,
): { readonly confirmation: string; readonly reasonCode?: string } {
  if (savedBy === 'HELD') return { confirmation: 'CNCL' }
  const [confirmation, reasonCode] = codes[outcome]
  return { confirmation, ...(reasonCode === undefined ? {} : { reasonCode }) }
}

/** ResolutionOfInvestigation. Source: ISO 20022 message definition camt.029.001.09. */
export function writeResolution(resolution: IsoResolution): string {
  const { confirmation, reasonCode, outcome, securedFen, currency, startAt, nextCount } = resolution
  const facts = [
    `/SECURED/${decimalOf(securedFen, currency)}${currency}`,
    ...(startAt === undefined ? [] : [`/START/${startAt}`]),
    `/NEXT/${nextCount}`,
  ]
  const status = confirmation === 'CNCL' ? 'ACCR' : confirmation
  const message = node('RsltnOfInvstgtn', [
    assignment(resolution),
    node('RslvdCase', [
      leaf('Id', isoId(resolution.orderId)),
      node('Cretr', [agentElement('Agt', resolution.to)]),
    ]),
    node('Sts', [leaf('Conf', confirmation)]),
    node('CxlDtls', [
      node('TxInfAndSts', [
        leaf('CxlStsId', isoId(resolution.messageId)),
        leaf('TxCxlSts', status),
        reasonCode === undefined ? undefined : node('CxlStsRsnInf', [node('Rsn', [leaf('Cd', reasonCode)])]),
        node('CxlStsRsnInf', [
          outcome === null ? undefined : node('Rsn', [leaf('Prtry', outcome)]),
          ...facts.map((fact) => leaf('AddtlInf', fact)),
        ]),
      ]),
    ]),
    signedElement(resolution.signed),
  ])
  return writeXml(documentOf(resolutionDefinition, message))
}

/** Reads a camt.029; undefined for anything else. */
export function readResolution(xml: string): IsoResolution | undefined {
  const message = messageIn(readXml(xml), 'camt.029', 'RsltnOfInvstgtn')
  const assigned = assignmentOf(message, textAt(message, 'RslvdCase', 'Id'))
  const confirmation = textAt(message, 'Sts', 'Conf')
  if (!assigned || confirmation === undefined) return undefined
  const transaction = below(message, 'CxlDtls', 'TxInfAndSts')
  const reasons = (transaction?.children ?? []).filter(({ name }) => name === 'CxlStsRsnInf')
  const said = reasons.map((reason) => textAt(reason, 'Rsn', 'Prtry')).find((one) => one !== undefined)
  const reasonCode = reasons.map((reason) => textAt(reason, 'Rsn', 'Cd')).find((one) => one !== undefined)
  const facts = reasons.flatMap((reason) =>
    reason.children.filter(({ name }) => name === 'AddtlInf').map(({ text }) => text),
  )
  const fact = (key: string) => facts.find((one) => one.startsWith(`/${key}/`))?.slice(key.length + 2)
  const [, amount, currency = 'CNY'] = /^([0-9.]+)([A-Z]{3})$/.exec(fact('SECURED') ?? '') ?? []
  const startAt = fact('START')
  return {
    ...assigned,
    confirmation,
    ...(reasonCode === undefined ? {} : { reasonCode }),
    outcome: stopAnswerOutcomes.find((one) => one === said) ?? null,
    securedFen: minorUnitsOf(amount, currency) ?? 0,
    currency,
    ...(startAt === undefined ? {} : { startAt }),
    nextCount: Number(/^\d{1,3}$/.exec(fact('NEXT') ?? '')?.[0] ?? 0),
  }
}

function assignment({ messageId, from, to, createdAt }: IsoAssignment): XmlElement | undefined {
  return node('Assgnmt', [
    leaf('Id', isoId(messageId)),
    node('Assgnr', [agentElement('Agt', from)]),
    node('Assgne', [agentElement('Agt', to)]),
    leaf('CreDtTm', createdAt),
  ])
}

function assignmentOf(
  message: XmlElement | undefined,
  caseId: string | undefined,
): IsoAssignment | undefined {
  const messageId = textAt(message, 'Assgnmt', 'Id')
  const createdAt = textAt(message, 'Assgnmt', 'CreDtTm')
  if (messageId === undefined || createdAt === undefined || caseId === undefined) return undefined
  const signed = signedOf(message)
  return {
    messageId: idOf(messageId),
    from: agentOf(below(message, 'Assgnmt', 'Assgnr', 'Agt')),
    to: agentOf(below(message, 'Assgnmt', 'Assgne', 'Agt')),
    createdAt,
    orderId: idOf(caseId),
    ...(signed === undefined ? {} : { signed }),
  }
}

function accountOf(reference: XmlElement | undefined, role: 'Dbtr' | 'Cdtr'): OrderAccount | undefined {
  const accountNo = accountNoOf(below(reference, `${role}Acct`))
  const accountName = textAt(reference, role, 'Pty', 'Nm') ?? textAt(reference, role, 'Nm')
  if (accountNo === undefined || accountName === undefined) return undefined
  const { bankId, name } = agentOf(below(reference, `${role}Agt`))
  return {
    ...(bankId === undefined ? {} : { bankId }),
    ...(name === undefined ? {} : { bankName: name }),
    accountNo,
    accountName,
  }
}

function informationOf(element: XmlElement | undefined): string {
  return (element?.children ?? [])
    .filter(({ name }) => name === 'AddtlInf')
    .map(({ text }) => text)
    .join('')
}
