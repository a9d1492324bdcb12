/** Fraud type, text. `{...}` are slots. */
type OwnFraud = readonly [fraudType: string, text: string]

/**
 * Messages and openings of calls as swindlers use them today, written for this project (Apache-2.0) after the signals
 * of the fraud taxonomy: the collections are from 2014 to 2018 and from one language model, and hold no English.
 */
export const ownFraudZh: readonly OwnFraud[] = [
  ['F01.01', '招手机兼职，动动手指给商家点赞，一单五元，日结，想做加V信{code}，名额有限。'],
  ['F01.01', '您好，我们平台招刷单员，垫付后本金加佣金一起返，一天能赚{amount}元，请进群{qq}领任务。'],
  ['F01.01', '您的任务单是连单，需要再垫付{amount}元做完三单才能一起提现，请尽快完成，否则本金冻结。'],
  ['F01.02', '关注公众号就送红包，关注一个八元，私聊领取，做得多的可以下载APP做高佣任务。'],
  ['F01.03', '同城上门，先下载软件完成认证任务，交认证金后安排，认证金做完任务全额退还。'],
  ['F02.01', '老师带您进内部群，明日牛股提前公布，昨天群里都赚了三成，加微信{code}，只收最后十位。'],
  ['F02.01', '您在平台的收益已到{amount}元，提现需要先缴纳百分之二十的个人所得税，缴完立即到账。'],
  ['F02.02', '现在跟着我买这个币，机构内部消息，一周翻倍，把USDT转到平台钱包就行，稳赚不赔。'],
  ['F02.01', '我叔叔在证券公司，有平台漏洞可以套利，你先投五千试试，随时能提，别跟别人说。'],
  ['F03.01', '这个价格只能走私下交易，平台手续费太高，您直接扫码付款给我，今天就发货。'],
  ['F03.02', '演唱会内场票有渠道，先付一半定金，出票后补尾款，付款后加我好友，不要在平台聊。'],
  [
    'F04.01',
    '您好，我是淘宝客服，您买的商品质量不合格，我们给您三倍理赔，请加QQ{qq}，按提示扫码填卡号和验证码。',
  ],
  ['F04.01', '您的快递丢失了，我们赔您{amount}元，您打开支付宝备用金，把多出来的钱转回我们的账户。'],
  [
    'F04.02',
    '我是抖音客服，您开通了直播会员，每月扣八百，今天不取消就自动扣费，请下载会议软件，我教您操作。',
  ],
  ['F04.02', '您的微信百万保障今晚到期，之后每月扣费{amount}元，影响征信，要关闭请配合屏幕共享。'],
  [
    'F04.03',
    '【航空】尊敬的旅客，您{date}的航班因机械故障已取消，请致电{phone}办理改签，并领取延误补偿金{amount}元。',
  ],
  ['F04.04', '【中国移动】您的积分{amount}即将清零，可兑换现金{n}元，请登录{link}领取。'],
  ['F04.04', '{bank}：您的积分满{amount}分可兑{n}%现金，请登录{link}兑换，逾期作废。'],
  [
    'F05.01',
    '恭喜您贷款额度{amount}元已审批，请下载APP提现，因银行卡号填错资金被冻结，需交解冻金{amount}元。',
  ],
  ['F05.01', '无视征信，黑户可贷，当天放款，先交会员费和工本费，{link}。'],
  ['F05.02', '信用卡提额十万起，包下卡，先收手续费，把卡号、有效期和验证码发我。'],
  [
    'F06.01',
    '您好，我是京东金融客服，您大学时注册的校园贷账户要注销，不注销影响征信，请把额度提出来转到清算账户。',
  ],
  ['F06.02', '您的个人征信有逾期记录，国家出了新政策可以消除，交服务费{amount}元，三天洗白。'],
  ['F06.02', '【征信中心】您名下贷款利率不符合国家规定，需要今日调整，否则列入失信，请添加工作人员QQ{qq}。'],
  ['F07.01', '我是谁你听不出来了？我换号了，这是我的新号，存一下，明天我去你那边办事。'],
  ['F07.02', '小{name}，我是你领导，明天早上到我办公室来一趟，这是我私人号码。'],
  ['F07.02', '我现在不方便打电话，有个急用，你先帮我垫{amount}元转给这个账户，钱我下午还你，别声张。'],
  ['F07.02', '{name}会计，合同保证金今天必须打过去，把公司账户余额发我，马上转到这个账户{account}。'],
  ['F07.03', '在吗？我微信支付限额了，先借我{amount}，我马上从银行卡转给你，急用。'],
  ['F07.05', '各位家长，学校要收资料费{amount}元，请在群里扫码缴费接龙，今天收齐。'],
  [
    'F08.01',
    '我是{place}市公安局刑警队{name}警官，您名下银行卡涉嫌洗钱案，请配合调查，不要告诉任何人，否则立即逮捕。',
  ],
  [
    'F08.01',
    '为证明您的清白，请把所有资金转到检察院的安全账户核查，查完退还，期间手机开飞行模式，不许挂断。',
  ],
  ['F08.01', '这里是通信管理局，您名下手机号发送违法短信，两小时后停机，我帮您转接{place}公安局。'],
  ['F08.02', '【社保局】您的电子社保卡已过期停用，请立即点击{link}重新认证，否则影响使用。'],
  ['F08.02', '【医保中心】您的医保卡在外地异常使用，涉嫌骗保，将被冻结，请回电{phone}。'],
  ['F08.03', '您有一个包裹在海关查出违禁品，涉嫌走私，请按9转人工，配合警方调查。'],
  ['F08.04', '我是疾控中心的，您有密接轨迹，需要核实身份证号和银行卡信息。'],
  ['F09.01', '亲爱的，我舅舅知道后台规律，你跟我一起下注，咱们攒够钱就结婚，你先充{amount}。'],
  ['F09.02', '亲爱的，我给你寄的礼物被海关扣了，要交清关费{amount}元，你先帮我付，我回国还你。'],
  ['F10', '账号交易成功但您填错了信息，资金被平台冻结，需充值同等金额解冻，客服在线{link}。'],
  ['F11', '你的裸聊视频和通讯录都在我手里，不转{amount}我就群发给你的亲友，给你十分钟。'],
  [
    'F12.01',
    '恭喜您被节目抽选为场外幸运观众，获奖金{amount}元和电脑一台，登录{link}领奖，验证码{code}，不领将被起诉。',
  ],
  ['F12.02', '【教育局】您孩子的助学金{amount}元可以领取，请带银行卡到ATM机前联系{phone}操作。'],
  ['F12.03', '财政部人社部联合发放个人劳动补贴，请扫描二维码填写银行卡号和密码申领，逾期视为放弃。'],
  ['F13.02', '{name}，这是我们上次聚会的照片，你点开看看 {link}'],
  ['F13.03', '【ETC】您的ETC已失效，为不影响通行请今日内点击{link}重新签办。'],
  ['F13.03', '【{bank}】您的手机银行将于次日停用，请尽快登录{link}更新身份信息。'],
  ['F13.03', '【{bank}】您的账户存在风险已被限制，请登录{link}验证身份解除，否则永久冻结。'],
  ['F13.04', '您下载这个会议软件，点屏幕共享，我一步一步教您把自动扣费关掉，把验证码念给我。'],
  ['F14', '妈，我出车祸了，对方要私了，急需{amount}元，打到这个账户，别打我电话，手机坏了。'],
  ['F14', '你儿子在我们手上，准备{amount}元赎金，敢报警就见不到他了。'],
  ['F15', '海外高薪招聘，月入五万包机票包吃住，无需经验，办护照先交押金{amount}元。'],
  ['F17', '我们是网络警察追损中心，可以帮您追回被骗的钱，先交立案保证金，加QQ{qq}。'],
  ['F18', '爷爷奶奶免费领鸡蛋，专家讲座，买我们的养老床位，年化收益百分之十五，保本。'],
]

export const ownFraudEn: readonly OwnFraud[] = [
  [
    'F13',
    'USPS: your package is on hold because of an incomplete address. Update it within 24 hours: {link}',
  ],
  ['F13', 'Royal Mail: we were unable to deliver your parcel. Pay the ${n} redelivery fee at {link}'],
  [
    'F13.03',
    'Your {bankEn} account has been suspended due to unusual activity. Verify your identity at {link} to restore access.',
  ],
  ['F13.03', 'Unauthorized login detected on your account. If this was not you, sign in immediately: {link}'],
  [
    'F13.03',
    'Final notice: unpaid toll of ${n}. Pay now at {link} to avoid a late fee and suspension of your registration.',
  ],
  ['F13.03', 'Netflix: we were unable to process your payment. Update your billing information here {link}'],
  [
    'F12.01',
    'Congratulations! You have been selected as the winner of a ${amount} gift card. Claim now at {link} before it expires.',
  ],
  [
    'F12.01',
    'WINNER!! You have won a guaranteed cash prize. To claim call {phoneEn}, code {code}. Valid 12 hours only.',
  ],
  [
    'F12.02',
    'IRS: you are eligible for a tax refund of ${amount}. Submit your bank details at {link} today.',
  ],
  [
    'F08.01',
    'This is Officer Davis. There is a warrant for your arrest for tax fraud. Call {phoneEn} immediately or you will be arrested.',
  ],
  [
    'F08.01',
    'Your social security number has been linked to drug trafficking. To protect your savings move your money to a secure account and tell nobody.',
  ],
  [
    'F14',
    'Hi Mum, I dropped my phone, this is my new number. I need to pay a bill urgently, can you transfer ${amount}? I will pay you back.',
  ],
  [
    'F14',
    'Grandma its me, I had an accident and I am in jail. I need bail money in gift cards. Please do not tell dad.',
  ],
  [
    'F07.02',
    'Are you available? I am in a meeting and need you to purchase five gift cards for a client. Scratch and send me the codes. Keep it confidential.',
  ],
  [
    'F07.02',
    'Please process the wire transfer to our new supplier account today, the payment details have changed. It is urgent.',
  ],
  [
    'F01.01',
    'Hi, I am a recruiter. Work from home rating hotels, earn ${amount} per day, no experience needed. Message me on WhatsApp {phoneEn}.',
  ],
  [
    'F15',
    'Your resume was selected for a remote job, flexible hours, ${amount} a day. Contact our HR manager on Telegram to start.',
  ],
  [
    'F02.02',
    'Double your bitcoin in 7 days, guaranteed returns, zero risk. Join our investment group: {link}',
  ],
  [
    'F02.01',
    'My mentor gives crypto trading signals with 30% daily profit. Deposit USDT to start, withdraw any time. Ask me how.',
  ],
  [
    'F09.02',
    'My dear, I am a soldier abroad and I sent you a box with gold. Customs needs a clearance fee of ${amount}, please pay it my love.',
  ],
  [
    'F09.02',
    'I am the widow of a late minister and need a beneficiary for an inheritance of ten million dollars. Reply with your bank details.',
  ],
  [
    'F13.04',
    'Microsoft support: your computer has a virus. Do not turn it off. Call {phoneEn} and install AnyDesk so we can fix it.',
  ],
  [
    'F04.01',
    'Your subscription was renewed for ${amount}. If you did not authorise this call {phoneEn} for a refund.',
  ],
  [
    'F04.01',
    'Amazon: we detected a suspicious order of ${amount} on your account. Press 1 to speak with the fraud department and confirm your card number.',
  ],
  [
    'F05.01',
    'You are pre approved for a loan of ${amount}, no credit check. Pay the processing fee first to release the funds.',
  ],
  [
    'F11',
    'I recorded you through your webcam. Send ${amount} in bitcoin or I will send it to your contacts.',
  ],
  ['F17', 'We can recover your lost funds from the scam. Pay the recovery fee upfront and we start today.'],
  ['F13', 'Reply with the code we just sent you to verify your account and avoid being locked out.'],
]

/** Illegal trade, as in the collections but in today's words. */
export const ownIllegalZh: readonly OwnFraud[] = [
  ['F16', '注册送{n}元彩金，首存送百分百，百家乐真人荷官，秒到账，{link}'],
  ['F16', '世界杯投注，赔率最高，充值返水，下载APP {link}'],
  ['F16', '六合特码内部资料，包中，加V信{code}'],
  ['F19', '代开各类增值税专票普票，税点低，验证后付款，电话{phone}'],
  ['F19', '高价收购闲置银行卡、电话卡、对公账户四件套，日结，{qq}'],
  ['F19', '办证刻章，学历证驾驶证，网上可查，货到付款，{phone}'],
  ['F19', '提供手机跑分兼职，用自己的收款码，一天佣金{amount}'],
  ['F01.03', '同城美女上门服务，学生模特，酒店公寓，不满意不收费，加微{code}'],
  ['F99', '出售窃听器、手机监听卡、迷药，货到付款，QQ{qq}'],
]
