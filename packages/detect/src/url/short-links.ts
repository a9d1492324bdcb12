import type { UrlReading } from './read-url.ts'

/**
 * Hosts that do nothing but lead on: what stands behind the slash is a number of theirs and says nothing about the site
 * that opens. Own selection first, Chinese and international, then those of MISP's warning list of shorteners (CC0).
 */
const shortHosts: ReadonlySet<string> = new Set(
  (
    't.cn url.cn w.url.cn dwz.cn suo.im suo.nz mrw.so u.nu sourl.cn 0x9.me t.im rrd.me 985.so m6z.cn ' +
    'tb.cn m.tb.cn u.jd.com 3.cn v.douyin.com v.kuaishou.com xhslink.com b23.tv kurl.cn dwz.mk ' +
    'reurl.cc pse.is lihi1.com lihi.cc lihi2.com lihi3.com ppt.cc surl.li bit.ly bitly.com bit.do j.mp ' +
    'tinyurl.com tiny.cc goo.gl goo.su goo.by is.gd v.gd ow.ly buff.ly rebrand.ly cutt.ly cutt.us ' +
    'rb.gy shorturl.at shorturl.asia t.co lnkd.in fb.me s.id t.ly qr.ae me2.do han.gl dlvr.it urlz.fr ' +
    'u.to kutt.it zpr.io tr.im po.st hyperurl.co tr.ee x.co x.gd su.pr q.gs adf.ly bc.vc ity.im ln.run ' +
    'lnk.ink lnk.co l.ead.me dub.sh dub.co short.io shorten.ee shorten.is shorten.tv flowto.it e.vg ' +
    'abre.ai my5353.com jii.li qrco.de q-r.to yu3.io encr.pw go.ly n9.cl snip.ly soo.gd clck.ru vk.cc ' +
    'amzn.to amzn.id wp.me db.tt mcaf.ee onelink.to smarturl.it urlr.me lc.cx 2no.co shrtco.de ' +
    'short.gy 1url.com 2h.ae 2ly.link 2uuu.me 3c5.com 42url.com 4x.si 7x.qa 9lick.me abrv.in ' +
    'adcraft.co adcrun.ch adflav.com aiy.ooo aka.gr artist.link atomicurl.com b2n.ir bee4.biz ' +
    'belea.link bitly.com.vn bitly.lc bitly.ws bom.so buzurl.com bx.ms cal.link cektkp.com chatg.pt ' +
    'ci.ci clc.li clik.is clik.now cml.lol coki.me cszone.hu cur.lv cut.by cuty.io d.to dft.ba dik.si ' +
    'encurtador.dev etd.bz fig.page filoops.info for.edu.sg for.sg fun.ly fzy.co g.shrinkrl.com ' +
    'gg-l.xyz ggl.link git.new go.gov.sg gog.li goo.gd hit.my hyp.ae i3l.ir ic9.in id.tl idm.in iii.im ' +
    'iiil.io ilang.in inlnk.co insprl.com ito.mx iurl.vip komin.fo kortlink.dk kutt.to kutti.co ' +
    'link.zip.net linksshortcut.com linkto.im litby.us lnk.direct lnk.pw lnk.ua lnkfi.re long.af ' +
    'longurl.in maxiurl.com merky.de minlink.com.br mjt.lu mtr.bio mub.me mylinks.ai myqrcode.mobi ' +
    'nanourly.in neya.io nov.io o2o.to odesli.co onx.la ouvaton.link p6l.org postly.link ' +
    'prettylinkpro.com qr-codes.io qr.net qrcodedynamic.com qrcodes.pro qrkit.co relink.is ' +
    'ricardo.news s.devh.in s.ee s.gy s.rlp.de s3r.io s59.site scanned.page scrnch.me shly.link ' +
    'shorter.me shortquik.com shorturl.ae shrinkrl.com shrt.bonosmles.ec shrtcnl.com sht.ac sk.gy ' +
    'sl8.in smurl.fr sn.rs song.link spoo.me sprl.in spti.fi srink.co tg.pe tinyarrows.com ' +
    'tinyurl.mobi tota2.com trimz.me tt.vg tweez.me twitthis.com twixar.com twixar.me tyny.to u.bb ' +
    'url.sg urled.cc urled.pro urless.com urlshort.dev urltin.com ux9.de v.ht vtaurl.com vzturl.com ' +
    'webz.cc xlinkz.info xshort.co xso.to xtu.me xy2.eu yirra.net ykm.de yu2.it zpag.es zurl.to zws.im ' +
    'zzb.bz'
  ).split(' '),
)

/** True for a link of a shortening service that leads somewhere; not for the service's own front page. */
export function isShortLink({ host, path, query }: UrlReading): boolean {
  return (path.length > 1 || query.length > 1) && shortHosts.has(host)
}

/** How many services are known. */
export const shortHostCount = shortHosts.size
