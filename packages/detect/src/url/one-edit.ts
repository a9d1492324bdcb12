/** One letter changed, added, left out, or two neighbours swapped. */
export function isOneEdit(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a.charCodeAt(from) === b.charCodeAt(from)) from += 1
  let backA = a.length
  let backB = b.length
  while (backA > from && backB > from && a.charCodeAt(backA - 1) === b.charCodeAt(backB - 1)) {
    backA -= 1
    backB -= 1
  }
  const restA = backA - from
  const restB = backB - from
  if (restA <= 1 && restB <= 1) return true
  return (
    restA === 2 &&
    restB === 2 &&
    a.charCodeAt(from) === b.charCodeAt(from + 1) &&
    a.charCodeAt(from + 1) === b.charCodeAt(from)
  )
}

const keyRows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** True when the words have one length and differ in one letter by a neighbouring key of a QWERTY keyboard. */
export function isNearKeys(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) {
    if (a[at] === b[at]) continue
    const [rowA, columnA] = keyPlace(a.charAt(at))
    const [rowB, columnB] = keyPlace(b.charAt(at))
    return rowA >= 0 && rowB >= 0 && Math.abs(rowA - rowB) <= 1 && Math.abs(columnA - columnB) <= 1
  }
  return false
}

function keyPlace(key: string): readonly [number, number] {
  const row = keyRows.findIndex((keys) => keys.includes(key))
  return [row, row < 0 ? -1 : (keyRows[row] ?? '').indexOf(key)]
}
