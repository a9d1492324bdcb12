/** A number of persons as it may be published. */
export type PublishedCount =
  | { readonly count: number }
  | { readonly fewerThan: number }
  | { readonly withheld: true }

/** Persons by row (a city) and column (a type), with totals that are published as well. */
export interface PersonTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly counts: readonly (readonly number[])[]
}

/**
 * Hides cells in which so few persons stand that they might be recognised, and as many further cells as it takes so that
 * no total gives a hidden one away: in every row and column either nothing is hidden, or at least two cells that
 * together stand for no fewer persons than the limit. Zero stays zero. A total below the limit is itself to be hidden.
 *
 * @param below fewer persons than this, but at least one, are hidden
 */
export function suppressSmall(
  { counts }: PersonTable,
  below: number,
): readonly (readonly PublishedCount[])[] {
  const hidden = counts.map((row) => row.map((count) => count > 0 && count < below))
  const width = counts[0]?.length ?? 0
  const lines = [
    ...counts.map((row, index) => row.map((_, column) => [index, column] as const)),
    ...Array.from({ length: width }, (_, column) => counts.map((_row, index) => [index, column] as const)),
  ]
  // Each round hides at least one cell more, so it ends when all are hidden at the latest.
  for (let changed = true; changed; ) changed = lines.some((line) => hideOneMore(line, counts, hidden, below))
  return counts.map((row, index) =>
    row.map((count, column) => {
      if (hidden[index]?.[column] !== true) return { count }
      return count > 0 && count < below ? { fewerThan: below } : { withheld: true }
    }),
  )
}

type Cell = readonly [row: number, column: number]

function hideOneMore(
  line: readonly Cell[],
  counts: readonly (readonly number[])[],
  hidden: boolean[][],
  below: number,
): boolean {
  const countAt = ([row, column]: Cell) => counts[row]?.[column] ?? 0
  const covered = line.filter(([row, column]) => hidden[row]?.[column] === true)
  const persons = covered.reduce((sum, cell) => sum + countAt(cell), 0)
  if (covered.length === 0 || (covered.length > 1 && persons >= below)) return false
  const next = line
    .filter(([row, column]) => hidden[row]?.[column] === false)
    .map((cell) => ({ cell, cost: costOf(countAt(cell), crossesHidden(cell, line, hidden)) }))
    .toSorted((left, right) => left.cost - right.cost)[0]
  if (!next) return false
  const [row, column] = next.cell
  hidden[row]?.splice(column, 1, true)
  return true
}

/** First a cell whose other line has something hidden already, then the smallest; a zero hides nothing and comes last. */
function costOf(count: number, isCrossed: boolean): number {
  if (count === 0) return Number.MAX_SAFE_INTEGER
  return isCrossed ? count / Number.MAX_SAFE_INTEGER : count
}

function crossesHidden(
  [row, column]: Cell,
  line: readonly Cell[],
  hidden: readonly (readonly boolean[])[],
): boolean {
  const isRow = line.every(([other]) => other === row)
  return isRow ? hidden.some((cells) => cells[column] === true) : hidden[row]?.includes(true) === true
}

/** An amount for a county: rounded to the unit, half upward, so that a single loss cannot be read off. */
export function roundAmountFen(amountFen: bigint, unitFen: bigint): bigint {
  return ((amountFen + unitFen / 2n) / unitFen) * unitFen
}
