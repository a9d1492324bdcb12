import type { FraudFamilyDefinition } from './fraud-type.ts'

/** Families that play with goods, refunds, loans and credit records: F03 to F06. */
export const families: readonly FraudFamilyDefinition[] = [
  {
    code: 'F03',
    name: { zh: '虚假购物和服务', en: 'Fake goods and services' },
    era: 'both',
    mps10: [3],
    signals: {
      zh: ['价格低得不正常', '让您离开平台，私下转账', '付完钱又要押金、运费、手续费'],
      en: [
        'A price far below normal',
        'You are asked to leave the platform and pay privately',
        'After payment a deposit, a shipping cost or a fee is due as well',
      ],
    },
    advice: {
      zh: '只在平台里付款。让您加微信、私下转账的，便宜也不要买。',
      en: 'Pay only inside the platform. If the seller wants a private chat and a private transfer, do not buy, however cheap it is.',
    },
    firstSteps: {
      zh: [
        '不要再付“押金”“手续费”。',
        '立即打 110 报警，再联系付款银行或支付平台，请他们拦下这笔钱。',
        '截图保存商品页面、聊天和付款记录，并向平台举报卖家。',
      ],
      en: [
        'Pay no further “deposit” or “fee”.',
        'Call 110 at once, then the bank or payment service, and ask them to hold the payment.',
        'Save the offer, the chat and the payment as screenshots, and report the seller to the platform.',
      ],
    },
    vectors: ['web', 'chat', 'social', 'short-video'],
    payChannels: ['wallet', 'qr', 'bank'],
    defaultTier: 'MEDIUM',
    types: [
      {
        code: 'F03.01',
        name: { zh: '虚假购物（二手、代购）', en: 'Fake shopping (second-hand, bought abroad for you)' },
        signals: {
          zh: ['卖家急着让您换到别的聊天软件', '付款后迟迟不发货', '用截图冒充物流单号'],
          en: [
            'The seller hurries you to another chat app',
            'Nothing is sent after you paid',
            'A picture instead of a real tracking number',
          ],
        },
      },
      {
        code: 'F03.02',
        name: {
          zh: '虚假服务（票务、家政、论文、解封）',
          en: 'Fake services (tickets, household, papers, unblocking)',
        },
        signals: {
          zh: ['先交定金，再交保证金，再交手续费', '说有内部渠道', '收钱后就拉黑您'],
          en: [
            'First a deposit, then a guarantee, then a fee',
            'They claim to know somebody inside',
            'Once paid, they block you',
          ],
        },
      },
      {
        code: 'F03.03',
        name: { zh: '以次充好、虚假维权', en: 'Inferior goods and fake complaint help' },
        era: '2023',
        signals: {
          zh: ['到手的东西和介绍差得远', '有人主动说能帮您“维权退款”', '退款前要先交费或给验证码'],
          en: [
            'What arrives is nothing like the offer',
            'A stranger offers to get your money back',
            'A fee or a code is due before the refund',
          ],
        },
        advice: {
          zh: '维权请找平台客服或打 12315。主动找上门、先收费的“维权”是第二次骗局。',
          en: 'For complaints use the platform’s own support or call 12315. “Help” that comes by itself and wants a fee is a second scam.',
        },
      },
    ],
  },
  {
    code: 'F04',
    name: { zh: '冒充电商、物流客服', en: 'Fake shop, courier and platform support' },
    era: 'both',
    mps10: [4],
    signals: {
      zh: [
        '说得出您买了什么',
        '说东西有问题要退款，或您开通了会员要扣费',
        '让您共享屏幕、下载会议软件',
        '让您去贷款“验证”或“清零”',
      ],
      en: [
        'They know what you bought',
        'A refund for a faulty item, or a membership that will cost you',
        'You must share your screen or install a meeting app',
        'You must take out a loan to “verify” or “clear” something',
      ],
    },
    advice: {
      zh: '退款不需要您转账、贷款或共享屏幕。挂断电话，自己打开购物软件找客服。',
      en: 'A refund never needs a transfer, a loan or your screen. Hang up and ask support inside the shopping app yourself.',
    },
    firstSteps: {
      zh: [
        '马上挂断，关掉屏幕共享，手机断网。',
        '立即打 110 报警，再打银行卡背面的客服电话，请他们止付、冻结卡。',
        '换一部手机改掉银行和支付密码，保存通话和转账记录。',
      ],
      en: [
        'Hang up, end the screen sharing, and take the phone off the network.',
        'Call 110 at once, then the number on the back of your bank card: stop the payment, block the card.',
        'Change your banking and payment passwords on another phone; keep the call and transfer records.',
      ],
    },
    vectors: ['call', 'sms', 'chat'],
    payChannels: ['bank', 'wallet', 'qr'],
    defaultTier: 'MEDIUM',
    types: [
      {
        code: 'F04.01',
        name: { zh: '退款理赔', en: 'Refund and compensation' },
        signals: {
          zh: ['说快递丢了、商品有毒，双倍赔您', '发来二维码或退款网页', '页面要填卡号、密码、验证码'],
          en: [
            'A lost parcel or a harmful product, and double compensation',
            'A QR code or a refund page',
            'The page asks for card number, password and code',
          ],
        },
      },
      {
        code: 'F04.02',
        name: { zh: '取消会员、百万保障、直播会员', en: 'Cancelling a membership or an insurance' },
        era: '2023',
        signals: {
          zh: ['说您不取消每月会扣几百上千元', '说不取消会影响征信', '让您把钱转到“对公账户”清零，说会退回'],
          en: [
            'Hundreds a month unless you cancel now',
            'Your credit record will suffer',
            'You must transfer your money to a “company account”; it will be returned',
          ],
        },
        advice: {
          zh: '所谓“百万保障”“直播会员”要扣费，是编的。挂断电话，自己在软件里看有没有扣费。',
          en: 'The membership or insurance that is about to cost you is made up. Hang up and look inside the app yourself.',
        },
        defaultTier: 'HIGH',
      },
      {
        code: 'F04.03',
        name: { zh: '机票退改签', en: 'Flight cancelled or changed' },
        era: '2015',
        signals: {
          zh: [
            '短信里有您真实的姓名和航班',
            '让您打 400 或 95 开头的陌生电话',
            '说改签要先交手续费，还有补偿',
          ],
          en: [
            'A message with your real name and flight',
            'An unknown number beginning with 400 or 95',
            'A small fee to rebook, with a compensation promised',
          ],
        },
        advice: {
          zh: '航班有变，请打机票上航空公司的官方电话或看官方软件，不要打短信里的号码。',
          en: 'If a flight changes, use the airline’s official number or app, never the number in the message.',
        },
      },
      {
        code: 'F04.04',
        name: {
          zh: '积分兑换（冒充 10086 或银行）',
          en: 'Points to redeem (posing as an operator or a bank)',
        },
        era: '2015',
        mps10: [],
        signals: {
          zh: [
            '短信显示 10086 或银行号码，说积分要过期',
            '链接像官网但不是',
            '页面要卡号、密码，还让您装软件',
          ],
          en: [
            'A message from 10086 or a bank: your points expire',
            'A link that only looks like the official site',
            'The page asks for card and password, and offers an app',
          ],
        },
        advice: {
          zh: '短信号码可以伪造。积分请在官方软件里兑换，不要点短信里的链接。',
          en: 'The sender of a message can be forged. Redeem points in the official app, not through a link.',
        },
        vectors: ['sms', 'web'],
      },
    ],
  },
  {
    code: 'F05',
    name: { zh: '虚假网络贷款', en: 'Fake loans' },
    era: 'both',
    mps10: [5],
    signals: {
      zh: [
        '不看征信、无抵押、马上放款',
        '放款前要交工本费、保证金',
        '说您卡号填错，钱被冻结，要交解冻金',
        '要您转账“刷流水”证明还款能力',
      ],
      en: [
        'No credit check, no security, money at once',
        'A fee or a deposit before the loan',
        '“You entered a wrong card number; pay to unfreeze it”',
        'You must move money to prove that you can repay',
      ],
    },
    advice: {
      zh: '放款前先收钱的贷款都是假的。要借钱，请找银行网点或银行官方软件。',
      en: 'A loan that wants money before it pays out is fake. To borrow, go to a bank’s branch or its official app.',
    },
    firstSteps: {
      zh: [
        '不要再交“解冻金”“保证金”。',
        '立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '保存贷款软件、合同和转账记录；给过身份证照片的，留意名下有没有陌生贷款。',
      ],
      en: [
        'Pay no “release” or “deposit” any more.',
        'Call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'Keep the app, the contract and the transfers; if you sent your identity card, watch for loans in your name.',
      ],
    },
    vectors: ['call', 'sms', 'app', 'web', 'short-video'],
    payChannels: ['bank', 'wallet'],
    defaultTier: 'HIGH',
    types: [
      { code: 'F05.01', name: { zh: '贷款先收费', en: 'Loan with a fee in advance' } },
      {
        code: 'F05.02',
        name: { zh: '代办信用卡、提额', en: 'Credit cards and higher limits arranged' },
        era: '2015',
        signals: {
          zh: ['说有内部渠道办大额信用卡', '先收手续费或要您存一笔钱', '向您要卡号、有效期、验证码'],
          en: [
            'A card with a high limit through somebody inside',
            'A fee or a deposit first',
            'They ask for card number, expiry date and code',
          ],
        },
        advice: {
          zh: '办卡和提额只找银行，不收费。验证码给了别人，钱就能被转走。',
          en: 'Only the bank issues cards and raises limits, and it charges nothing for that. Whoever has your code can take your money.',
        },
      },
    ],
  },
  {
    code: 'F06',
    name: { zh: '虚假征信', en: 'Fake credit-record trouble' },
    era: '2023',
    mps10: [6],
    signals: {
      zh: [
        '自称银行、平台客服，说您征信有问题',
        '说不处理就上黑名单',
        '让您把各个平台的钱贷出来，转到“清算账户”',
      ],
      en: [
        'A caller from a bank or platform: your credit record is at risk',
        'You will be blacklisted unless you act now',
        'You must borrow from every platform and transfer it to a “clearing account”',
      ],
    },
    advice: {
      zh: '征信记录谁也不能花钱、转账来消除。让您贷款再转出去的，一定是骗子。',
      en: 'Nobody can clear a credit record for money. Whoever tells you to borrow and transfer it is a fraudster.',
    },
    firstSteps: {
      zh: [
        '马上挂断，停止贷款和转账，关掉屏幕共享。',
        '立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '联系您借过款的平台说明被骗，保存通话、聊天和转账记录。',
      ],
      en: [
        'Hang up; stop borrowing and transferring; end the screen sharing.',
        'Call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'Tell the lenders that you were deceived, and keep calls, chats and transfers.',
      ],
    },
    vectors: ['call', 'sms', 'chat', 'app'],
    payChannels: ['bank', 'wallet'],
    defaultTier: 'HIGH',
    types: [
      {
        code: 'F06.01',
        name: { zh: '注销校园贷', en: 'Closing a student loan account' },
        signals: {
          zh: [
            '对方知道您的学校和入学时间',
            '说您上学时开过校园贷账户，要注销',
            '让您一家一家平台去借钱“清额度”',
          ],
          en: [
            'They know your school and year',
            'A student loan account of yours must be closed',
            'You must borrow from one platform after another to “empty the limit”',
          ],
        },
      },
      {
        code: 'F06.02',
        name: { zh: '消除不良征信', en: 'Credit record repair' },
        signals: {
          zh: ['说花钱就能洗白征信', '先收代理费，要您的身份证和银行卡', '说逾期可以“内部处理”'],
          en: [
            'Your record can be cleaned for money',
            'A fee first, and your identity and bank cards',
            'Late payments can be “settled inside”',
          ],
        },
        advice: {
          zh: '征信有误，可以自己向银行或征信中心提出异议，不收费。收费“修复”都是骗局。',
          en: 'If your record is wrong, you can object at the bank or the credit registry yourself, free of charge. Paid “repair” is a scam.',
        },
      },
    ],
  },
]
