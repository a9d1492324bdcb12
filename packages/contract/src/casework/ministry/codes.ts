import type { OrderRefusalCode } from '../orders-exchange.ts'
import type { AnswerType, OrderType } from '../orders.ts'

/**
 * Numbers of the ministry's platform and what they are here. Source: what front-ends of banks that talked to it in 2015
 * to 2018 show in public. Those without a type are known by number only.
 */
export const ministryMessages = {
  '100101': { zh: '止付', type: 'stop.request', answer: '100102' },
  '100102': { zh: '止付结果反馈', type: 'stop.result', answer: null },
  '100103': { zh: '止付解除', type: 'stop.release', answer: '100104' },
  '100104': { zh: '止付解除结果反馈', type: 'release.result', answer: null },
  '100105': { zh: '止付延期', type: 'stop.extend', answer: '100106' },
  '100106': { zh: '止付延期结果反馈', type: 'stop.result', answer: null },
  '100201': { zh: '冻结', type: 'freeze.request', answer: '100202' },
  '100202': { zh: '冻结结果反馈', type: 'freeze.result', answer: null },
  '100203': { zh: '冻结解除', type: 'freeze.release', answer: '100204' },
  '100204': { zh: '冻结解除结果反馈', type: 'release.result', answer: null },
  '100205': { zh: '冻结延期', type: 'freeze.renew', answer: '100206' },
  '100206': { zh: '冻结延期结果反馈', type: 'freeze.result', answer: null },
  '100301': { zh: '账户交易明细查询', type: 'query.tx', answer: '100302' },
  '100302': { zh: '账户交易明细查询结果反馈', type: 'tx.result', answer: null },
  '100303': { zh: '账户持卡主体查询', type: 'query.holder', answer: '100304' },
  '100304': { zh: '账户持卡主体查询结果反馈', type: 'holder.result', answer: null },
  '100305': { zh: '账户动态查询', type: null, answer: '100306' },
  '100306': { zh: '账户动态查询结果反馈', type: null, answer: null },
  '100307': { zh: '账户动态查询解除', type: null, answer: '100308' },
  '100308': { zh: '账户动态查询解除结果反馈', type: null, answer: null },
  '100309': { zh: '客户全账户查询', type: null, answer: '100310' },
  '100310': { zh: '客户全账户查询结果反馈', type: null, answer: null },
  '100401': { zh: '案件举报', type: null, answer: '100402' },
  '100402': { zh: '案件举报结果反馈', type: null, answer: null },
  '100403': { zh: '可疑名单上报：异常开卡', type: null, answer: null },
  '100404': { zh: '可疑名单上报：涉案账户', type: null, answer: null },
  '100405': { zh: '可疑名单上报：异常事件', type: null, answer: null },
  '100501': { zh: '单要素验证', type: null, answer: null },
  '100503': { zh: '双要素验证', type: null, answer: null },
} as const satisfies Record<
  string,
  { zh: string; type: OrderType | AnswerType | null; answer: `${number}` | null }
>
export type MinistryTxCode = keyof typeof ministryMessages

/** Return codes of the transport, and what they mean for a message of this protocol; null for ones taken. */
export const ministryReturnCodes = {
  '100000': null,
  '200001': 'MESSAGE_INVALID',
  '200002': 'MESSAGE_EXPIRED',
  /** They have it: the same as an ack with isDuplicate. */
  '200003': null,
  '200004': 'SENDER_WRONG',
  '200005': 'SENDER_WRONG',
  '200006': 'TYPE_UNKNOWN',
  '200007': 'TYPE_UNKNOWN',
  '200008': 'MESSAGE_TOO_LARGE',
  '200009': 'RECIPIENT_WRONG',
  '200010': 'ORDER_UNKNOWN',
} as const satisfies Record<string, OrderRefusalCode | null>
export type MinistryReturnCode = keyof typeof ministryReturnCodes

/** What a return code means for whoever sent the message. */
export function meaningOfReturnCode(
  code: string,
): 'taken' | 'duplicate' | 'account-unknown' | 'later' | 'refused' | 'unknown' {
  if (code === '100000') return 'taken'
  if (code === '200003') return 'duplicate'
  if (code === '200010') return 'account-unknown'
  if (code === '200002' || code === '200008' || code === '200009') return 'later'
  return Object.hasOwn(ministryReturnCodes, code) ? 'refused' : 'unknown'
}

/** How much of an account an order takes: the whole, one of its sub-accounts, an amount. */
export const ministryModes = { ACCOUNT: '50', SUB_ACCOUNT: '51', AMOUNT: '52' } as const

/** Features of events in 100401 to 100405. */
export const ministryEventFeatures = {
  '1001': { zh: '频繁开户', en: 'frequent opening' },
  '1002': { zh: '累计开户', en: 'cumulative opening' },
  '2001': { zh: '涉案账户', en: 'involved account' },
  '3001': { zh: '诈骗未遂', en: 'attempted fraud' },
  '3002': { zh: '受害人举报疑似诈骗', en: 'a victim reports suspected fraud' },
  '3003': { zh: '银行举报疑似诈骗', en: 'a bank reports suspected fraud' },
  '3004': { zh: '收款方涉案', en: 'the payee is involved' },
  '3005': { zh: '付款方涉案', en: 'the payer is involved' },
  '3006': { zh: '多笔转入、单笔转出', en: 'many in, one out' },
  '3007': { zh: '单笔转入、多笔转出', en: 'one in, many out' },
  '3008': { zh: '短时连续交易', en: 'rapid consecutive transactions' },
  '9999': { zh: '其他', en: 'other' },
} as const
