import type { Scan } from './scan.ts'

/** What the words before a value say it is; `none` when they say nothing. */
export type Context =
  | 'none'
  | 'phone'
  | 'qq'
  | 'wechat'
  | 'whatsapp'
  | 'telegram'
  | 'alipay'
  | 'account'
  | 'imei'
  | 'package'
  | 'cell'
  | 'not-an-indicator'

/** Longest phrase looked back for, with what may stand between it and the value. */
const maxLookBehind = 24

/** What each word says; `~` stands for a space inside one. Where several fit, the longest counts. */
const words: readonly (readonly [Context, string])[] = [
  [
    'not-an-indicator',
    '验证码 校验码 动态码 动态密码 确认码 取件码 提取码 邀请码 激活码 兑换码 授权码 密码 口令 code otp pin passcode password ' +
      '订单 订单号 单号 运单 快递单号 编号 工号 警号 流水号 流水 序列号 合同号 案号 案件编号 票号 发票号 尾号 末四位 后四位 身份证 身份证号 ' +
      '证件号 学号 房号 车牌 航班 股票代码 基金代码 代码 版本 version ver id号 会员号 保单号 批号 期号 文号 税号 金额 余额 价格 ' +
      '交易哈希 txid tx order invoice tracking ticket case pid',
  ],
  ['imei', 'imei 串号 设备号 机身码'],
  ['cell', '基站 小区 cell cgi'],
  ['package', '包名 package 应用包'],
  [
    'account',
    '卡号 银行卡 账号 帐号 账户 帐户 储蓄卡 信用卡 对公账户 收款账户 收款 汇至 转至 打到 iban card account acct',
  ],
  ['alipay', '支付宝 支付宝账号 支付宝账户 alipay zfb'],
  ['whatsapp', 'whatsapp whats wa'],
  ['telegram', 'telegram 电报 飞机 飞机号 tg 纸飞机'],
  ['qq', 'qq 扣扣 企鹅 企鹅号 q群 qq群 扣群 群号 客服qq q号 qq号 球球 抠抠'],
  [
    'wechat',
    '微信 微信号 加微 威信 薇信 徽信 v信 vx wx weixin wechat 加v 加薇 薇 公众号 微信id wechat~id 卫星号 微x 威芯',
  ],
  [
    'phone',
    '电话 手机 手机号 致电 拨打 拨 热线 来电 联系 联系人 专线 座机 短信 咨询 客服 报警 打 呼叫 回电 tel phone call mobile hotline dial ' +
      '发送至 发至 发到 电話 手機 致電 撥打 聯繫',
  ],
]

/** The words by their last character, longer ones first. */
const wordsByEnd = new Map<string, { readonly word: string; readonly context: Context }[]>()
for (const [context, list] of words) {
  for (const written of list.split(' ')) {
    const word = written.replace('~', ' ')
    const end = word.charAt(word.length - 1)
    wordsByEnd.set(end, [...(wordsByEnd.get(end) ?? []), { word, context }])
  }
}
for (const list of wordsByEnd.values()) list.sort((a, b) => b.word.length - a.word.length)

/** Signs and particles that may stand between a word and the value it names. */
const between = new Set(Array.from(' :：=-—_.,，、"“”‘’\'()（）[]【】<>《》*是为為号號码碼:+＋的请請加\t'))

/** Reads what the words right before `at` say. Bounded look-behind. */
export function contextBefore(scan: Scan, at: number): Context {
  const written = scan.text.slice(Math.max(0, at - maxLookBehind), at)
  const lowered = written.toLowerCase()
  // A few letters change their length in lower case; offsets would no longer fit.
  const before = lowered.length === written.length ? lowered : written
  for (let end = before.length; end > 0; end -= 1) {
    scan.steps += 1
    const last = before.charAt(end - 1)
    for (const { word, context } of wordsByEnd.get(last) ?? []) {
      scan.steps += 1
      const start = end - word.length
      // A Latin word must not be the tail of another one (`wa` in `Iowa`).
      if (
        before.startsWith(word, start) &&
        start >= 0 &&
        !(isLatin(before, start) && isLatin(before, start - 1))
      ) {
        return context
      }
    }
    if (!between.has(last)) return 'none'
  }
  return 'none'
}

function isLatin(text: string, at: number): boolean {
  const code = at < 0 ? 0 : text.charCodeAt(at) | 32
  return code >= 97 && code <= 122
}

/** Words after a number that make it an amount, a time or a count. */
const unitsAfterShort = new Set(
  Array.from(
    '元块塊万萬亿億千百年月日号號时時点點分秒%％‰个個人次天岁歲折期名位条條件股手斤米公倍级級楼樓层層栋室路版集章页頁届周℃°度:：',
  ),
)
const unitsAfterLong = new Set(Array.from('元块塊万萬亿億%％'))

/** True when what follows position `end` makes a number of `digitCount` digits a quantity. */
export function isQuantity(scan: Scan, end: number, digitCount: number): boolean {
  const next = scan.text.charAt(scan.text.charAt(end) === ' ' ? end + 1 : end)
  return (digitCount >= 10 ? unitsAfterLong : unitsAfterShort).has(next)
}
