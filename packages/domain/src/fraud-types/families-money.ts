import type { FraudFamilyDefinition } from './fraud-type.ts'

/** Families that promise easy money: F01 and F02. */
export const families: readonly FraudFamilyDefinition[] = [
  {
    code: 'F01',
    name: { zh: '刷单返利', en: 'Paid-task and rebate scams' },
    era: 'both',
    mps10: [1],
    signals: {
      zh: [
        '先让您做小任务，真的给几块钱',
        '群里人人都在晒收益',
        '要您先垫钱，做完“连单”才给提现',
        '让您装一个应用商店里找不到的软件',
      ],
      en: [
        'Small tasks first, and a few yuan really arrive',
        'A chat group where everybody shows off what they earn',
        'You must pay in advance and finish a “series” before you may withdraw',
        'An app that no app store has',
      ],
    },
    advice: {
      zh: '要您先垫钱的任务都是骗局。前面给的小钱是鱼饵，后面垫的钱拿不回来。',
      en: 'Any job that asks you to pay first is a scam. The small sums at the start are bait; what you pay in later does not come back.',
    },
    firstSteps: {
      zh: [
        '马上停手，不要为了“提现”再垫一分钱。',
        '立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '保存群聊、任务页面和转账记录的截图，不要退群删记录。',
      ],
      en: [
        'Stop now. Do not pay one more yuan to “release” your money.',
        'Call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'Keep screenshots of the group, the tasks and the transfers; do not leave the group or delete anything.',
      ],
    },
    vectors: ['chat', 'social', 'short-video', 'sms', 'app'],
    payChannels: ['bank', 'wallet', 'qr'],
    defaultTier: 'HIGH',
    types: [
      {
        code: 'F01.01',
        name: { zh: '刷单做任务', en: 'Fake orders and click tasks' },
        signals: {
          zh: ['先交本金才有佣金', '说您操作失误，要补单、重做才能提现', '任务金额一单比一单大'],
          en: [
            'A deposit before any commission',
            '“You made a mistake”: pay again and redo the order to withdraw',
            'Every order is bigger than the one before',
          ],
        },
      },
      {
        code: 'F01.02',
        name: { zh: '点赞关注领红包', en: 'Likes and follows for red packets' },
        era: '2023',
        signals: {
          zh: [
            '给视频点赞、关注就发红包',
            '红包领几次后，要您下载软件“做高级任务”',
            '收到不认识的人寄来的小礼品和二维码',
          ],
          en: [
            'Red packets for liking a video or following an account',
            'After a few of them you must install an app for “advanced tasks”',
            'A gift from a stranger in the post, with a QR code in it',
          ],
        },
      },
      {
        code: 'F01.03',
        name: { zh: '以色情服务为名的刷单', en: 'Paid tasks dressed up as a sex service' },
        era: '2023',
        signals: {
          zh: [
            '卡片或网页上的“同城约会”二维码',
            '见面前要先做任务、交“认证费”',
            '交了钱又说操作错误，要再交',
          ],
          en: [
            'A QR code for “dates near you” on a card or a web page',
            'Tasks or a “verification fee” before any meeting',
            'Once paid: a mistake was made, pay again',
          ],
        },
        advice: {
          zh: '对方不会来见面，所谓“认证”“做任务”只是为了让您一次次交钱。别怕难为情，停手并报警。',
          en: 'Nobody will come to meet you; “verification” and “tasks” only make you pay again and again. Do not let shame stop you: stop paying and call the police.',
        },
      },
    ],
  },
  {
    code: 'F02',
    name: { zh: '虚假投资理财', en: 'Fake investments' },
    era: 'both',
    mps10: [2],
    signals: {
      zh: [
        '保证赚钱、稳赚不赔',
        '“老师”“导师”在群里或直播间带您操作',
        '说有内幕消息',
        '账上看着赚了，却提不出来，要先交税或保证金',
      ],
      en: [
        'A profit is guaranteed',
        'A “teacher” or “mentor” leads a group or a live class',
        'Inside information',
        'The balance grows, but to withdraw it you must first pay a tax or a deposit',
      ],
    },
    advice: {
      zh: '保证赚钱的投资都是假的，页面上的盈利只是数字。只在持牌机构的官方渠道投资。',
      en: 'No honest investment guarantees a profit, and the gains on that screen are only figures. Invest only through the official channels of licensed firms.',
    },
    firstSteps: {
      zh: [
        '不要再充值，也不要交“解冻费”“税款”。',
        '立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '把网址、软件、群聊、“老师”的账号和转账记录截图保存。',
      ],
      en: [
        'Pay nothing more in, and no “release fee” or “tax”.',
        'Call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'Save screenshots of the site, the app, the group, the “teacher’s” account and the transfers.',
      ],
    },
    vectors: ['chat', 'social', 'short-video', 'call', 'app', 'web'],
    payChannels: ['bank', 'wallet', 'crypto', 'cash-courier', 'gold'],
    defaultTier: 'HIGH',
    types: [
      {
        code: 'F02.01',
        name: { zh: '虚假投资平台、荐股群', en: 'Fake trading platforms and stock-tip groups' },
        signals: {
          zh: [
            '拉您进“炒股交流群”',
            '软件只能从链接下载',
            '收款人每次都不一样',
            '先让您小额提现，再劝您加大投入',
          ],
          en: [
            'You are pulled into a stock-tip group',
            'The app comes only from a link',
            'A different payee for every payment',
            'A small withdrawal works, then you are pressed to put in more',
          ],
        },
      },
      {
        code: 'F02.02',
        name: { zh: '虚拟货币投资', en: 'Crypto-currency investment' },
        era: '2023',
        signals: {
          zh: ['教您私下找人买币', '要您把币转到一个钱包地址', '在不知名的“交易所”里操作'],
          en: [
            'You are taught to buy coins from private dealers',
            'You must send the coins to a wallet address',
            'An “exchange” nobody has heard of',
          ],
        },
        advice: {
          zh: '虚拟货币转出去就追不回来。别人教您买币、让您转到指定地址的，都不要做。',
          en: 'Coins once sent cannot be called back. If somebody teaches you to buy coins and names the address to send them to, do not.',
        },
        payChannels: ['crypto', 'bank', 'wallet'],
      },
      {
        code: 'F02.03',
        name: { zh: '贵金属、期货、邮币卡', en: 'Metals, futures, stamps and coins' },
        era: '2015',
        signals: {
          zh: ['模拟账户总是赚', '劝您加杠杆、频繁交易', '一夜之间“爆仓”，本金全没'],
          en: [
            'The demo account always wins',
            'You are urged to borrow and trade often',
            'One night everything is “liquidated”',
          ],
        },
      },
      {
        code: 'F02.04',
        name: { zh: '收藏品、拍卖', en: 'Collectibles and auctions' },
        era: '2015',
        mps10: [],
        signals: {
          zh: ['说您的藏品值大价钱', '拍卖前要交鉴定费、展览费、保证金', '交完钱总是“流拍”'],
          en: [
            'Your piece is said to be worth a fortune',
            'Appraisal, exhibition or deposit fees before the auction',
            'Once you have paid, nobody ever bids',
          ],
        },
        advice: {
          zh: '说能帮您高价卖掉藏品，却先要收费的，就是为了这笔费。不要交。',
          en: 'Whoever offers to sell your piece for a fortune but wants a fee first is after the fee. Do not pay it.',
        },
        vectors: ['call', 'offline', 'web'],
        payChannels: ['bank', 'wallet'],
      },
    ],
  },
]
