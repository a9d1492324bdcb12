import type { Cue } from './cue.ts'

/** The stories that swindlers tell, by type of fraud. */
export const storyCues: readonly Cue[] = [
  {
    code: 'ACCOUNT_TROUBLE',
    zh: `
      账户异常 账户存在异常 异常交易 异常登录 异常活动 异常操作 异常转账 可疑交易 可疑活动 可疑的
      账户被冻结 账户冻结 卡被冻结 已被冻结 将被冻结 账户安全 资金安全 您的账户 安全问题 被盗用 盗刷
      非法访问 未授权 安全风险 资金风险 账户已满 暂停使用 停用 即将失效 今日失效 次日失效 过期失效
      将于今日 将于次日 功能失效 账户可能 有风险 信息泄露 注销账户 资金损失 资金被转移`,
    en: `
      account has been, account is locked, account will be, account was, unusual activity,
      suspicious activity, suspicious transaction, unauthorized, unauthorised, been suspended,
      been locked, been limited, been restricted, security alert, on hold, unable to process,
      deactivated, will be closed, compromised, suspended`,
    lean: { fraud: 0.8 },
    types: { 'F13.03': 1 },
    text: { zh: '说您的账户、银行卡出了问题', en: 'It says that something is wrong with your account' },
    why: 'The opening of phishing and of fake support; honest alerts do not ask for anything.',
  },
  {
    code: 'CREDIT_RECORD',
    zh: `
      影响征信 征信问题 征信记录 个人征信 不良征信 征信修复 消除逾期 校园贷 学生贷 注销贷款 学生账户
      利率过高 国家政策要求 征信不良 学生认证`,
    en: `
      credit record, credit score, credit repair, fix your credit, student loan forgiveness,
      bad credit`,
    lean: { fraud: 0.8 },
    types: { F06: 2.5 },
    text: { zh: '拿征信说事', en: 'It uses your credit record as a threat' },
    why: 'F06: credit records cannot be changed by anybody for a fee or a transfer.',
  },
  {
    code: 'PRIZE',
    zh: `
      中奖 获奖 大奖 等奖 奖金 抽中 抽选 幸运观众 幸运用户 幸运之星 场外 领取奖品 领奖 恭喜您 恭喜你
      被选为 被抽 幸运号 赢得 彩票中心 奖品 获赠 免费赠送您 领取您的`,
    en: `
      winner, you have won, you won, have been selected, been chosen, prize, lottery, jackpot,
      congratulations, claim your, free gift, reward, awarded, lucky, claim now, cash prize, to claim`,
    lean: { fraud: 0.7 },
    types: { 'F12.01': 2 },
    text: { zh: '说您中奖或有好处可领', en: 'It says you have won or have something to collect' },
    why: 'F12: one cannot win what one did not enter. Shops raffle too, so it leans only a little.',
  },
  {
    code: 'POINTS',
    zh: `
      积分兑换 积分已满 积分可兑换 兑换现金 积分清零 积分即将 积分到期 积分可 账户积分 可兑换 逾期清零
      逾期作废 现金大礼 现金礼包 兑换礼品`,
    en: 'points are expiring, points will expire, redeem your points, rewards points, points expire',
    lean: { fraud: 0.5 },
    types: { 'F04.04': 2.5 },
    text: { zh: '以积分快过期为由要您去兑换', en: 'Points are said to expire unless you redeem them' },
    why: 'F04.04, the classic of fake base stations.',
  },
  {
    code: 'INVESTMENT',
    zh: `
      高收益 稳赚 保本 年化 收益率 回报率 高回报 内幕 牛股 涨停 荐股 操盘 老师带 投资项目 投资机会
      投资平台 虚拟货币 数字货币 翻倍 零风险 风险极低 风险很低 低风险 包赚 原始股 跟单 外汇 期货 本金
      稳定收益 丰厚 无法提现 提现失败 名额有限 内部消息 内部渠道`,
    en: `
      guaranteed return, guaranteed returns, guaranteed profit, investment opportunity, double your,
      crypto, trading signals, forex, passive income, high returns, risk free, daily profit,
      stock tips, insider`,
    lean: { fraud: 0.9 },
    types: { 'F02.01': 2 },
    text: { zh: '许诺高收益或内幕', en: 'It promises high or certain profit' },
    why: 'F02: certain profit does not exist; whoever has inside news tells nobody.',
  },
  {
    code: 'TASK_JOB',
    zh: `
      刷单 佣金 兼职 日结 点赞 日赚 天赚 月入 返利 做任务 任务单 连单 在家赚 在家可做 手机赚钱 轻松赚
      动动手指 时间自由 返现 本金返还 抢单 无需经验 关注公众号领`,
    en: `
      work from home, part time, earn up to, per day, easy money, no experience, daily pay, make money,
      extra income, flexible hours, simple tasks, online job, hr manager, remote job, rate hotels`,
    lean: { fraud: 0.7 },
    types: { F01: 2, F15: 0.5 },
    text: { zh: '许诺轻松赚钱的任务或兼职', en: 'It offers easy money for small tasks' },
    why: 'F01 has the most cases of all types.',
  },
  {
    code: 'REFUND',
    zh: `
      退款 理赔 赔付 双倍赔 取消会员 会员扣费 自动扣费 自动续费 扣费 百万保障 直播会员 航班取消 已取消
      延误补偿 改签 补偿金 质量问题 误操作 代理商 退费 快递丢失 丢件`,
    en: `
      refund, overcharged, tax rebate, compensation, auto renew, auto renewal, renewed for,
      subscription, invoice attached, you were charged`,
    lean: { fraud: 0.5 },
    types: { 'F04.01': 1.8 },
    text: {
      zh: '以退款、赔付、取消扣费为由',
      en: 'A refund, compensation or cancelled charge is the pretext',
    },
    why: 'F04: refunds come by the way of payment, without a call.',
  },
  {
    code: 'PARCEL',
    zh: `
      包裹 扣留 清关 关税 海关检查 被扣押 派送失败 地址有误 地址不详 无法投递 重新派送 补充地址
      更新地址`,
    en: `
      parcel, package, delivery failed, delivery attempt, redelivery, customs, incomplete address,
      usps, royal mail, dhl, fedex, reschedule your delivery, held at`,
    lean: { fraud: 0.3 },
    types: { 'F04.01': 0.5, F13: 0.5 },
    text: { zh: '说您的包裹有问题', en: 'It says that a parcel is held or cannot be delivered' },
    why: 'Real couriers write too: it counts with a fee, a link or an accusation.',
  },
  {
    code: 'SUBSIDY_OR_CARD',
    zh: `
      补贴 助学金 退税 补助 社保卡 医保卡 电子社保 年检 工资补 劳动补 etc 汽车退税 个税 养老金认证
      医保账户 社保账户 申领 人社 财政部`,
    en: `
      stimulus, grant, tax refund, toll, ezpass, benefit payment, government grant, medicare,
      eligible for`,
    lean: { fraud: 0.35 },
    types: { F12: 1, 'F08.02': 0.8, 'F13.03': 0.6 },
    text: {
      zh: '以补贴、社保、医保、ETC 为由',
      en: 'A subsidy, insurance card or toll account is the pretext',
    },
    why: 'F12, F08.02, F13.03; authorities announce such things too.',
  },
  {
    code: 'PHOTOS',
    zh: `
      相册 影集 录像 看看照片 照片里 你的照片 我们的照片 聚会照片 视频里 你老婆 你老公 同学聚会 请柬
      偷拍 不雅 你的资料 违章照片`,
    en: `
      is this you, photos of you, your photos, your video, look at this photo, i recorded you,
      your webcam`,
    lean: { fraud: 0.4 },
    types: { 'F13.02': 1.5 },
    text: { zh: '用照片、视频引您去看', en: 'Photos or a video are the bait' },
    why: 'F13.02 and F11.',
  },
  {
    code: 'SEXTORTION',
    zh: '裸聊 通讯录 发给你的亲友 发给你家人 群发给 私了 破财消灾 毁了你',
    en: 'send it to your contacts, intimate, nudes, expose you, masturbat, your contacts will',
    lean: { fraud: 0.9 },
    types: { F11: 3 },
    text: { zh: '用隐私威胁您', en: 'It threatens to publish something private' },
    why: 'F11.',
  },
  {
    code: 'ROMANCE',
    zh: '缘分 单身 真心交友 寂寞 征婚 富婆 求子 重金求 军官 海外医生 战区 礼物寄给你',
    en: `
      my dear, my love, dearest, widow, inheritance, next of kin, beneficiary, soldier, god bless,
      sugar daddy, lonely, late husband`,
    lean: { fraud: 0.4 },
    types: { F09: 1.5 },
    text: { zh: '像网恋、求助类的套路', en: 'It follows the pattern of romance and inheritance frauds' },
    why: 'F09.',
  },
  {
    code: 'LOAN',
    zh: '无抵押 放款 贷款 下款 秒批 低息 免息 额度 黑户 不查征信 无视征信 凭身份证 包下款 信用贷',
    en: `
      loan approved, pre approved, payday loan, no credit check, instant loan, cash loan, low interest`,
    lean: { fraud: 0.1, ad: 0.4 },
    types: { 'F05.01': 1.8 },
    text: { zh: '主动推销贷款', en: 'It offers a loan' },
    why: 'F05; most such messages are advertisements, a fee before the loan makes it fraud.',
  },
  {
    code: 'RECOVERY',
    zh: '追回 挽回损失 追损 帮您追款 被骗的钱 网络警察 黑客追款 退还被骗',
    en: 'recover your, lost funds, recovery agent, recover your money',
    lean: { fraud: 1 },
    types: { F17: 3 },
    text: { zh: '说能追回被骗的钱', en: 'It promises to recover what was lost' },
    why: 'F17: the second fraud on the same victim.',
  },
]
