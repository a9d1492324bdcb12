import { identitiesOf } from './known-identity.ts'

const police = identitiesOf('police', { spoofed: true }, [
  ['police-110', '报警电话 110', 'Police emergency 110', ['110'], []],
  ['anti-fraud-96110', '反诈专线 96110', 'Anti-fraud line 96110', ['96110'], []],
  ['police-12110', '短信报警 12110', 'Police by text message 12110', ['12110'], []],
  ['traffic-police-122', '交通事故报警 122', 'Traffic police 122', ['122'], []],
  ['mps', '公安部', 'Ministry of Public Security', [], ['mps.gov.cn']],
  ['immigration', '国家移民管理局', 'National Immigration Administration', ['12367'], ['nia.gov.cn']],
])

/** Nobody gains by forging these; a call from them is still no proof, and the advice on codes stands. */
const emergency = identitiesOf('government', { spoofed: false }, [
  ['fire-119', '火警 119', 'Fire brigade 119', ['119'], []],
  ['ambulance-120', '急救 120', 'Ambulance 120', ['120'], []],
])

const government = identitiesOf('government', { spoofed: true }, [
  ['gov', '中国政府网', 'Government of China', [], ['www.gov.cn']],
  ['warning-12381', '反诈预警 12381（工信部）', 'Anti-fraud warnings 12381 (MIIT)', ['12381'], []],
  ['miit', '工业和信息化部', 'Ministry of Industry and Information Technology', ['12300'], ['miit.gov.cn']],
  [
    'spam-12321',
    '网络不良与垃圾信息举报 12321',
    'Spam and bad content reports 12321',
    ['12321'],
    ['12321.cn'],
  ],
  ['reports-12377', '违法和不良信息举报 12377', 'Illegal content reports 12377', ['12377'], ['12377.cn']],
  ['services-12345', '政务服务热线 12345', 'Government service line 12345', ['12345'], []],
  ['consumers-12315', '消费者投诉 12315', 'Consumer complaints 12315', ['12315'], ['12315.cn']],
  ['tax', '税务（12366）', 'Tax service 12366', ['12366'], ['chinatax.gov.cn']],
  [
    'social-security',
    '人力资源和社会保障（12333）',
    'Social security 12333',
    ['12333'],
    ['mohrss.gov.cn', '12333.gov.cn'],
  ],
  ['health-insurance', '医疗保障（12393）', 'Health insurance 12393', ['12393'], ['nhsa.gov.cn']],
  ['courts', '人民法院（12368）', 'Courts 12368', ['12368'], ['court.gov.cn']],
  ['prosecutors', '人民检察院（12309）', 'Prosecutors 12309', ['12309'], ['spp.gov.cn', '12309.gov.cn']],
  ['legal-aid', '公共法律服务（12348）', 'Legal aid 12348', ['12348'], []],
  ['central-bank', '中国人民银行（12363）', "People's Bank of China 12363", ['12363'], ['pbc.gov.cn']],
  ['credit-registry', '人民银行征信中心', 'Credit registry of the central bank', [], ['pbccrc.org.cn']],
  ['financial-regulator', '金融监管总局（12378）', 'Financial regulator 12378', ['12378'], ['nfra.gov.cn']],
  ['securities-regulator', '证监会（12386）', 'Securities regulator 12386', ['12386'], ['csrc.gov.cn']],
  ['customs', '海关（12360）', 'Customs 12360', ['12360'], ['customs.gov.cn']],
  ['post-regulator', '国家邮政局（12305）', 'State Post Bureau 12305', ['12305'], ['spb.gov.cn']],
])

/** Police, emergency and government. */
export const publicServiceIdentities = [...police, ...emergency, ...government]
