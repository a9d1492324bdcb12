import type { SuffixInfo } from './public-suffix.ts'
import { suffixInfo } from './public-suffix.ts'

/**
 * Hosts where the path, not the host, tells whose page it is: shorteners, documents, forms, code, app shops, social
 * pages. A report about one of their pages says nothing about the host.
 */
const sharedByPath: ReadonlySet<string> = new Set(
  (
    't.cn url.cn dwz.cn suo.im suo.nz mrw.so u.nu sourl.cn 0x9.me t.im rrd.me 985.so m6z.cn tb.cn m.tb.cn u.jd.com ' +
    '3.cn v.douyin.com v.kuaishou.com xhslink.com b23.tv w.url.cn kurl.cn c.pc.qq.com bit.ly bitly.com tinyurl.com ' +
    'goo.gl is.gd v.gd ow.ly buff.ly rebrand.ly cutt.ly rb.gy shorturl.at t.co lnkd.in fb.me tiny.cc s.id t.ly ' +
    'reurl.cc pse.is lihi1.com lihi.cc lihi2.com lihi3.com ppt.cc surl.li qr.ae linktr.ee me2.do han.gl dlvr.it ' +
    'docs.qq.com mp.weixin.qq.com weixin.qq.com u.wechat.com work.weixin.qq.com qm.qq.com jq.qq.com user.qzone.qq.com ' +
    'docs.google.com drive.google.com sites.google.com forms.gle play.google.com storage.googleapis.com ' +
    'firebasestorage.googleapis.com apps.apple.com testflight.apple.com itunes.apple.com onedrive.live.com 1drv.ms ' +
    'forms.office.com dropbox.com pan.baidu.com tieba.baidu.com zhidao.baidu.com wenku.baidu.com kdocs.cn ' +
    'shimo.im yuque.com wjx.cn wjx.top jinshuju.net github.com raw.githubusercontent.com gitee.com gist.github.com ' +
    'weibo.com m.weibo.cn zhihu.com douban.com xiaohongshu.com douyin.com bilibili.com facebook.com m.facebook.com ' +
    'instagram.com twitter.com x.com youtube.com youtu.be tiktok.com t.me telegram.me telegra.ph wa.me ' +
    'chat.whatsapp.com line.me lin.ee discord.gg discord.com medium.com notion.site typeform.com jotform.com ' +
    'ipfs.io dweb.link cloudflare-ipfs.com w3s.link s3.amazonaws.com pgyer.com fir.im bmwx.cn'
  ).split(' '),
)

/** Hosts whose subdomains have owners of their own, beyond the public suffix list's private section. */
const sharedByLabel: ReadonlySet<string> = new Set(
  (
    'weebly.com wordpress.com tumblr.com 000webhostapp.com aliyuncs.com myqcloud.com tcloudbaseapp.com bcebos.com ' +
    'yolasite.com jimdosite.com jimdofree.com webnode.com strikingly.com mystrikingly.com godaddysites.com ' +
    'duckdns.org no-ip.org ddns.net serveo.net ngrok.io trycloudflare.com lofter.com blog.163.com youzan.com weidian.com ' +
    'wikidot.com livejournal.com blogger.com ucoz.com tripod.com angelfire.com square.site myshopify.com'
  ).split(' '),
)

/** Mail providers open to everybody: an address there says nothing about the provider's domain. */
const openMailHosts: ReadonlySet<string> = new Set(
  (
    'qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net 188.com sina.com sina.cn vip.sina.com sohu.com ' +
    'aliyun.com 139.com 189.cn wo.cn 21cn.com tom.com gmail.com googlemail.com outlook.com hotmail.com live.com ' +
    'msn.com live.cn yahoo.com yahoo.com.tw yahoo.com.hk yahoo.co.jp ymail.com icloud.com me.com mac.com aol.com ' +
    'gmx.com gmx.de web.de mail.com mail.ru yandex.ru yandex.com proton.me protonmail.com zoho.com naver.com daum.net ' +
    'hanmail.net hinet.net pchome.com.tw'
  ).split(' '),
)

/** True when pages of this canonical host belong to many owners, told apart by path. */
export function isSharedByPath(host: string): boolean {
  return sharedByPath.has(host) || sharedByLabel.has(host)
}

/** True when this canonical host is a mail provider open to everybody. */
export function isOpenMailHost(host: string): boolean {
  return openMailHosts.has(host)
}

/** The host below which every label is another owner (`github.io`, `weebly.com`), when `host` is such a one or below it. */
export function sharedParent(host: string, info: SuffixInfo | null = suffixInfo(host)): string | null {
  if (info === null) return null
  if (info.isPrivate) return info.publicSuffix
  for (let at = 0; at >= 0; at = nextLabel(host, at)) {
    const candidate = host.slice(at)
    if (sharedByLabel.has(candidate)) return candidate
    if (candidate === info.registrableDomain) return null
  }
  return null
}

function nextLabel(host: string, from: number): number {
  const dot = host.indexOf('.', from)
  return dot < 0 ? -1 : dot + 1
}
