import type { PageCase } from './page-case.ts'
import type { PageSign } from './page-signs.ts'
import { isGovernmentHost } from './page-owners.ts'

/** What the page asks for that no honest page asks for, or only few. */
export function findAsks(page: PageCase): PageSign[] {
  return [...fieldSigns(page), ...wordSigns(page)]
}

function fieldSigns({ asked, at }: PageCase): PageSign[] {
  const has = (kind: Parameters<typeof asked.all.has>[0]): boolean => asked.all.has(kind)
  const signs: PageSign[] = []
  if (has('seed-phrase')) signs.push({ code: 'ASKS_FOR_SEED_PHRASE', values: {} })
  if (!has('card-number')) return signs
  if (has('pin') || (has('card-code') && has('password'))) signs.push({ code: 'CARD_WITH_PIN', values: {} })
  if (has('balance')) signs.push({ code: 'CARD_WITH_BALANCE', values: {} })
  if (has('identity-number') || has('sms-code')) signs.push({ code: 'CARD_WITH_IDENTITY', values: {} })
  // Said only where nothing worse is: it would tell nothing more.
  if (signs.length === 0) signs.push({ code: 'CARD_ON_UNKNOWN_SITE', values: { site: at.host } })
  return signs
}

function wordSigns(page: PageCase): PageSign[] {
  if (page.warns) return []
  const { at, asked } = page
  // Kits of several steps keep the later ones hidden.
  const text = `${page.page.title}\n${page.page.text}\n${page.page.hiddenText}`
  const signs: PageSign[] = []
  const takesAnswers = asked.forms.some(({ form }) => form.fields.length > 0)
  if (
    takesAnswers &&
    /安全账[户戶]|safe account|secure holding account/i.test(text) &&
    /转[入账到移]|轉|transfer|move/i.test(text)
  )
    signs.push({ code: 'SAFE_ACCOUNT', values: {} })
  if (
    asked.isSecret &&
    !isGovernmentHost(at.host) &&
    /通缉令|逮捕令|刑事拘捕|冻结管制|资金清查|资金核查|涉嫌洗钱|arrest warrant|money laundering case/i.test(
      text,
    )
  )
    signs.push({ code: 'CASE_AGAINST_YOU', values: {} })
  const tool = /todesk|anydesk|向日葵|teamviewer|rustdesk|quicksupport|共享屏幕|屏幕共享|screen shar/i.exec(
    text,
  )?.[0]
  const matter = /退款|理赔|贷款|征信|注销|客服|银行|解冻|refund|loan|bank|billing|compensation/i.exec(
    text,
  )?.[0]
  if (tool && matter && (takesAnswers || page.page.links.length > 0) && !isGovernmentHost(at.host))
    signs.push({ code: 'REMOTE_CONTROL', values: { tool, matter } })
  const fee = feeBefore.exec(text)?.[0]
  if (fee) signs.push({ code: 'FEE_BEFORE_LOAN', values: { fee: fee.slice(0, 24) } })
  const promise = promisedGain.exec(text)?.[0]
  if (promise) signs.push({ code: 'PROMISED_GAINS', values: { promise: promise.slice(0, 24) } })
  return signs
}

const feeBefore =
  /(?:先|需|请)(?:缴|交|支?付|转)(?:纳)?.{0,6}(?:保证金|解冻金|解冻费|认证金|工本费|会员费|验证金|流水金)|(?:保证金|解冻金|认证金|验证金)[^。\n]{0,12}(?:后|即可)[^。\n]{0,6}(?:放款|提现|到账)|(?:deposit|fee) (?:is )?(?:required|needed) (?:before|to release) (?:the )?(?:loan|withdrawal|payout)/i

const promisedGain =
  /日(?:赚|入|结)\s?\d{3,}|稳赚不赔|保本(?:高|保)(?:息|收益)|包赔|内幕(?:消息|数据|计划)|带(?:单|您)(?:稳)?(?:赚|盈利)|(?:做|刷)(?:单|任务)[^。\n]{0,8}(?:返|佣金|返利)|首(?:充|存)[^。\n]{0,6}(?:送|返)|(?:时时彩|百家乐|六合彩|幸运飞艇|北京赛车)|guaranteed (?:daily )?(?:profit|return)s?|double your (?:bitcoin|money|deposit)|\d{2,3}% (?:daily|weekly) (?:profit|return)/i

/** True for texts that warn of fraud or report on it, by the words such texts have. */
export function isWarning(text: string): boolean {
  let found = 0
  for (const expression of warningWords) if (expression.test(text)) found += 1
  return found >= 2
}

const warningWords = [
  /谨防|警惕|提醒|防范|当心|切勿|beware|be careful|protect yourself/i,
  /诈骗|骗局|骗子|被骗|受骗|反诈|\bscam|\bfraud/i,
  /96110|民警|警方|报警|公安机关(?:提醒|不会)|没有(?:所谓的?)?“?安全账户|不存在“?安全账户|police (?:say|warn|advise)|report it/i,
]
