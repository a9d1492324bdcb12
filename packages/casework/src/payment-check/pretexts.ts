/**
 * Words that fraudsters make people write or say, by the fraud they belong to. Ordinary purposes ("rent", "loan to a
 * friend", "deposit") are left out on purpose: a pretext here is a phrase that honest payments hardly hold.
 */
const pretexts: readonly (readonly [fraudType: string, pattern: RegExp])[] = [
  ['F08.01', /安全账户|资金清查|清查账户|资金核查|洗清嫌疑|取保候审金|safe account|security account/u],
  ['F05.01', /解冻金|解冻费|刷流水|流水认证|放款保证金|贷款工本费|unfreeze fee|unlock(?:ing)? fee/u],
  ['F01', /刷单|垫付任务|做任务垫|连单|补单|福利单|task deposit|order brushing/u],
  ['F02', /提现保证金|提现税|个税解锁|荐股|内幕消息|保本高收益|withdrawal tax|guaranteed return/u],
  ['F06.01', /注销校园贷|消除征信|征信修复|清零账户|credit repair/u],
  ['F04.02', /取消会员扣费|百万保障|关闭直播会员|cancel membership/u],
  ['F17', /追回被骗|退赔手续费|网警退款|recovery fee/u],
  ['F12', /中奖手续费|领奖税|prize (?:fee|tax)/u],
]

/** The fraud whose pretext a payer's purpose names. */
export function pretextIn(purpose: string | undefined): string | undefined {
  if (purpose === undefined || purpose === '') return undefined
  const plain = purpose.normalize('NFKC').toLowerCase()
  return pretexts.find(([, pattern]) => pattern.test(plain))?.[0]
}

const offices =
  /公安局|公安厅|派出所|检察院|人民法院|反诈中心|反洗钱|专案组|清查专户|police|prosecutor|anti.?fraud cent/u

/** True where the payee bears the name of an office in whose name people are told to pay. */
export function posesAsOffice(payeeName: string | undefined): boolean {
  return payeeName !== undefined && offices.test(payeeName.normalize('NFKC').toLowerCase())
}
