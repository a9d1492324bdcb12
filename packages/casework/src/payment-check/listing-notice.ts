import type { Bilingual } from '@wuzei/domain'
import { shanghaiDay } from '../time/shanghai-time.ts'
import type { PaymentRuleSet } from './payment-rules.ts'
import type { PayeeList } from './payment-situation.ts'

/** What the holder of a listed account is told in writing: what, since when, until when, by whom, why, and the way out. */
export function listingNotice(
  rules: PaymentRuleSet,
  listing: {
    readonly list: PayeeList
    /** Masked. */
    readonly shown: string
    readonly fromMs: number
    readonly untilMs: number
    readonly office: Bilingual
    readonly appeal: string
  },
): Bilingual {
  const { list, shown, office, appeal } = listing
  const [from, until] = [shanghaiDay(listing.fromMs), shanghaiDay(listing.untilMs)]
  const basis = listingBasis(rules, list)
  const measure = measures[list]
  return {
    zh: `${shown} 自${written(from)}起${measure.zh}，至${written(until)}自动结束。决定单位：${office.zh}。依据：${basis.zh}。如有异议，请登录 ${appeal} 提出，或到决定单位、开户银行柜台、拨打 96110 提出；说明情况即可，不需要交钱。也可以依法申请行政复议或者提起诉讼。`,
    en: `From ${from}, ${shown} ${measure.en}; this ends by itself on ${until}. Decided by: ${office.en}. Basis: ${basis.en}. To object, go to ${appeal}, the deciding office or the counter of your bank, or call 96110; say what happened, it costs nothing. The law also gives you administrative review and the courts.`,
  }
}

/** `2026-03-01` as Chinese writes it: `2026年3月1日`. */
function written(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** On what law an entry of a list stands. */
export function listingBasis(rules: PaymentRuleSet, list: PayeeList): Bilingual {
  return rules.listings[list].basis
}

const measures: Readonly<Record<PayeeList, Bilingual>> = {
  INVOLVED: { zh: '因与诈骗案件有关，暂停全部业务', en: 'is out of use, being involved in a fraud case' },
  SUSPICIOUS: {
    zh: '因需要核查，收付款会延后办理',
    en: 'has its payments delayed while it is looked into',
  },
  SANCTIONED: {
    zh: '暂停非柜面业务、不能新开账户；柜面、工资养老金入账和水电扣费照常',
    en: 'has no business outside the counter and no new account; counter service, wages, pensions and bills go on',
  },
}
