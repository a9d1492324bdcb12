import { randomUUID } from 'node:crypto'
import type { OrderAccount, OrderApproval, OrderMessages, OrderTransfer } from '@wuzei/contract/orders'
import { orderId } from './protocol-checks.ts'

/** Parts that accounts play; `vectors/orders/bank-books.json` says which account plays which. */
export type BankRole =
  | 'full'
  | 'partial'
  | 'moved'
  | 'cashed'
  | 'closed'
  | 'clearing'
  | 'frozen'
  | 'company'
  | 'double'
  | 'twice'
  | 'freeze'
  | 'freezeEmpty'
  | 'queue'
  | 'armed'
  | 'victim'
  | 'repeat'
  | 'limited'
  | 'delayed'

/** What the bank under test has been given, as the file says it. */
export interface BankBooks {
  readonly roles: Readonly<Record<BankRole, { readonly accountNo: string; readonly serialNo?: string }>>
  readonly accounts: readonly OrderAccount[]
  readonly transfers: readonly {
    readonly serialNo: string
    readonly at: string
    readonly from: OrderAccount | null
    readonly to: OrderAccount | null
    readonly amountFen: number
  }[]
}

export type StopBody = OrderMessages['stop.request']['body']

/** A whole and true stop order for the account of a role; `change` makes it another. */
export function stopBody(books: BankBooks, role: BankRole, change: Partial<StopBody> = {}): StopBody {
  const transfer = transferOf(books, role)
  return {
    orderId: orderId(),
    reportId: `report-${randomUUID()}`,
    caseId: null,
    account: accountOf(books, role),
    transfer,
    claimedFen: transfer.amountFen,
    mode: 'ACCOUNT',
    limitFen: null,
    tier: 1,
    parentOrderId: null,
    stopNo: 1,
    hours: 48,
    isUrgent: true,
    fraudType: 'F01',
    reason: 'Conformance',
    approval,
    ...change,
  }
}

/** The account of a role as an order names it. */
export function accountOf(books: BankBooks, role: BankRole): OrderAccount {
  const { accountNo, serialNo } = books.roles[role]
  const own = books.accounts.find((account) => account.accountNo === accountNo)
  const payee = books.transfers.find((transfer) => transfer.serialNo === serialNo)?.to
  const account = own ?? payee
  if (!account) throw new RangeError(`The books have no account for the role ${role}`)
  const { accountName, accountType } = account
  return { accountNo, accountName, ...(accountType === undefined ? {} : { accountType }) }
}

/** The transfer of a role as a victim reports it. */
export function transferOf(books: BankBooks, role: BankRole): OrderTransfer {
  const found = books.transfers.find(({ serialNo }) => serialNo === books.roles[role].serialNo)
  if (!found) throw new RangeError(`The books have no transfer for the role ${role}`)
  const { at, amountFen, from, serialNo } = found
  return { amountFen, currency: 'CNY', at, serialNo, ...(from ? { from } : {}) }
}

export const approval: OrderApproval & { readonly documentNo: string } = {
  organ: 'Conformance kit',
  createdBy: 'First officer',
  approvedBy: 'Second officer',
  approvedAt: '2026-03-02T11:00:00+08:00',
  documentNo: '协冻字〔2026〕1号',
  phone: '010-00000000',
}

export function freezeBody(
  books: BankBooks,
  role: BankRole,
  amountFen: number,
  change: Partial<OrderMessages['freeze.request']['body']> = {},
): OrderMessages['freeze.request']['body'] {
  return {
    orderId: orderId(),
    caseId: `case-${randomUUID()}`,
    caseFiledAt: '2026-03-02T18:00:00+08:00',
    stopOrderId: null,
    account: accountOf(books, role),
    mode: 'AMOUNT',
    amountFen,
    currency: 'CNY',
    includesInterest: true,
    months: 6,
    reason: 'Conformance',
    approval: { ...approval, documentNo: `协冻字〔2026〕${randomUUID().slice(0, 8)}号` },
    ...change,
  }
}
