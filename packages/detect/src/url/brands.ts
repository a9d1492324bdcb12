import { knownIdentities } from '@wuzei/domain'
import { listOf, type Brand } from './brand.ts'
import { internationalBrands } from './international-brands.ts'

/**
 * Chinese institutions come from the library's list of identities; these are further words and domains they are known
 * by. Words of three letters count only where they stand alone.
 */
const furtherChinese: Readonly<Record<string, readonly [words: string, domains: string]>> = {
  icbc: ['icbc gongshang', 'icbc.com'],
  abc: ['abchina nonghang', 'abchina.com.cn 95599.cn'],
  boc: ['boc bankofchina zhongguoyinhang', 'bankofchina.com'],
  ccb: ['ccb jianhang', 'ccb.cn'],
  bocom: ['bankcomm bocom', 'bankcomm.com.cn 95559.com.cn'],
  psbc: ['psbc youchu', ''],
  cmb: ['cmbchina zhaohang', ''],
  spdb: ['spdb pufa', ''],
  cmbc: ['cmbc minsheng', ''],
  citic: ['citicbank zhongxin', ''],
  ceb: ['cebbank guangda', ''],
  pingan: ['pingan', 'pingan.com.cn'],
  cgb: ['cgbchina guangfa', ''],
  unionpay: ['unionpay yinlian yunshanfu', ''],
  'china-mobile': ['chinamobile', 'chinamobile.com'],
  'china-unicom': ['chinaunicom', 'chinaunicom.com'],
  'china-telecom': ['chinatelecom', 'chinatelecom.com.cn'],
  sf: ['sfexpress shunfeng', 'sf-express.com.cn'],
  ems: ['ems', ''],
  'china-post': ['chinapost', '11185.cn'],
  alipay: ['alipay zhifubao', 'alipayobjects.com alipay.cn'],
  tencent: ['tencent wechat weixin', 'tenpay.com wechat.com'],
  jd: ['jingdong jdpay', 'jdpay.com'],
  taobao: ['taobao', ''],
  tmall: ['tmall', ''],
  pinduoduo: ['pinduoduo', ''],
  meituan: ['meituan', ''],
  ctrip: ['ctrip', ''],
  'railway-12306': ['12306', ''],
  tax: ['chinatax shuiwu', ''],
  'social-security': ['mohrss shebao', ''],
  'health-insurance': ['nhsa yibao', ''],
  'credit-registry': ['pbccrc zhengxin', ''],
}

const fraudTypeOfCategory = {
  bank: 'F13.03',
  courier: 'F04.01',
  government: 'F08.02',
  operator: 'F13.03',
  police: 'F08.01',
  platform: 'F04.01',
  other: 'F13',
} as const

/** Names to protect: Chinese institutions and platforms, then international ones. */
export const brands: readonly Brand[] = [...chineseBrands(), ...internationalBrands()]

function chineseBrands(): Brand[] {
  return knownIdentities.flatMap((identity) => {
    const sites = identity.indicators.filter((indicator) => indicator.kind === 'domain')
    if (sites.length === 0) return []
    const [words, domains] = furtherChinese[identity.id] ?? [labelOf(sites[0]?.value ?? ''), '']
    return {
      id: identity.id,
      name: identity.name,
      fraudType: fraudTypeOfCategory[identity.category],
      words: listOf(words),
      domains: [
        ...sites.filter((site) => site.coversSubdomains).map((site) => site.value),
        ...listOf(domains),
      ],
      sharedDomains: sites.filter((site) => !site.coversSubdomains).map((site) => site.value),
    }
  })
}

/** `boc` of `www.boc.cn`: what stands before the ending, as a word; short ones of ministries stay out. */
function labelOf(domain: string): string {
  const label =
    domain
      .replace(/^www\./, '')
      .split('.', 1)[0]
      ?.replaceAll('-', '') ?? ''
  return label.length >= 5 ? label : ''
}
