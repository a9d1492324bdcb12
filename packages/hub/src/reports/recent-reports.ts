/** Reports of one network are counted for this long; it sets the price of the next one. */
const windowMs = 3_600_000

/** Networks counted at once; beyond it the counts of all are forgotten rather than memory lost. */
const countedNetworks = 50_000

/** How many reports came from a network within the last hour, in this process. */
export interface RecentReports {
  count(network: string): number
  add(network: string): void
}

export function createRecentReports(clock: () => number): RecentReports {
  const times = new Map<string, number[]>()
  const recentOf = (network: string): number[] => {
    const oldest = clock() - windowMs
    return (times.get(network) ?? []).filter((time) => time > oldest)
  }
  return {
    count: (network) => recentOf(network).length,
    add(network) {
      if (times.size >= countedNetworks) times.clear()
      times.set(network, [...recentOf(network), clock()])
    },
  }
}
