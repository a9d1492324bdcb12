import type { AnswerMessages, OrderMessages } from '../orders.ts'
import { stopAnswerOutcomes, type StopAnswerOutcome } from '../orders-answers.ts'
import { below, leaf, node, readXml, textAt, writeXml, type XmlElement } from '../xml.ts'
import { ministryMessages, ministryModes, type MinistryTxCode } from './codes.ts'
import { fenOfYuan, instantOfMinistryTime, ministryTime, wholeYuanOf, yuanOf } from './values.ts'

/** What surrounds a message; fixed by the agreement with the platform. */
export interface MinistryHead {
  /** Mode of the agreement, such as `0001`. */
  readonly mode: string
  /** Whom it is for. */
  readonly to: string
  /** 52 digits: 12 of the bank, 12 of whom it acts for, 28 of its own. */
  readonly serial: string
}

/** A message in the platform's form. Everything is text, as it is on the wire. */
export interface MinistryMessage {
  readonly head: MinistryHead
  readonly txCode: MinistryTxCode
  /** Fields of the body, by path: `TransferOut.BankID`. Empty ones are left out. */
  readonly fields: Readonly<Record<string, string>>
}

/** Root of a message. The sources show head and body only, so it is a value and not a fact. */
export const ministryRoot = 'Message'

/**
 * Result codes of answers. The sources say that they have four digits and not which; so they come from outside. These
 * are this project's own, for tests and until the real ones are known.
 */
export const projectResultCodes: Readonly<Record<StopAnswerOutcome, string>> = {
  STOPPED_FULL: '0000',
  STOPPED_PARTIAL: '0001',
  STOPPED_EMPTY: '0002',
  MOVED_ON: '0003',
  CASHED_OUT: '0004',
  ALREADY_STOPPED: '0005',
  ALREADY_FROZEN: '0006',
  REJECTED_MISMATCH: '1001',
  REJECTED_CLOSED: '1002',
  REJECTED_PROTECTED_ACCOUNT: '1003',
  REJECTED_LIMIT: '1004',
  TECH_FAILURE: '9999',
}

const accountTypes = { personal: '01', corporate: '02' } as const

/** `stop.request` as 100101. */
export function ministryStopOf(
  { serial, body }: OrderMessages['stop.request'],
  head: Omit<MinistryHead, 'serial'>,
): MinistryMessage {
  const { account, transfer, approval } = body
  const { from } = transfer
  return message(head, serial, '100101', {
    ApplicationID: body.orderId,
    // 00: first demand in CNY; 01: first one in another currency.
    ApplicationType: transfer.currency === 'CNY' ? '00' : '01',
    CaseNumber: body.caseId ?? body.reportId ?? '',
    CaseType: telecomFraud,
    EmergencyLevel: body.isUrgent ? '02' : '01',
    'TransferOut.BankID': from?.bankId ?? '',
    'TransferOut.BankName': from?.bankName ?? '',
    'TransferOut.AccountName': from?.accountName ?? '',
    'TransferOut.AccountNumber': from?.accountNo ?? '',
    Currency: transfer.currency,
    TransferAmount: yuanOf(transfer.amountFen, transfer.currency),
    TransferTime: ministryTime(transfer.at),
    BankID: account.bankId ?? '',
    BankName: account.bankName ?? '',
    AccountType: account.accountType === undefined ? '' : accountTypes[account.accountType],
    AccountName: account.accountName,
    AccountNumber: account.accountNo,
    Reason: body.reason,
    ApplicationTime: ministryTime(approval.approvedAt),
    'ApplicationOrg.Name': approval.organ,
    'Operator.Name': approval.createdBy,
    'Operator.PhoneNumber': approval.phone ?? '',
    'Investigator.Name': approval.approvedBy ?? '',
  })
}

const telecomFraud = '0001'

/** What a 100101 says; what it has no field for (mode, limit, tier, hours, type of fraud) is missing. */
export interface MinistryStop {
  readonly orderId: string
  readonly matter: string
  readonly isUrgent: boolean
  readonly account: OrderMessages['stop.request']['body']['account']
  readonly transfer: Pick<
    OrderMessages['stop.request']['body']['transfer'],
    'amountFen' | 'currency' | 'at' | 'from'
  >
  readonly reason: string
  readonly organ: string
}

/** Reads a 100101; undefined where something that a stop needs is missing or does not fit. */
export function stopOfMinistry({ txCode, fields }: MinistryMessage): MinistryStop | undefined {
  const currency = fields['Currency'] ?? 'CNY'
  const amountFen = fenOfYuan(fields['TransferAmount'], currency)
  const when = instantOfMinistryTime(fields['TransferTime'])
  const account = accountAt(fields, '')
  const { ApplicationID: orderId } = fields
  if (txCode !== '100101' || !orderId || amountFen === undefined || when === undefined || !account)
    return undefined
  const from = accountAt(fields, 'TransferOut.')
  return {
    orderId,
    matter: fields['CaseNumber'] ?? '',
    isUrgent: fields['EmergencyLevel'] === '02',
    account,
    transfer: { amountFen, currency, at: when, ...(from ? { from } : {}) },
    reason: fields['Reason'] ?? '',
    organ: fields['ApplicationOrg.Name'] ?? '',
  }
}

/** `stop.result` as 100102, or 100106 when it answers an extension. */
export function ministryResultOf(
  { serial, body }: AnswerMessages['stop.result'],
  head: Omit<MinistryHead, 'serial'>,
  about: { readonly accountNo: string; readonly txCode?: '100102' | '100106' },
  resultCodes: Readonly<Record<StopAnswerOutcome, string>> = projectResultCodes,
): MinistryMessage {
  const isTechnical = body.outcome === 'TECH_FAILURE'
  return message(head, serial, about.txCode ?? '100102', {
    ApplicationID: body.orderId,
    Result: resultCodes[body.outcome],
    AccountNumber: about.accountNo,
    AccountBalance: body.balanceAtStopFen === null ? '' : yuanOf(body.balanceAtStopFen, body.currency),
    Currency: body.currency,
    StartTime: body.startAt === null ? '' : ministryTime(body.startAt),
    ExpireTime: body.expiresAt === null ? '' : ministryTime(body.expiresAt),
    FailureCause: isTechnical ? (body.remark ?? 'TECH_FAILURE') : '',
    FeedbackRemark: isTechnical
      ? ''
      : `${body.matchResult}${body.remark === undefined ? '' : ` ${body.remark}`}`,
    FeedbackOrgName: body.answeredBy.desk,
    'Operator.Name': body.answeredBy.name ?? '',
    'Operator.PhoneNumber': body.answeredBy.phone ?? '',
  })
}

/** What a 100102 or 100106 says; next transfers are asked for with 100301. */
export interface MinistryResult {
  readonly orderId: string
  /** Null for a result code that the table does not have: then a person looks. */
  readonly outcome: StopAnswerOutcome | null
  readonly result: string
  readonly balanceAtStopFen: number | null
  readonly startAt: string | null
  readonly expiresAt: string | null
  readonly remark: string
}

/** Reads a 100102 or 100106; undefined for anything else. */
export function resultOfMinistry(
  { txCode, fields }: MinistryMessage,
  resultCodes: Readonly<Record<StopAnswerOutcome, string>> = projectResultCodes,
): MinistryResult | undefined {
  const { ApplicationID: orderId, Result: result } = fields
  if ((txCode !== '100102' && txCode !== '100106') || !orderId || !result) return undefined
  return {
    orderId,
    outcome: stopAnswerOutcomes.find((one) => resultCodes[one] === result) ?? null,
    result,
    balanceAtStopFen: fenOfYuan(fields['AccountBalance'], fields['Currency'] ?? 'CNY') ?? null,
    startAt: instantOfMinistryTime(fields['StartTime']) ?? null,
    expiresAt: instantOfMinistryTime(fields['ExpireTime']) ?? null,
    remark: fields['FailureCause'] ?? fields['FeedbackRemark'] ?? '',
  }
}

/** `freeze.request` as 100201. The limit is in whole yuan; what is left out is told beside it. */
export function ministryFreezeOf(
  { serial, body }: OrderMessages['freeze.request'],
  head: Omit<MinistryHead, 'serial'>,
): { readonly message: MinistryMessage; readonly leftOutFen: number } {
  const { yuan, leftOutFen } = wholeYuanOf(body.amountFen)
  const freeze = message(head, serial, '100201', {
    ApplicationID: body.orderId,
    CaseNumber: body.caseId,
    CaseType: telecomFraud,
    FreezeType: ministryModes[body.mode],
    Currency: body.currency,
    Balance: yuan,
    BankID: body.account.bankId ?? '',
    BankName: body.account.bankName ?? '',
    AccountName: body.account.accountName,
    AccountNumber: body.account.accountNo,
    Reason: body.reason,
    ApplicationTime: ministryTime(body.approval.approvedAt),
    'ApplicationOrg.Name': body.approval.organ,
    'Operator.Name': body.approval.createdBy,
    'Investigator.Name': body.approval.approvedBy ?? '',
  })
  return { message: freeze, leftOutFen }
}

/** 100103, 100105, 100203 and 100205: what ends or prolongs an order names it and its account. */
export function ministryChangeOf(
  { type, serial, body }: OrderMessages['stop.release' | 'stop.extend' | 'freeze.release' | 'freeze.renew'],
  head: Omit<MinistryHead, 'serial'>,
): MinistryMessage {
  return message(head, serial, changeCodes[type], {
    ApplicationID: `${body.orderId}-${changeCodes[type]}`,
    OriginalApplicationID: body.orderId,
    AccountNumber: body.accountNo,
    Reason: body.reason,
    ApplicationTime: ministryTime(body.approval.approvedAt),
    'ApplicationOrg.Name': body.approval.organ,
    'Operator.Name': body.approval.createdBy,
    'Investigator.Name': body.approval.approvedBy ?? '',
  })
}

const changeCodes = {
  'stop.release': '100103',
  'stop.extend': '100105',
  'freeze.release': '100203',
  'freeze.renew': '100205',
} as const

/** Writes a message: head, then the fields in the order given. */
export function writeMinistry(
  { head, txCode, fields }: MinistryMessage,
  root: string = ministryRoot,
): string {
  const groups = new Map<string, (XmlElement | undefined)[]>()
  const body: (XmlElement | undefined)[] = []
  for (const [path, text] of Object.entries(fields)) {
    const [name = '', inner] = path.split('.')
    if (inner === undefined) body.push(leaf(name, text))
    else groups.set(name, [...(groups.get(name) ?? []), leaf(inner, text)])
  }
  for (const [name, children] of groups) body.push(node(name, children))
  const written = node(root, [
    node('Head', [
      leaf('Mode', head.mode),
      leaf('To', head.to),
      leaf('TxCode', txCode),
      leaf('TransSerialNumber', head.serial),
    ]),
    node('Body', body),
  ])
  return written ? writeXml(written) : ''
}

/** Reads a message of whatever root; undefined for a number that is not known, or no such message. */
export function readMinistry(xml: string): MinistryMessage | undefined {
  const root = readXml(xml)
  const txCode = textAt(root, 'Head', 'TxCode')
  const serial = textAt(root, 'Head', 'TransSerialNumber')
  const body = below(root, 'Body')
  if (!isTxCode(txCode) || serial === undefined || !body) return undefined
  const fields = body.children.flatMap(({ name, text, children }) =>
    children.length === 0
      ? [[name, text] as const]
      : children.map((child) => [`${name}.${child.name}`, child.text] as const),
  )
  return {
    head: { mode: textAt(root, 'Head', 'Mode') ?? '', to: textAt(root, 'Head', 'To') ?? '', serial },
    txCode,
    fields: Object.fromEntries(fields.filter(([, text]) => text !== '')),
  }
}

function isTxCode(text: string | undefined): text is MinistryTxCode {
  return text !== undefined && Object.hasOwn(ministryMessages, text)
}

function message(
  head: Omit<MinistryHead, 'serial'>,
  serial: string,
  txCode: MinistryTxCode,
  fields: Readonly<Record<string, string>>,
): MinistryMessage {
  if (!/^\d{52}$/.test(serial)) throw new RangeError('Serials of the platform have 52 digits')
  const said = Object.entries(fields).filter(([, text]) => text !== '')
  return { head: { ...head, serial }, txCode, fields: Object.fromEntries(said) }
}

function accountAt(
  fields: Readonly<Record<string, string>>,
  prefix: string,
): MinistryStop['account'] | undefined {
  const [accountNo, accountName] = [fields[`${prefix}AccountNumber`], fields[`${prefix}AccountName`]]
  if (accountNo === undefined || accountName === undefined) return undefined
  const [bankId, bankName] = [fields[`${prefix}BankID`], fields[`${prefix}BankName`]]
  const type = prefix === '' ? fields['AccountType'] : undefined
  return {
    ...(bankId === undefined ? {} : { bankId }),
    ...(bankName === undefined ? {} : { bankName }),
    accountNo,
    accountName,
    ...(type === undefined
      ? {}
      : { accountType: type === '02' ? ('corporate' as const) : ('personal' as const) }),
  }
}
