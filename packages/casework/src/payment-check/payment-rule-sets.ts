import { cn2024 } from '../rule-sets/cn-2024.ts'
import type { PaymentRuleSet } from './payment-rules.ts'
import { rulesCn2024 } from './rules-cn-2024.ts'

const paymentCn2024: PaymentRuleSet = {
  id: 'CN-2024',
  effectiveFrom: cn2024.effectiveFrom,
  rules: rulesCn2024,
  answerSeconds: { allow: 60, warn: 60, hold: 300, refuse: 300 },
  // Rounded up, so that no threshold is missed by a rate; yen, won and dong have no minor unit.
  currencies: {
    CNY: [1n, 1n],
    USD: [8n, 1n],
    EUR: [9n, 1n],
    GBP: [10n, 1n],
    HKD: [1n, 1n],
    MOP: [1n, 1n],
    TWD: [1n, 4n],
    SGD: [6n, 1n],
    AUD: [5n, 1n],
    CAD: [6n, 1n],
    CHF: [9n, 1n],
    MYR: [2n, 1n],
    THB: [1n, 4n],
    INR: [1n, 10n],
    JPY: [5n, 1n],
    KRW: [6n, 10n],
    VND: [3n, 100n],
    // Counted in 1/100 of the coin that is worth a dollar.
    USDT: [8n, 1n],
    USDC: [8n, 1n],
  },
  listings: {
    INVOLVED: {
      minLevel: 'city',
      maxDays: 365,
      basis: {
        zh: '《反电信网络诈骗法》第十八条、第三十二条；银发〔2016〕261号一（二）',
        en: 'Anti-Telecom-Fraud Law articles 18 and 32; PBoC 2016/261 I(2)',
      },
      source: '[F] N261 I(2); [D] the term',
    },
    SUSPICIOUS: {
      minLevel: 'city',
      maxDays: 30,
      basis: {
        zh: '《反电信网络诈骗法》第十八条、第三十二条',
        en: 'Anti-Telecom-Fraud Law articles 18 and 32',
      },
      source: '[LAW] ATFL 18, 32; [D] the term',
    },
    SANCTIONED: {
      // By class: the general rule set says which level identifies whom.
      minLevel: 'city',
      maxDays: 5 * 365,
      basis: {
        zh: '《反电信网络诈骗法》第三十一条；《电信网络诈骗及其关联违法犯罪联合惩戒办法》',
        en: 'Anti-Telecom-Fraud Law article 31; the Joint Punishment Measures of 2024',
      },
      source: '[F] JPM',
    },
  },
  recordYears: cn2024.retention.accessLogYears,
}

/** For demonstrations: holds of minutes instead of a day, so that a release can be shown. Chosen by name only. */
const paymentDemo: PaymentRuleSet = {
  ...paymentCn2024,
  id: 'DEMO',
  effectiveFrom: null,
  rules: rulesCn2024.map((rule) =>
    rule.holdMinutes === undefined ? rule : { ...rule, holdMinutes: Math.ceil(rule.holdMinutes / 60) },
  ),
}

/**
 * The payment rules to use: those named, else those in force. There were none before December 2024, and payments are checked
 * now, so the first set is the one in force.
 */
export function paymentRulesNamed(id: string | undefined): PaymentRuleSet {
  return id === 'DEMO' ? paymentDemo : paymentCn2024
}
