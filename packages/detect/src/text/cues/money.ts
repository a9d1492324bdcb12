import type { Cue } from './cue.ts'

/** What is wanted: money, data, a click, an app. */
export const wantedCues: readonly Cue[] = [
  {
    code: 'SAFE_ACCOUNT',
    zh: `
      安全账户 清算账户 监管账户 核查账户 指定账户 专用账户 保护账户 资金转移到 资金转到 资金核查
      账户清零 流水验证 刷流水 转到我们 存到我们`,
    en: `
      safe account, secure account, holding account, protected account, move your money,
      move your funds`,
    lean: { fraud: 1.8 },
    types: { 'F08.01': 1.5 },
    text: { zh: '要把钱转到所谓的安全账户', en: 'Money is to go to a so-called safe account' },
    why: 'Safe accounts do not exist; the words occur only in fraud and in warnings about it.',
  },
  {
    code: 'FEE_FIRST',
    zh: `
      保证金 解冻 手续费 工本费 税费 个人所得税 押金 先支付 先交 预付 公证费 激活费 清关费 罚款 垫付
      认证金 验资 缴纳 会费 报名费 服务费 诚意金 滞纳金 需要支付 预先支付`,
    en: `
      processing fee, release fee, customs fee, redelivery fee, small fee, pay a fee, handling fee,
      advance fee, upfront, outstanding balance, unpaid toll, pay the fee, shipping fee, clearance fee,
      registration fee, deposit of`,
    lean: { fraud: 0.8 },
    types: { 'F05.01': 0.6, 'F12.01': 0.6 },
    text: { zh: '要先交一笔费用', en: 'Something must be paid first' },
    why: 'Advance fees are how prize, loan, parcel and task frauds take the money.',
  },
  {
    code: 'TRANSFER_ASKED',
    zh: `
      转账 汇款 打款 转给我 打到 汇到 转到 付款到 打钱 转钱 给我转 扫码支付 扫码付款 充值 购买点卡
      买点卡 购物卡 现金交给 取现`,
    en: `
      wire, western union, gift card, gift cards, itunes card, bitcoin, transfer the, send money,
      money transfer, bank transfer, zelle, cash app, usdt, payment to`,
    lean: { fraud: 0.7 },
    text: { zh: '要您转账或付款', en: 'You are to send money' },
    why: 'How the money leaves; ordinary life has transfers too, so it needs company.',
  },
  {
    code: 'CREDENTIALS_ASKED',
    zh: `
      身份证号 银行卡号 卡号 后四位 身份验证 验证身份 核实身份 核实您的身份 确认您的身份 身份信息
      提供您的姓名 提供姓名 提供一下您的 提供账号 账户信息 个人信息 登录密码 交易密码 支付密码
      短信验证码 告诉我验证码 验证码发 提供验证码 核对信息 信息补录 实名补录 补录 开户行 预留手机
      有效期和 联系方式 收款账号 收款账户`,
    en: `
      verify your identity, verify your account, confirm your account, confirm your identity,
      social security number, ssn, your password, your pin, card number, card details, bank details,
      one time code, verification code to, update your details, update your payment,
      update your information, billing information, login details, confirm your details,
      personal information, reply with the code`,
    lean: { fraud: 0.9 },
    types: { F13: 0.8 },
    text: { zh: '要您的身份、账户或验证码', en: 'It asks for your identity, account or a code' },
    why: 'Whoever is the bank has these already; codes are never asked for by anybody honest.',
  },
  {
    code: 'LINK_OR_LOGIN',
    zh: `
      登录{L} 点击{L} 点击链接 打开链接 进入{L} 请进{L} 查看{L} 输入{L} 发送链接 发给您链接 发链接
      点开{L} 网址{L} 链接{L} 扫描二维码 扫码 请点{L} 戳{L} 请上{L} 网站{L} 支付链接`,
    en: `
      click{L}, click here, click the link, click on the link, click below, follow the link,
      tap the link, visit{L}, log in at, login at, sign in at, via the link, link below, here{L},
      at{L}, go to{L}`,
    lean: { fraud: 0.4 },
    text: { zh: '要您点链接或扫码', en: 'It wants you to follow a link or scan a code' },
    why: 'The way to phishing pages; advertisements have it too.',
  },
  {
    code: 'REMOTE_OR_APP',
    zh: `
      屏幕共享 共享屏幕 远程协助 远程控制 下载会议 会议软件 下载软件 安装软件 下载我们的 下载这个
      安装包 安装一下 下载app 下载安装 关闭杀毒 开启权限 腾讯会议 飞行模式 呼叫转移`,
    en: `
      anydesk, teamviewer, share your screen, screen sharing, remote access, install the app,
      download the app, install this, apk`,
    lean: { fraud: 0.9 },
    types: { 'F13.04': 1.5 },
    text: {
      zh: '要您装软件、共享屏幕或改手机设置',
      en: 'It wants an app, your screen, or changed phone settings',
    },
    why: 'F13.04: whoever sees the screen sees the code.',
  },
  {
    code: 'MOVE_TO_CHAT',
    zh: '加{M} 加{Q} 进群 加群 拉群 建群 添加{M} 私聊 加我 扫码进 加好友 下载密聊',
    en: `
      whatsapp, telegram, add me on, text me at, message me on, contact me on, join our group,
      join the group, line id`,
    lean: { fraud: 0.25 },
    types: { F01: 0.3, 'F02.01': 0.3 },
    text: { zh: '要您转到私人聊天或群里', en: 'It moves you to a private chat or group' },
    why: 'Away from platforms that would warn; shops do it as well.',
  },
]
