/**
 * Sites that millions use and that lists of fraud name by mistake: because a page on them was abused, a shop on them
 * was bad, or a caller mixed up the copy and the original. Registrable domains. A list may name pages on them, never
 * the site; a person may still report it, and people decide.
 *
 * Chosen from the most visited sites of the world, of China and of Taiwan, and from the names that the fraud sites of
 * real lists imitate.
 */
export const wellKnownSites: ReadonlySet<string> = new Set(
  // Search, phones, computers, clouds
  (
    'google.com google.cn google.com.tw google.com.hk gstatic.com googleapis.com googleusercontent.com android.com ' +
    'apple.com icloud.com microsoft.com live.com office.com bing.com windows.com msn.com outlook.com mozilla.org ' +
    'cloudflare.com amazonaws.com aliyun.com huaweicloud.com akamai.com wikipedia.org yandex.ru duckduckgo.com ' +
    'baidu.com sogou.com so.com sm.cn huawei.com xiaomi.com mi.com oppo.com vivo.com honor.com samsung.com lenovo.com ' +
    // Talk, pictures, play
    'qq.com weixin.com wechat.com weibo.com weibo.cn douyin.com tiktok.com kuaishou.com bilibili.com xiaohongshu.com ' +
    'zhihu.com douban.com toutiao.com youku.com iqiyi.com 163.com 126.com sina.com sina.com.cn sohu.com ifeng.com ' +
    'facebook.com fb.com instagram.com whatsapp.com messenger.com twitter.com x.com telegram.org signal.org line.me ' +
    'linkedin.com reddit.com pinterest.com discord.com twitch.tv youtube.com netflix.com spotify.com zoom.us slack.com ' +
    'skype.com snapchat.com tumblr.com dcard.tw ptt.cc mobile01.com 104.com.tw 591.com.tw github.com gitlab.com ' +
    'steampowered.com steamcommunity.com epicgames.com roblox.com nintendo.com playstation.com ' +
    // Shops, travel, delivery
    'taobao.com tmall.com jd.com pinduoduo.com yangkeduo.com suning.com vip.com dangdang.com 1688.com alibaba.com ' +
    'aliexpress.com dewu.com goofish.com zhuanzhuan.com meituan.com dianping.com ele.me ctrip.com trip.com qunar.com ' +
    'fliggy.com didiglobal.com 12306.cn 58.com ganji.com amazon.com amazon.cn amazon.co.jp amazon.co.uk ebay.com ' +
    'etsy.com walmart.com temu.com shein.com shopify.com shopee.com shopee.tw shopee.cn lazada.com rakuten.com ' +
    'rakuten.co.jp rakuten.com.tw momoshop.com.tw pchome.com.tw ruten.com.tw yahoo.com yahoo.co.jp books.com.tw ' +
    'coupang.com costco.com costco.com.tw ikea.com carousell.com zalora.com booking.com agoda.com airbnb.com ' +
    'expedia.com klook.com kkday.com uber.com foodpanda.com.tw foodpanda.com fedex.com dhl.com ups.com usps.com ' +
    'zozo.jp mercari.com jumia.com mercadolibre.com joom.com bitcoin.org wish.com ' +
    // Money
    'alipay.com tenpay.com unionpay.com lakala.com paypal.com visa.com mastercard.com stripe.com wise.com revolut.com ' +
    'westernunion.com eastmoney.com 10jqka.com.cn xueqiu.com binance.com okx.com coinbase.com kraken.com bybit.com ' +
    'huobi.com htx.com kucoin.com gate.io gate.com bitfinex.com bitstamp.net crypto.com gemini.com bitmex.com ' +
    'bitopro.com max.maicoin.com maicoin.com metamask.io trustwallet.com uniswap.org opensea.io tether.to ethereum.org ' +
    'etoro.com interactivebrokers.com tradingview.com investing.com robinhood.com schwab.com fidelity.com ' +
    'morningstar.com bloomberg.com moodys.com imtoken.im token.im tron.network tronscan.org etherscan.io ' +
    // Fraud prevention, and the reference of everyone
    '165.npa.gov.tw ftc.gov donotcall.gov cyberpolice.cn phishtank.org openphish.com virustotal.com gov.cn gov.tw'
  ).split(' '),
)
