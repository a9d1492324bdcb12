import { identitiesOf } from './known-identity.ts'

/** Banks and their clearing house. Their numbers are the ones that callers forge most. */
export const bankIdentities = identitiesOf('bank', { spoofed: true }, [
  ['icbc', '工商银行', 'ICBC', ['95588'], ['icbc.com.cn']],
  ['abc', '农业银行', 'Agricultural Bank of China', ['95599'], ['abchina.com']],
  ['boc', '中国银行', 'Bank of China', ['95566'], ['boc.cn']],
  ['ccb', '建设银行', 'China Construction Bank', ['95533'], ['ccb.com']],
  ['bocom', '交通银行', 'Bank of Communications', ['95559'], ['bankcomm.com']],
  ['psbc', '邮储银行', 'Postal Savings Bank of China', ['95580'], ['psbc.com']],
  ['cmb', '招商银行', 'China Merchants Bank', ['95555'], ['cmbchina.com']],
  ['spdb', '浦发银行', 'SPD Bank', ['95528'], ['spdb.com.cn']],
  ['cmbc', '民生银行', 'China Minsheng Bank', ['95568'], ['cmbc.com.cn']],
  ['cib', '兴业银行', 'Industrial Bank', ['95561'], ['cib.com.cn']],
  ['citic', '中信银行', 'China CITIC Bank', ['95558'], ['citicbank.com']],
  ['ceb', '光大银行', 'China Everbright Bank', ['95595'], ['cebbank.com']],
  ['hxb', '华夏银行', 'Hua Xia Bank', ['95577'], ['hxb.com.cn']],
  ['pingan', '中国平安（平安银行）', 'Ping An (Ping An Bank)', ['95511'], ['pingan.com']],
  ['cgb', '广发银行', 'China Guangfa Bank', ['95508'], ['cgbchina.com.cn']],
  ['czb', '浙商银行', 'China Zheshang Bank', ['95527'], ['czbank.com']],
  ['cbhb', '渤海银行', 'China Bohai Bank', ['95541'], ['cbhb.com.cn']],
  ['bosc', '上海银行', 'Bank of Shanghai', ['95594'], ['bosc.cn']],
  ['bob', '北京银行', 'Bank of Beijing', ['95526'], ['bankofbeijing.com.cn']],
  ['nbcb', '宁波银行', 'Bank of Ningbo', ['95574'], ['nbcb.com.cn']],
  ['unionpay', '中国银联（云闪付）', 'China UnionPay', ['95516'], ['unionpay.com', '95516.com']],
])
