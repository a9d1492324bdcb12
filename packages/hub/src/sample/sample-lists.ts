import type { SourceTier } from '@wuzei/domain'

/*
 * What a fresh hub shows until it has data of its own. Written for this project and given to the public domain (CC0).
 * Nothing here belongs to anybody: hosts below example.com, example.net and example.org (RFC 2606), North American
 * 555-01xx numbers, Ofcom's 020 7946 0xxx and Australia's 0491 570 xxx, all kept free for examples and drama. China
 * keeps no numbers free for that, so no Chinese number stands here. `.example` and `.test` are no endings that a real
 * site can have, and are refused as such.
 */

/** One source of the sample. */
export interface SampleSource {
  readonly id: string
  readonly tier: SourceTier
  readonly name: string
  readonly alpha: number
  readonly beta: number
  /** Fraud type, then the values that the source names for it. */
  readonly values: Readonly<Record<string, readonly string[]>>
}

/** A list collected by machine: sites become `high`, numbers too. */
const feed: SampleSource = {
  id: 'sample:feed',
  tier: 'feed',
  name: 'Sample list of scam sites (bundled, invented)',
  alpha: 18,
  beta: 2,
  values: {
    F02: hosts(
      'hengtong-trade jinying-fx btc-wealth-club tianji-quant vip-stock-guide hk-gold-desk',
      'example.com',
    ),
    F03: hosts('jingpin-mall chaozhi-tuan haitao-vip mingpai-outlet erniu-shop', 'example.net'),
    F04: ['https://parcel-fee.example.com/pay', 'points-gift.example.net/h5'],
    F05: hosts('miaodai-quick jieqian-bao zero-interest kuaijie-money dianji-fangkuan', 'example.org'),
    F08: hosts('anquan-zhanghu shebao-buka yibao-jihuo', 'example.com'),
    F12: ['geshui-tuishui.example.com'],
    F13: ['etc-renzheng.example.com', 'https://etc-login.example.org/card'],
    F07: numbers('+1 202-555-01', 40, 9),
  },
}

/** The word of one member institution: `suspicious` where nobody else has said anything. */
const member: SampleSource = {
  id: 'sample:member',
  tier: 'member',
  name: 'Sample member bank (bundled, invented)',
  alpha: 18,
  beta: 2,
  values: {
    F01: ['task-rebate.example.org', 'dianzan-jiangli.example.com', 'shuadan-hall.example.net'],
    F05: ['miaodai-quick.example.org'],
    F06: ['zhengxin-xiufu.example.org'],
    F07: numbers('+44 20 7946 09', 50, 8),
    F10: numbers('+61 491 570 1', 56, 4),
  },
}

/** What an investigation has shown: `confirmed`. */
const police: SampleSource = {
  id: 'sample:police',
  tier: 'police',
  name: 'Sample police desk (bundled, invented)',
  alpha: 99,
  beta: 1,
  values: {
    F08: ['gongan-zhian.example.com', 'https://gongan-zhian.example.com/zhifu', 'zhifa-jubao.example.net'],
    F02: ['hengtong-trade.example.com'],
    F07: numbers('+1 202-555-01', 70, 6),
  },
}

export const sampleSources: readonly SampleSource[] = [feed, member, police]

function hosts(names: string, parent: string): string[] {
  return names.split(' ').map((name) => `${name}.${parent}`)
}

/** So many numbers from this ending on. */
function numbers(prefix: string, from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${from + index}`)
}
