import type { FigureName } from './count-figures.ts'

/** What stands behind a number: shown beside it wherever it is published. */
export interface KpiDefinition {
  readonly kpi: `K${number}`
  readonly zh: string
  readonly en: string
  readonly unit:
    | 'persons'
    | 'fen'
    | 'orders'
    | 'cases'
    | 'minutes'
    | 'events'
    | 'hours'
    | 'accounts'
    | 'per-thousand'
  /** How it is counted, what is left out, and what is counted once. */
  readonly formula: { readonly zh: string; readonly en: string }
}

const definition = (
  kpi: KpiDefinition['kpi'],
  unit: KpiDefinition['unit'],
  names: readonly [zh: string, en: string],
  formula: readonly [zh: string, en: string],
): KpiDefinition => ({ kpi, unit, zh: names[0], en: names[1], formula: { zh: formula[0], en: formula[1] } })

const blocked = [
  '系统拦截次数，按次计，不计入挽回损失',
  'Blocks by systems, counted as events; never part of the loss avoided',
] as const
const warned = ['发出的预警，按次计', 'Warnings given, counted as events'] as const
const shut = ['已执行，扣除申诉后复通的', 'Carried out, without those restored on appeal'] as const

/** Every figure's definition (rules §10.2). */
export const kpiDefinitions: Readonly<Record<FigureName, KpiDefinition>> = {
  k1PeopleDissuaded: definition(
    'K1',
    'persons',
    ['劝阻人数', 'People dissuaded'],
    [
      '结果为 D01、D02、D03（后续款项）的人次，同一人同一骗局计一次；七日内又付款的剔除',
      'Persons with outcome D01, D02 or D03, one per person and scam; not those who paid within seven days',
    ],
  ),
  k2AmountDissuadedFen: definition(
    'K2',
    'fen',
    ['劝阻金额', 'Amount dissuaded'],
    [
      'D01 与 D03 后续款项中有证据的最小金额之和；已被止付的款项不在此计',
      'Smallest proved sums of D01 and of what was still to come in D03; not payments that were stopped',
    ],
  ),
  k3VictimsStopped: definition(
    'K3',
    'persons',
    ['快速拦截人数', 'Victims fast-stopped'],
    ['有款项被止付的被害人，同一报案计一次', 'Victims of whose money something was stopped, one per report'],
  ),
  k4AmountStoppedFen: definition(
    'K4',
    'fen',
    ['快速拦截金额', 'Amount fast-stopped'],
    [
      '首次确认止付时的金额，各级账户、重复止付只计一次，不超过被骗金额',
      'What was secured at the first confirmation, each account once over tiers and repeated stops, never more than was claimed',
    ],
  ),
  k5FullStops: definition(
    'K5',
    'persons',
    ['全额拦截人数', 'Full stops'],
    ['快速拦截人数中全额止付的', 'Of the victims fast-stopped, those whose whole payment was stopped'],
  ),
  k6LossAvoidedFen: definition(
    'K6',
    'fen',
    ['挽回损失总额', 'Total loss avoided'],
    [
      '劝阻金额加快速拦截金额，同一款项只计一次',
      'Amount dissuaded plus amount fast-stopped; a payment counts in one of them only',
    ],
  ),
  k7FrozenAtEndFen: definition(
    'K7',
    'fen',
    ['期末冻结金额', 'Frozen at the end'],
    [
      '期末仍在冻结的金额，不与快速拦截金额相加',
      'What is frozen at the end of the period; never added to the amount fast-stopped',
    ],
  ),
  k7NewlyFrozenFen: definition(
    'K7',
    'fen',
    ['新增冻结金额', 'Newly frozen'],
    ['期内新冻结的金额', 'What was frozen in the period'],
  ),
  k8ReturnedFen: definition(
    'K8',
    'fen',
    ['返还金额', 'Returned'],
    ['已支付的返还款项', 'Lines of return plans that were paid'],
  ),
  k9LossReportedFen: definition(
    'K9',
    'fen',
    ['报案损失', 'Loss reported'],
    ['已受理报案的被骗金额', 'Claimed sums of accepted reports'],
  ),
  k10CasesFiled: definition(
    'K10',
    'cases',
    ['立案数', 'Cases filed'],
    ['按立案时间', 'By the day of filing'],
  ),
  k10CasesSolved: definition(
    'K10',
    'cases',
    ['破案数', 'Cases solved'],
    [
      '按破案时间，与同期立案不是同一批',
      'By the day of solving; not the same cases as those filed in the period',
    ],
  ),
  k11MinutesToStopMedian: definition(
    'K11',
    'minutes',
    ['止付用时（中位数）', 'Time to stop, median'],
    ['从报案到银行止付，仅一级账户', 'From the report to the bank’s stop, first accounts only'],
  ),
  k11MinutesToStopP90: definition(
    'K11',
    'minutes',
    ['止付用时（九成）', 'Time to stop, nine in ten'],
    ['九成一级账户不超过此时间', 'Nine in ten first accounts took no longer'],
  ),
  k12NumbersShut: definition('K12', 'orders', ['关停号码', 'Numbers shut'], shut),
  k12PortsShut: definition('K12', 'orders', ['关停端口', 'Ports shut'], shut),
  k12LinesShut: definition('K12', 'orders', ['切断线路', 'Lines cut'], shut),
  k12NumbersResumed: definition(
    'K12',
    'orders',
    ['申诉后复通', 'Restored on appeal'],
    ['期内因申诉复通的', 'Restored on appeal in the period'],
  ),
  k13AccountsStopped: definition(
    'K13',
    'accounts',
    ['止付账户', 'Accounts stopped'],
    ['同一账户计一次', 'Each account once'],
  ),
  k13AccountsFrozen: definition(
    'K13',
    'accounts',
    ['冻结账户', 'Accounts frozen'],
    ['同一账户计一次', 'Each account once'],
  ),
  k13AccountsListed: definition(
    'K13',
    'accounts',
    ['列入名单账户', 'Accounts listed'],
    ['同一账户计一次', 'Each account once'],
  ),
  k14CallsBlocked: definition('K14', 'events', ['拦截电话', 'Calls blocked'], blocked),
  k14SmsBlocked: definition('K14', 'events', ['拦截短信', 'Messages blocked'], blocked),
  k14UrlsBlocked: definition('K14', 'events', ['拦截网址访问', 'Pages blocked'], blocked),
  k15SmsSent: definition('K15', 'events', ['预警短信', 'Warning messages'], warned),
  k15CallsMade: definition('K15', 'events', ['劝阻电话', 'Warning calls'], warned),
  k15Visits: definition('K15', 'events', ['上门劝阻', 'Visits'], warned),
  k16AppealsReceived: definition(
    'K16',
    'events',
    ['收到申诉', 'Appeals received'],
    ['按收到时间', 'By the day they came'],
  ),
  k16AppealsUpheld: definition(
    'K16',
    'events',
    ['申诉成立', 'Appeals upheld'],
    ['按决定时间', 'By the day of the decision'],
  ),
  k16HoursMedian: definition(
    'K16',
    'hours',
    ['申诉用时（中位数）', 'Hours to decide, median'],
    ['从收到到决定', 'From receipt to decision'],
  ),
  k17WrongPerThousand: definition(
    'K17',
    'per-thousand',
    ['误伤率', 'Wrong measures'],
    [
      '申诉成立、止付错账户、误报之和，除以全部措施',
      'Appeals upheld, stops of a wrong account and false alarms, over all measures',
    ],
  ),
  k18EducationViews: definition(
    'K18',
    'events',
    ['宣传阅读', 'Education views'],
    ['按次计', 'Counted as events'],
  ),
  k18PassPerThousand: definition(
    'K18',
    'per-thousand',
    ['测试通过率', 'Tests passed'],
    ['通过的测试除以全部测试', 'Tests passed over tests taken'],
  ),
}
