import { identitiesOf } from './known-identity.ts'

const operators = identitiesOf('operator', { spoofed: true }, [
  ['china-mobile', '中国移动', 'China Mobile', ['10086'], ['10086.cn']],
  ['china-unicom', '中国联通', 'China Unicom', ['10010'], ['10010.com']],
  ['china-telecom', '中国电信', 'China Telecom', ['10000'], ['189.cn']],
  ['china-broadnet', '中国广电', 'China Broadnet', ['10099'], ['10099.com.cn']],
])

const couriers = identitiesOf('courier', { spoofed: true }, [
  ['sf', '顺丰速运', 'SF Express', ['95338'], ['sf-express.com']],
  ['ems', '邮政 EMS', 'China Post EMS', ['11183'], ['ems.com.cn']],
  ['china-post', '中国邮政', 'China Post', ['11185'], ['chinapost.com.cn']],
  ['zto', '中通快递', 'ZTO Express', ['95311'], ['zto.com']],
  ['sto', '申通快递', 'STO Express', ['95543'], ['sto.cn']],
  ['yto', '圆通速递', 'YTO Express', ['95554'], ['yto.net.cn']],
  ['yunda', '韵达快递', 'Yunda Express', ['95546'], ['yundaex.com']],
  ['deppon', '德邦快递', 'Deppon Express', ['95353'], ['deppon.com']],
])

/** Others publish below these sites, so only the site itself is vouched for, never a shop or page on it. */
const platforms = identitiesOf('platform', { spoofed: true, coversSubdomains: false }, [
  ['alipay', '支付宝', 'Alipay', ['95188'], ['alipay.com']],
  ['tencent', '腾讯（微信支付）', 'Tencent (WeChat Pay)', ['95017'], ['tencent.com']],
  ['jd', '京东', 'JD.com', ['950618'], ['jd.com']],
  ['taobao', '淘宝', 'Taobao', [], ['taobao.com']],
  ['tmall', '天猫', 'Tmall', [], ['tmall.com']],
  ['pinduoduo', '拼多多', 'Pinduoduo', [], ['pinduoduo.com']],
  ['meituan', '美团', 'Meituan', [], ['meituan.com']],
  ['ctrip', '携程旅行', 'Ctrip', ['95010'], ['ctrip.com']],
])

const travel = identitiesOf('other', { spoofed: true }, [
  ['railway-12306', '铁路 12306', 'China Railway 12306', ['12306'], ['12306.cn']],
  ['air-china', '中国国际航空', 'Air China', ['95583'], ['airchina.com.cn']],
  ['china-eastern', '中国东方航空', 'China Eastern Airlines', ['95530'], ['ceair.com']],
  ['china-southern', '中国南方航空', 'China Southern Airlines', ['95539'], ['csair.com']],
  ['hainan-airlines', '海南航空', 'Hainan Airlines', ['95339'], ['hnair.com']],
  ['xiamen-air', '厦门航空', 'XiamenAir', ['95557'], ['xiamenair.com']],
])

const insurersAndUtilities = identitiesOf('other', { spoofed: true }, [
  ['picc', '中国人保', 'PICC', ['95518'], ['picc.com']],
  ['china-life', '中国人寿', 'China Life', ['95519'], ['e-chinalife.com']],
  ['cpic', '中国太保', 'China Pacific Insurance', ['95500'], ['cpic.com.cn']],
  ['power-95598', '供电服务热线 95598', 'Power supply service 95598', ['95598'], ['95598.cn']],
])

/** Operators, couriers, platforms, travel, insurers and utilities. */
export const companyIdentities = [...operators, ...couriers, ...platforms, ...travel, ...insurersAndUtilities]
