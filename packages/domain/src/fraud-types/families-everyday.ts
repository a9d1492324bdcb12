import type { FraudFamilyDefinition } from './fraud-type.ts'

/** Jobs, games, second scams, older people, the helpers of fraud, and what is none of it: F15 to F99. */
export const families: readonly FraudFamilyDefinition[] = [
  {
    code: 'F15',
    name: { zh: '虚假招聘、兼职、培训', en: 'Job scams' },
    era: 'both',
    mps10: [],
    signals: {
      zh: [
        '工资高、要求低、马上上岗',
        '入职前要交培训费、服装费、押金',
        '让您签合同贷款交学费',
        '说去国外工作，包机票',
      ],
      en: [
        'High pay, no requirements, start at once',
        'Training, clothing or deposit fees before you start',
        'A contract that makes you borrow for a course',
        'Work abroad, the flight is paid',
      ],
    },
    advice: {
      zh: '正规单位招人不收钱。说去境外高薪工作的，千万不要去，有被扣押、伤害的危险。',
      en: 'Real employers charge nothing. Do not go abroad for a well-paid job from a stranger: people are held there and hurt.',
    },
    firstSteps: {
      zh: [
        '不要再交钱，不要交出身份证、护照、银行卡。',
        '立即打 110 报警；亲友已经出境联系不上的，也马上打 110。',
        '保存招聘信息、聊天和付款记录。',
      ],
      en: [
        'Pay nothing more; hand over no identity card, passport or bank card.',
        'Call 110 at once; also if a relative has gone abroad and cannot be reached.',
        'Keep the advertisement, the chats and the payments.',
      ],
    },
    vectors: ['web', 'social', 'chat', 'short-video'],
    payChannels: ['wallet', 'bank', 'qr'],
    defaultTier: 'MEDIUM',
    types: [],
  },
  {
    code: 'F16',
    name: { zh: '网络赌博诱导', en: 'Gambling lures' },
    era: 'both',
    mps10: [],
    signals: {
      zh: ['充值送彩金、包赢计划', '先让您赢，后来怎么都输', '赢了也提不出来', '说有漏洞可以稳赚'],
      en: [
        'A bonus on every deposit, a plan that always wins',
        'You win at first and then only lose',
        'Winnings cannot be withdrawn',
        'They know a “gap” in the system',
      ],
    },
    advice: {
      zh: '网络赌博的输赢由后台控制，您赢不了。马上停手，越追越亏。',
      en: 'Online games of chance are controlled from behind; you cannot win. Stop now; chasing losses only adds to them.',
    },
    firstSteps: {
      zh: [
        '停止充值，卸载软件，不要借钱翻本。',
        '立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '保存网址、软件、客服账号和充值记录，告诉家人。',
      ],
      en: [
        'Stop paying in, remove the app, and do not borrow to win it back.',
        'Call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'Keep the address, the app, the support account and the payments, and tell your family.',
      ],
    },
    vectors: ['web', 'app', 'chat', 'social', 'short-video'],
    payChannels: ['bank', 'wallet', 'crypto', 'qr'],
    defaultTier: 'MEDIUM',
    types: [],
  },
  {
    code: 'F17',
    name: { zh: '追回损失的二次诈骗', en: 'Recovery scams' },
    era: '2023',
    mps10: [],
    signals: {
      zh: [
        '您被骗后，有“网警”“律师”主动找来',
        '说能追回钱，先收费',
        '知道您被骗的细节',
        '让您再转账“激活退款”',
      ],
      en: [
        'After a loss, “cyber police” or “lawyers” come to you',
        'They can get the money back, for a fee',
        'They know the details of your case',
        'You must transfer again to “activate the refund”',
      ],
    },
    advice: {
      zh: '说能帮您追回被骗的钱、但要先交钱的，是第二次骗局。追款只找报案的派出所。',
      en: 'Whoever offers to recover your loss for a fee is the next scam. Only the police station that has your case can help.',
    },
    firstSteps: {
      zh: [
        '不要再交任何费用。',
        '联系您报案的派出所，把这件事告诉他们；又转了钱的，立即打 110。',
        '保存对方的账号、证件照片和聊天记录。',
      ],
      en: [
        'Pay no further fee.',
        'Tell the police station that has your case; if you paid again, call 110 at once.',
        'Keep their accounts, “credentials” and chats.',
      ],
    },
    vectors: ['web', 'social', 'chat', 'call'],
    payChannels: ['bank', 'wallet', 'crypto'],
    defaultTier: 'MEDIUM',
    types: [],
  },
  {
    code: 'F18',
    name: { zh: '养老、保健品、投资讲座', en: 'Scams aimed at older people' },
    era: 'both',
    mps10: [],
    signals: {
      zh: [
        '送鸡蛋、免费体检、免费旅游',
        '讲座上说能治百病、养老高回报',
        '对您比儿女还亲',
        '让您别告诉孩子，转账或交现金',
      ],
      en: [
        'Free eggs, check-ups or trips',
        'A talk about a cure for everything or high returns for old age',
        'They are kinder than your own children',
        'Do not tell the family; pay by transfer or in cash',
      ],
    },
    advice: {
      zh: '看病去医院，存钱去银行。要交钱之前，先给儿女打个电话商量。',
      en: 'For health go to a hospital, for savings to a bank. Before you pay anything, call your children or somebody you trust.',
    },
    firstSteps: {
      zh: [
        '不要再交钱，把合同、收据和产品都留好。',
        '告诉家人，立即打 110 报警，转账的再打银行客服电话请求止付。',
        '叫上一起去听课的老邻居，一起说明情况。',
      ],
      en: [
        'Pay nothing more; keep contracts, receipts and products.',
        'Tell your family and call 110 at once; if you paid by transfer, ask the bank to stop it.',
        'Bring the neighbours who went with you, and tell the police together.',
      ],
    },
    vectors: ['offline', 'call', 'chat', 'short-video'],
    payChannels: ['bank', 'cash-courier', 'wallet', 'gold'],
    defaultTier: 'MEDIUM',
    types: [],
  },
  {
    code: 'F19',
    name: {
      zh: '为诈骗提供帮助（卖卡、跑分、设备、软件）',
      en: 'Helping fraud (accounts, cards, equipment, software)',
    },
    era: 'both',
    mps10: [],
    signals: {
      zh: [
        '高价收银行卡、电话卡、聊天账号',
        '“跑分”：用您的账户收钱再转出去，给您提成',
        '在您家放一台插满电话卡的设备',
        '帮人做假软件、假网站',
      ],
      en: [
        'Bank cards, SIM cards or chat accounts bought at a good price',
        'A commission for letting money pass through your account',
        'A box full of SIM cards to be kept at your home',
        'Making fake apps or sites for somebody',
      ],
    },
    advice: {
      zh: '不要出租、出售银行卡和电话卡，不要替人转账。这样做会帮到骗子，自己也要担法律责任。',
      en: 'Do not rent out or sell bank or SIM cards, or pass money on for others. It helps fraudsters, and the law holds you responsible.',
    },
    firstSteps: {
      zh: [
        '马上停下来，不要再收钱、转钱。',
        '到银行或营业厅挂失卖出去的卡。',
        '主动到派出所说明情况，或打 110；越早说越好。',
      ],
      en: [
        'Stop now; receive and pass on nothing more.',
        'Have the cards you gave away blocked at the bank or operator.',
        'Go to the police station or call 110 yourself; the earlier the better.',
      ],
    },
    vectors: ['social', 'chat', 'offline', 'web'],
    payChannels: ['bank', 'wallet', 'qr', 'crypto'],
    defaultTier: 'MEDIUM',
    types: [],
  },
  {
    code: 'F98',
    name: { zh: '民事、消费纠纷', en: 'Civil or consumer dispute' },
    era: null,
    mps10: [],
    signals: {
      zh: ['双方真实身份都清楚', '东西或服务确实给了，只是有争议', '商家还能联系上'],
      en: [
        'Both sides are known by their real names',
        'Goods or services were delivered and are disputed',
        'The seller can still be reached',
      ],
    },
    advice: {
      zh: '这更像消费纠纷，不一定是诈骗。可以找平台客服，或打 12315 投诉。',
      en: 'This looks like a dispute rather than fraud. Use the platform’s support or call 12315.',
    },
    firstSteps: {
      zh: [
        '保存订单、合同、付款和聊天记录。',
        '先找商家和平台协商。',
        '协商不成打 12315，或到法院起诉；发现对方是骗子就打 110。',
      ],
      en: [
        'Keep the order, contract, payment and chat.',
        'Try the seller and the platform first.',
        'If that fails call 12315 or go to court; if it proves to be fraud, call 110.',
      ],
    },
    vectors: ['web', 'offline', 'chat', 'call'],
    payChannels: ['bank', 'wallet', 'qr'],
    defaultTier: 'LOW',
    types: [],
  },
  {
    code: 'F99',
    name: { zh: '其他', en: 'Something else' },
    era: null,
    mps10: [],
    signals: {
      zh: ['催您马上付钱', '要您的验证码、密码', '不让您告诉别人'],
      en: ['You must pay at once', 'They want your codes or passwords', 'You may not tell anybody'],
    },
    advice: {
      zh: '拿不准的时候先不付钱、不给验证码，打 96110 问一问。',
      en: 'When in doubt, pay nothing, give no code, and ask 96110.',
    },
    firstSteps: {
      zh: [
        '停止付款和联系。',
        '转了钱的立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '保存号码、链接、聊天和付款记录。',
      ],
      en: [
        'Stop paying and answering.',
        'If you paid, call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'Keep numbers, links, chats and payments.',
      ],
    },
    vectors: ['call', 'sms', 'chat', 'social', 'short-video', 'mail', 'app', 'web', 'offline'],
    payChannels: ['bank', 'wallet', 'qr', 'gift-card', 'crypto', 'cash-courier', 'gold'],
    defaultTier: 'MEDIUM',
    types: [],
  },
]
