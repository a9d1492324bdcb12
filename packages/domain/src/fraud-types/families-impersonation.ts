import type { FraudFamilyDefinition } from './fraud-type.ts'

/** Families in which somebody pretends to be somebody you trust: F07 to F10. */
export const families: readonly FraudFamilyDefinition[] = [
  {
    code: 'F07',
    name: { zh: '冒充领导、熟人', en: 'Posing as a boss or somebody you know' },
    era: 'both',
    mps10: [7],
    signals: {
      zh: [
        '新号码、新账号自称领导、亲友',
        '事情很急，又说“不方便接电话”',
        '发来转账截图，说钱已经给您了',
        '让您先替他垫钱',
      ],
      en: [
        'A new number or account that claims to be your boss or a friend',
        'Very urgent, but “I cannot talk now”',
        'A picture of a transfer said to be on its way to you',
        'You are asked to pay something for them first',
      ],
    },
    advice: {
      zh: '只要提到钱，就用您原来存的号码打过去，听到本人的声音再说。',
      en: 'When it comes to money, call the person on the number you already had, and talk before you pay.',
    },
    firstSteps: {
      zh: [
        '马上用原来的号码找到本人，确认是不是他。',
        '不是本人就立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '保存聊天和转账记录，提醒其他亲友、同事。',
      ],
      en: [
        'Reach the real person on the old number and ask.',
        'If it was somebody else: call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'Keep the chat and the transfer, and warn family and colleagues.',
      ],
    },
    vectors: ['chat', 'call', 'sms', 'mail'],
    payChannels: ['bank', 'wallet', 'qr', 'gift-card'],
    defaultTier: 'MEDIUM',
    types: [
      {
        code: 'F07.01',
        name: { zh: '猜猜我是谁', en: 'Guess who I am' },
        era: '2015',
        signals: {
          zh: ['电话里让您猜他是谁，您说谁他就是谁', '说换了号码', '第二天说出了事，急着借钱'],
          en: [
            'The caller lets you guess the name, and takes the one you say',
            'He has “a new number”',
            'The next day he is in trouble and needs money',
          ],
        },
      },
      {
        code: 'F07.02',
        name: { zh: '冒充领导、老板（针对财务）', en: 'Posing as the boss (aimed at accounts staff)' },
        signals: {
          zh: ['新建的“工作群”，头像名字都对', '“老板”急着让您付一笔款', '邮件通知客户换了收款账户'],
          en: [
            'A new work group with the right names and pictures',
            'The “boss” needs a payment made at once',
            'A mail says that a client has changed its account',
          ],
        },
        advice: {
          zh: '付款前当面或打老号码找领导确认，换收款账户要打客户的老电话核实。再急也要走流程。',
          en: 'Before paying, ask the boss in person or on the known number; check a changed account by the client’s known telephone. However urgent it is, follow the procedure.',
        },
        vectors: ['chat', 'mail', 'call'],
        payChannels: ['bank'],
      },
      {
        code: 'F07.03',
        name: { zh: '盗用 QQ、微信冒充好友', en: 'A friend’s hijacked chat account' },
        signals: {
          zh: ['好友突然借钱，或请您代付', '要您帮忙收一个验证码', '视频只有几秒，又卡又没声音'],
          en: [
            'A friend suddenly needs a loan or a payment made',
            'You are asked to pass on a code',
            'A video call of a few seconds, frozen and without sound',
          ],
        },
      },
      {
        code: 'F07.04',
        name: { zh: 'AI 换脸、拟声', en: 'Faked face or voice' },
        era: '2023',
        signals: {
          zh: ['视频或语音很短，马上改成打字', '脸和声音像，但说话习惯不对', '一上来就谈借钱、转账'],
          en: [
            'A short video or voice call, then only text',
            'Face and voice fit, the way of talking does not',
            'It turns to money at once',
          ],
        },
        advice: {
          zh: '脸和声音都能伪造。挂断后用老号码打回去，问一件只有你们知道的事。',
          en: 'Faces and voices can be faked. Hang up, call the old number, and ask something only the two of you know.',
        },
      },
      {
        code: 'F07.05',
        name: { zh: '冒充老师收费', en: 'A false teacher collecting fees' },
        era: '2023',
        signals: {
          zh: ['家长群里“老师”发收款码收资料费', '头像名片和老师一样', '要求马上交并晒截图'],
          en: [
            'The “teacher” posts a payment code in the parents’ group',
            'Picture and name are the teacher’s',
            'Pay now and post the picture of it',
          ],
        },
        advice: {
          zh: '群里收费先给老师打电话核实，看到别的家长交了也不要跟。',
          en: 'Call the teacher before paying anything asked for in a group, even if other parents have paid.',
        },
        vectors: ['chat'],
        payChannels: ['qr', 'wallet'],
      },
    ],
  },
  {
    code: 'F08',
    name: { zh: '冒充公检法及政府机关', en: 'Posing as police, courts or other authorities' },
    era: 'both',
    mps10: [8],
    signals: {
      zh: [
        '说您涉嫌洗钱、身份被冒用',
        '发来“通缉令”“逮捕证”',
        '让您把钱转到“安全账户”',
        '要您保密，一个人去宾馆，开屏幕共享',
      ],
      en: [
        'You are suspected of money laundering, or your identity was misused',
        'An “arrest warrant” is sent to you',
        'Your money must go to a “safe account”',
        'You must tell nobody, go to a hotel alone, and share your screen',
      ],
    },
    advice: {
      zh: '公安、检察院、法院没有“安全账户”，不会在电话里办案，更不会让您转账。挂断，打 110 核实。',
      en: 'Police and courts have no “safe account”, do not handle cases by telephone and never ask for a transfer. Hang up and call 110 to check.',
    },
    firstSteps: {
      zh: [
        '马上挂断，关掉屏幕共享，离开对方让您待的地方，告诉家人。',
        '立即打 110 报警，再打银行的客服电话，请他们止付、冻结您的卡。',
        '换一部手机改密码，保存来电、聊天和转账记录。',
      ],
      en: [
        'Hang up, end the screen sharing, leave the place they sent you to, and tell your family.',
        'Call 110 at once, then your bank: stop the payment, block your cards.',
        'Change your passwords on another phone; keep calls, chats and transfers.',
      ],
    },
    vectors: ['call', 'chat', 'sms', 'app'],
    payChannels: ['bank', 'cash-courier', 'gold', 'crypto'],
    defaultTier: 'HIGH',
    types: [
      {
        code: 'F08.01',
        name: { zh: '冒充公检法，“安全账户”', en: 'False police and “safe accounts”' },
        signals: {
          zh: [
            '电话在“警官”“检察官”之间转来转去',
            '视频里穿制服，让您看“案件材料”',
            '要把存款转到“安全账户”或“资金清查”',
          ],
          en: [
            'The call is passed between “officers” and “prosecutors”',
            'Uniforms on video and “case files” with your name',
            'Savings must go to a “safe account” for “inspection”',
          ],
        },
        defaultTier: 'CRITICAL',
      },
      {
        code: 'F08.02',
        name: { zh: '冒充社保、医保、税务', en: 'False social security, health insurance or tax office' },
        signals: {
          zh: ['说社保卡、医保卡异常或被盗刷', '说发票、税务有问题', '让您点链接填银行卡'],
          en: [
            'Your social security or health card is blocked or misused',
            'Something is wrong with your invoices or taxes',
            'A link to a form that wants your bank card',
          ],
        },
        advice: {
          zh: '社保、医保的事打 12333、12393，税务打 12366 核实，不要点短信里的链接。',
          en: 'Check with 12333 (social security), 12393 (health insurance) or 12366 (tax); do not use the link in the message.',
        },
      },
      {
        code: 'F08.03',
        name: { zh: '电话欠费、包裹涉毒', en: 'Unpaid telephone bill, drugs in a parcel' },
        era: '2015',
        signals: {
          zh: ['机器人语音，让您按 9 转人工', '说您的包裹里查出毒品', '帮您“转接公安局”'],
          en: [
            'A recorded voice: press 9 for an agent',
            'Drugs were found in a parcel of yours',
            'You are “put through to the police”',
          ],
        },
      },
      {
        code: 'F08.04',
        name: { zh: '冒充疾控、教育、燃气等单位', en: 'Other public bodies (health, schools, gas)' },
        signals: {
          zh: ['自称疾控、教育局、燃气公司', '知道您的名字和住址', '最后都要您交钱、点链接或转接“警察”'],
          en: [
            'Somebody from the health office, school board or gas company',
            'Your name and address are known',
            'In the end: a payment, a link, or “the police”',
          ],
        },
        advice: {
          zh: '挂断后自己查这个单位的官方电话打过去，或打 12345 问一问。',
          en: 'Hang up, look up the official number yourself and call it, or ask 12345.',
        },
      },
    ],
  },
  {
    code: 'F09',
    name: { zh: '网络婚恋交友', en: 'Romance scams' },
    era: 'both',
    mps10: [9],
    signals: {
      zh: ['网上认识，条件很好，感情进展很快', '总有理由不见面、不视频', '慢慢谈到投资、借钱、寄礼物'],
      en: [
        'You met online, a perfect match, and love comes quickly',
        'There is always a reason not to meet',
        'Slowly it turns to an investment, a loan or a gift in the post',
      ],
    },
    advice: {
      zh: '没见过面的人谈到钱，不管感情多好都先停下来，和家人或朋友说一说。谁都可能遇到，不丢人。',
      en: 'If somebody you never met speaks of money, stop, however close you feel, and talk to family or a friend. It can happen to anybody.',
    },
    firstSteps: {
      zh: [
        '先不要惊动对方，也不要再转钱。',
        '立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '保存对方账号、照片、聊天和转账记录，找信任的人陪您。',
      ],
      en: [
        'Pay nothing more, and do not warn the other side.',
        'Call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'Keep the account, pictures, chats and transfers, and have somebody you trust with you.',
      ],
    },
    vectors: ['social', 'chat', 'app', 'short-video'],
    payChannels: ['bank', 'wallet', 'crypto', 'gift-card'],
    defaultTier: 'MEDIUM',
    types: [
      {
        code: 'F09.01',
        name: { zh: '杀猪盘（投资、赌博）', en: 'Romance, then investment or gambling' },
        mps10: [9, 2],
        signals: {
          zh: ['天天嘘寒问暖，几周后带您“赚钱”', '第一次真的赢了、也能提现', '投得越多，越提不出来'],
          en: [
            'Weeks of kindness, then a way to “earn together”',
            'The first win is real and can be withdrawn',
            'The more you put in, the less you get out',
          ],
        },
        advice: {
          zh: '网上的恋人带您投资、博彩，就是骗局。第一次赚到的钱是鱼饵，马上停手。',
          en: 'An online love who leads you to an investment or a game is a scam. The first win is bait. Stop now.',
        },
        defaultTier: 'HIGH',
      },
      {
        code: 'F09.02',
        name: { zh: '借款、急病、礼物清关', en: 'A loan, an illness, a gift at customs' },
        signals: {
          zh: [
            '自称在国外的军人、医生、工程师',
            '家人急病、路费不够，向您借钱',
            '寄来贵重礼物，要您先交清关费',
          ],
          en: [
            'A soldier, doctor or engineer abroad',
            'Sudden illness or no money for the journey',
            'A precious gift for which you must pay customs',
          ],
        },
      },
    ],
  },
  {
    code: 'F10',
    name: { zh: '网络游戏产品虚假交易', en: 'Game accounts, coins and items' },
    era: 'both',
    mps10: [10],
    signals: {
      zh: [
        '低价卖账号、皮肤、点券',
        '让您离开游戏平台私下交易',
        '说账户被冻结，要充钱解冻',
        '“领皮肤”要用家长手机扫码',
      ],
      en: [
        'Accounts, skins or coins at a low price',
        'A private deal outside the game’s platform',
        'The money is “frozen”; pay to release it',
        'To get a skin, a parent’s phone must scan a code',
      ],
    },
    advice: {
      zh: '游戏交易只在官方平台做。孩子要用手机扫码、付款，请大人先看一看。',
      en: 'Trade game items only on the official platform. When a child needs a phone to scan or pay, an adult should look first.',
    },
    firstSteps: {
      zh: [
        '不要再充“解冻费”，改掉游戏和支付密码。',
        '立即打 110 报警，再联系付款银行或支付平台，请他们拦下这笔钱。',
        '保存交易页面、聊天和付款记录；孩子被骗了别责怪，他说得越清楚越好办。',
      ],
      en: [
        'Pay no “release fee”; change the game and payment passwords.',
        'Call 110 at once, then the bank or payment service, and ask them to hold the payment.',
        'Keep the offer, the chat and the payment. Do not scold a child: the more it tells, the better.',
      ],
    },
    vectors: ['social', 'chat', 'short-video', 'web'],
    payChannels: ['wallet', 'qr', 'gift-card'],
    defaultTier: 'MEDIUM',
    types: [],
  },
]
