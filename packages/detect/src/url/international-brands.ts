import { brandsOf, type Brand } from './brand.ts'

/** International names that phishing pages copy, with the domains their owners use. Own selection; not exhaustive. */
export function internationalBrands(): Brand[] {
  return [...accounts(), ...money(), ...shopsAndParcels()]
}

/** Countries under whose endings these keep a site of their own. */
const googleCountries =
  'co.uk de fr it es ca com.au co.jp com.tw com.br co.in ru pl nl com.tr com.mx co.id co.th com.sg ' +
  'co.kr com.vn se ch at be dk no fi pt gr cz hu ro ie co.za com.ua com.ar cl com.co co.il ae com.sa ' +
  'com.eg com.my com.ph co.nz com.pk com.bd co.uz kz by sk bg hr rs lt lv ee'
const amazonCountries =
  'co.jp co.uk de fr it es ca com.au in com.br com.mx nl se pl sg ae sa com.tr com.be ie eg'
const ebayCountries = 'co.uk de fr it es com.au ca ie at ch nl be pl com.hk com.sg com.my ph'

/** The domains of a name in these countries. */
function below(name: string, countries: string): string {
  return countries
    .split(' ')
    .map((country) => `${name}.${country}`)
    .join(' ')
}

function accounts(): Brand[] {
  return brandsOf('F13', [
    ['apple', '苹果', 'Apple', 'apple icloud appleid itunes', 'apple.com icloud.com me.com apple.com.cn'],
    [
      'microsoft',
      '微软',
      'Microsoft',
      'microsoft outlook office365 onedrive hotmail sharepoint microsoftonline msn',
      'microsoft.com microsoftonline.com office.com office365.com hotmail.com msn.com outlook.office.com',
      'live.com outlook.com sharepoint.com',
    ],
    [
      'google',
      '谷歌',
      'Google',
      'google gmail googledrive googledocs',
      'gmail.com accounts.google.com mail.google.com google.com.hk',
      `google.com ${below('google', googleCountries)}`,
    ],
    ['facebook', '脸书', 'Facebook', 'facebook fbsecurity', 'fb.com', 'facebook.com'],
    ['instagram', 'Instagram', 'Instagram', 'instagram', '', 'instagram.com'],
    ['whatsapp', 'WhatsApp', 'WhatsApp', 'whatsapp', '', 'whatsapp.com'],
    ['telegram', 'Telegram', 'Telegram', 'telegram', '', 'telegram.org telegram.me telegra.ph t.me'],
    ['twitter', '推特', 'X (Twitter)', 'twitter', '', 'twitter.com x.com'],
    ['linkedin', '领英', 'LinkedIn', 'linkedin', '', 'linkedin.com'],
    ['tiktok', 'TikTok', 'TikTok', 'tiktok', '', 'tiktok.com'],
    ['douyin', '抖音', 'Douyin', 'douyin', '', 'douyin.com'],
    ['kuaishou', '快手', 'Kuaishou', 'kuaishou', '', 'kuaishou.com'],
    ['xiaohongshu', '小红书', 'Xiaohongshu', 'xiaohongshu', '', 'xiaohongshu.com'],
    ['yahoo', '雅虎', 'Yahoo', 'yahoo', 'login.yahoo.com', 'yahoo.com'],
    ['adobe', 'Adobe', 'Adobe', 'adobe adobesign', '', 'adobe.com'],
    ['dropbox', 'Dropbox', 'Dropbox', 'dropbox', '', 'dropbox.com'],
    ['docusign', 'DocuSign', 'DocuSign', 'docusign', 'docusign.com docusign.net'],
    ['wetransfer', 'WeTransfer', 'WeTransfer', 'wetransfer', '', 'wetransfer.com'],
    ['netflix', '奈飞', 'Netflix', 'netflix', 'netflix.com'],
    ['spotify', 'Spotify', 'Spotify', 'spotify', '', 'spotify.com'],
    ['steam', 'Steam', 'Steam', 'steamcommunity steampowered', 'steampowered.com', 'steamcommunity.com'],
    ['roblox', 'Roblox', 'Roblox', 'roblox', '', 'roblox.com'],
    ['att', 'AT&T', 'AT&T', 'attmail attnet', 'att.com att.net'],
    ['orange', 'Orange', 'Orange', 'orangefr', 'orange.fr'],
    ['verizon', 'Verizon', 'Verizon', 'verizon', 'verizon.com'],
    ['huawei', '华为', 'Huawei', 'huawei', '', 'huawei.com'],
    ['xiaomi', '小米', 'Xiaomi', 'xiaomi', '', 'xiaomi.com mi.com'],
    ['baidu', '百度', 'Baidu', 'baidu', '', 'baidu.com'],
    ['netease', '网易', 'NetEase', 'netease', '', '163.com'],
  ])
}

function money(): Brand[] {
  return [
    ...brandsOf('F13.03', [
      ['paypal', '贝宝', 'PayPal', 'paypal', 'paypal.com paypalobjects.com'],
      ['chase', '大通银行', 'Chase', 'chase chaseonline jpmorgan', 'chase.com jpmorgan.com'],
      ['wellsfargo', '富国银行', 'Wells Fargo', 'wellsfargo', 'wellsfargo.com'],
      ['bankofamerica', '美国银行', 'Bank of America', 'bankofamerica bofa', 'bankofamerica.com'],
      ['citi', '花旗银行', 'Citibank', 'citibank', 'citi.com citibank.com'],
      ['hsbc', '汇丰银行', 'HSBC', 'hsbc', 'hsbc.com hsbc.com.hk hsbc.co.uk hsbc.com.cn'],
      ['barclays', '巴克莱银行', 'Barclays', 'barclays', 'barclays.co.uk barclays.com'],
      ['lloyds', '劳埃德银行', 'Lloyds Bank', 'lloydsbank lloyds', 'lloydsbank.com lloydsbank.co.uk'],
      ['santander', '桑坦德银行', 'Santander', 'santander', 'santander.com santander.co.uk'],
      ['natwest', '国民西敏寺银行', 'NatWest', 'natwest', 'natwest.com'],
      ['standard-chartered', '渣打银行', 'Standard Chartered', 'standardchartered', 'sc.com'],
      ['usaa', 'USAA', 'USAA', 'usaa', 'usaa.com'],
      ['capitalone', '第一资本', 'Capital One', 'capitalone', 'capitalone.com'],
      ['pnc', 'PNC 银行', 'PNC Bank', 'pncbank', 'pnc.com'],
      ['rbc', '加拿大皇家银行', 'Royal Bank of Canada', 'rbcroyalbank royalbank', 'rbcroyalbank.com'],
      ['bnp', '法国巴黎银行', 'BNP Paribas', 'bnpparibas', 'bnpparibas.com'],
      ['credit-agricole', '法国农业信贷', 'Crédit Agricole', 'creditagricole', 'credit-agricole.fr'],
      ['itau', '伊塔乌银行', 'Itaú', 'itau itaucard', 'itau.com.br'],
      ['bradesco', '布拉德斯科银行', 'Bradesco', 'bradesco', 'bradesco.com.br'],
      ['caixa', '巴西联邦储蓄银行', 'Caixa', 'caixa', 'caixa.gov.br'],
      ['dbs', '星展银行', 'DBS', 'dbsbank', 'dbs.com'],
      ['amex', '美国运通', 'American Express', 'americanexpress amex', 'americanexpress.com'],
      ['mastercard', '万事达', 'Mastercard', 'mastercard', 'mastercard.com'],
      ['visa', 'Visa', 'Visa', 'visacard', 'visa.com'],
      ['stripe', 'Stripe', 'Stripe', 'stripe', '', 'stripe.com'],
      ['irs', '美国国税局', 'IRS', 'irsgov irstax', 'irs.gov'],
      ['hmrc', '英国税务海关总署', 'HMRC', 'hmrc', 'hmrc.gov.uk'],
    ]),
    ...brandsOf('F02.02', [
      ['binance', '币安', 'Binance', 'binance', 'binance.com'],
      ['coinbase', 'Coinbase', 'Coinbase', 'coinbase', 'coinbase.com'],
      ['okx', '欧易', 'OKX', 'okex okxweb', 'okx.com'],
      ['huobi', '火币', 'Huobi (HTX)', 'huobi', 'huobi.com htx.com'],
      ['blockchain', 'Blockchain.com', 'Blockchain.com', 'blockchain', 'blockchain.com blockchain.info'],
      ['metamask', 'MetaMask', 'MetaMask', 'metamask', 'metamask.io'],
      ['trustwallet', 'Trust Wallet', 'Trust Wallet', 'trustwallet', 'trustwallet.com'],
      ['ledger', 'Ledger', 'Ledger', 'ledgerlive ledgerwallet', 'ledger.com'],
      ['trezor', 'Trezor', 'Trezor', 'trezor', 'trezor.io'],
      ['imtoken', 'imToken', 'imToken', 'imtoken', 'token.im'],
      ['kraken', 'Kraken', 'Kraken', 'kraken', 'kraken.com'],
      ['uniswap', 'Uniswap', 'Uniswap', 'uniswap', 'uniswap.org'],
      ['opensea', 'OpenSea', 'OpenSea', 'opensea', '', 'opensea.io'],
    ]),
  ]
}

function shopsAndParcels(): Brand[] {
  return brandsOf('F04.01', [
    ['amazon', '亚马逊', 'Amazon', 'amazon', `amazon.com amazon.cn ${below('amazon', amazonCountries)}`],
    ['ebay', 'eBay', 'eBay', 'ebay', '', `ebay.com ${below('ebay', ebayCountries)}`],
    ['rakuten', '乐天', 'Rakuten', 'rakuten', '', 'rakuten.co.jp'],
    ['mercari', 'Mercari', 'Mercari', 'mercari', '', 'mercari.com'],
    ['shopee', '虾皮', 'Shopee', 'shopee', '', 'shopee.tw'],
    ['lazada', '来赞达', 'Lazada', 'lazada', '', 'lazada.com'],
    ['aliexpress', '速卖通', 'AliExpress', 'aliexpress', '', 'aliexpress.com'],
    ['alibaba', '阿里巴巴', 'Alibaba', 'alibaba 1688com', '', 'alibaba.com 1688.com'],
    ['walmart', '沃尔玛', 'Walmart', 'walmart', '', 'walmart.com'],
    ['dhl', 'DHL', 'DHL', 'dhl dhlexpress', 'dhl.com dhl.de'],
    ['fedex', '联邦快递', 'FedEx', 'fedex', 'fedex.com'],
    ['ups', 'UPS', 'UPS', 'upsparcel', 'ups.com'],
    ['usps', '美国邮政', 'USPS', 'usps', 'usps.com'],
    ['royalmail', '英国皇家邮政', 'Royal Mail', 'royalmail', 'royalmail.com'],
    ['laposte', '法国邮政', 'La Poste', 'laposte chronopost', 'laposte.fr'],
    ['evri', 'Evri', 'Evri', 'evri hermesparcel', 'evri.com'],
    ['cainiao', '菜鸟', 'Cainiao', 'cainiao', '', 'cainiao.com'],
    ['booking', '缤客', 'Booking.com', 'bookingcom', '', 'booking.com'],
    ['airbnb', '爱彼迎', 'Airbnb', 'airbnb', '', 'airbnb.com'],
  ])
}
