import { assess, readVerdict, verdictLevels, type VerdictLevel } from '@wuzei/domain'
import type { IndicatorRow } from '@wuzei/store'

/**
 * When what is known of an indicator first carried a warning above the level that it had at a report: epoch seconds,
 * not before the report; null where that cannot be told. Found by weighing again what had been said at each moment, so
 * that it is the same whenever it is asked for. It cannot be told where another entry decides (the site of a link), or
 * where a statement is older than the report and came to this hub after it.
 */
export function raisedAt(row: IndicatorRow, reportedAtS: number, levelAtReport: VerdictLevel): number | null {
  const { evidence, decisions, kind } = row
  const { pin } = decisions
  const isRaised = (said: IndicatorRow['evidence'], atS: number) => {
    const pinned = pin !== null && pin.at <= atS ? pin : null
    const { level } = readVerdict(assess({ kind, evidence: said, ...decisions, pin: pinned }), atS)
    return rank(level) >= rank('suspicious') && rank(level) > rank(levelAtReport)
  }
  const before = evidence.filter(({ firstAt }) => firstAt < reportedAtS)
  if (isRaised(before, reportedAtS - 1)) return null
  const moments = [...new Set([...evidence.map(({ firstAt }) => firstAt), ...(pin ? [pin.at] : [])])]
  const since = moments.filter((atS) => atS >= reportedAtS).sort((a, b) => a - b)
  const saidBy = (atS: number) => evidence.filter(({ firstAt }) => firstAt <= atS)
  return since.find((atS) => isRaised(saidBy(atS), atS)) ?? null
}

function rank(level: VerdictLevel): number {
  return verdictLevels.indexOf(level)
}
