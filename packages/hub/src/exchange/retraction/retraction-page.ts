import type { Retraction } from '@wuzei/contract'
import { escapeHtml } from '../../http/documentation/html.ts'

type Language = 'zh' | 'en'

const words = {
  zh: {
    title: '撤回公示',
    lead: '联盟已撤回对以下内容的警示。下面列出哪些成员已经确认不再据此行动，哪些还没有。',
    value: '内容',
    reason: '原因',
    since: '撤回时间',
    confirmed: '已确认',
    outstanding: '尚未确认',
    reached: '在线成员全部确认用时',
    notYet: '还有在线成员未确认',
    member: '成员',
    kind: '类别',
    at: '确认时间',
    others: '未公开名称的成员，按类别计数',
    ask: '想知道某个号码或链接现在的结论，请查一查：',
    check: '打开查询页',
    zone: '北京时间',
    unknownTitle: '没有找到这条撤回公示',
    unknown: '这个地址里的编号不存在，可能抄错了或没有复制完整。请对照原来的链接再试一次。',
    seconds: '秒',
    other: 'English',
  },
  en: {
    title: 'A warning taken back',
    lead: 'The alliance has taken back its warning about the following. Here is which members have confirmed that they no longer act on it, and which have not yet.',
    value: 'Value',
    reason: 'Reason',
    since: 'Taken back',
    confirmed: 'Confirmed',
    outstanding: 'Not yet confirmed',
    reached: 'Time until all connected members had confirmed',
    notYet: 'Connected members have yet to confirm',
    member: 'Member',
    kind: 'Kind',
    at: 'Confirmed at',
    others: 'Members that are not named, by kind',
    ask: 'To see what is said of a number or link now, check it:',
    check: 'Open the check page',
    zone: 'China time, UTC+8',
    unknownTitle: 'This retraction was not found',
    unknown:
      'There is no retraction under the number in this address. It may be mistyped or cut off; compare it with the link that you were given.',
    seconds: 's',
    other: '中文',
  },
} as const

const reasons: Readonly<Record<Retraction['reason'], Readonly<Record<Language, string>>>> = {
  retracted: { zh: '警示有误，已由人工撤回', en: 'The warning was wrong and a person took it back' },
  'appeal-upheld': { zh: '异议成立', en: 'The objection was upheld' },
  'new-holder': { zh: '号码已换新机主', en: 'The number has a new holder' },
  decided: { zh: '经人工复核，改为其他结论', en: 'A person reviewed it and decided otherwise' },
  'evidence-changed': { zh: '现有线索已不足以支持警示', en: 'What is known no longer carries the warning' },
}

const kinds: Readonly<
  Record<Retraction['confirmations']['others'][number]['kind'], Readonly<Record<Language, string>>>
> = {
  police: { zh: '公安机关', en: 'Police' },
  operator: { zh: '电信运营商', en: 'Telecom operator' },
  bank: { zh: '银行', en: 'Bank' },
  'payment-network': { zh: '清算机构', en: 'Payment network' },
  vendor: { zh: '安全厂商', en: 'Security vendor' },
  platform: { zh: '互联网平台', en: 'Internet platform' },
  'certificate-authority': { zh: '电子认证机构', en: 'Certificate authority' },
  media: { zh: '媒体', en: 'Media' },
  auditor: { zh: '审计机构', en: 'Auditor' },
  'hub-operator': { zh: '平台运营方', en: 'Hub operator' },
}

/** A retraction as a page for anybody: no script, nothing from elsewhere. */
export function retractionPage(retraction: Retraction, language: Language): string {
  const say = words[language]
  const { confirmations } = retraction
  const reached =
    retraction.reachedAfterMs === null
      ? say.notYet
      : `${(retraction.reachedAfterMs / 1_000).toFixed(1)} ${say.seconds}`
  const named = confirmations.named.map(
    (one) =>
      `<tr><th scope="row">${escapeHtml(one.name[language])}</th><td>${kinds[one.kind][language]}</td><td>${
        one.confirmedAt === null ? say.outstanding : timeHtml(one.confirmedAt, language)
      }</td></tr>`,
  )
  const others = confirmations.others.map(
    (one) =>
      `<tr><th scope="row">${kinds[one.kind][language]}</th><td>${one.confirmed}</td><td>${one.outstanding}</td><td>${
        one.lastConfirmedAt === null ? '–' : timeHtml(one.lastConfirmedAt, language)
      }</td></tr>`,
  )
  return pageHtml(
    language,
    say.title,
    `<p>${say.lead}</p>
<dl><dt>${say.value}</dt><dd><code>${escapeHtml(retraction.masked)}</code></dd>
<dt>${say.reason}</dt><dd>${reasons[retraction.reason][language]}</dd>
<dt>${say.since}</dt><dd>${timeHtml(retraction.since, language)}</dd>
<dt>${say.confirmed}</dt><dd>${confirmations.confirmed}</dd>
<dt>${say.outstanding}</dt><dd>${confirmations.outstanding}</dd>
<dt>${say.reached}</dt><dd>${reached}</dd></dl>
${tableHtml([say.member, say.kind, say.at], named)}
${others.length === 0 ? '' : `<p>${say.others}</p>`}
${tableHtml([say.kind, say.confirmed, say.outstanding, say.at], others)}
<p>${say.ask} <a href="/check">${say.check}</a></p>`,
  )
}

/** What somebody reads whose link leads to no retraction. */
export function unknownRetractionPage(language: Language): string {
  const say = words[language]
  return pageHtml(
    language,
    say.unknownTitle,
    `<p>${say.unknown}</p><p>${say.ask} <a href="/check">${say.check}</a></p>`,
  )
}

function pageHtml(language: Language, title: string, body: string): string {
  const other = language === 'zh' ? 'en' : 'zh'
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<title>${title}</title><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><link rel="stylesheet" href="/docs/style.css"></head><body><main>
<h1>${title}</h1>
${body}
<p><a href="?lang=${other}" hreflang="${other === 'zh' ? 'zh-CN' : 'en'}">${words[language].other}</a></p></main></body></html>`
}

function tableHtml(heads: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return ''
  const head = heads.map((title) => `<th scope="col">${title}</th>`).join('')
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

/** The page runs no script, so that it cannot ask the browser: the time of China, which is the readers', and says so. */
function timeHtml(instant: string, language: Language): string {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(instant))
  return `<time datetime="${instant}">${shown} (${words[language].zone})</time>`
}
