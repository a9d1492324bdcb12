import { fraudTypeOf } from '../fraud-types/fraud-types.ts'
import type { IndicatorKind, IndicatorMark } from '../indicators/indicator.ts'
import { adviceOf } from './advice.ts'
import { unknownState } from './assess.ts'
import { dayS, kindParameters, oldAfterHalfLives } from './parameters.ts'
import type { Bilingual, Reason, SourceTier, TierSummary, VerdictReading, VerdictState } from './types.ts'
import { ago, counted, countedAtStart, grouped, kindNouns, spaced } from './wording.ts'

/** Codes of reasons, for programs; the words beside them may change, the codes do not. */
export const reasonCodes = [
  'PINNED',
  'OVERRULED',
  'IDENTITY_VERIFIED',
  'IDENTITY_SPOOFED',
  'IDENTITY_CONTESTED',
  'FORGED_NUMBER',
  'LOOK_ALIKE',
  'POLICE_CONFIRMED',
  'MEMBER_CONFIRMED',
  'FEED_LISTED',
  'DETECTOR_FINDING',
  'CITIZEN_REPORTS',
  'REPORTS_CORRELATED',
  'FADED',
  'DISPUTED',
  'RETRACTED',
  'NEW_HOLDER',
  'NOTHING_KNOWN',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** A verdict in words: the answer, why, and what to do now. */
export interface VerdictExplanation {
  /** One sentence that answers the question. */
  readonly answer: Bilingual
  /** Why, most weighty first; never empty. */
  readonly reasons: readonly Reason[]
  readonly advice: Bilingual
}

/**
 * Says a verdict in plain Chinese and English, without scores. `reading` is the state read at `at` (epoch seconds);
 * `marks` are those of the value checked, if any.
 */
export function explainVerdict(
  state: VerdictState,
  reading: VerdictReading,
  at: number,
  marks: readonly IndicatorMark[] = [],
): VerdictExplanation {
  if (isUntouched(state) && marks.length === 0) return untouched[state.kind]
  return explained(state, reading, at, marks)
}

function explained(
  state: VerdictState,
  reading: VerdictReading,
  at: number,
  marks: readonly IndicatorMark[],
): VerdictExplanation {
  const reasons = [
    ...decisions(state, at),
    ...(marks.includes('forged') ? [forgedNumber] : []),
    ...(marks.includes('homoglyph') ? [lookAlike] : []),
    ...mostWeightyFirst.flatMap((tier) =>
      state.tiers
        .filter((summary) => summary.tier === tier && !isOverruled(state, summary))
        .flatMap((summary) => tierReasons(summary, at, isChecked(state))),
    ),
    ...circumstances(state, at),
  ]
  return {
    answer: answerOf(state, reading),
    reasons: reasons.length > 0 ? reasons : [nothingKnown],
    advice: adviceOf(state, reading, marks),
  }
}

const mostWeightyFirst: readonly SourceTier[] = ['police', 'member', 'feed', 'detector', 'citizen']

function answerOf(state: VerdictState, { level }: VerdictReading): Bilingual {
  const { zh, en } = kindNouns[state.kind]
  const type = fraudTypeOf(state.fraudTypes[0] ?? '')?.name
  const typeZh = type === undefined ? '' : `（${type.zh}）`
  const typeEn = type === undefined ? '' : `: ${type.en.charAt(0).toLowerCase()}${type.en.slice(1)}`
  switch (level) {
    case 'confirmed':
      return {
        zh: `这个${zh}已确认用于诈骗${typeZh}。`,
        en: `This ${en} is confirmed to be used for fraud${typeEn}.`,
      }
    case 'high':
      return {
        zh: `这个${zh}很危险，很可能正在用于诈骗${typeZh}。`,
        en: `This ${en} is dangerous and very likely used for fraud${typeEn}.`,
      }
    case 'suspicious':
      return {
        zh: `这个${zh}可疑${typeZh}，请先核实。`,
        en: `This ${en} is suspicious${typeEn}. Check before you trust it.`,
      }
    case 'safe':
      return state.identity === null
        ? {
            zh: `这个${zh}已经人工核实，没有发现问题。`,
            en: `This ${en} was checked by a person and found in order.`,
          }
        : {
            zh: `这是${spaced(state.identity.name.zh)}的官方${zh}。`,
            en: `This is the official ${en} of ${state.identity.name.en}.`,
          }
    default:
      return unknownAnswer(state)
  }
}

function unknownAnswer({ kind, tiers, retracted }: VerdictState): Bilingual {
  const { zh, en } = kindNouns[kind]
  if (tiers.length > 0)
    return { zh: `目前还不能判断这个${zh}。`, en: `We cannot say yet whether this ${en} is used for fraud.` }
  // "No record" beside "its records were withdrawn" would contradict itself.
  return retracted
    ? {
        zh: `针对这个${zh}的旧记录已经撤销，之后没有新的记录。`,
        en: `What was said against this ${en} was withdrawn, and nothing new has come since.`,
      }
    : { zh: `这个${zh}暂无记录。`, en: `Nothing is known about this ${en}.` }
}

/** What stands above the sum: a human decision, a verified owner. */
function decisions(state: VerdictState, at: number): Reason[] {
  const reasons: Reason[] = []
  if (state.pin !== null) {
    const when = ago(at - state.pin.at)
    reasons.push(
      reason('PINNED', {
        zh: `这是人工核查后的结论（${when.zh}），系统不会自动改动。`,
        en: `A person looked into this and decided (${when.en}); nothing automatic changes it.`,
      }),
    )
  }
  if (state.tiers.some((summary) => isOverruled(state, summary))) reasons.push(overruled)
  if (state.identity !== null) reasons.push(...identityReasons(state))
  return reasons
}

/** Said before a person found the value in order: repeating it beside "safe" would accuse what was just cleared. */
function isOverruled({ pin }: VerdictState, { lastAt }: TierSummary): boolean {
  return pin?.level === 'safe' && lastAt <= pin.at
}

const overruled = reason('OVERRULED', {
  zh: '在这之前有过针对它的举报或认定，人工核查后认为不成立。',
  en: 'It was reported or listed before; the person who looked into it found that this does not hold.',
})

function identityReasons(state: VerdictState): Reason[] {
  const { kind, identity } = state
  if (identity === null) return []
  const { zh, en } = kindNouns[kind]
  const reasons = [
    // A sender's name is a free text: there is none that cannot be forged.
    identity.spoofed || kind === 'sms-sender'
      ? reason('IDENTITY_SPOOFED', spoofedText(kind, identity.name))
      : reason('IDENTITY_VERIFIED', {
          zh: `已核实：这是${spaced(identity.name.zh)}的官方${zh}。`,
          en: `Verified: this is the official ${en} of ${identity.name.en}.`,
        }),
  ]
  if (isChecked(state)) {
    reasons.push(
      reason('IDENTITY_CONTESTED', {
        zh: '有成员单位或公安机关反映它被用于诈骗，工作人员正在核查。核查清楚前请多加小心。',
        en: 'Members or the police say that it is used for fraud; people are looking into it. Be careful until then.',
      }),
    )
  }
  return reasons
}

function spoofedText(kind: IndicatorKind, name: Bilingual): Bilingual {
  const { zh, en } = kindNouns[kind]
  if (kind === 'sms-sender') {
    return {
      zh: `${spaced(name.zh).trimStart()}发短信时用这个名字。但短信上显示的名字谁都可以随便写，看到它并不能证明短信真是${spaced(name.zh)}发的。`,
      en: `${name.en} signs its messages with this name. But anybody can write any name as the sender, so it proves nothing about who sent a message.`,
    }
  }
  if (kind === 'phone') {
    return {
      zh: `这是${spaced(name.zh)}的官方${zh}，但骗子常伪造来电显示，冒充它打电话、发短信。`,
      en: `This is the official ${en} of ${name.en}, but fraudsters often forge it on calls and messages.`,
    }
  }
  return {
    zh: `这是${spaced(name.zh)}的官方${zh}，但骗子常做一个很像的来冒充。`,
    en: `This is the official ${en} of ${name.en}, but fraudsters often make look-alikes.`,
  }
}

const lookAlike: Reason = reason('LOOK_ALIKE', {
  zh: '它用了外形相似的别国字母来冒充常见的名字，看着一样，其实不是。',
  en: 'It is written with foreign letters that only look like the usual ones, to pass for a known name.',
})

const forgedNumber = reason('FORGED_NUMBER', {
  zh: '真实的电话不会显示成这个样子，来电号码是伪造的。',
  en: 'No real call shows a number like this: the caller has forged it.',
})

const nothingKnown = reason('NOTHING_KNOWN', {
  zh: '没有人举报过它，也不在我们掌握的诈骗名单上。这不等于没有问题。',
  en: 'Nobody has reported it and it is on none of the fraud lists we hold. That does not mean that it can be trusted.',
})

/** Whether somebody who checks before speaking has spoken. */
function isChecked({ tiers }: VerdictState): boolean {
  return tiers.some(({ tier }) => tier === 'police' || tier === 'member')
}

function tierReasons(summary: TierSummary, at: number, checked: boolean): Reason[] {
  const { tier, sources, groups, count, lastAt } = summary
  const when = ago(at - lastAt)
  const by = summary.models?.join(', ')
  const said: Record<Exclude<SourceTier, 'citizen'>, () => Reason> = {
    police: () =>
      reason('POLICE_CONFIRMED', {
        zh: `经公安机关核查，确认它被用于诈骗，最近一次：${when.zh}。`,
        en: `The police looked into it and confirmed that it is used for fraud, most recently ${when.en}.`,
      }),
    member: () =>
      reason('MEMBER_CONFIRMED', {
        zh: `${sources} 家成员单位确认它被用于诈骗，最近一次：${when.zh}。`,
        en: `${countedAtStart(sources, 'member institution')} confirmed that it is used for fraud, most recently ${when.en}.`,
      }),
    feed: () =>
      reason('FEED_LISTED', {
        zh: `它在 ${sources} 份诈骗名单上${count > sources ? `，共有 ${grouped(count)} 次记录` : ''}，最近一次：${when.zh}。`,
        en: `It is on ${counted(sources, 'list')} of frauds${count > sources ? ` with ${grouped(count)} entries in all` : ''}, most recently ${when.en}.`,
      }),
    detector: () =>
      reason('DETECTOR_FINDING', {
        zh: `它有已知骗局的特征${by ? `（检查模型 ${by}）` : ''}，发现时间：${when.zh}。`,
        en: `It shows signs known from other frauds${by ? ` (model ${by})` : ''}, seen ${when.en}.`,
      }),
  }
  if (tier !== 'citizen') return [said[tier]()]
  const reports = citizenReports(summary, at, checked)
  // Far more statements than independent people: say so, or the count would look wrong.
  if (count < groups * 3 || count - groups < 10) return [reports]
  return [
    reports,
    reason('REPORTS_CORRELATED', {
      zh: '还有许多举报来自相同的地方或内容雷同，没有重复计算。',
      en: 'Many further reports came from the same places or repeat the same words; they are not counted again.',
    }),
  ]
}

function citizenReports({ groups, firstAt, lastAt }: TierSummary, at: number, checked: boolean): Reason {
  const when = ago(at - lastAt)
  if (groups === 1) {
    return reason('CITIZEN_REPORTS', {
      zh: `有 1 人举报过（${when.zh}）${checked ? '' : '，还没有核实'}。`,
      en: `One person reported it (${when.en})${checked ? '' : '; not yet checked'}.`,
    })
  }
  const people = countedAtStart(groups, 'person').replace(/persons$/, 'people')
  if (at - firstAt <= 7 * dayS) {
    return reason('CITIZEN_REPORTS', {
      zh: `最近 7 天有 ${grouped(groups)} 人各自举报了它。`,
      en: `${people} reported it this week, each on their own.`,
    })
  }
  return reason('CITIZEN_REPORTS', {
    zh: `先后有 ${grouped(groups)} 人各自举报了它，最近一次：${when.zh}。`,
    en: `${people} reported it, each on their own, most recently ${when.en}.`,
  })
}

function circumstances(state: VerdictState, at: number): Reason[] {
  const reasons: Reason[] = []
  const ageS = at - state.refAt
  const oldS = kindParameters[state.kind].halfLifeDays * dayS * oldAfterHalfLives
  if (state.weight > 0 && ageS > oldS) {
    const when = ago(ageS)
    reasons.push(
      reason('FADED', {
        zh: `最近一条消息已是 ${when.zh}，时间久了，只能作参考。`,
        en: `The latest of this is from ${when.en}; after so long it counts for little.`,
      }),
    )
  }
  if (state.disputed) {
    reasons.push(
      reason('DISPUTED', {
        zh: '有人对这个结论提出了异议，正在核查。',
        en: 'Somebody disputes this; people are looking into it.',
      }),
    )
  }
  if (state.retracted) {
    reasons.push(
      reason('RETRACTED', {
        zh: '以前的记录经人工核查已经撤销，不再算数。',
        en: 'Earlier records were looked into and withdrawn; they no longer count.',
      }),
    )
  }
  if (state.formerHolder === true) {
    reasons.push(
      reason('NEW_HOLDER', {
        zh: '这个号码换过主人，以前的记录与现在的使用人无关。',
        en: 'This number has a new holder; what was said of the former one does not count against them.',
      }),
    )
  }
  return reasons
}

function reason(code: ReasonCode, text: Bilingual): Reason {
  return { code, text }
}

/** True when nobody ever said or decided anything: most values of a batch. */
function isUntouched(state: VerdictState): boolean {
  return (
    state.tiers.length === 0 &&
    state.pin === null &&
    state.identity === null &&
    !state.disputed &&
    !state.retracted &&
    state.formerHolder !== true
  )
}

/** Said once per kind, since it depends on nothing else. */
const untouched = explainUntouched()

function explainUntouched(): Readonly<Record<IndicatorKind, VerdictExplanation>> {
  const of = (kind: IndicatorKind) =>
    Object.freeze(
      explained(unknownState(kind), { level: 'unknown', score: kindParameters[kind].prior }, 0, []),
    )
  return {
    phone: of('phone'),
    'sms-sender': of('sms-sender'),
    url: of('url'),
    domain: of('domain'),
    ip: of('ip'),
    account: of('account'),
    payment: of('payment'),
    wallet: of('wallet'),
    messenger: of('messenger'),
    email: of('email'),
    app: of('app'),
    wifi: of('wifi'),
    cell: of('cell'),
    device: of('device'),
  }
}
