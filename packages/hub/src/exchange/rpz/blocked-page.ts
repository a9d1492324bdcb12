import { domainDefinition, type Indicator } from '@wuzei/domain'

/** The site whose name the walled garden was asked for; undefined where it is no site's name. */
export function blockedSite(host: string | undefined): Indicator | undefined {
  const parsed = host === undefined ? undefined : domainDefinition.parse(host.replace(/:\d+$/, ''))
  return parsed?.ok === true ? parsed.indicator : undefined
}

/**
 * The page of the walled garden: a resolver led somebody here instead of to a listed site. It says so in both
 * languages, and how to object. Anybody can write any name into the address of this page, so that it speaks of fraud
 * only where the hub lists `site` at this moment.
 */
export function blockedPage(site: Indicator | undefined, isListed: boolean, hubUrl: string): string {
  const texts = isListed ? listedTexts : unlistedTexts
  const name = site === undefined ? '' : `<p class="site">${escaped(site.canonical)}</p>`
  const query = site === undefined ? '' : `?value=${encodeURIComponent(site.canonical)}`
  const check = escaped(`${hubUrl}/check${query}`)
  const dispute = escaped(`${hubUrl}/dispute`)
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${texts.zh.title} · ${texts.en.title}</title>
<style>
body{font:1.125rem/1.6 "PingFang SC","Noto Sans SC",system-ui,sans-serif;max-width:38rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem;line-height:1.3}
.site{font-weight:600;overflow-wrap:anywhere;border-left:.25rem solid ${isListed ? '#b3261e' : '#767676'};padding-left:.75rem}
a{color:#0b57d0;display:inline-block;padding:.75rem 0}
section+section{border-top:1px solid #767676;margin-top:2rem;padding-top:1rem}
@media (prefers-color-scheme:dark){body{color:#f1f1f1;background:#121212}a{color:#a8c7fa}}
</style>
</head>
<body>
<main>
<section lang="zh-CN">
<h1>${texts.zh.heading}</h1>
${name}
${texts.zh.body(check, dispute)}
</section>
<section lang="en">
<h1>${texts.en.heading}</h1>
${name}
${texts.en.body(check, dispute)}
</section>
</main>
</body>
</html>
`
}

interface PageTexts {
  readonly title: string
  readonly heading: string
  /** HTML; takes the addresses of the check and of the objection, escaped. */
  readonly body: (check: string, dispute: string) => string
}

const listedTexts: Readonly<Record<'zh' | 'en', PageTexts>> = {
  zh: {
    title: '此网站已被拦截',
    heading: '这个网站已被拦截，没有打开',
    body: (
      check,
      dispute,
    ) => `<p>它在反诈名单上：多方举报或核实，它被用来骗钱或骗取个人信息。您的网络服务使用这份名单，所以没有让它打开。您什么也没有失去。</p>
<p>如果您已在这个网站上付款，请马上拨打 110 或 96110，并联系您的银行。</p>
<p><a href="${check}">查看原因</a></p>
<p>这是您的网站，或者您认为拦截有误？<a href="${dispute}">提出异议</a>。会有人来核实；确认有误后，名单会马上更正。</p>`,
  },
  en: {
    title: 'This site is blocked',
    heading: 'This site is blocked and was not opened',
    body: (
      check,
      dispute,
    ) => `<p>It is on the anti-fraud list: several parties reported or confirmed that it is used to take money or personal data. Your network uses this list, so it did not open the site. You have lost nothing.</p>
<p>If you have already paid on this site, call 110 or 96110 and your bank now.</p>
<p><a href="${check}">See why</a></p>
<p>Is this your site, or do you think this is wrong? <a href="${dispute}">Object here</a>. People look into it, and what turns out wrong is corrected at once.</p>`,
  },
}

const unlistedTexts: Readonly<Record<'zh' | 'en', PageTexts>> = {
  zh: {
    title: '不在反诈名单上',
    heading: '这个网站现在不在我们的反诈名单上',
    body: (
      check,
    ) => `<p>本页面用来说明网站为什么被拦截，但我们没有把这个网站列入名单。它可能曾在名单上、现已移除，您的网络稍后就会更新；也可能是别处拦截的。</p>
<p>如果仍然打不开，请过几分钟再试，或联系您的网络服务提供方。</p>
<p><a href="${check}">查一查</a></p>`,
  },
  en: {
    title: 'Not on the anti-fraud list',
    heading: 'This site is not on our anti-fraud list now',
    body: (
      check,
    ) => `<p>This page explains why a site is blocked, but we do not list this one. It may have been on the list and been taken off, in which case your network follows shortly; or somebody else blocks it.</p>
<p>If it still does not open, try again in a few minutes, or ask whoever runs your network.</p>
<p><a href="${check}">Check it</a></p>`,
  },
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
