import { maskCodes } from './masks.ts'

/**
 * Spellings that senders use so that word filters miss them, each list ending in what is meant. Look-alikes (亍 for 行),
 * sound-alikes (薇信), characters taken apart (贝贷), pinyin. Only spellings that hardly occur in honest text are
 * here: a replacement is a claim about meaning. Collected by hand from what public warnings of police, banks and
 * operators show.
 */
const spellings: readonly (readonly [meant: string, ...written: string[]])[] = [
  ['银行', '银亍', '银彳亍', '艮行', '钅艮行', '銀亍', '银hang', 'yinhang', '錀行'],
  ['工行', '工亍', '工彳亍'],
  ['建行', '建亍'],
  ['农行', '农亍'],
  ['转账', '转帐', '转賬', 'zhuanzhang', '轉帐', '车专账'],
  ['汇款', '氵匚款', '彙款', 'huikuan'],
  ['打款', '扌丁款', '咑款', 'dakuan'],
  ['账户', '帐户', '賬戸', '账戸', '帐戸', 'zhanghu'],
  ['账号', '帐号', '帐呺', '账呺', 'zhanghao'],
  ['贷款', '玳款', '岱款', '貸欵', '袋款', '贝贷', 'daikuan', '帯款', '贷kuan'],
  ['借款', '借欵', '措款', 'jiekuan'],
  ['积分', '积份', '积芬', '禾只分', 'jifen'],
  ['兑换', '兑唤', '兑奂', '兌换', 'duihuan', '兑涣'],
  ['中奖', '仲奖', '中桨', 'zhongjiang', '中獎'],
  ['奖金', '桨金', '奖玍', 'jiangjin'],
  ['客服', '客伏', '喀服', '愙服', 'kefu', '客fu', '珂服'],
  ['加群', '伽群', '加裙', '加峮', '嘉群', 'jiaqun', '加qun'],
  ['进群', '进裙', '进峮', 'jinqun'],
  ['刷单', '唰单', '刷丹', '涮单', 'shuadan', '刷単', '耍单'],
  ['返利', '反利', '返俐', '返莉', 'fanli'],
  ['佣金', '拥金', '傭金', '佣玍', 'yongjin', '俑金'],
  ['兼职', '兼只', '蒹职', '兼耳只', 'jianzhi', '歉职', '兼織'],
  ['日结', '日節', '曰结', 'rijie'],
  ['投资', '投姿', '头资', '投茲', 'touzi'],
  ['理财', '里财', '理才', '理材', 'licai'],
  ['股票', '古票', '骨票', '股漂', 'gupiao'],
  ['点击', '点鸡', '點击', '奌击', '点计', 'dianji', '戳击'],
  ['链接', '链姐', '琏接', 'lianjie', '鏈接'],
  ['登录', '登陆', '登入', '蹬录', '登碌', 'denglu'],
  ['验证码', '验证犸', '验証码', '验正码', 'yanzhengma', '认证码'],
  ['密码', '密犸', '秘码', 'mima', '宓码'],
  ['身份证', '身分证', '申份证', '身份正', 'shenfenzheng', '生份证', 'sfz'],
  ['手机', '手木几'],
  ['冻结', '凍結', '冻節', 'dongjie'],
  ['征信', '征亻言', '怔信', 'zhengxin', '征xin'],
  ['退款', '退欵', '蜕款', 'tuikuan', '退kuan'],
  ['下载', '下栽', '下載', 'xiazai'],
  ['警察', '敬察', '警查', 'jingcha'],
  ['公安', '公桉', 'gongan'],
  ['发票', '发漂', '發嘌', '发飘', '法票', 'fapiao', '发嘌', '發票', '开漂'],
  ['赌博', '堵博', '赌愽', 'dubo'],
  ['博彩', '博采', '愽彩', '搏彩', 'bocai', '菠菜平台'],
  ['彩票', '采票', '彩嘌', 'caipiao'],
  ['百家乐', '佰家乐', '百家樂', 'baijiale', '百佳乐'],
  ['真人', '真亻人'],
  ['提现', '提限', '题现', 'tixian', '提現'],
  ['充值', '冲值', '充直', 'chongzhi', '充徝'],
  ['优惠', '尤惠', '优蕙'],
  ['红包', '洪包', '葒包', 'hongbao'],
  ['免费', '免廢', '兔费', 'mianfei'],
  ['赚钱', '赚錢', '赚q', 'zhuanqian', '赚米'],
  ['现金', '現玍', 'xianjin'],
  ['逾期', '愈期', 'yuqi'],
  ['失效', 'shixiao'],
  ['激活', '激佸', 'jihuo'],
  ['美女', '羙女', '渼女'],
  ['裸聊', '果聊', '裸撩', 'luoliao'],
  ['约炮', '约pao'],
  ['你', '妳', '伱', '祢', '沵', '倷'],
  ['我', '莪', '硪', '涐'],
  ['您', '僣'],
  ['的', '啲', '菂'],
  ['元', '圎'],
  ['whatsapp', 'whats app', 'watsapp', 'whatsap'],
  ['account', 'acount', 'accout', 'acc0unt', 'accnt'],
  ['password', 'passw0rd', 'pasword', 'passwd'],
  ['verify', 'verlfy', 'verfy', 'veriffy'],
  ['click', 'cl1ck', 'clik', 'ciick'],
  ['please', 'pls', 'plz', 'pleese'],
  ['your', 'ur', 'y0ur'],
  ['you', 'u'],
  ['text', 'txt'],
]

/** Names of chat services become the mask of an account there: collections mask both together. */
const maskedNames: readonly (readonly [number, readonly string[]])[] = [
  [
    maskCodes.messenger,
    [
      '微信',
      '威信',
      '薇信',
      '徽信',
      '微亻言',
      '微訫',
      '葳信',
      '维信',
      '唯信',
      '卫星号',
      '溦信',
      '薇心',
      '微心',
      '薇芯',
      '嶶信',
      '幑信',
      'v信',
      'v心',
      'weixin',
      'wechat',
      'weichat',
      'vx',
      'wx',
      'vxin',
      'weixing',
      'wei信',
      '微xin',
    ],
  ],
  [maskCodes.qq, ['qq', '扣扣号', '扣扣', '抠抠', '叩叩', '球球号', '企鹅号', '扣口']],
]

/** "Add me there", with the name cut short: only the two together mean the service. */
const maskedInvitations: readonly string[] = [
  '加v信',
  '加薇信',
  '加徽信',
  '加威信',
  '加v',
  '加薇',
  '加徽',
  '伽v',
  '佳v',
  '嘉v',
  '家v',
]

/** One replacement, as UTF-16 codes. `wholeWord`: only where no Latin letter stands beside it. */
export interface Replacement {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly wholeWord: boolean
}

/** Every replacement, longest first, so that a longer spelling is not cut by a shorter one. */
export function allReplacements(): readonly Replacement[] {
  const all: Replacement[] = []
  for (const [meant, ...written] of spellings)
    for (const form of written) all.push(replacement(form, codesOf(meant)))
  for (const [mask, names] of maskedNames) for (const name of names) all.push(replacement(name, [mask]))
  for (const form of maskedInvitations) all.push(replacement(form, ['加'.charCodeAt(0), maskCodes.messenger]))
  return all.toSorted((a, b) => b.from.length - a.from.length)
}

function replacement(form: string, to: readonly number[]): Replacement {
  return { from: codesOf(form), to, wholeWord: /^[a-z]+$/.test(form) }
}

function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
}
