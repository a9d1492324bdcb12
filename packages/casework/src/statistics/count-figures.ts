import type { CaseFacts, DissuasionFact, EventCount, CountedPeriod, StopFact } from './case-facts.ts'

/** The published figures K1 to K18 (rules §10.2); what each means stands in `kpiDefinitions`. */
export interface Figures {
  readonly k1PeopleDissuaded: number
  readonly k2AmountDissuadedFen: bigint
  readonly k3VictimsStopped: number
  readonly k4AmountStoppedFen: bigint
  readonly k5FullStops: number
  readonly k6LossAvoidedFen: bigint
  readonly k7FrozenAtEndFen: bigint
  readonly k7NewlyFrozenFen: bigint
  readonly k8ReturnedFen: bigint
  readonly k9LossReportedFen: bigint
  readonly k10CasesFiled: number
  readonly k10CasesSolved: number
  readonly k11MinutesToStopMedian: number | null
  readonly k11MinutesToStopP90: number | null
  readonly k12NumbersShut: number
  readonly k12PortsShut: number
  readonly k12LinesShut: number
  readonly k12NumbersResumed: number
  readonly k13AccountsStopped: number
  readonly k13AccountsFrozen: number
  readonly k13AccountsListed: number
  readonly k14CallsBlocked: number
  readonly k14SmsBlocked: number
  readonly k14UrlsBlocked: number
  readonly k15SmsSent: number
  readonly k15CallsMade: number
  readonly k15Visits: number
  readonly k16AppealsReceived: number
  readonly k16AppealsUpheld: number
  readonly k16HoursMedian: number | null
  /** Wrong measures per thousand, or null when there was none to be wrong. */
  readonly k17WrongPerThousand: number | null
  readonly k18EducationViews: number
  readonly k18PassPerThousand: number | null
}
export type FigureName = keyof Figures

/**
 * Total loss avoided (挽回损失): what people were talked out of paying plus what was stopped after they paid. Blocked
 * calls and their like are never part of it.
 */
export function lossAvoidedFen(amountDissuadedFen: bigint, amountStoppedFen: bigint): bigint {
  return amountDissuadedFen + amountStoppedFen
}

/**
 * Counts the figures of a period as they stand at an instant: what was reversed by then is out, however long the period
 * is over, and the difference becomes a revision.
 *
 * @param reversedWithinDays days in which a later payment takes a dissuasion out of the count
 */
export function countFigures(
  facts: CaseFacts,
  period: CountedPeriod,
  asOfMs: number,
  reversedWithinDays: number,
): Figures {
  const within = ({ atMs }: { readonly atMs: number }) => isWithin(atMs, period)
  const dissuaded = facts.dissuasions.filter(
    (fact) => within(fact) && countsAsDissuaded(fact) && !isReversed(fact, asOfMs, reversedWithinDays),
  )
  const stops = confirmedStops(facts.stops, period)
  const stopped = securedByPayment(stops)
  const k2 = sumDissuadedFen(
    dissuaded,
    new Set(stopped.filter(({ securedFen }) => securedFen > 0n).map(({ paymentKey }) => paymentKey)),
  )
  const k4 = stopped.reduce((sum, { securedFen }) => sum + securedFen, 0n)
  return {
    k1PeopleDissuaded: new Set(dissuaded.map(({ personKey, eventKey }) => `${personKey} ${eventKey}`)).size,
    k2AmountDissuadedFen: k2,
    k3VictimsStopped: new Set(stopped.flatMap(({ victim, securedFen }) => (securedFen > 0n ? victim : [])))
      .size,
    k4AmountStoppedFen: k4,
    k5FullStops: new Set(stopped.flatMap(({ victim, isFull }) => (isFull ? victim : []))).size,
    k6LossAvoidedFen: lossAvoidedFen(k2, k4),
    ...countMoney(facts, period),
    ...countCases(facts, period),
    ...countTimes(stops),
    ...countMeasures(facts, period, stops),
    ...countPublic(facts, period, dissuasionsWrong(facts.dissuasions, period), stops),
  }
}

function isWithin(atMs: number, { fromMs, toMs }: CountedPeriod): boolean {
  return atMs >= fromMs && atMs < toMs
}

/** D01 and D02 wholly, D03 for what was still to come. */
function countsAsDissuaded({ outcome }: DissuasionFact): boolean {
  return outcome === 'D01' || outcome === 'D02' || outcome === 'D03'
}

function isReversed({ atMs, reversedAtMs }: DissuasionFact, asOfMs: number, withinDays: number): boolean {
  return reversedAtMs !== null && reversedAtMs <= asOfMs && reversedAtMs <= atMs + withinDays * 86_400_000
}

/** One amount per event, the smallest that was proved; a payment that was stopped counts only there. */
function sumDissuadedFen(dissuaded: readonly DissuasionFact[], stoppedPayments: ReadonlySet<string>): bigint {
  const byEvent = new Map<string, bigint>()
  for (const { personKey, eventKey, amountAtStakeFen, paymentKey, outcome } of dissuaded) {
    if (amountAtStakeFen === null || outcome === 'D02') continue
    if (paymentKey !== null && stoppedPayments.has(paymentKey)) continue
    const event = `${personKey} ${eventKey}`
    const known = byEvent.get(event)
    byEvent.set(event, known === undefined || amountAtStakeFen < known ? amountAtStakeFen : known)
  }
  return [...byEvent.values()].reduce((sum, fen) => sum + fen, 0n)
}

function confirmedStops(stops: readonly StopFact[], period: CountedPeriod): readonly StopFact[] {
  return stops.filter(
    ({ executedAtMs, outcome, isWrongTarget }) =>
      isWithin(executedAtMs, period) && outcome.startsWith('STOPPED_') && !isWrongTarget,
  )
}

/** What was secured of each payment: each account once, over all tiers, never more than was claimed. */
function securedByPayment(stops: readonly StopFact[]) {
  const payments = Map.groupBy(stops, ({ paymentKey }) => paymentKey)
  return [...payments].map(([paymentKey, orders]) => {
    const firstByAccount = new Map<string, StopFact>()
    for (const order of orders.toSorted((left, right) => left.executedAtMs - right.executedAtMs))
      if (!firstByAccount.has(order.accountKey)) firstByAccount.set(order.accountKey, order)
    const sumFen = [...firstByAccount.values()].reduce((sum, { securedFen }) => sum + securedFen, 0n)
    const claimedFen = orders[0]?.claimedFen ?? 0n
    return {
      paymentKey,
      victim: `${orders[0]?.victimKey ?? ''} ${orders[0]?.reportKey ?? ''}`,
      securedFen: sumFen < claimedFen ? sumFen : claimedFen,
      isFull: claimedFen > 0n && sumFen >= claimedFen,
    }
  })
}

function countMoney({ freezes, returns, reports }: CaseFacts, period: CountedPeriod) {
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, fen) => total + fen, 0n)
  const atEnd = freezes.filter(
    ({ startAtMs, endAtMs }) => startAtMs < period.toMs && (endAtMs === null || endAtMs >= period.toMs),
  )
  return {
    k7FrozenAtEndFen: sum(atEnd.map(({ frozenFen }) => frozenFen)),
    k7NewlyFrozenFen: sum(
      freezes.flatMap(({ startAtMs, frozenFen }) => (isWithin(startAtMs, period) ? frozenFen : [])),
    ),
    k8ReturnedFen: sum(returns.flatMap(({ atMs, paidFen }) => (isWithin(atMs, period) ? paidFen : []))),
    k9LossReportedFen: sum(
      reports.flatMap(({ acceptedAtMs, claimedFen }) => (isWithin(acceptedAtMs, period) ? claimedFen : [])),
    ),
  }
}

function countCases({ cases }: CaseFacts, period: CountedPeriod) {
  return {
    k10CasesFiled: cases.filter(({ filedAtMs }) => isWithin(filedAtMs, period)).length,
    k10CasesSolved: cases.filter(({ solvedAtMs }) => solvedAtMs !== null && isWithin(solvedAtMs, period))
      .length,
  }
}

/** From the report to the bank's instant, first accounts only (rules §7.11). */
function countTimes(stops: readonly StopFact[]) {
  const minutes = stops
    .filter(({ tier, stopNo }) => tier === 1 && stopNo === 1)
    .map(({ reportedAtMs, executedAtMs }) => (executedAtMs - reportedAtMs) / 60_000)
  return { k11MinutesToStopMedian: quantile(minutes, 0.5), k11MinutesToStopP90: quantile(minutes, 0.9) }
}

function countMeasures(
  { shutdowns, freezes, listings }: CaseFacts,
  period: CountedPeriod,
  stops: readonly StopFact[],
) {
  const shut = (kind: 'number' | 'port' | 'line') =>
    shutdowns.filter(
      (fact) =>
        fact.kind === kind && isWithin(fact.executedAtMs, period) && fact.resumedOnAppealAtMs === null,
    ).length
  const frozen = freezes.filter(({ startAtMs }) => isWithin(startAtMs, period))
  return {
    k12NumbersShut: shut('number'),
    k12PortsShut: shut('port'),
    k12LinesShut: shut('line'),
    k12NumbersResumed: shutdowns.filter(
      ({ resumedOnAppealAtMs }) => resumedOnAppealAtMs !== null && isWithin(resumedOnAppealAtMs, period),
    ).length,
    k13AccountsStopped: new Set(stops.map(({ accountKey }) => accountKey)).size,
    k13AccountsFrozen: new Set(frozen.map(({ accountKey }) => accountKey)).size,
    k13AccountsListed: new Set(
      listings.flatMap(({ accountKey, atMs }) => (isWithin(atMs, period) ? accountKey : [])),
    ).size,
  }
}

function dissuasionsWrong(dissuasions: readonly DissuasionFact[], period: CountedPeriod) {
  const decided = dissuasions.filter(({ atMs }) => isWithin(atMs, period))
  return { actions: decided.length, wrong: decided.filter(({ outcome }) => outcome === 'D06').length }
}

function countPublic(
  { blocks, warnings, appeals, education, stops }: CaseFacts,
  period: CountedPeriod,
  dissuaded: { readonly actions: number; readonly wrong: number },
  confirmed: readonly StopFact[],
) {
  const count = <Channel extends string>(events: readonly EventCount<Channel>[], channel: Channel) =>
    events.reduce(
      (sum, event) => (event.channel === channel && isWithin(event.atMs, period) ? sum + event.count : sum),
      0,
    )
  const received = appeals.filter(({ receivedAtMs }) => isWithin(receivedAtMs, period))
  const decided = appeals.filter(({ decidedAtMs }) => decidedAtMs !== null && isWithin(decidedAtMs, period))
  const upheld = decided.filter(({ isUpheld }) => isUpheld).length
  const wrongTargets = stops.filter(
    ({ isWrongTarget, executedAtMs }) => isWrongTarget && isWithin(executedAtMs, period),
  )
  const lessons = education.filter(({ atMs }) => isWithin(atMs, period))
  const tests = lessons.reduce((sum, lesson) => sum + lesson.tests, 0)
  return {
    k14CallsBlocked: count(blocks, 'call'),
    k14SmsBlocked: count(blocks, 'sms'),
    k14UrlsBlocked: count(blocks, 'url'),
    k15SmsSent: count(warnings, 'sms'),
    k15CallsMade: count(warnings, 'call'),
    k15Visits: count(warnings, 'visit'),
    k16AppealsReceived: received.length,
    k16AppealsUpheld: upheld,
    k16HoursMedian: quantile(
      decided.map(
        ({ receivedAtMs, decidedAtMs }) => ((decidedAtMs ?? receivedAtMs) - receivedAtMs) / 3_600_000,
      ),
      0.5,
    ),
    k17WrongPerThousand: perThousand(
      upheld + wrongTargets.length + dissuaded.wrong,
      confirmed.length + wrongTargets.length + dissuaded.actions,
    ),
    k18EducationViews: lessons.reduce((sum, lesson) => sum + lesson.views, 0),
    k18PassPerThousand: perThousand(
      lessons.reduce((sum, lesson) => sum + lesson.passed, 0),
      tests,
    ),
  }
}

function perThousand(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole)
}

/** The value below which a share of all lies, by the nearest rank; the median of an even number is the middle of two. */
function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((left, right) => left - right)
  const rank = Math.ceil(share * sorted.length)
  const at = sorted[Math.max(0, rank - 1)] ?? 0
  const isMiddle = share === 0.5 && sorted.length % 2 === 0
  return isMiddle ? (at + (sorted[rank] ?? at)) / 2 : at
}
