import type { DetectionReason } from '../model/detection.ts'

/** Signs of one group speak of one thing, so only the weightiest of a group counts. */
export type SignGroup =
  | 'answers'
  | 'asks'
  | 'brand'
  | 'copy'
  | 'hiding'
  | 'text'
  | 'way'
  | 'program'
  | 'address'
  | 'library'
  | 'kit'

/** What a sign is worth, what it tells people, and where honest pages show it. */
export interface SignRule {
  readonly group: SignGroup
  /**
   * Log-odds that the sign adds. Set by hand, from how often the fixtures in vectors/detect/pages and the honest pages
   * named under `falsePositives` show it; the test of those fixtures bounds what comes of them.
   */
  readonly weight: number
  /** True when it may make a page `high` without a second group beside it. */
  readonly isDecisive?: true
  readonly zh: string
  readonly en: string
  /** Where honest pages show it. */
  readonly falsePositives: string
}

/** One sign found on a page. */
export interface PageSign {
  readonly code: PageSignCode
  readonly values: Readonly<Record<string, string | number>>
}

/** Every sign, by code. */
export const pageSignRules = {
  ANSWERS_TO_CHAT_BOT: {
    group: 'answers',
    weight: 6,
    isDecisive: true,
    zh: '填写的内容会被发送到{service}聊天机器人，正规网站不会这样收集资料。',
    en: 'What is filled in goes to a chat bot ({service}). No serious site collects data that way.',
    falsePositives:
      'Hobby sites that send a contact form to a chat: they ask for no secrets, and then it weighs less.',
  },
  CHAT_BOT_ADDRESS: {
    group: 'answers',
    weight: 1.8,
    zh: '网页代码里有{service}聊天机器人的地址，能把内容发到聊天群。',
    en: 'The page’s code holds the address of a chat bot ({service}) that passes things on to a chat.',
    falsePositives: 'Contact forms of small sites, documentation of the bots themselves.',
  },
  ANSWERS_TO_FORM_SERVICE: {
    group: 'answers',
    weight: 3,
    zh: '密码或银行卡资料会交给谁都能用的收集服务 {service}。',
    en: 'Passwords or card data go to {service}, a collecting service that anybody can use.',
    falsePositives:
      'Exercises and demonstrations of login forms; contact forms ask for no secrets and are left out.',
  },
  ANSWERS_BY_MAIL: {
    group: 'answers',
    weight: 3,
    zh: '密码或银行卡资料会用邮件发到 {target}。',
    en: 'Passwords or card data are mailed to {target}.',
    falsePositives: 'Very old pages of small clubs.',
  },
  ANSWERS_TO_ADDRESS: {
    group: 'answers',
    weight: 3.4,
    zh: '填写的内容会发到一串数字的地址 {target}，看不出是谁的。',
    en: 'What is filled in goes to the bare number {target}; nobody can see whose it is.',
    falsePositives: 'Devices and test machines in a company’s own network.',
  },
  ANSWERS_TO_DATA: {
    group: 'answers',
    weight: 2.2,
    zh: '表单的去处被伪装成 {scheme}: 代码。',
    en: 'The form leads to {scheme}: code instead of an address.',
    falsePositives: 'Old pages that send forms by script (`javascript:` alone does not count).',
  },
  ANSWERS_UNPROTECTED: {
    group: 'answers',
    weight: 1.4,
    zh: '密码或银行卡资料会不加密地发到 {target}。',
    en: 'Passwords or card data are sent to {target} without encryption.',
    falsePositives:
      'Old sites of clubs, schools and devices; on a page that is itself unprotected it weighs nothing more.',
  },
  ANSWERS_TO_OTHER_SITE: {
    group: 'answers',
    weight: 1.8,
    zh: '网页在 {site}，填写的密码或银行卡资料却发到另一个网站 {target}。',
    en: 'The page lies on {site}, but passwords or card data go to another site, {target}.',
    falsePositives:
      'Companies with several domains and hosted logins that are not in our list: alone it reaches no level.',
  },
  CARD_WITH_PIN: {
    group: 'asks',
    weight: 5,
    isDecisive: true,
    zh: '同时索要银行卡号和卡密码（或安全码加密码），没有正规网页会一起要这些。',
    en: 'It asks for the card number together with the PIN (or the security code and a password). No honest page does.',
    falsePositives: 'A bank’s own page for resetting a PIN: on its own site the owner wins.',
  },
  CARD_WITH_IDENTITY: {
    group: 'asks',
    weight: 2.4,
    zh: '同时索要银行卡号、身份证号或手机验证码，足以冒用您的卡。',
    en: 'It asks for the card number together with the identity number or a text-message code: enough to use your card.',
    falsePositives:
      'Linking a card at licensed payment firms that are not in the list of owners: alone it reaches no level.',
  },
  CARD_WITH_BALANCE: {
    group: 'asks',
    weight: 3.2,
    zh: '索要银行卡号和卡里的余额，这是骗子挑选目标的做法。',
    en: 'It asks for the card number and the balance on it, as fraudsters do who choose whom to rob.',
    falsePositives: 'Personal bookkeeping software.',
  },
  CARD_ON_UNKNOWN_SITE: {
    group: 'asks',
    weight: 0.6,
    zh: '在来历不明的网站上索要银行卡资料。',
    en: 'It asks for card data on a site whose owner is not known to us.',
    falsePositives: 'Every small shop with its own till: it only counts beside other signs.',
  },
  ASKS_FOR_SEED_PHRASE: {
    group: 'asks',
    weight: 3.6,
    isDecisive: true,
    zh: '索要钱包助记词或私钥，谁拿到它就能转走全部资产。',
    en: 'It asks for a wallet’s recovery phrase or private key: whoever has it owns everything in the wallet.',
    falsePositives: 'Wallets that run in the browser and are not in our list of brands.',
  },
  SAFE_ACCOUNT: {
    group: 'asks',
    weight: 4.5,
    isDecisive: true,
    zh: '让人把钱转到“安全账户”接受核查，公检法从来没有这种账户。',
    en: 'It tells people to move money to a “safe account”. No authority has such an account.',
    falsePositives:
      'Warnings against just this; pages that warn, and pages that ask for nothing, are left out.',
  },
  CASE_AGAINST_YOU: {
    group: 'asks',
    weight: 3,
    zh: '声称有针对您的案件、通缉或资金冻结，并让您输入身份资料查询。',
    en: 'It claims a case, a warrant or frozen money against you, and has you enter your identity to see it.',
    falsePositives: 'Courts’ own look-ups of cases: they lie on gov.cn, which is left out.',
  },
  REMOTE_CONTROL: {
    group: 'asks',
    weight: 2.2,
    zh: '以办理{matter}为由，让人安装远程控制软件或共享屏幕（{tool}）。',
    en: 'For the sake of {matter} it has people install remote control or share their screen ({tool}).',
    falsePositives: 'Help desks: they name the tool without money matters, which does not count.',
  },
  FEE_BEFORE_LOAN: {
    group: 'asks',
    weight: 2.6,
    zh: '放款或提现之前要先交钱（{fee}），正规贷款和平台不会这样。',
    en: 'It wants money ({fee}) before a loan or a payout. Serious lenders and platforms do not.',
    falsePositives: 'Terms of use that say that there is no such fee: denials are left out.',
  },
  PROMISED_GAINS: {
    group: 'text',
    weight: 2.6,
    zh: '许诺{promise}，这是刷单、投资、博彩骗局常用的说法。',
    en: 'It promises {promise}, as fake jobs, investments and betting sites do.',
    falsePositives: 'Warnings and news about such fraud: pages that warn are left out.',
  },
  POSES_AS_BRAND: {
    group: 'brand',
    weight: 3.2,
    zh: '网页自称{brandZh}并索要资料，但网站 {site} 不是{brandZh}的。',
    en: 'The page calls itself {brandEn} and asks for data, but {site} is not a site of {brandEn}.',
    falsePositives: 'Resellers and intranets that log in under the name of the software they use.',
  },
  WEARS_BRAND: {
    group: 'brand',
    weight: 1.5,
    zh: '网页的标题、标志或版权都写着{brandZh}，但网站 {site} 不是{brandZh}的。',
    en: 'Title, logo or copyright line name {brandEn}, but {site} is not a site of {brandEn}.',
    falsePositives:
      'Fan pages, dealers, local branches with a domain of their own: alone it reaches no level.',
  },
  BRAND_ICON: {
    group: 'copy',
    weight: 2.2,
    zh: '网页图标与{brandZh}官网的一模一样，网站却是 {site}。',
    en: 'Its icon is that of {brandEn}, but the site is {site}.',
    falsePositives: 'Partners who embed a service and keep its icon.',
  },
  COPIED_FROM_OWNER: {
    group: 'copy',
    weight: 2.4,
    zh: '网页代码写明它出自 {original}，却放在 {site} 上。',
    en: 'By its own code the page is that of {original}, but it lies on {site}.',
    falsePositives: 'Archives and mirrors.',
  },
  PARTS_OF_OWNER: {
    group: 'copy',
    weight: 1.6,
    zh: '图片或样式直接取自{brandZh}的网站，页面却在 {site}。',
    en: 'Pictures or styles come straight from the site of {brandEn}, but the page lies on {site}.',
    falsePositives: 'Shops that show a payment firm’s mark: fewer than three parts do not count.',
  },
  COVERED_BY_FRAME: {
    group: 'hiding',
    weight: 1.6,
    zh: '整个页面被另一个网站 {target} 盖住，地址栏看到的不是真正的内容。',
    en: 'Another site, {target}, covers the whole page; the address bar does not show what you see.',
    falsePositives: 'Parked domains that forward by frame, white-label pages: alone it reaches no level.',
  },
  BLOCKS_INSPECTION: {
    group: 'hiding',
    weight: 1.6,
    zh: '网页禁止查看源代码或调试，不想让人看清它在做什么。',
    en: 'It blocks developer tools, so that nobody sees what it does.',
    falsePositives: 'Video, comic and examination sites: alone it reaches no level.',
  },
  BLOCKS_RIGHT_CLICK: {
    group: 'hiding',
    weight: 0.6,
    zh: '网页禁用了鼠标右键。',
    en: 'It switches the right mouse button off.',
    falsePositives: 'Photographers, novels, old sites: it only counts beside other signs.',
  },
  SCRAMBLED_CODE: {
    group: 'hiding',
    weight: 1.2,
    zh: '网页的代码被刻意打乱，内容要运行后才出现。',
    en: 'Its code is scrambled on purpose; the content appears only when it runs.',
    falsePositives: 'Protected scripts of advertisers and video sites: it only counts beside other signs.',
  },
  INVISIBLE_TEXT: {
    group: 'hiding',
    weight: 1.2,
    zh: '文字里夹杂看不见的字符，用来躲避检查。',
    en: 'Its words are mixed with invisible characters, to get past checks.',
    falsePositives: 'Pages in scripts that need such characters; few of them do not count.',
  },
  TURNS_AWAY_VIEWERS: {
    group: 'hiding',
    weight: 1.4,
    zh: '网页会挑访客：检查程序或电脑打开时把人引到 {target}。',
    en: 'It chooses its visitors: checkers or computers are sent on to {target}.',
    falsePositives: 'Pages with a version for phones on their own site, which is left out.',
  },
  SENDS_ON: {
    group: 'way',
    weight: 0.8,
    zh: '打开后很快自动跳到另一个网站 {target}。',
    en: 'It soon sends you on to another site, {target}.',
    falsePositives: 'Sites that have moved: it only counts beside other signs.',
  },
  SHORT_LINK_TO_FORM: {
    group: 'way',
    weight: 1.2,
    zh: '从短链接 {from} 跳转而来，落到索要资料的页面。',
    en: 'A short link ({from}) leads to it, and it asks for data.',
    falsePositives: 'Surveys and sign-ups sent by text message.',
  },
  MANY_SITES_ON_THE_WAY: {
    group: 'way',
    weight: 1,
    zh: '打开过程中经过 {count} 个不同网站：{sites}。',
    en: 'On the way it passes {count} different sites: {sites}.',
    falsePositives: 'Links of advertisers and of newsletters: it only counts beside other signs.',
  },
  FORM_ON_FREE_PLATFORM: {
    group: 'address',
    weight: 1.8,
    zh: '索要资料的页面放在谁都能用的平台 {platform} 上。',
    en: 'A page that asks for secrets lies on {platform}, where anybody can publish.',
    falsePositives: 'Demonstrations and student projects.',
  },
  FORM_ON_NUMBER: {
    group: 'address',
    weight: 2.2,
    zh: '索要资料的网站没有名字，只有一串数字 {site}。',
    en: 'A site that asks for secrets has no name, only the number {site}.',
    falsePositives: 'Routers and devices in one’s own network: private addresses do not count.',
  },
  LINK_SUSPICIOUS: {
    group: 'address',
    weight: 1,
    zh: '网址本身可疑：{why}',
    en: 'The address itself is suspicious: {whyEn}',
    falsePositives: 'See the model card of links: about one harmless link of a hundred.',
  },
  LINK_DANGEROUS: {
    group: 'address',
    weight: 2.4,
    zh: '网址本身很像钓鱼链接：{why}',
    en: 'The address itself is much like phishing: {whyEn}',
    falsePositives: 'See the model card of links: about one harmless link of a thousand.',
  },
  TEXT_SUSPICIOUS: {
    group: 'text',
    weight: 0.6,
    zh: '网页上的话像诈骗话术。',
    en: 'The words on the page are like those of scams.',
    falsePositives:
      'Advertisements, manuals: the model has learned from messages, not from pages. Pages that want nothing are left out.',
  },
  TEXT_DANGEROUS: {
    group: 'text',
    weight: 1.6,
    zh: '网页上的话与已知诈骗话术非常接近。',
    en: 'The words on the page are very close to those of known scams.',
    falsePositives:
      'As above; reports that quote scams word for word. Pages that warn, and pages that want nothing, are left out.',
  },
  APP_PAST_SHOPS: {
    group: 'program',
    weight: 1.5,
    zh: '直接提供安卓安装包下载（{file}），不经过应用商店。',
    en: 'It offers an Android app ({file}) past the app shops.',
    falsePositives: 'Makers who publish their own app: alone it reaches no level.',
  },
  IPHONE_PROFILE: {
    group: 'program',
    weight: 2,
    zh: '让苹果手机安装描述文件或企业应用，绕过应用商店。',
    en: 'It has iPhones install a profile or an enterprise app, past the App Store.',
    falsePositives: 'Companies that manage phones of their staff.',
  },
  BAD_TARGET: {
    group: 'library',
    weight: 5.5,
    isDecisive: true,
    zh: '网页把人引到已有记录的 {target}。',
    en: 'The page leads to {target}, which is on record for fraud.',
    falsePositives: 'As of the record itself, which can be disputed.',
  },
  BAD_VALUE: {
    group: 'library',
    weight: 2,
    zh: '网页上有被举报过的号码、账号或链接（{target}）。',
    en: 'The page names a number, account or link that is on record for fraud ({target}).',
    falsePositives: 'Warnings and news that name it: alone it reaches no level.',
  },
  KIT_OF_CONFIRMED: {
    group: 'kit',
    weight: 5,
    isDecisive: true,
    zh: '与一个已由人核实的诈骗网页（{host}）用的是同一套模板。',
    en: 'It is built from the same kit as a page that people have confirmed as a scam ({host}).',
    falsePositives: 'A kit that was itself copied from an honest page: common templates never count.',
  },
  KIT_OF_SUSPECTED: {
    group: 'kit',
    weight: 2.2,
    zh: '与另外 {count} 个可疑网站用的是同一套模板。',
    en: 'It is built from the same kit as {count} other suspicious sites.',
    falsePositives: 'Shared templates that were not yet seen on honest sites.',
  },
} as const satisfies Readonly<Record<string, SignRule>>

export type PageSignCode = keyof typeof pageSignRules

/** The sign as a reason in both languages. */
export function reasonOfSign({ code, values }: PageSign): DetectionReason {
  const { zh, en } = pageSignRules[code]
  return { code, values, text: { zh: filled(zh, values), en: filled(en, values) } }
}

/** The reasons of signs that were kept as JSON; what this version does not know is left out. */
export function reasonsOfSigns(signs: unknown): DetectionReason[] {
  if (!Array.isArray(signs)) return []
  return signs.filter(isSign).map(reasonOfSign)
}

function isSign(value: unknown): value is PageSign {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('values' in value)) return false
  const { code, values } = value
  return typeof code === 'string' && code in pageSignRules && typeof values === 'object' && values !== null
}

function filled(text: string, values: PageSign['values']): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
