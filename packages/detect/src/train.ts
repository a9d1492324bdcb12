export { rankingMetrics, shareAbove, thresholdAt } from './model/ranking-metrics.ts'
export type { RankingMetrics } from './model/ranking-metrics.ts'
