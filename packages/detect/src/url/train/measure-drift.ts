import type { Detection } from '../../model/detection.ts'

/** How much of the phishing first seen in one month the model catches. */
export interface DriftMonth {
  readonly month: string
  readonly rows: number
  readonly suspicious: number
  readonly high: number
}

/** Counts, month by month, what a model says of phishing links it never saw. Lines are `first_seen, url`. */
export function measureDrift(judge: (url: string) => Detection) {
  const months = new Map<string, { month: string; rows: number; suspicious: number; high: number }>()
  return {
    add(line: string): void {
      const [seenAt = '', url = ''] = line.split('\t')
      const month = seenAt.slice(0, 7)
      if (!/^\d{4}-\d\d$/.test(month) || url === '') return
      const counts = months.get(month) ?? { month, rows: 0, suspicious: 0, high: 0 }
      months.set(month, counts)
      const { level } = judge(url)
      counts.rows += 1
      if (level === 'suspicious' || level === 'high') counts.suspicious += 1
      if (level === 'high') counts.high += 1
    },
    result: (): DriftMonth[] => [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1)),
  }
}
