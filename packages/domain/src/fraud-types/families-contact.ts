import type { FraudFamilyDefinition } from './fraud-type.ts'

/** Families known by how they reach you: threats, prizes, links and trouble at home (F11 to F14). */
export const families: readonly FraudFamilyDefinition[] = [
  {
    code: 'F11',
    name: { zh: '裸聊、色情敲诈', en: 'Sextortion' },
    era: 'both',
    mps10: [],
    signals: {
      zh: [
        '陌生人约您裸聊',
        '让您装一个要读取通讯录的软件',
        '随后威胁把视频发给您的亲友',
        '也有人拿合成的照片来要钱',
      ],
      en: [
        'A stranger invites you to undress on video',
        'You must install an app that reads your contacts',
        'Then the threat: the video goes to family and friends',
        'Some send a faked picture and ask for money',
      ],
    },
    advice: {
      zh: '不要给钱，给一次就会有下一次。不要怕，马上打 110，警察会保护您的隐私。',
      en: 'Do not pay: one payment brings the next demand. Do not be afraid, call 110 now; the police will protect your privacy.',
    },
    firstSteps: {
      zh: [
        '一分钱都不要转，也不要再和对方说话。',
        '立即打 110 报警，截图保存对方账号、收款账号和威胁的话。',
        '卸载对方让您装的软件，改密码，提前告诉亲友不要理会陌生消息。',
      ],
      en: [
        'Pay nothing, and stop answering.',
        'Call 110 at once; save the account, the payee and the threats as screenshots.',
        'Remove their app, change passwords, and tell friends to ignore messages from strangers.',
      ],
    },
    vectors: ['social', 'chat', 'app'],
    payChannels: ['bank', 'wallet', 'qr', 'crypto'],
    defaultTier: 'MEDIUM',
    types: [],
  },
  {
    code: 'F12',
    name: { zh: '中奖、补贴、退税', en: 'Prizes, subsidies and tax refunds' },
    era: '2015',
    mps10: [],
    signals: {
      zh: [
        '说您中奖了、有补贴可以领',
        '领钱前要先交税、交手续费',
        '说得出您的姓名和家里情况',
        '让您到取款机上照他说的按',
      ],
      en: [
        'You have won, or money is waiting for you',
        'A tax or a fee is due before you get it',
        'They know your name and family',
        'You are led through the buttons of a cash machine',
      ],
    },
    advice: {
      zh: '领钱要先交钱的，都是骗局。真有补贴，问社区或打 12345。',
      en: 'If you must pay to receive money, it is a scam. For a real subsidy ask your community office or call 12345.',
    },
    firstSteps: {
      zh: [
        '不要再交任何“手续费”“税款”。',
        '立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '填过银行卡和验证码的，马上打银行电话冻结卡，保存短信和网页。',
      ],
      en: [
        'Pay no further “fee” or “tax”.',
        'Call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'If you gave your card and a code, have the card blocked now; keep the message and the page.',
      ],
    },
    vectors: ['sms', 'call', 'mail', 'web'],
    payChannels: ['bank', 'wallet'],
    defaultTier: 'MEDIUM',
    types: [
      {
        code: 'F12.01',
        name: { zh: '中奖', en: 'Lottery and TV-show prizes' },
        signals: {
          zh: ['没参加过的活动说您中了大奖', '要先交保证金、个税', '不交就说要起诉您'],
          en: [
            'A big prize in something you never entered',
            'A deposit or income tax first',
            'If you refuse, they threaten to sue',
          ],
        },
      },
      {
        code: 'F12.02',
        name: { zh: '退税、补贴、助学金', en: 'Tax refund, subsidy, student grant' },
        signals: {
          zh: ['信息说得很准，刚买房、刚考上学', '说今天是最后一天', '让您到取款机上用英文界面操作'],
          en: [
            'They know that you just bought a home or got into college',
            'Today is the last day',
            'You must use the English menu of a cash machine',
          ],
        },
      },
      {
        code: 'F12.03',
        name: { zh: '假红头文件、扫码领补贴', en: 'False official letters with a subsidy code' },
        era: '2023',
        signals: {
          zh: ['邮件或信里有盖章的“红头文件”', '让您扫码“申领补贴”', '页面要卡号、余额、验证码'],
          en: [
            'A mail or letter with a stamp that looks official',
            'A QR code to “apply for the subsidy”',
            'The page asks for card, balance and code',
          ],
        },
        advice: {
          zh: '领补贴不会要您的余额和验证码。别扫码，打 12333 或问单位人事核实。',
          en: 'No subsidy needs your balance or a code. Do not scan; ask 12333 or your employer.',
        },
        vectors: ['mail', 'offline', 'web'],
      },
    ],
  },
  {
    code: 'F13',
    name: { zh: '钓鱼链接、木马、诈骗短信', en: 'Phishing, malware and scam messages' },
    era: 'both',
    mps10: [],
    signals: {
      zh: ['短信里带短链接', '网址和官网差一点点', '让您下载一个安装包', '软件要求读取短信'],
      en: [
        'A short link in a message',
        'An address that is almost the official one',
        'A file to install',
        'An app that wants to read your messages',
      ],
    },
    advice: {
      zh: '不要点短信里的链接，不要装陌生软件，验证码不告诉任何人。',
      en: 'Do not open links in messages, install nothing you did not look for, and tell nobody your codes.',
    },
    firstSteps: {
      zh: [
        '手机马上断网，不要再输入任何信息。',
        '打银行客服电话冻结填过的卡；钱已被转走的，立即打 110 报警。',
        '换一部手机改密码，卸载那个软件，必要时恢复出厂设置。',
      ],
      en: [
        'Take the phone off the network; enter nothing more.',
        'Call the bank to block the card you entered; if money is gone, call 110 at once.',
        'Change passwords on another phone, remove the app, reset the phone if need be.',
      ],
    },
    vectors: ['sms', 'web', 'mail', 'app'],
    payChannels: ['bank', 'wallet', 'qr'],
    defaultTier: 'MEDIUM',
    types: [
      {
        code: 'F13.01',
        name: { zh: '伪基站短信', en: 'Messages from a fake base station' },
        era: '2015',
        signals: {
          zh: [
            '显示官方号码，混在以前的真短信里',
            '手机信号突然变成 2G 或断一下',
            '要您点链接领积分、补信息',
          ],
          en: [
            'An official sender, in the same thread as real messages',
            'The signal suddenly drops to 2G or is gone for a moment',
            'A link for points or “missing details”',
          ],
        },
        advice: {
          zh: '显示官方号码的短信也可能是假的。链接别点，用官方软件查。',
          en: 'A message that shows an official number may still be false. Do not open the link; look in the official app.',
        },
        vectors: ['sms', 'web'],
      },
      {
        code: 'F13.02',
        name: { zh: '“相册”“聚会”木马', en: '“Album” and “party” trojans' },
        era: '2015',
        signals: {
          zh: ['短信说“这是你的照片”，带链接', '点开要装软件', '装了以后会给您的通讯录群发'],
          en: [
            'A message: “these are your photos”, with a link',
            'It makes you install an app',
            'The app then writes to everybody you know',
          ],
        },
      },
      {
        code: 'F13.03',
        name: { zh: '银行、ETC、社保失效钓鱼', en: 'Bank, toll or insurance “expired” phishing' },
        signals: {
          zh: ['说银行卡、ETC、社保卡失效', '限您今天之内办理', '网址看着像官网'],
          en: [
            'Your card, toll account or insurance has expired',
            'You have until tonight',
            'The address looks official',
          ],
        },
        advice: {
          zh: '不要点链接。自己打开官方软件，或打官方客服电话问。',
          en: 'Do not open the link. Open the official app yourself or call the official number.',
        },
      },
      {
        code: 'F13.04',
        name: { zh: '共享屏幕、远程控制', en: 'Screen sharing and remote control' },
        era: '2023',
        mps10: [4, 8],
        signals: {
          zh: ['让您下载会议软件或“客服助手”', '让您打开屏幕共享', '一边共享，一边让您打开银行软件'],
          en: [
            'You must install a meeting app or “support assistant”',
            'You must share your screen',
            'While sharing, you must open your banking app',
          ],
        },
        advice: {
          zh: '开了屏幕共享，您的密码和验证码对方全看得见。马上关掉，手机断网。',
          en: 'While you share your screen, they see every password and code. Stop it now and take the phone off the network.',
        },
        vectors: ['call', 'chat', 'app'],
        defaultTier: 'HIGH',
      },
      {
        code: 'F13.05',
        name: { zh: '钓鱼二维码、小程序', en: 'Phishing QR codes and mini-programs' },
        signals: {
          zh: ['停车罚单、快递上的陌生二维码', '扫完要填银行卡和验证码', '小程序名字像官方的'],
          en: [
            'An unknown QR code on a parking ticket or a parcel',
            'After scanning: card number and code',
            'A mini-program with a name like an official one',
          ],
        },
        advice: {
          zh: '来路不明的二维码不要扫。扫出来要填银行卡的，马上关掉。',
          en: 'Do not scan codes of unknown origin. If the page wants your bank card, close it.',
        },
        vectors: ['offline', 'mail', 'chat', 'web'],
      },
    ],
  },
  {
    code: 'F14',
    name: { zh: '亲友出事', en: 'A relative in trouble' },
    era: 'both',
    mps10: [],
    signals: {
      zh: ['说您的家人出车祸、被绑、要手术', '电话里有人哭喊', '不许您挂电话，不许告诉别人', '马上要钱'],
      en: [
        'A relative had an accident, was kidnapped, needs surgery',
        'Somebody cries in the background',
        'You may not hang up or tell anybody',
        'Money is needed at once',
      ],
    },
    advice: {
      zh: '先别慌，挂断后打家人本人的电话。联系不上就打 110，让警察帮您找人。',
      en: 'Stay calm, hang up, and call your relative. If nobody answers, call 110; the police will help you find them.',
    },
    firstSteps: {
      zh: [
        '马上联系家人本人，或请老师、同事、邻居帮忙找。',
        '立即打 110 报警，再打付款银行的客服电话，请他们止付。',
        '有人上门取钱的，不要给，记住样子和车牌。',
      ],
      en: [
        'Reach your relative, or ask a teacher, colleague or neighbour to look.',
        'Call 110 at once, then the bank you paid from, and ask them to stop the payment.',
        'If somebody comes for cash, give nothing; remember the face and the number plate.',
      ],
    },
    vectors: ['call', 'chat'],
    payChannels: ['bank', 'wallet', 'cash-courier'],
    defaultTier: 'MEDIUM',
    types: [],
  },
]
