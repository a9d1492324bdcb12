import type { Bilingual } from './wire.ts'

/**
 * Customer lines of banks and payment services, as each prints them on its cards and site; the same numbers are
 * verified identities in the library. They stand in the page itself because somebody who has just paid must be
 * able to call when nothing else can be loaded.
 */
export const bankHotlines: readonly { readonly name: Bilingual; readonly number: string }[] = [
  { name: { zh: '工商银行', en: 'ICBC' }, number: '95588' },
  { name: { zh: '农业银行', en: 'Agricultural Bank of China' }, number: '95599' },
  { name: { zh: '建设银行', en: 'China Construction Bank' }, number: '95533' },
  { name: { zh: '中国银行', en: 'Bank of China' }, number: '95566' },
  { name: { zh: '邮储银行', en: 'Postal Savings Bank' }, number: '95580' },
  { name: { zh: '交通银行', en: 'Bank of Communications' }, number: '95559' },
  { name: { zh: '招商银行', en: 'China Merchants Bank' }, number: '95555' },
  { name: { zh: '中信银行', en: 'China CITIC Bank' }, number: '95558' },
  { name: { zh: '光大银行', en: 'China Everbright Bank' }, number: '95595' },
  { name: { zh: '民生银行', en: 'China Minsheng Bank' }, number: '95568' },
  { name: { zh: '浦发银行', en: 'SPD Bank' }, number: '95528' },
  { name: { zh: '兴业银行', en: 'Industrial Bank' }, number: '95561' },
  { name: { zh: '平安银行', en: 'Ping An Bank' }, number: '95511' },
  { name: { zh: '广发银行', en: 'China Guangfa Bank' }, number: '95508' },
  { name: { zh: '华夏银行', en: 'Hua Xia Bank' }, number: '95577' },
  { name: { zh: '支付宝', en: 'Alipay' }, number: '95188' },
  { name: { zh: '微信支付', en: 'WeChat Pay' }, number: '95017' },
]
