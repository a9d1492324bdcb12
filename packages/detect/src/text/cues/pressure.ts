import type { Cue } from './cue.ts'

/** Who speaks, why it is urgent, and why nobody may know: what makes people act before they think. */
export const pressureCues: readonly Cue[] = [
  {
    code: 'AUTHORITY_CASE',
    zh: `
      涉嫌 洗钱 通缉 逮捕 传票 立案 涉案 犯罪嫌疑 刑事责任 法律责任 强制执行 非法交易 配合调查 冒名
      拘留 案件编号 资金清查 违禁品 涉毒 被起诉 法院传唤`,
    en: `
      arrest warrant, warrant for your arrest, money laundering, legal action, lawsuit,
      criminal charges, under investigation, tax fraud, court summons, drug trafficking,
      suspended due to`,
    lean: { fraud: 1 },
    types: { 'F08.01': 2 },
    text: {
      zh: '说您牵涉案件或法律责任，用来吓唬人',
      en: 'It says you are part of a case or will be prosecuted, to frighten you',
    },
    why: 'Posing as police or court (F08) begins with an accusation; no authority does this by message or phone.',
  },
  {
    code: 'AUTHORITY_CLAIM',
    zh: `
      公安局 刑警 警官 检察院 检察官 法院 派出所 公安部 反诈中心 社保局 医保局 税务局 通信管理局 海关
      银保监 教育局 疾控中心 网警 国家彩票中心`,
    en: `
      police officer, federal agent, irs, social security administration, customs officer,
      department of, tax office, hmrc, dmv, fbi`,
    lean: { fraud: 0.3 },
    types: { F08: 1 },
    text: { zh: '自称政府或执法机关', en: 'It claims to be an authority' },
    why: 'The claim alone proves nothing: real notices make it as well. It counts together with money or data.',
  },
  {
    code: 'BANK_CLAIM',
    zh: `
      银行客服 我行 银行安全 安全部门 风控 客服中心 客服经理 客服代表 工号 官方客服 平台客服
      银行工作人员 银行的客服 金融客服 理财顾问 投资顾问 投资公司`,
    en: `
      bank security, fraud department, security department, customer service representative,
      account manager, support team, security team, paypal, wells fargo, chase bank, bank of america,
      hsbc, barclays, apple support, microsoft support, amazon`,
    lean: { fraud: 0.4 },
    text: { zh: '自称银行、平台或客服', en: 'It claims to be a bank, a platform or its support' },
    why: 'Impersonated most (F04, F13); shops and banks say it too, so it weighs little alone.',
  },
  {
    code: 'URGENCY',
    zh: `
      立即 马上 尽快 紧急 时间紧迫 否则 逾期 立刻 请速 今日内 小时内 分钟内 不能等 来不及 最后机会
      仅剩 即将过期 截止今日 如不处理 后果自负 刻不容缓 务必 时间有限 抓紧`,
    en: `
      immediately, urgent, urgently, within hours, act now, final notice, last chance, right away,
      expires today, final warning, asap, as soon as possible, before it is too late, failure to,
      or your`,
    lean: { fraud: 0.35 },
    text: { zh: '催您马上去做，不留时间想', en: 'It urges you to act at once' },
    why: 'Haste keeps people from asking somebody; advertisements use it too.',
  },
  {
    code: 'SECRECY',
    zh: `
      不要告诉 别告诉 不能告诉 不得告诉 保密 不要报警 别报警 敢报警 不要挂断 不要挂电话 别挂电话
      不要联系 单独一个人 不要声张 删除聊天 对任何人`,
    en: `
      do not tell, dont tell, keep this confidential, keep this private, keep it secret,
      do not hang up, dont hang up, do not call the police, dont call, cant talk now, between us,
      strictly confidential`,
    lean: { fraud: 1.2 },
    types: { 'F08.01': 1, F14: 1 },
    text: { zh: '要您保密、不许报警或挂断', en: 'It wants you to tell nobody, or not to hang up' },
    why: 'Isolation is what every dissuasion rule looks for first; honest services never ask for it.',
  },
  {
    code: 'FAMILY_EMERGENCY',
    zh: `
      出车祸 出了车祸 出事了 被绑架 绑架了 赎金 在我们手上 在我手上 在我手里 撕票 急需用钱 手术费 救命
      抢救 交通事故 人身安全 保释 见不到你 想要他平安 紧急情况 紧急的情况`,
    en: `
      been in an accident, in an accident, ransom, kidnapped, bail, hi mum, hi mom, hi dad, hey mum,
      hello mum, new number, lost my phone, broke my phone, dropped my phone, in hospital, stranded`,
    lean: { fraud: 0.9 },
    types: { F14: 2.5 },
    text: { zh: '说亲友出了急事', en: 'It says that somebody close is in trouble' },
    why: 'F14: accident, surgery, kidnapping; the victim pays before calling the person.',
  },
  {
    code: 'POSING_ACQUAINTANCE',
    zh: `
      猜猜我是谁 我换号了 换号码了 这是我的新号 我的新号码 来我办公室 到我办公室 我是你领导 听不出来
      不方便接电话 不方便语音 先帮我垫 帮我转 借我 借点钱 周转一下 私人账号 孩子老师 班主任 群收款
      缴费接龙`,
    en: `
      are you at your desk, are you available, quick favor, quick favour, need you to purchase,
      i am in a meeting, this is your boss, lend me, my card is not working, cant talk on the phone`,
    lean: { fraud: 0.6 },
    types: { F07: 1.5 },
    text: { zh: '像是冒充领导或熟人', en: 'It may be somebody posing as a boss or a friend' },
    why: 'F07 begins with a new number and an excuse not to talk.',
  },
]
