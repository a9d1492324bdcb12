import { fraudTypeOf } from '../fraud-types/fraud-types.ts'
import type { IndicatorKind, IndicatorMark } from '../indicators/indicator.ts'
import type { Bilingual, VerdictReading, VerdictState } from './types.ts'

/** What to do now, in a few sentences; depends on level, kind and the strongest fraud type. */
export function adviceOf(
  state: VerdictState,
  reading: VerdictReading,
  marks: readonly IndicatorMark[],
): Bilingual {
  const group = groupOf[state.kind]
  if (reading.level === 'safe') return safeAdvice(state, group)
  if (reading.level === 'unknown') return checks[group]
  const first = marks.includes('forged') ? forgedAction : actions[group]
  const byType = fraudTypeOf(state.fraudTypes[0] ?? '')?.advice
  const help = reading.level === 'suspicious' ? askFirst : paidAlready[group]
  return joined(reading.level === 'suspicious' ? cautious[group] : first, byType, help)
}

/** Kinds that call for the same action. */
type Group = 'call' | 'message' | 'site' | 'money' | 'contact' | 'app' | 'network' | 'thing'

const groupOf: Readonly<Record<IndicatorKind, Group>> = {
  phone: 'call',
  'sms-sender': 'message',
  url: 'site',
  domain: 'site',
  ip: 'site',
  account: 'money',
  payment: 'money',
  wallet: 'money',
  messenger: 'contact',
  email: 'contact',
  app: 'app',
  wifi: 'network',
  cell: 'network',
  device: 'thing',
}

const forgedAction: Bilingual = {
  zh: '请立即挂断，不要按提示按键，也不要回拨。',
  en: 'Hang up now. Press no key and do not call back.',
}

/** First sentence for `high` and `confirmed`. */
const actions: Readonly<Record<Group, Bilingual>> = {
  call: { zh: '请立即挂断，不要转账，不要回拨。', en: 'Hang up now. Transfer nothing and do not call back.' },
  message: {
    zh: '不要点短信里的链接，不要回复，也不要打里面的电话。',
    en: 'Open no link in the message, do not reply, and do not call the number in it.',
  },
  site: {
    zh: '请马上关掉这个页面，不要填写任何信息，不要下载。',
    en: 'Close the page now. Enter nothing and download nothing.',
  },
  money: { zh: '不要向它转账。', en: 'Send it no money.' },
  contact: {
    zh: '不要再回复，不要点对方发来的东西，不要转账。',
    en: 'Stop answering, open nothing they sent, and transfer nothing.',
  },
  app: {
    zh: '不要安装。已经装了，请先断网再卸载，并换一部手机改密码。',
    en: 'Do not install it. If you have, go offline, remove it, and change your passwords on another phone.',
  },
  network: {
    zh: '请断开连接，不要在这个网络下付款或输入密码，也不要相信刚收到的短信。',
    en: 'Disconnect. Pay nothing and enter no password there, and do not trust messages that just came in.',
  },
  thing: { zh: '不要购买，也不要使用。', en: 'Do not buy or use it.' },
}

/** First sentence for `suspicious`. */
const cautious: Readonly<Record<Group, Bilingual>> = {
  call: { zh: '先别转账，别说验证码。', en: 'Transfer nothing and tell no code for now.' },
  message: { zh: '先别点链接，别回复。', en: 'Do not open the link or reply for now.' },
  site: {
    zh: '先别填写信息，别付款，别下载。',
    en: 'Enter nothing, pay nothing and download nothing for now.',
  },
  money: { zh: '先别转账。', en: 'Do not transfer anything for now.' },
  contact: {
    zh: '先别转账，别点对方发来的链接和文件。',
    en: 'Transfer nothing and open none of their links or files for now.',
  },
  app: { zh: '先别安装，别给它权限。', en: 'Do not install it or grant it anything for now.' },
  network: { zh: '先别在这个网络下付款或输入密码。', en: 'Do not pay or enter passwords on it for now.' },
  thing: { zh: '先别购买，也别使用。', en: 'Do not buy or use it for now.' },
}

const askFirst: Bilingual = {
  zh: '自己找官方电话核实，拿不准就打 96110 问一问。',
  en: 'Check through an official number that you looked up yourself; if unsure, ask 96110.',
}

const paid: Bilingual = {
  zh: '已经转账了？马上打 110，再打付款银行的客服电话（在卡背面），请他们止付。',
  en: 'Paid already? Call 110 now, then your bank (the number is on the back of the card) and ask it to stop the payment.',
}

const entered: Bilingual = {
  zh: '已经填了卡号或验证码？马上打银行客服电话冻结卡；钱被转走就打 110。',
  en: 'Entered your card or a code? Call your bank now and have the card blocked; if money is gone, call 110.',
}

const paidAlready: Readonly<Record<Group, Bilingual>> = {
  call: paid,
  message: entered,
  site: entered,
  money: paid,
  contact: paid,
  app: entered,
  network: entered,
  thing: paid,
}

/** Three checks a person can make alone when nothing is known. */
const checks: Readonly<Record<Group, Bilingual>> = {
  call: {
    zh: '请您自己查三点：一、对方催您转账、要验证码、让您共享屏幕吗？有一样就挂断。二、自己查官方电话打回去问。三、跟家人说一声，拿不准打 96110。',
    en: 'Three checks you can make: 1. Do they press for a transfer, a code or your screen? One is enough to hang up. 2. Look up the official number yourself and call it. 3. Talk to somebody you trust, or ask 96110.',
  },
  message: {
    zh: '请您自己查三点：一、短信里有链接、电话或催您马上办吗？先别动。二、自己打开官方软件看有没有这回事。三、打官方客服问，拿不准打 96110。',
    en: 'Three checks you can make: 1. Is there a link, a number or a deadline in it? Leave it alone. 2. Look in the official app yourself. 3. Ask the official support, or 96110.',
  },
  site: {
    zh: '请您自己查三点：一、网址和官网一个字母不差吗？二、它是别人发来的，还是您自己找到的？三、它要银行卡、密码或验证码吗？要就先关掉，拿不准打 96110。',
    en: 'Three checks you can make: 1. Is the address the official one, letter by letter? 2. Did somebody send it, or did you find it yourself? 3. Does it want your card, password or code? Then close it; if unsure, ask 96110.',
  },
  money: {
    zh: '请您自己查三点：一、收款人是您要付的那个人或单位吗？二、是谁让您转的，用老电话核实过吗？三、有人催您、让您保密吗？有就别转，打 96110 问一问。',
    en: 'Three checks you can make: 1. Is the payee really who you mean to pay? 2. Who asked for it, and did you call them on a number you knew before? 3. Are you rushed or told to keep it secret? Then do not pay, and ask 96110.',
  },
  contact: {
    zh: '请您自己查三点：一、您见过他本人吗？二、他谈到投资、借钱、做任务了吗？三、用原来的电话能找到他本人吗？拿不准先别转账，打 96110。',
    en: 'Three checks you can make: 1. Have you met in person? 2. Has it turned to investing, lending or tasks? 3. Can you reach the real person on the old number? If unsure, pay nothing and ask 96110.',
  },
  app: {
    zh: '请您自己查三点：一、手机自带的应用商店里有它吗？二、开发者是您认识的公司吗？三、它要读短信、通讯录或共享屏幕吗？有疑问就别装，打 96110。',
    en: 'Three checks you can make: 1. Does your phone’s own app store have it? 2. Is the maker a company you know? 3. Does it want your messages, contacts or screen? In doubt do not install it, and ask 96110.',
  },
  network: {
    zh: '请您自己查三点：一、问店员或工作人员，网络名字对不对？二、它要您填银行卡或身份证吗？三、连上后有没有收到催您点链接的短信？有疑问就断开，用手机流量。',
    en: 'Three checks you can make: 1. Ask the staff whether the name is right. 2. Does it want your card or identity number? 3. Did messages with links arrive once connected? In doubt disconnect and use mobile data.',
  },
  thing: {
    zh: '请您自己查三点：一、卖家是正规商家吗？二、能开正式发票吗？三、设备恢复出厂设置了吗？拿不准先别买。',
    en: 'Three checks you can make: 1. Is the seller a regular shop? 2. Is there a proper receipt? 3. Was the device reset? If unsure, do not buy it.',
  },
}

function safeAdvice({ identity }: VerdictState, group: Group): Bilingual {
  if (identity?.spoofed === true) {
    return group === 'call' || group === 'message'
      ? {
          zh: '来电或短信显示这个号码，并不能证明对方的身份。提到钱、验证码、链接，就先挂断，自己拨这个号码问清楚。',
          en: 'A call or message that shows it does not prove who is there. If it comes to money, codes or links, hang up and call this number yourself.',
        }
      : {
          zh: '常有人冒用它的名义。付款前请一个字一个字核对。',
          en: 'Others often use its name. Compare every character before you pay.',
        }
  }
  return {
    zh: '可以放心联系。即便如此，密码和验证码也不要告诉任何人。',
    en: 'You can deal with it. Even so, never tell anybody your passwords or codes.',
  }
}

/** Sentences one after another; Chinese needs no space between them. */
function joined(...parts: readonly (Bilingual | undefined)[]): Bilingual {
  const given = parts.filter((part) => part !== undefined)
  return { zh: given.map((part) => part.zh).join(''), en: given.map((part) => part.en).join(' ') }
}
