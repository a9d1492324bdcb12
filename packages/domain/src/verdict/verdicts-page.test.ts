import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { indicatorKinds } from '../indicators/indicator.ts'
import {
  feedCount,
  kindParameters,
  levelThreshold,
  membersForConfirmed,
  policeMinimumWeight,
  publicDamping,
  tierScale,
} from './parameters.ts'
import { reliabilityOf, tierReliability } from './reliability.ts'
import { sourceTiers } from './types.ts'
import { kindNouns } from './wording.ts'

const page = readFileSync(new URL('../../../../docs/verdicts.md', import.meta.url), 'utf8')

/** What stands below a marker, up to the next empty line after its table. */
function tableBelow(marker: string): string {
  const from = page.indexOf(`<!-- ${marker} -->\n`)
  expect(from).toBeGreaterThan(0)
  return (page.slice(from).split('\n\n')[0] ?? '').split('\n').slice(1).join('\n')
}

function tableOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

test('docs/verdicts.md shows prior and half-life of every kind', () => {
  expect(tableBelow('kinds')).toBe(
    tableOf(
      ['类型', 'kind', 'prior', '减半（天） half-life (days)'],
      indicatorKinds.map((kind) => [
        kindNouns[kind].zh,
        `\`${kind}\``,
        kindParameters[kind].prior,
        kindParameters[kind].halfLifeDays,
      ]),
    ),
  )
})

test('docs/verdicts.md shows scale and starting reliability of every tier', () => {
  const names = {
    citizen: '个人举报 a person',
    member: '成员单位 a member',
    police: '公安机关 the police',
    detector: '自动检查 a detector',
    feed: '诈骗名单 a list of frauds',
  }
  expect(tableBelow('tiers')).toBe(
    tableOf(
      ['谁说的 who', 'tier', 'scale', '起始准确率 reliability at the start'],
      sourceTiers.map((tier) => [
        names[tier],
        `\`${tier}\``,
        tierScale[tier],
        reliabilityOf(tierReliability[tier]),
      ]),
    ),
  )
})

test('docs/verdicts.md shows thresholds and limits', () => {
  const { perNetwork, perText, burst, burstHalfLifeHours, highBreadth, highSpanHours } = publicDamping
  const { suspiciousBreadth, narrowScore, broadScore, saturation } = publicDamping
  expect(tableBelow('limits')).toBe(
    tableOf(
      ['规则 rule', '数值 value'],
      [
        ['可疑 suspicious from score', levelThreshold.suspicious],
        ['高危 dangerous from score', levelThreshold.high],
        ['已确认 confirmed from score', levelThreshold.confirmed],
        ['同一人、手机、网段算几份 statements per person, device, network', perNetwork],
        ['相同文字最多算几份 statements per text', perText],
        ['短时间涌入先算几份 statements in a burst', burst],
        ['涌入限额恢复一半（小时） half-life of a burst (hours)', burstHalfLifeHours],
        ['个人举报到可疑，至少几份 statements for suspicious, public alone', suspiciousBreadth],
        ['个人举报到高危，至少几个网络 networks for dangerous, public alone', highBreadth],
        ['个人举报到高危，至少几小时 hours for dangerous, public alone', highSpanHours],
        ['此前最高分 highest score of the public before that', narrowScore],
        ['此后最高分 highest score of the public after that', broadScore],
        ['递减常数 diminishing returns x·s/(x+s), s', saturation],
        ['公安确认至少的分量 least weight of a police confirmation', policeMinimumWeight],
        ['几家成员单位可到已确认 members for confirmed', membersForConfirmed],
        ['名单次数最多增加的比例 most that a list’s count adds', feedCount.share],
      ],
    ),
  )
})
