/** Words of the page that explains a link; fetched with it. */
export const zhLink = {
  lead: '看网址，先找真正的网站名（下面加粗的一段）。它前面和后面写什么，都可以随便编。',
  parts: {
    scheme: '开头',
    userInfo: '“@”和它前面的字',
    front: '网站名前面',
    site: '真正的网站名',
    port: '端口号',
    path: '网站里的页面',
    query: '附带的内容',
  },
  encrypted: '传输时加密。骗子的网站也能加密，所以这不说明它可信。',
  plain: '没有加密，填写的内容在路上可能被人看到。',
  meaning: {
    userInfo: '浏览器不看这一段，写成谁的名字都行。',
    front: '由网站的主人随便起名。写着银行的名字，也不代表是银行。',
    port: '平常的网址里没有这一段。',
    path: '由网站的主人随便写。',
    query: '打开时会一起交给网站，里面可能有您的信息。',
  },
  owner: (name: string) => `属于${name}，已经核实。`,
  noOwner: '不知道是谁的，没有单位核实过。',
  shownAs: (shown: string) => `浏览器里可能显示成“${shown}”。`,
  whole: '整个网址',
  seen: '网页里看到的',
  seenAt: (day: string) => `${day}有人把这个网站的网页交来检查，上面有这些情况：`,
  nothingOdd: '没有看出特别可疑的地方，但这不等于安全：骗子也会用普通的网址。',
  remember: '拿不准就不要打开。自己输入官网地址，或者打开官方软件查看。',
  back: '回到结论',
}

export type LinkWords = typeof zhLink
