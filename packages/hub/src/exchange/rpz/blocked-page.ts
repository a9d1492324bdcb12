import { domainDefinition } from '@wuzei/domain'

/**
 * The page of the walled garden: a resolver led somebody here instead of to a listed site. It says so in both
 * languages, and how to object. `host` is what the browser asked for; shown only when it is a site's name.
 */
export function blockedPage(host: string | undefined, hubUrl: string): string {
  const parsed = host === undefined ? undefined : domainDefinition.parse(host.replace(/:\d+$/, ''))
  const site = parsed?.ok === true ? parsed.indicator.canonical : undefined
  const name = site === undefined ? '' : `<p class="site">${escaped(site)}</p>`
  const query = site === undefined ? '' : `?value=${encodeURIComponent(site)}`
  const dispute = `${hubUrl}/dispute`
  const check = `${hubUrl}/check${query}`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>此网站已被拦截 · This site is blocked</title>
<style>
body{font:1.125rem/1.6 "PingFang SC","Noto Sans SC",system-ui,sans-serif;max-width:38rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem;line-height:1.3}
.site{font-weight:600;overflow-wrap:anywhere;border-left:.25rem solid #b3261e;padding-left:.75rem}
a{color:#0b57d0;display:inline-block;padding:.75rem 0}
section+section{border-top:1px solid #767676;margin-top:2rem;padding-top:1rem}
@media (prefers-color-scheme:dark){body{color:#f1f1f1;background:#121212}a{color:#a8c7fa}}
</style>
</head>
<body>
<main>
<section lang="zh-CN">
<h1>这个网站已被拦截，没有打开</h1>
${name}
<p>它在反诈名单上：多方举报或核实，它被用来骗钱或骗取个人信息。您的网络服务使用这份名单，所以没有让它打开。您什么也没有失去。</p>
<p>如果您已在这个网站上付款，请马上拨打 110 或 96110，并联系您的银行。</p>
<p><a href="${escaped(check)}">查看原因</a></p>
<p>这是您的网站，或者您认为拦截有误？<a href="${escaped(dispute)}">提出异议</a>。会有人来核实；确认有误后，名单会马上更正。</p>
</section>
<section lang="en">
<h1>This site is blocked and was not opened</h1>
${name}
<p>It is on the anti-fraud list: several parties reported or confirmed that it is used to take money or personal data. Your network uses this list, so it did not open the site. You have lost nothing.</p>
<p>If you have already paid on this site, call 110 or 96110 and your bank now.</p>
<p><a href="${escaped(check)}">See why</a></p>
<p>Is this your site, or do you think this is wrong? <a href="${escaped(dispute)}">Object here</a>. People look into it, and what turns out wrong is corrected at once.</p>
</section>
</main>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
