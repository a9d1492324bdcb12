/**
 * What people use a platform for, as a number that grows with how little it takes to put a page there: blogs, shops,
 * sites made by clicking, programs and files, names that point anywhere; what belongs to published code is six. A platform that training never met is judged like
 * its kind. Own selection.
 */
const kinds: readonly (readonly [kind: number, platforms: string])[] = [
  [
    1,
    'wordpress.com tumblr.com livejournal.com lofter.com blog.163.com wikidot.com typepad.com blogger.com ' +
      'over-blog.com hatenablog.com substack.com canalblog.com skyrock.com ucoz.com altervista.org tripod.com angelfire.com',
  ],
  [2, 'myshopify.com youzan.com weidian.com square.site bigcartel.com'],
  [
    3,
    'weebly.com wixsite.com yolasite.com jimdosite.com jimdofree.com webnode.com strikingly.com mystrikingly.com ' +
      'godaddysites.com webflow.io framer.app carrd.co 000webhostapp.com my-free.website',
  ],
  [
    4,
    'pages.dev workers.dev netlify.app vercel.app web.app firebaseapp.com herokuapp.com ' +
      'r.appspot.com appspot.com glitch.me repl.co onrender.com fly.dev surge.sh azurewebsites.net amazonaws.com ' +
      'myqcloud.com aliyuncs.com tcloudbaseapp.com bcebos.com dweb.link ipfs.io',
  ],
  [
    6,
    'github.io gitlab.io readthedocs.io googlecode.com sourceforge.net sourceforge.io codeberg.page gitee.io',
  ],
  [5, 'duckdns.org no-ip.org ddns.net ngrok.io ngrok-free.app serveo.net trycloudflare.com'],
]
const kindOf: ReadonlyMap<string, number> = new Map(
  kinds.flatMap(([kind, platforms]) =>
    platforms.split(' ').map((platform): [string, number] => [platform, kind]),
  ),
)
/** One that is not named here. */
const otherPlatform = 3

/** Kind of the platform a page lies on; nought for none. */
export function platformKindOf(platform: string | null): number {
  if (platform === null) return 0
  const known = kindOf.get(platform)
  if (known !== undefined) return known
  if (platform.startsWith('blogspot.')) return 1
  return kindOf.get(platform.slice(platform.indexOf('.') + 1)) ?? otherPlatform
}
