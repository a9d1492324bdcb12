import type { Cue } from './cue.ts'

/** Illegal trade, advertising, and what speaks for an honest message. */
export const tradeCues: readonly Cue[] = [
  {
    code: 'GAMBLING',
    zh: `
      百家乐 彩金 首存 存送 注册送 时时彩 真人 棋牌 娱乐城 下注 投注 赔率 博彩 赌博 老虎机 六合
      体育电子 开户送 秒提款 返水 电子游戏 捕鱼 赛车 澳门 葡京 皇冠 威尼斯 太阳城 金沙 斗牛 炸金花
      龙虎 特码`,
    en: 'casino, free spins, betting, sportsbook, slots, welcome bonus, deposit bonus',
    lean: { illegal: 1 },
    types: { F16: 2.5 },
    text: { zh: '招揽网络赌博', en: 'It invites to online gambling' },
    why: 'F16; illegal in mainland China, and the back end decides who wins.',
  },
  {
    code: 'SEX_TRADE',
    zh: `
      上门服务 学生妹 外围 包夜 一夜情 楼凤 技师 莞式 一条龙 全套服务 少妇 美女兼职 同城约 特殊服务
      援交 裸 约炮`,
    en: 'escort, hot girls, sexy girls, adult dating, hookup, xxx',
    lean: { illegal: 1 },
    types: { 'F01.03': 1.5 },
    text: { zh: '招揽色情服务', en: 'It offers sexual services' },
    why: 'Illegal in mainland China, and the usual bait of F01.03.',
  },
  {
    code: 'PAPERS_TRADE',
    zh: `
      代开 发票 开票 办证 刻章 文凭 学历证 驾驶证 验证后付款 点数优惠 税票 枪支 迷药 窃听 监听 复制卡
      收购银行卡 出售银行卡 四件套 收卡 跑分 代办证件 普票 专票 增值税 各行业`,
    en: 'fake id, fake documents, buy degree, counterfeit, bank accounts for sale',
    lean: { illegal: 0.9 },
    types: { F19: 2 },
    text: {
      zh: '买卖发票、证件、银行卡等违法物品',
      en: 'It trades in invoices, papers, bank cards or other illegal things',
    },
    why: 'F19; also a crime of whoever buys.',
  },
  {
    code: 'ADVERTISING',
    zh: `
      退订 优惠 折扣 满减 促销 特价 新品 抢购 包邮 会员日 专享 开业 楼盘 首付 均价 到店 门店 下单 全场
      秒杀 流量包 套餐 办理业务 回复td`,
    en: 'unsubscribe, sale, discount, off, shop now, new arrivals, reply stop, promo, coupon',
    lean: { ad: 0.5 },
    text: null,
    why: 'What shops write.',
  },
  {
    code: 'WARNING',
    zh: `
      谨防诈骗 防诈骗 谨防上当 切勿转账 不要轻信 切勿轻信 勿轻信 请勿泄露 切勿泄露 勿泄露 请勿告诉
      请勿告知 切勿告知 切勿向 请勿转发 勿告知他人 不会索要 不会要求 不会以任何 防范电信 反诈
      勿向任何人 警惕诈骗 警方提示 警方提醒 切勿点击`,
    en: `
      never share, do not share, dont share, will never ask, beware of, scam alert, avoid scams,
      if this was you, ignore this message, never ask for`,
    lean: { fraud: -0.9 },
    text: null,
    why: 'Warnings hold the words of fraud. Swindlers copy them, hence no more than this.',
  },
  {
    code: 'SERVICE_NOTICE',
    zh: `
      取件码 驿站 快递柜 丰巢 已签收 派送中 您的验证码 验证码为 验证码是 尾号 余额 预约成功 订单已
      就诊 挂号 检票口 停水 停电 家长会 放假 已到账 消费人民币 还款日 账单 缴费成功`,
    en: `
      your code is, verification code is, otp is, has been delivered, out for delivery, appointment,
      reminder, available balance, ending in, your order, is your`,
    lean: { fraud: -0.3 },
    text: null,
    why: 'What institutions send every day. Phishing copies it, hence little weight.',
  },
]
