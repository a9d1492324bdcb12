/** Sentences for the codes of URL reasons; `{name}` stands for a value of the reason. */
export const urlReasonTexts = {
  VERIFIED_OWNER: {
    zh: '这是{brandZh}的官方网址。',
    en: 'This is a site of {brandEn} itself.',
  },
  BRAND_LOOKALIKE: {
    zh: '“{found}”看起来像{brandZh}（{site}），但这个网址属于别人：{domain}。',
    en: '“{found}” looks like {brandEn} ({site}), but this address belongs to another owner: {domain}.',
  },
  BRAND_IN_SUBDOMAIN: {
    zh: '网址前面写着{brandZh}，真正的主人却是 {domain}，不是 {site}。',
    en: 'The address begins with the name of {brandEn}, but its owner is {domain}, not {site}.',
  },
  BRAND_IN_DOMAIN: {
    zh: '网址里有{brandZh}的名字，但 {domain} 不是它的网站（官网是 {site}）。',
    en: 'The address uses the name of {brandEn}, but {domain} is not its site ({site} is).',
  },
  BRAND_IN_PATH: {
    zh: '网址后半段写着{brandZh}，但网站是 {domain}，与 {site} 无关。',
    en: 'The end of the address names {brandEn}, but the site is {domain}, not {site}.',
  },
  BRAND_LOOKALIKE_IN_PATH: {
    zh: '网址后半段的“{found}”像是{brandZh}，但网站是 {domain}。',
    en: '“{found}” at the end of the address looks like {brandEn}, but the site is {domain}.',
  },
  HOST_IS_ADDRESS: {
    zh: '网址用一串数字（{host}）代替网站名，正规机构不会这样发链接。',
    en: 'The address is a bare number ({host}) instead of a name; serious institutions do not send such links.',
  },
  NAME_BEFORE_HOST: {
    zh: '“@”前面的字只是障眼法，真正打开的是 {host}。',
    en: 'What stands before the “@” is for show; the link really opens {host}.',
  },
  UNUSUAL_PORT: {
    zh: '网址带有不常见的端口号，正规网站很少这样。',
    en: 'The address names an unusual port, which serious sites rarely do.',
  },
  MIXED_LETTERS: {
    zh: '网址里混用了外形相近的外文字母：{host}。',
    en: 'The address mixes letters of other scripts that look alike: {host}.',
  },
  FREE_PLATFORM: {
    zh: '页面放在谁都能用的平台 {platform} 上，看不出真正的主人。',
    en: 'The page lies on {platform}, where anybody can publish; the name says nothing about its owner.',
  },
  SHORT_LINK: {
    zh: '这是短链接（{host}），短链接会藏住真正的去处，光看网址看不出好坏。',
    en: 'A short link ({host}) hides where it leads; its letters alone say neither good nor bad.',
  },
  LEADS_ELSEWHERE: {
    zh: '链接里还藏着另一个网址，打开后会跳到别处。',
    en: 'The link carries another address in it and leads on to that.',
  },
  APP_DOWNLOAD: {
    zh: '打开会直接下载安卓安装包，不经过应用商店。',
    en: 'It downloads an Android app directly, past the app shops.',
  },
  ASKS_FOR_SECRETS: {
    zh: '网址里有登录、验证、账户一类的字眼，钓鱼页面常这样写。',
    en: 'The address speaks of logging in, verifying or accounts, as phishing pages do.',
  },
  ENDING_INSIDE: {
    zh: '网址中间夹着“.com”“.cn”一类的字样，真正的网站是最后的 {domain}。',
    en: 'An ending such as “.com” stands in the middle of the name; the real site is {domain} at its end.',
  },
  HOST_PATTERN: {
    zh: '网站名 {host} 的写法与已知钓鱼网站相近。',
    en: 'The name {host} is written like those of known phishing sites.',
  },
  PATH_PATTERN: {
    zh: '网址后半段（{path}）与已知钓鱼页面的写法相近。',
    en: 'The end of the address ({path}) is like those of known phishing pages.',
  },
  SHAPE_PATTERN: {
    zh: '网址的构成和结尾（.{suffix}）在钓鱼链接里更常见。',
    en: 'The way this address is built, with its ending .{suffix}, is more common among phishing links.',
  },
  URL_PATTERN: {
    zh: '整个网址的写法与已知钓鱼链接相近。',
    en: 'The address as a whole is like those of known phishing links.',
  },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>

export type UrlReasonCode = keyof typeof urlReasonTexts
