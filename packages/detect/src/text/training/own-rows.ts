import { ownAd, ownNormalEn, ownNormalZh, ownOtherZh } from './own-harmless.ts'
import { ownFraudEn, ownFraudZh, ownIllegalZh } from './own-harmful.ts'
import type { TextRow } from './text-row.ts'

/** Every text comes this often, with other values in its slots. */
const variants = 3

/** Rows of own texts begin with this group number, beyond those of the collections. */
const firstGroup = 10_000_000

/** The project's own texts with their slots filled, the same at every call. */
export function ownRows(): TextRow[] {
  const kinds: readonly (readonly [TextRow['label'], readonly (readonly [string | null, string])[]])[] = [
    ['normal', [...ownNormalZh, ...ownNormalEn].map((text) => [null, text] as const)],
    ['other', ownOtherZh.map((text) => [null, text] as const)],
    ['ad', ownAd.map((text) => [null, text] as const)],
    ['fraud', [...ownFraudZh, ...ownFraudEn]],
    ['illegal', ownIllegalZh],
  ]
  let group = firstGroup
  return kinds.flatMap(([label, texts]) =>
    texts.flatMap(([fraudType, text]) => {
      group += 1
      return Array.from(
        { length: variants },
        (_, variant): TextRow => ({
          source: 'own',
          label,
          text: fillSlots(text, group * 31 + variant * 7),
          fraudType,
          group,
          weight: 1,
        }),
      )
    }),
  )
}

function fillSlots(text: string, seed: number): string {
  let turn = seed
  return text.replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
    turn += 1
    const choices = slots[slot]
    if (choices === undefined) throw new RangeError(`no slot is called ${slot}`)
    return choices[turn % choices.length] ?? ''
  })
}

const slots: Readonly<Record<string, readonly string[]>> = {
  bank: ['工商银行', '建设银行', '招商银行', '农业银行', '中国银行', '交通银行', '平安银行', '邮储银行'],
  bankEn: ['Chase', 'HSBC', 'Wells Fargo', 'Barclays', 'DBS', 'Bank of America'],
  tail: ['8812', '0937', '4521', '6603', '1178'],
  date: ['3月12日', '11月5日', '明天', '7月1日', '本月28日'],
  time: ['09:30', '14:05', '20:15', '8点半'],
  amount: ['128.50', '3000', '56', '9,800', '20000', '499'],
  name: ['王芳', '李明', '张', '陈静', '刘洋'],
  nameEn: ['John', 'Mary', 'Alex', 'Priya'],
  hotline: ['95588', '95533', '95555', '95599'],
  code: ['482913', 'abc5621', '730155', 'kf9028', '6619042'],
  n: ['5', '10', '3', '28', '15'],
  app: ['京东', '淘宝', '美团', '支付宝', '携程', '滴滴出行'],
  courier: ['顺丰速运', '圆通速递', '中通快递', '京东物流', '菜鸟'],
  place: ['杭州', '成都', '朝阳区', '武汉', '深圳', '江宁'],
  phone: ['13800138000', '0571-88880000', '400-810-1234', '15912345678'],
  phoneEn: ['+1 202 555 0143', '+44 7700 900123', '0800 496 0123'],
  link: ['http://etc-vip.top/a', 'wap.icbzcn.com', 'https://t.cn/A6xyz', 'jf10086.cc', 'https://bit.ly/3xYz'],
  qq: ['QQ287654321', '扣扣1098765432', '群号 768112345'],
  account: ['6222021234567890123', '62284801234567890'],
  shop: ['Target', 'Boots', 'Amazon', 'the market'],
  shopZh: ['优衣库', '永辉超市', '屈臣氏', '海底捞'],
}
